"""Many records at once: whole or not at all, and the same ones twice change nothing."""

import datetime as dt
import uuid
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.records.full_episode import FULL
from tracker.days import DayStarts
from tracker.models import Day, DayFactor, Episode, EpisodeFollowUp, EpisodeRegion, Pause, Preferences
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.services import bulk
from tracker.services.bulk import Inserted, insert_records
from tracker.services.episode_rows import record_of
from tracker.services.staging import StagedRows

NOW = NOON + dt.timedelta(days=10)
EVENING = NOON + dt.timedelta(hours=9, minutes=30)


def episode(number=1, **fields):
    fields = {"started_at": NOON, "time_zone": ZONE, "logged_at": NOON} | fields
    return EpisodeRecord(uid=uuid.UUID(int=number), **fields)


def day(**fields):
    return DayRecord(date=NOON.date(), **({"time_zone": ZONE, "answer": "none", "answered_at": EVENING} | fields))


def version(owner):
    return Preferences.objects.get(owner=owner).data_version


def test_a_full_episode_is_stored_as_it_is(alice):
    insert_records(alice, [FULL], now=NOW)
    assert record_of(Episode.objects.get()) == FULL


def test_what_lists_and_searches_read_is_computed(alice):
    insert_records(alice, [FULL], now=NOW, starts=DayStarts(default=13))
    stored = Episode.objects.get()
    assert (stored.day, stored.offset_seconds, stored.search_text) == (
        dt.date(2026, 6, 9),
        7200,
        "at the lake\nleft eyebrow\nibuprofen 400\ntea",
    )


def test_instants_are_cut_to_the_second(alice):
    insert_records(alice, [episode(started_at=NOON.replace(microsecond=900_000))], now=NOW)
    assert Episode.objects.get().started_at == NOON


def test_now_stands_where_it_is_not_said_when_it_was_logged(alice):
    insert_records(alice, [episode(logged_at=None)], now=NOW)
    assert Episode.objects.get().logged_at == NOW


def test_the_same_records_again_change_nothing(alice):
    insert_records(alice, [FULL], [day()], now=NOW)
    before = version(alice)
    again = insert_records(alice, [replace(FULL, note="other")], [day(note="other")], now=NOW)
    assert (again, Episode.objects.get().note, Day.objects.get().note, version(alice)) == (
        Inserted(episodes_known=1, days_known=1),
        FULL.note,
        "",
        before,
    )


def test_a_uid_twice_in_one_go_makes_one_entry(alice):
    assert insert_records(alice, [FULL, FULL], now=NOW) == Inserted(episodes=1, episodes_known=1)


def test_the_uid_of_another_persons_entry_is_no_collision(alice, bob):
    make_episode(bob, uid=FULL.uid)
    insert_records(alice, [FULL], now=NOW)
    assert Episode.objects.of(alice).count() == 1


def test_the_version_of_the_data_is_raised(alice):
    before = version(alice)
    insert_records(alice, [FULL], now=NOW)
    assert version(alice) != before


def test_answers_to_safety_questions_are_as_old_as_the_entry(alice):
    insert_records(alice, [FULL], now=NOW)
    assert set(EpisodeFollowUp.objects.values_list("answered_at", flat=True)) == {FULL.logged_at}


@pytest.mark.parametrize(("noticed", "may_warn"), [((), False), (("swelling",), True)])
def test_whether_it_could_warn_is_computed(alice, noticed, may_warn):
    insert_records(alice, [episode(regions=(RegionMark("calf", "left"),), also_noticed=noticed)], now=NOW)
    assert Episode.objects.get().may_warn is may_warn


def test_more_than_one_batch_keeps_every_detail_with_its_entry(alice):
    records = [episode(n, note=str(n), regions=(RegionMark("calf", "left"),)) for n in range(1, 701)]
    insert_records(alice, records, now=NOW)
    assert EpisodeRegion.objects.filter(episode__owner=alice).values("episode").distinct().count() == 700


def test_a_record_that_is_not_valid_leaves_nothing_behind(alice):
    with pytest.raises(IntegrityError):
        insert_records(alice, [FULL, episode(2, intensity=11)], now=NOW)
    assert Episode.objects.count() == 0


def test_a_day_with_its_factors(alice):
    insert_records(alice, days=[day(limited=2, factors=(("stress", True), ("x-new-shoes", False)))], now=NOW)
    stored = Day.objects.get(owner=alice)
    factors = set(stored.factors.values_list("code", "is_yes", "first_answered_at"))
    assert (stored.answer, stored.limited, factors) == (
        "none",
        2,
        {("stress", True, EVENING), ("x-new-shoes", False, EVENING)},
    )


def test_a_day_that_is_there_is_left_as_it_is(alice):
    make_day(alice, NOON.date(), answer="listed")
    insert_records(alice, days=[day(factors=(("stress", True),))], now=NOW)
    assert (Day.objects.get().answer, DayFactor.objects.count()) == ("listed", 0)


def test_a_day_of_which_nothing_was_said_makes_no_row(alice):
    insert_records(alice, days=[DayRecord(date=NOON.date(), time_zone="", state="unanswered")], now=NOW)
    assert Day.objects.count() == 0


