"""Undo of an import: exactly its rows, but for those that were changed, for 30 days."""

import datetime as dt
import uuid
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.archived import all_tables, fill
from tests.factories import NOON, ZONE, make_episode
from tests.imported import bring_in, days_csv, diary_rows, entries_csv, entry
from tests.records.full_episode import FULL
from tracker.models import Day, DayFactor, Episode, Import, ImportedRow, Pause, Preferences, Revision
from tracker.records.day import DayRecord
from tracker.selectors.person import person_by_now
from tracker.services import import_undo
from tracker.services.episodes import amend_episode, delete_episode, undo
from tracker.services.import_undo import undo_import

TODAY = NOON.date()
ONE, TWO, THREE = (uuid.UUID(int=n) for n in (101, 102, 103))
ANSWERED = DayRecord(
    date=TODAY - dt.timedelta(days=200),
    time_zone=ZONE,
    answer="none",
    answered_at=NOON,
    limited=1,
    factors=(("x-tea", False), ("stress", True)),
)
PAUSED = [DayRecord(date=TODAY - dt.timedelta(days=n), time_zone="", state="paused") for n in (300, 299)]
LATER = NOON + dt.timedelta(days=30)


def take_back(owner, made, now=NOON):
    return undo_import(person_by_now(owner), made, now=now)


def amend(owner, uid, **changes):
    row = Episode.objects.of(owner).get(uid=uid)
    amend_episode(person_by_now(owner), row, lambda record: replace(record, **changes), now=NOON)


def uids(owner):
    return set(Episode.objects.of(owner).values_list("uid", flat=True))


def test_it_leaves_the_diary_as_it_was(alice, bob):
    fill(alice)
    fill(bob, "another-token")
    before = diary_rows()
    full = replace(FULL, uid=ONE)
    first = bring_in(alice, entries_csv(full, *(entry(uuid.UUID(int=n), note=str(n)) for n in range(500, 1200))))
    second = bring_in(alice, days_csv(ANSWERED, *PAUSED))
    assert (first.entries, second.days, second.pauses) == (701, 1, 1)
    assert take_back(alice, second) == import_undo.Undone(2, 0)
    assert take_back(alice, first) == import_undo.Undone(701, 0)
    assert diary_rows() == before
    undone = Import.objects.filter(pk__in=[first.pk, second.pk])
    assert set(undone.values_list("undone_at", "kept")) == {(NOON, 0)}


def test_an_entry_that_was_changed_stays(alice):
    made = bring_in(alice, entries_csv(entry(ONE, intensity=3), entry(TWO), entry(THREE)))
    amend(alice, ONE, intensity=5)
    assert take_back(alice, made) == import_undo.Undone(2, 1)
    assert uids(alice) == {ONE}
    assert Import.objects.get().kept == 1


@pytest.mark.parametrize("changes", [{"note": "at the lake"}, {"private": True}, {"woke": "no"}, {"kind": "cramp"}])
def test_filling_what_was_empty_is_a_change(alice, changes):
    made = bring_in(alice, entries_csv(entry(ONE)))
    amend(alice, ONE, **changes)
    assert take_back(alice, made) == import_undo.Undone(0, 1)


def test_a_day_that_was_changed_stays(alice):
    other = replace(ANSWERED, date=TODAY - dt.timedelta(days=100))
    made = bring_in(alice, days_csv(ANSWERED, other))
    DayFactor.objects.filter(day__date=other.date, code="stress").update(is_yes=False)
    assert take_back(alice, made) == import_undo.Undone(1, 1)
    assert Day.objects.of(alice).get().date == other.date


def test_a_pause_that_was_changed_stays(alice):
    made = bring_in(alice, days_csv(*PAUSED))
    Pause.objects.update(reason="hospital")
    assert take_back(alice, made) == import_undo.Undone(0, 1)
    assert Pause.objects.count() == 1


