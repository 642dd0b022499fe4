"""The diary as files: what they hold, in which order, whose it is, and that it is read a block at a time."""

import datetime as dt
import io
from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.ten_years import ten_years
from tests.factories import NOON, make_day, make_episode
from tracker.exchange.csv_files import read_days, read_episodes
from tracker.management.demo_diary import demo_diary
from tracker.models import DayFactor, Episode, Pause
from tracker.querysets import EpisodeFilter
from tracker.selectors.person import person_of
from tracker.services.bulk import insert_records
from tracker.services.days import DayAnswers, save_check_in
from tracker.services.episode_rows import record_of
from tracker.services.export import day_records, episode_records, stream_days, stream_episodes

NOW = dt.datetime(2026, 6, 20, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


def episodes_file(owner) -> str:
    return "".join(stream_episodes(owner, Episode.objects.all()))


def days_file(owner, *dates) -> str:
    return "".join(stream_days(person_of(owner), TODAY, *dates))


def as_lines(text: str):
    return io.StringIO(text, newline="")


def days_of(owner, *dates) -> dict:
    return {record.date: record for record in day_records(person_of(owner), TODAY, *dates)}


def test_an_entry_is_read_as_it_is_saved(alice):
    stored = make_episode(
        alice,
        regions=[("calf", "left"), ("lower-back", "middle")],
        factors=["x-own", "stress"],
        relief=[{"code": "heat", "moment": "during", "effect": "slightly"}, "rest"],
        noticed=["none"],
        ended_at=NOON + dt.timedelta(minutes=2),
        kind="cramp",
        woke="yes",
        private=True,
        chest_signs="no",
        note="ä",
        edited_at=NOON + dt.timedelta(hours=2),
    )
    (record,) = read_episodes(as_lines(episodes_file(alice)))
    assert record == record_of(stored)


def test_the_oldest_entry_comes_first(alice):
    for days_ago in (1, 5, 3):
        make_episode(alice, started_at=NOON - dt.timedelta(days=days_ago))
    starts = [record.started_at for record in episode_records(alice, Episode.objects.all())]
    assert starts == sorted(starts)


def test_another_persons_entries_are_left_out_whatever_the_query(alice, bob):
    make_episode(bob)
    assert list(episode_records(alice, Episode.objects.all())) == []


def test_a_filter_keeps_all_details_of_the_entries_it_finds(alice):
    make_episode(alice, regions=[("calf", "left"), ("shin", "left")])
    make_episode(alice, regions=[("chest", "left")], started_at=NOON + dt.timedelta(hours=1))
    wanted = Episode.objects.matching(EpisodeFilter(region="calf"))
    assert [[mark.region for mark in record.regions] for record in episode_records(alice, wanted)] == [["calf", "shin"]]


def test_an_empty_diary_gives_the_header_alone(alice):
    assert (episodes_file(alice).count("\r\n"), days_file(alice).count("\r\n")) == (1, 1)


def test_a_long_diary_is_read_a_block_at_a_time(alice):
    insert_records(alice, ten_years(days=250)[0], now=NOW)
    with CaptureQueriesContext(connection) as first:
        pieces = stream_episodes(alice, Episode.objects.all())
        next(pieces)
    with CaptureQueriesContext(connection) as rest:
        lines = 100 + sum(piece.count("\r\n") for piece in pieces)
    # One query for the entries and five for the details of a block: of 100 entries, 1,000, 1,000, 400.
    assert (len(first), len(rest), lines) == (6, 15, 2_501)


def test_every_entry_of_a_long_diary_has_its_details(alice):
    records = list(ten_years(days=250)[0])
    insert_records(alice, records, now=NOW)
    assert list(episode_records(alice, Episode.objects.all())) == records


def test_every_day_since_the_first_entry_is_there_with_its_state(alice):
    make_episode(alice, started_at=NOW - dt.timedelta(days=5))
    make_day(alice, TODAY - dt.timedelta(days=3))
    Pause.objects.create(owner=alice, from_on=TODAY - dt.timedelta(days=2), to_on=TODAY - dt.timedelta(days=1))
    states = [record.state for record in days_of(alice).values()]
    assert states == ["spasm", "unanswered", "clear", "paused", "paused", "unanswered"]


def test_an_entry_overrides_a_clear_answer(alice):
    make_episode(alice, started_at=NOW)
    make_day(alice, TODAY)
    assert days_of(alice)[TODAY].state == "spasm"


def test_a_day_of_which_nothing_was_said_has_no_zone(alice):
    make_episode(alice, started_at=NOW - dt.timedelta(days=1))
    assert days_of(alice)[TODAY].time_zone == ""


def test_factors_have_a_column_each_in_the_order_of_the_vocabulary(alice):
    day = make_day(alice, TODAY)
    for code, is_yes in (("x-own", True), ("alcohol", False), ("stress", True)):
        DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=NOW)
    header, row, *_rest = days_file(alice).split("\r\n")
    answers = dict(zip(header.split(","), row.split(","), strict=True))
    assert [(name, answers[name]) for name in header.split(",")[6:-3]] == [
        ("stress", "yes"),
        ("alcohol", "no"),
        ("x-own", "yes"),
    ]


