"""Imports of CSV: what a file would do, all of it or nothing, and the same file twice adds nothing."""

import datetime as dt
import uuid
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.archived import all_tables, fill
from tests.factories import NOON, ZONE, make_day, make_episode
from tests.imported import bring_in, check, days_csv, entries_csv, entry
from tests.records.full_episode import FULL
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import LeftOut
from tracker.models import Day, DayFactor, Episode, Import, ImportedRow, OwnTerm, Pause, Preferences
from tracker.records.day import DayRecord
from tracker.selectors.person import person_by_now
from tracker.services import bulk
from tracker.services import imports as service
from tracker.services.episode_rows import record_of
from tracker.services.episodes import delete_episode
from tracker.services.export import stream_days, stream_episodes
from tracker.services.imports import MOST_ERRORS, ImportHasErrorsError, check_import, run_import

TODAY = NOON.date()
ONE, TWO, THREE = (uuid.UUID(int=n) for n in (101, 102, 103))
EVENING = NOON + dt.timedelta(hours=9)
ANSWERED = DayRecord(
    date=TODAY,
    time_zone=ZONE,
    answer="none",
    answered_at=EVENING,
    limited=1,
    factors=(("x-tea", False), ("stress", True)),
    note="quiet",
)


class Foreign:
    """A file of an app, with rows that are given."""

    code, name, signature = "headi", "Headi", "headi"

    def __init__(self, *rows):
        self.rows = rows

    def questions(self, answers):
        return ()

    def suggestion(self, question):
        return None

    def records(self, answers, until=None):
        return iter(self.rows)


def check_rows(owner, *rows, now=NOON):
    return check_import(person_by_now(owner), Foreign(*rows), {}, now=now)


# Checked


def test_a_check_changes_nothing(alice, bob):
    fill(alice)
    fill(bob, "another-token")
    before = all_tables()
    found = check(alice, entries_csv(entry(ONE), entry(TWO, note="other"), FULL))
    check(alice, days_csv(ANSWERED, DayRecord(date=TODAY - dt.timedelta(days=90), time_zone="", state="paused")))
    assert (found.entries.new, found.entries.known) == (2, 1)
    assert all_tables() == before


def test_new_known_and_different_entries_are_told_apart(alice, bob):
    bring_in(alice, entries_csv(entry(ONE), entry(TWO, note="at the lake", intensity=3)))
    make_episode(bob, uid=THREE)
    found = check(alice, entries_csv(entry(ONE), entry(TWO, note="in bed", intensity=3), entry(THREE))).entries
    assert (found.new, found.known, found.differs) == (1, 1, 1)
    assert [(each.row["uid"], each.fields) for each in found.differing] == [(str(TWO), ("note",))]


def test_times_of_writing_make_no_difference(alice):
    bring_in(alice, entries_csv(entry(ONE)), now=NOON + dt.timedelta(days=3))
    assert check(alice, entries_csv(entry(ONE, logged_at=NOON))).entries.known == 1


def test_days_are_known_by_their_date(alice):
    make_day(alice, TODAY, note="mine")
    files = (ANSWERED, replace(ANSWERED, date=TODAY - dt.timedelta(days=1)))
    found = check(alice, days_csv(*files)).days
    assert (found.new, found.known, found.differs) == (1, 0, 1)
    assert found.differing[0].fields == ("limited", "factors", "note")
    assert bring_in(alice, days_csv(*files)).days == 1
    assert check(alice, days_csv(files[1])).days.known == 1
    assert Day.objects.of(alice).get(date=TODAY).note == "mine"


def test_days_without_an_answer_are_left_out_and_paused_ones_counted(alice):
    Pause.objects.create(owner=alice, from_on=TODAY - dt.timedelta(days=9), to_on=TODAY - dt.timedelta(days=8))
    days = [DayRecord(date=TODAY - dt.timedelta(days=n), time_zone="", state="paused") for n in (8, 7, 6)]
    unanswered = DayRecord(date=TODAY, time_zone="", state="unanswered")
    found = check(alice, days_csv(*days, unanswered))
    assert (found.paused.new, found.paused.known, found.days.new) == (2, 1, 0)
    assert {words: rows.count for words, rows in found.left_out.items()} == {"Nothing was answered on this day.": 1}
    made = bring_in(alice, days_csv(*days, unanswered))
    assert (made.days, made.pauses, made.entries) == (0, 1, 0)
    assert check(alice, days_csv(*days, unanswered)).new == 0


def test_equal_rows_are_counted_and_not_dropped(alice):
    rows = (entry(ONE), entry(TWO), entry(THREE, note="x"))
    found = check_rows(alice, *rows)
    assert (found.equal, found.entries.new) == (1, 3)