def test_what_was_deleted_meanwhile_is_no_matter(alice):
    made = bring_in(alice, entries_csv(entry(ONE), entry(TWO)))
    delete_episode(person_by_now(alice), Episode.objects.get(uid=ONE), now=NOON)
    assert take_back(alice, made) == import_undo.Undone(1, 0)
    assert Revision.objects.count() == 1


def test_an_entry_that_was_deleted_and_brought_back_is_the_same(alice):
    made = bring_in(alice, entries_csv(entry(ONE)))
    revision = delete_episode(person_by_now(alice), Episode.objects.get(), now=NOON)
    undo(person_by_now(alice), revision, now=NOON)
    assert take_back(alice, made) == import_undo.Undone(1, 0)


def test_rows_that_were_there_before_are_not_its_rows(alice):
    bring_in(alice, entries_csv(entry(ONE)))
    made = bring_in(alice, entries_csv(entry(ONE), entry(TWO)))
    take_back(alice, made)
    assert uids(alice) == {ONE}


def test_another_persons_entry_of_the_same_uid_is_not_touched(alice, bob):
    made = bring_in(alice, entries_csv(entry(ONE)))
    bring_in(bob, entries_csv(entry(ONE)))
    take_back(alice, made)
    assert (uids(alice), uids(bob)) == (set(), {ONE})


def test_it_can_be_undone_for_thirty_days(alice):
    made = bring_in(alice, entries_csv(entry(ONE)))
    assert take_back(alice, made, LATER + dt.timedelta(seconds=1)) is None
    assert uids(alice) == {ONE}
    assert take_back(alice, made, LATER) == import_undo.Undone(1, 0)


def test_twice_is_once(alice):
    made = bring_in(alice, entries_csv(entry(ONE)))
    again = Import.objects.get()
    take_back(alice, made)
    bring_in(alice, entries_csv(entry(ONE)))
    assert take_back(alice, again) is None
    assert uids(alice) == {ONE}


def test_the_file_can_come_again(alice):
    take_back(alice, bring_in(alice, entries_csv(FULL)))
    assert bring_in(alice, entries_csv(FULL)).entries == 1


def test_the_data_version_is_another_one(alice):
    made = bring_in(alice, entries_csv(entry(ONE)))
    before = Preferences.objects.get(owner=alice).data_version
    take_back(alice, made)
    assert Preferences.objects.get(owner=alice).data_version != before


def test_whole_or_nothing(alice, monkeypatch):
    fill(alice)
    made = bring_in(alice, entries_csv(entry(ONE)))
    before = all_tables()

    def broken(owner):
        raise IntegrityError

    monkeypatch.setattr(import_undo, "renew_data_version", broken)
    with pytest.raises(IntegrityError):
        take_back(alice, made)
    assert all_tables() == before


def test_what_changes_while_it_reads_stays(alice, monkeypatch):
    """Another device changes an entry between the reading and the write."""
    made = bring_in(alice, entries_csv(entry(ONE), entry(TWO)))
    write = import_undo.factor_write

    @contextmanager
    def later(person, now):
        amend(alice, ONE, note="at the lake")
        with write(person, now):
            yield

    monkeypatch.setattr(import_undo, "factor_write", later)
    assert take_back(alice, made) == import_undo.Undone(1, 1)
    assert uids(alice) == {ONE}


def test_queries_do_not_grow_with_the_rows(alice):
    def queries_of(count):
        made = bring_in(
            alice, entries_csv(*(entry(uuid.UUID(int=count * 1000 + n), note=str(n)) for n in range(count)))
        )
        with CaptureQueriesContext(connection) as queries:
            take_back(alice, made)
        return len(queries)

    queries_of(2)
    assert queries_of(90) == queries_of(5)


def test_nothing_is_kept_for_it_afterwards(alice):
    make_episode(alice)
    take_back(alice, bring_in(alice, entries_csv(entry(ONE))))
    assert ImportedRow.objects.count() == 0