def test_dates_narrow_the_days(alice):
    make_episode(alice, started_at=NOW - dt.timedelta(days=9))
    result = list(days_of(alice, TODAY - dt.timedelta(days=4), TODAY - dt.timedelta(days=2)))
    assert result == [TODAY - dt.timedelta(days=n) for n in (4, 3, 2)]


def test_dates_before_the_diary_began_give_no_day(alice):
    make_episode(alice, started_at=NOW)
    assert days_of(alice, dt.date(2020, 1, 1), dt.date(2020, 2, 1)) == {}


def test_days_beyond_one_block_are_all_there(alice):
    make_episode(alice, started_at=NOW - dt.timedelta(days=1_000))
    assert len(days_of(alice)) == 1_001


def test_another_persons_days_are_left_out(alice, bob):
    day = make_day(bob, TODAY)
    DayFactor.objects.create(day=day, code="alcohol", is_yes=True, first_answered_at=NOW)
    assert days_file(alice) == "date,time_zone,state,answer,answered_at,limited,note,private,logged_by\r\n"


def test_a_pause_stays_whole_whatever_happened_in_it(alice, bob):
    day = dt.timedelta(days=1)
    Pause.objects.create(owner=alice, from_on=TODAY - 9 * day, to_on=TODAY - 5 * day)
    make_episode(alice, started_at=NOW - 12 * day)
    make_episode(alice, started_at=NOW - 7 * day)
    make_day(alice, TODAY - 6 * day, "none")
    states = [record.state for record in days_of(alice).values()]
    assert states == ["spasm", *["unanswered"] * 2, *["paused"] * 5, *["unanswered"] * 5]
    files = episodes_file(alice), days_file(alice)
    insert_records(bob, read_episodes(as_lines(files[0])), read_days(as_lines(files[1])), now=NOW)
    pause = Pause.objects.get(owner=bob)
    assert (pause.from_on, pause.to_on) == (TODAY - 9 * day, TODAY - 5 * day)
    assert (episodes_file(bob), days_file(bob)) == files


def test_a_diary_read_into_an_empty_account_is_written_as_the_same_bytes(alice, bob):
    demo = demo_diary(NOW)
    insert_records(alice, demo.episodes, demo.days, now=NOW)
    files = episodes_file(alice), days_file(alice)
    insert_records(bob, read_episodes(as_lines(files[0])), read_days(as_lines(files[1])), now=NOW)
    assert (episodes_file(bob), days_file(bob)) == files


def test_a_check_in_comes_back_from_its_file(alice, bob):
    person, day = person_of(alice), dt.timedelta(days=1)
    whole = DayAnswers(
        answer="unlisted", unlisted_count="6-10", unlisted_worst=7, limited=3, note="=calm", private=True
    )
    factors = {"stress": True, "alcohol": False, "x-late-coffee": True}
    save_check_in(person, TODAY, replace(whole, factors=factors), now=NOW)
    save_check_in(person, TODAY - day, DayAnswers(factors={"stress": False}), now=NOW)
    save_check_in(person, TODAY - 2 * day, DayAnswers(answer="none", limited=0), now=NOW)
    written = days_file(alice)
    insert_records(bob, days=read_days(as_lines(written)), now=NOW)
    assert days_file(bob) == written
    assert dict(DayFactor.objects.filter(day__owner=bob, day__date=TODAY).values_list("code", "is_yes")) == factors