def test_what_is_left_out_has_its_reason_and_lines(alice):
    rows = [LeftOut(n, "mood", "This row is a mood.") for n in range(2, 12)]
    found = check_rows(alice, *rows, LeftOut(13, "sleep", "This row is about sleep.")).left_out
    assert {words: (rows.count, rows.lines) for words, rows in found.items()} == {
        "This row is a mood.": (10, [2, 3, 4, 5, 6]),
        "This row is about sleep.": (1, [13]),
    }


def test_an_entry_that_was_just_deleted_stays_deleted(alice):
    text = entries_csv(entry(ONE))
    bring_in(alice, text)
    delete_episode(person_by_now(alice), Episode.objects.get(), now=NOON)
    found = check(alice, text)
    assert (found.new, [rows.count for rows in found.left_out.values()]) == (0, [1])
    assert bring_in(alice, text) is None
    assert check(alice, text, now=NOON + dt.timedelta(days=31)).new == 1


def test_the_first_errors_are_kept_and_all_are_counted(alice):
    errors = [RowError(n, "date", "not-a-date", "“x” is not a date.") for n in range(80)]
    found = check_rows(alice, entry(ONE), *errors)
    assert (found.error_count, found.errors) == (80, errors[:MOST_ERRORS])


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"started_at": NOON + dt.timedelta(hours=23)}, []),
        ({"started_at": NOON + dt.timedelta(hours=25)}, ["started_at"]),
        ({"ended_at": NOON + dt.timedelta(days=300), "duration_basis": "estimated"}, ["ended_at"]),
    ],
)
def test_what_has_not_happened_yet_is_an_error(alice, fields, columns):
    found = check(alice, entries_csv(entry(TWO), entry(ONE, **fields)))
    assert [(error.line, error.column) for error in found.errors] == [(3, column) for column in columns]


def test_a_day_that_has_not_come_yet_is_an_error(alice):
    days = [replace(ANSWERED, date=TODAY + dt.timedelta(days=n)) for n in (1, 2)]
    found = check(alice, days_csv(*days))
    assert [(error.line, error.column, error.code) for error in found.errors] == [(3, "date", "in-the-future")]
    assert "12 June 2026" in found.errors[0].message


def test_queries_do_not_grow_with_the_rows(alice):
    def queries_of(count):
        records = [entry(uuid.UUID(int=n), note=str(n), started_at=NOON - dt.timedelta(hours=n)) for n in range(count)]
        Episode.objects.of(alice).delete()
        bring_in(alice, entries_csv(*records))
        with CaptureQueriesContext(connection) as queries:
            assert check(alice, entries_csv(*records)).entries.known == count
        return len(queries)

    assert queries_of(90) == queries_of(3)


# Imported


def test_a_whole_entry_comes_as_it_is(alice):
    made = bring_in(alice, entries_csv(FULL), name="my diary.csv")
    assert record_of(Episode.objects.get()) == FULL
    assert (made.code, made.file_name, made.entries, made.at) == ("episodes", "my diary.csv", 1, NOON)
    assert list(made.rows.values_list("kind", "key")) == [("episode", str(FULL.uid))]


def test_the_same_file_twice_adds_nothing(alice):
    for text in (entries_csv(FULL, entry(ONE)), days_csv(ANSWERED)):
        assert bring_in(alice, text)
        before = all_tables()
        assert bring_in(alice, text) is None
        assert all_tables() == before
    assert DayFactor.objects.count() == 2


def test_what_differs_is_not_overwritten(alice):
    bring_in(alice, entries_csv(entry(ONE, note="mine")))
    assert bring_in(alice, entries_csv(entry(ONE, note="theirs"), entry(TWO))).entries == 1
    assert Episode.objects.get(uid=ONE).note == "mine"


def test_without_a_time_of_logging_it_was_logged_now(alice):
    bring_in(alice, entries_csv(entry(ONE)), now=NOON + dt.timedelta(days=5))
    assert Episode.objects.get().logged_at == NOON + dt.timedelta(days=5)


@pytest.mark.parametrize("place", [0, 700, 1400])
def test_one_error_and_nothing_is_imported(alice, place):
    rows = [entry(uuid.UUID(int=n), note=str(n)) for n in range(1400)]
    rows.insert(place, RowError(5, "note", "too-long", "Too long."))
    before = all_tables()
    with pytest.raises(ImportHasErrorsError) as caught:
        run_import(person_by_now(alice), Foreign(*rows), {}, "a.csv", now=NOON)
    assert caught.value.check.errors == [rows[place]]
    assert all_tables() == before


