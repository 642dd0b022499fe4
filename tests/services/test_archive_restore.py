"""The way back in: others wait for the copying alone, and what changed meanwhile is not written over."""

import datetime as dt
import json
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.archived import LATER, TODAY, all_tables, archive_of, fill, opened, rows
from tests.factories import NOON, make_episode, make_visit
from tracker.exchange.archive import ENTRIES, ArchiveError
from tracker.models import DatedSetting, DayFactorBefore, Episode, Pause, Question, Revision, Visit
from tracker.selectors.person import day_starts
from tracker.services import archive_restore
from tracker.services.archive_restore import restore
from tracker.services.staging import StagedRows

NOW = LATER + dt.timedelta(days=3)


@pytest.fixture
def data(alice):
    fill(alice)
    return archive_of(alice)


def before_the_lock(monkeypatch, deed):
    """Has `deed` done once, by somebody else, after all is ready and before the transaction begins."""
    write, deeds = archive_restore.diary_write, [deed]

    def later(owner):
        if deeds:
            deeds.pop()()
        return write(owner)

    monkeypatch.setattr(archive_restore, "diary_write", later)


def statements_in_the_lock(bob, data, monkeypatch):
    write, counts = archive_restore.diary_write, []

    @contextmanager
    def watched(owner):
        with write(owner), CaptureQueriesContext(connection) as queries:
            yield
        counts.append(len(queries))

    with monkeypatch.context() as patch:
        patch.setattr(archive_restore, "diary_write", watched)
        restore(bob, opened(data), now=NOW)
    (count,) = counts
    return count


def test_what_is_done_while_others_wait_does_not_grow_with_the_rows(data, alice, bob, monkeypatch):
    few = statements_in_the_lock(bob, data, monkeypatch)
    Episode.objects.of(bob).all().delete()
    for n in range(1200):
        make_episode(alice, started_at=NOON - dt.timedelta(hours=n + 50))
    assert statements_in_the_lock(bob, archive_of(alice), monkeypatch) <= few + 20
    assert Episode.objects.of(bob).count() == 1204


def test_an_entry_that_was_logged_meanwhile_stays_beside_the_restored_ones(data, bob, monkeypatch):
    before_the_lock(monkeypatch, lambda: make_episode(bob, note="meanwhile"))
    done = restore(bob, opened(data), now=NOW)
    assert not done.is_into_empty
    assert done.by_kind[ENTRIES].new == 4
    assert Episode.objects.of(bob).filter(note="meanwhile").count() == 1
    assert Episode.objects.of(bob).count() == 5


def test_the_same_file_confirmed_twice_at_once_is_added_once(data, bob, monkeypatch):
    before_the_lock(monkeypatch, lambda: restore(bob, opened(data), now=NOW))
    done = restore(bob, opened(data), now=NOW)
    assert (done.new, done.differs) == (0, 0)
    assert rows(archive_of(bob)) == rows(data)


def test_a_row_that_came_to_be_known_meanwhile_is_not_added_twice(data, alice, bob, monkeypatch):
    make_episode(bob)
    visit = Visit.objects.get(owner=alice)

    def meanwhile():
        make_visit(bob, uid=visit.uid, said="mine")
        kept = Revision.objects.get(owner=alice)
        # As a restore of the same file leaves it.
        kept.pk, kept.owner, kept.snapshot = None, bob, json.loads(json.dumps(kept.snapshot, sort_keys=True))
        kept.save()

    before_the_lock(monkeypatch, meanwhile)
    done = restore(bob, opened(data), now=NOW)
    assert [(done.by_kind[name].new, done.by_kind[name].known) for name in ("visits", "revisions")] == [(0, 1), (0, 1)]
    assert Visit.objects.get(owner=bob).said == "mine"
    assert Revision.objects.filter(owner=bob).count() == 1
    # The question is put to the visit that is there.
    assert Question.objects.get(owner=bob, text="Why?").visit == Visit.objects.get(owner=bob)


def test_a_pause_that_was_made_meanwhile_is_not_overlapped(data, bob, monkeypatch):
    make_episode(bob)
    from_on = TODAY - dt.timedelta(days=55)
    before_the_lock(monkeypatch, lambda: Pause.objects.create(owner=bob, from_on=from_on, to_on=None))
    assert restore(bob, opened(data), now=NOW).by_kind["pauses"].differs == 1
    assert Pause.objects.filter(owner=bob).count() == 1


def test_the_days_of_a_diary_with_entries_stay_its_own(data, alice, bob):
    """The hour at which a day starts, of the file, would move entries that are there."""
    half_past_six = dt.datetime(2026, 6, 10, 4, 30, tzinfo=dt.UTC)
    Episode.objects.of(alice).update(started_at=half_past_six, ended_at=None, duration_basis="unknown")
    early = archive_of(alice)
    restore(bob, opened(early), now=NOW)
    assert set(Episode.objects.of(bob).values_list("day", flat=True)) == {dt.date(2026, 6, 10)}
    DatedSetting.objects.filter(owner=bob).delete()
    at_seven = DatedSetting(owner=bob, name=DatedSetting.DAY_START_HOUR, from_on=dt.date(2026, 1, 1), value="7")
    at_seven.save()
    Episode.objects.of(bob).exclude(pk=Episode.objects.of(bob).first().pk).delete()
    done = restore(bob, opened(early), now=NOW)
    assert (done.by_kind["settings"].new, done.by_kind["settings"].differs) == (1, 1)
    assert day_starts(bob).changes == ((at_seven.from_on, 7),)
    assert Episode.objects.of(bob).filter(day=dt.date(2026, 6, 9)).count() == 3


def test_details_of_details_find_the_row_that_they_belong_to(data, alice, bob):
    restore(bob, opened(data), now=NOW)
    ours, theirs = (DayFactorBefore.objects.get(factor__day__owner=owner) for owner in (alice, bob))
    assert (theirs.factor.code, theirs.factor.day.date, theirs.until) == ("stress", TODAY, ours.until)


def test_a_fault_half_way_changes_nothing_and_leaves_no_table(data, bob, monkeypatch):
    before, write = all_tables(), StagedRows.insert

    def refuses_the_last(self):
        if self.model is DayFactorBefore:
            raise IntegrityError("refused")
        return write(self)

    monkeypatch.setattr(StagedRows, "insert", refuses_the_last)
    removed, remove = [], StagedRows.remove
    monkeypatch.setattr(StagedRows, "remove", lambda self: (remove(self), removed.append(self.table)))
    with pytest.raises(ArchiveError):
        restore(bob, opened(data), now=NOW)
    assert all_tables() == before
    for table in removed:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (id integer)")