def test_paused_days_make_pauses(alice):
    dates = [dt.date(2026, 6, n) for n in (1, 2, 3, 7)]
    insert_records(alice, days=[DayRecord(date=date, time_zone="", state="paused") for date in dates], now=NOW)
    assert list(Pause.objects.filter(owner=alice).values_list("from_on", "to_on")) == [
        (dates[0], dates[2]),
        (dates[3], dates[3]),
    ]


def test_a_pause_that_is_there_is_not_made_twice(alice):
    Pause.objects.create(owner=alice, from_on=dt.date(2026, 6, 1))
    insert_records(alice, days=[DayRecord(date=dt.date(2026, 6, 2), time_zone="", state="paused")], now=NOW)
    assert Pause.objects.count() == 1


# Others write, too


@pytest.fixture
def in_the_write(monkeypatch):
    """The statements that are executed while nobody else can write."""
    executed = []
    original = bulk.diary_write

    @contextmanager
    def watched(owner):
        with original(owner), CaptureQueriesContext(connection) as queries:
            yield
        executed.extend(query["sql"] for query in queries)

    monkeypatch.setattr(bulk, "diary_write", watched)
    return executed


@pytest.mark.parametrize("number", [1, 700])
def test_however_much_comes_in_others_wait_for_the_same_few_statements(alice, in_the_write, number):
    entries = [replace(FULL, uid=uuid.UUID(int=n)) for n in range(1, number + 1)]
    answered = [day(factors=(("stress", True),)), replace(day(), date=NOON.date() + dt.timedelta(days=1))]
    assert insert_records(alice, entries, answered, now=NOW) == Inserted(episodes=number, days=2)
    assert len(in_the_write) == 11
    assert EpisodeRegion.objects.count() == 2 * number


def test_an_entry_that_comes_again_much_later_in_the_file_is_known(alice):
    entries = [episode(n) for n in range(1, 601)]
    again = replace(entries[0], note="the same id")
    assert insert_records(alice, [*entries, again], now=NOW) == Inserted(episodes=600, episodes_known=1)
    assert not Episode.objects.filter(note="the same id").exists()


def test_rows_stand_in_the_order_of_the_records(alice):
    insert_records(alice, [episode(n, note=str(n)) for n in (3, 1, 2)], now=NOW)
    assert list(Episode.objects.order_by("pk").values_list("note", flat=True)) == ["3", "1", "2"]


def test_details_go_to_the_entry_of_the_same_person(alice, bob):
    insert_records(bob, [episode(1)], now=NOW)
    insert_records(alice, [replace(FULL, uid=uuid.UUID(int=1))], now=NOW)
    assert set(EpisodeRegion.objects.values_list("episode__owner", flat=True)) == {alice.pk}


@pytest.mark.parametrize("records", [[FULL], [replace(FULL, count=0)]], ids=["written", "refused"])
def test_no_table_is_left_over(alice, records):
    with suppress(IntegrityError):
        insert_records(alice, records, now=NOW)
    assert staged_tables() == []


def staged_tables() -> list[str]:
    """The temporary tables that this connection has."""
    tables = "SELECT name FROM sqlite_temp_master WHERE name LIKE 'staged%'"
    if connection.vendor == "postgresql":
        tables = "SELECT relname FROM pg_class WHERE relname LIKE 'staged%' AND pg_table_is_visible(oid)"
    with connection.cursor() as cursor:
        cursor.execute(tables)
        return [name for (name,) in cursor.fetchall()]


def test_there_are_tables_while_records_come_in(alice):
    seen = []

    def records():
        yield FULL
        seen.extend(staged_tables())

    insert_records(alice, records(), now=NOW)
    assert len(seen) == len(set(seen)) == 6
    assert staged_tables() == []


def test_records_that_end_in_an_error_leave_nothing_behind(alice):
    def records():
        yield from (episode(n) for n in range(1, 601))
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        insert_records(alice, records(), [day()], now=NOW)
    assert (Episode.objects.count(), Day.objects.count(), staged_tables()) == (0, 0, [])


def test_records_that_bring_in_others_while_they_are_read(alice, bob):
    def records():
        yield from (episode(n) for n in range(1, 601))
        insert_records(bob, [FULL], [day()], now=NOW)
        yield replace(FULL, uid=uuid.UUID(int=601))

    assert insert_records(alice, records(), [day()], now=NOW) == Inserted(episodes=601, days=1)
    assert (Episode.objects.of(alice).count(), Episode.objects.of(bob).count()) == (601, 1)
    assert EpisodeRegion.objects.count() == 4
    assert staged_tables() == []


def test_one_table_that_stays_keeps_no_other_from_going(alice, monkeypatch):
    remove, refused = StagedRows.remove, []

    def refuses_once(rows):
        if staged_tables() and rows.model is Episode and not refused:
            refused.append(rows)
            raise DatabaseError
        remove(rows)

    monkeypatch.setattr(StagedRows, "remove", refuses_once)
    insert_records(alice, [FULL], [day()], now=NOW)
    assert staged_tables() == [refused[0].table]
    remove(refused[0])