def test_what_the_database_refuses_changes_nothing(alice):
    before = all_tables()
    with pytest.raises(IntegrityError):
        run_import(person_by_now(alice), Foreign(entry(ONE), entry(TWO, intensity=99)), {}, "a.csv", now=NOON)
    assert all_tables() == before


def test_if_what_the_undo_needs_cannot_be_kept_nothing_is(alice, monkeypatch):
    def broken(*args):
        raise IntegrityError

    monkeypatch.setattr(bulk, "_keep_for_undo", broken)
    before = all_tables()
    with pytest.raises(IntegrityError):
        bring_in(alice, entries_csv(entry(ONE)))
    assert all_tables() == before


def test_nothing_new_makes_no_import(alice):
    bring_in(alice, entries_csv(entry(ONE)))
    assert bring_in(alice, entries_csv(entry(ONE))) is None
    assert Import.objects.count() == 1


def test_the_persons_own_words_are_spelled_as_in_the_file(alice):
    answers = {("factor", "Long Drive"): "x-long-drive", ("relief", "Bad"): "x-tea", ("factor", "Heat"): "hot-weather"}
    foreign = Foreign(entry(ONE, suspected_factors=("x-long-drive",)))
    run_import(person_by_now(alice), foreign, answers, "a.csv", now=NOON)
    assert set(OwnTerm.objects.values_list("vocabulary", "code", "label")) == {
        ("factor", "x-long-drive", "Long Drive"),
        ("relief", "x-tea", "tea"),
    }


def test_a_row_that_became_known_meanwhile_is_not_undone_with_it(alice, monkeypatch):
    """Another device stored one of them after the file was read."""
    write = bulk.diary_write

    @contextmanager
    def later(owner):
        make_episode(alice, uid=ONE)
        with write(owner):
            yield

    monkeypatch.setattr(bulk, "diary_write", later)
    made = bring_in(alice, entries_csv(entry(ONE), entry(TWO)))
    assert made.entries == 1
    assert list(ImportedRow.objects.values_list("key", flat=True)) == [str(TWO)]


def test_looks_that_are_due_are_taken_before(alice, monkeypatch):
    seen = []
    for name in ("close_due_blocks", "store_due_changes"):
        monkeypatch.setattr(service, name, lambda person, now: seen.append(Episode.objects.count()))
    bring_in(alice, entries_csv(entry(ONE)))
    assert seen == [0, 0]
    bring_in(alice, entries_csv(entry(ONE)))
    assert seen == [0, 0]


def test_others_wait_for_a_few_statements(alice, monkeypatch):
    executed = []
    write = bulk.diary_write

    @contextmanager
    def watched(owner):
        with write(owner), CaptureQueriesContext(connection) as queries:
            yield
        executed.append(len(queries))

    monkeypatch.setattr(bulk, "diary_write", watched)
    # Once a week it is asked what may be due of looks at change.
    Preferences.objects.filter(owner=alice).update(changes_due_on=TODAY + dt.timedelta(days=7))
    bring_in(alice, entries_csv(entry(ONE)))
    bring_in(alice, entries_csv(*(entry(uuid.UUID(int=n), note=str(n)) for n in range(900))))
    assert executed[0] == executed[1] < 30


def test_what_was_kept_for_undos_of_long_ago_is_removed(alice):
    made = bring_in(alice, entries_csv(entry(ONE)))
    bring_in(alice, entries_csv(entry(TWO)), now=NOON + dt.timedelta(days=30))
    assert made.rows.exists()
    bring_in(alice, entries_csv(entry(THREE)), now=NOON + dt.timedelta(days=31))
    assert not made.rows.exists()
    assert Import.objects.count() == 3


def test_a_diary_goes_out_and_in_and_out_as_the_same_bytes(alice, bob):
    fill(alice)

    def files(owner):
        person = person_by_now(owner)
        return "".join(stream_episodes(owner, Episode.objects.of(owner))), "".join(stream_days(person, TODAY))

    for text in files(alice):
        bring_in(bob, text)
    assert files(bob) == files(alice)


def test_an_account_takes_its_imports_along(alice, bob):
    for owner in (alice, bob):
        fill(owner, f"token-of-{owner}-of-some-length")
        bring_in(owner, entries_csv(entry(ONE)))
    theirs = set(Import.objects.filter(owner=bob))
    alice.delete()
    assert set(Import.objects.all()) == theirs
    assert {row.made_by for row in ImportedRow.objects.all()} == theirs


def test_the_version_is_renewed_once_something_is_new(alice):
    def version():
        return Preferences.objects.get(owner=alice).data_version

    before = version()
    bring_in(alice, entries_csv(entry(ONE)))
    after = version()
    bring_in(alice, entries_csv(entry(ONE)))
    assert before != after == version()
