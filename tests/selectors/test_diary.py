"""From rows to columns: the same log, whole or filtered, and nobody else's."""

import datetime as dt

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, ZONE, make_day, make_episode
from tracker.days import Period
from tracker.diary import (
    EFFECT_CODES,
    MOMENT_CODES,
    NOT_ANSWERED,
    ONSET_CODES,
    REGION_CODES,
    SAFETY_CODES,
    SIDE_CODES,
    OwnWords,
)
from tracker.models import DatedSetting, EpisodeFollowUp, OwnTerm, Pause, Preferences
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import person_of

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
MONTH = Period(TODAY - 29 * DAY, TODAY)
GROUPS = (
    *("episodes", "onsets", "marks", "suspects", "uses", "follow_ups"),
    *("entry_days", "open_days", "long_episodes", "answers", "pauses", "has_clear_day"),
)


def load(owner, period=MONTH, **wanted):
    return load_diary(person_of(owner), EpisodeFilter(**wanted), period, TODAY)


def test_an_entry_reads_back_as_numbers(alice):
    end = NOON + dt.timedelta(minutes=20)
    make_episode(alice, started_at=NOON, ended_at=end, intensity=7, count=3)
    episodes = load(alice).episodes
    assert [column.tolist() for column in (episodes.day, episodes.started, episodes.offset)] == [
        [TODAY.toordinal()],
        [int(NOON.timestamp())],
        [7200],
    ]
    assert [column.tolist() for column in (episodes.duration, episodes.count, episodes.intensity)] == [[1200], [3], [7]]


def test_what_was_not_answered_is_not_a_number(alice):
    make_episode(alice, intensity=None, regions=())
    diary = load(alice)
    assert np.isnan(diary.episodes.intensity).all()
    assert np.isnan(diary.episodes.duration).all()
    assert (diary.onsets.woke.tolist(), diary.onsets.at_onset.tolist()) == ([NOT_ANSWERED], [NOT_ANSWERED])


def test_ongoing_entry_has_no_duration(alice):
    make_episode(alice, duration_basis="ongoing")
    episodes = load(alice).episodes
    assert (episodes.is_ongoing.tolist(), np.isnan(episodes.duration).tolist()) == ([True], [True])


def test_rows_are_in_order_and_details_stand_beside_them(alice):
    make_episode(alice, started_at=NOON, at_onset="sitting", regions=[("calf", "left"), ("widespread", "")])
    make_episode(alice, started_at=NOON - DAY, at_onset="asleep", woke="yes", regions=[("lower-back", "both")])
    diary = load(alice)
    assert diary.episodes.day.tolist() == [TODAY.toordinal() - 1, TODAY.toordinal()]
    assert [ONSET_CODES[place] for place in diary.onsets.at_onset] == ["asleep", "sitting"]
    assert diary.onsets.woke.tolist() == [1, NOT_ANSWERED]
    marks = zip(diary.marks.episode, diary.marks.region, diary.marks.side, strict=True)
    assert sorted((int(row), REGION_CODES[region], SIDE_CODES[side]) for row, region, side in marks) == [
        (0, "lower-back", "both"),
        (1, "calf", "left"),
        (1, "widespread", ""),
    ]


def test_suspected_factors_stand_beside_their_entries(alice):
    make_episode(alice, factors=["none"])
    make_episode(alice, started_at=NOON - DAY, factors=["x-long-drive", "stress"])
    make_episode(alice, started_at=NOON - 2 * DAY)
    suspects = load(alice).suspects
    assert suspects.codes == ("stress", "none", "x-long-drive")
    named = zip(suspects.episode.tolist(), (suspects.codes[place] for place in suspects.factor), strict=True)
    assert sorted(named) == [(1, "stress"), (1, "x-long-drive"), (2, "none")]


def test_what_was_done_stands_beside_its_entry(alice):
    medicine = {"code": "medication", "text": "magnesium", "moment": "after", "effect": "worse"}
    make_episode(alice, relief=["heat", medicine])
    uses = load(alice).uses
    things = [uses.things[place] for place in uses.what]
    result = zip(uses.episode.tolist(), things, uses.moment.tolist(), uses.effect.tolist(), strict=True)
    assert sorted(result) == [
        (0, ("heat", ""), NOT_ANSWERED, NOT_ANSWERED),
        (0, ("medication", "magnesium"), MOMENT_CODES.index("after"), EFFECT_CODES.index("worse")),
    ]


def answered(episode, *pairs):
    """The entry with these answers to the safety questions."""
    for question, answer in pairs:
        EpisodeFollowUp.objects.create(episode=episode, question=question, answer=answer, answered_at=episode.logged_at)


def test_answers_to_the_safety_questions_stand_beside_their_entries(alice):
    answered(make_episode(alice), ("easing", "no"), ("locked", "mouth"), ("locked", "wound"))
    answered(make_episode(alice, started_at=NOON - DAY), ("easing", "yes"))
    make_episode(alice, started_at=NOON - 2 * DAY)
    said = load(alice).follow_ups
    matches = [(row, said.pairs[what]) for row, what in zip(said.episode.tolist(), said.what.tolist(), strict=True)]
    assert sorted(matches) == [
        (1, ("easing", "yes")),
        (2, ("easing", "no")),
        (2, ("locked", "mouth")),
        (2, ("locked", "wound")),
    ]


def test_answers_to_the_safety_questions_are_narrowed_by_the_filter_and_the_period(alice):
    answered(make_episode(alice, intensity=2), ("easing", "no"))
    answered(make_episode(alice, started_at=NOON - 100 * DAY, intensity=9), ("colder", "no"))
    answered(make_episode(alice, started_at=NOON - DAY, intensity=9), ("heat-ill", "yes"))
    assert load(alice, intensity_min=5).follow_ups.pairs == (("heat-ill", "yes"),)


def test_answers_to_the_safety_questions_of_nobody_else(alice, bob):
    answered(make_episode(bob), ("easing", "no"))
    make_episode(alice)
    assert len(load(alice).follow_ups) == 0


def ordinals_ago(*days):
    return sorted(TODAY.toordinal() - ago for ago in days)


@pytest.mark.parametrize(
    ("wanted", "yes", "no", "left_open"),
    [
        ({"kind": "cramp"}, {"kind": "cramp"}, {"kind": "twitch"}, [{"kind": ""}, {"kind": "not-sure"}]),
        ({"kind": "not-sure"}, {"kind": "not-sure"}, {"kind": "cramp"}, [{"kind": ""}]),
        ({"intensity_min": 5}, {"intensity": 5}, {"intensity": 4}, [{"intensity": None}]),
        ({"intensity_max": 5}, {"intensity": 5}, {"intensity": 6}, [{"intensity": None}]),
        ({"factor": "stress"}, {"factors": ["stress"]}, {"factors": ["none"]}, [{"factors": []}]),
        ({"relief": "heat"}, {"relief": ["heat"]}, {"relief": ["nothing"]}, [{"relief": []}]),
        (
            {"relief": "medication=Ibuprofen"},
            {"relief": [{"code": "medication", "text": "ibuprofen"}]},
            {"relief": [{"code": "medication", "text": "magnesium"}]},
            [{"relief": [{"code": "medication", "text": ""}]}, {"relief": []}],
        ),
        (
            {"region": "calf"},
            {"regions": [("calf", "left")]},
            {"regions": [("thigh-front", "left")]},
            [{"regions": []}],
        ),
        (
            {"region": "calf", "side": "left"},
            {"regions": [("calf", "both")]},
            {"regions": [("calf", "right"), ("thigh-front", "")]},
            [{"regions": []}, {"regions": [("calf", "")]}],
        ),
        (
            {"side": "left"},
            {"regions": [("calf", "left")]},
            {"regions": [("widespread", "")]},
            [{"regions": []}, {"regions": [("calf", "")]}, {"regions": [("calf", "right"), ("thigh-front", "")]}],
        ),
    ],
)
def test_an_entry_that_left_open_what_the_filter_asks_for_is_neither_a_match_nor_none(
    alice, wanted, yes, no, left_open
):
    plain = {"regions": [("calf", "left")]}
    for ago, fields in enumerate([yes, no, *left_open]):
        make_episode(alice, started_at=NOON - ago * DAY, **plain | fields)
    diary = load(alice, **wanted)
    assert diary.episodes.day.tolist() == ordinals_ago(0)
    assert diary.open_days.tolist() == ordinals_ago(*range(2, 2 + len(left_open)))


def test_several_fields_are_open_only_while_none_of_them_says_no(alice):
    make_episode(alice, kind="cramp", intensity=None)
    make_episode(alice, started_at=NOON - DAY, kind="twitch", intensity=None)
    make_episode(alice, started_at=NOON - 2 * DAY, kind="", intensity=2)
    make_episode(alice, started_at=NOON - 3 * DAY, kind="", intensity=8)
    diary = load(alice, kind="cramp", intensity_min=5)
    assert (len(diary.episodes), diary.open_days.tolist()) == (0, ordinals_ago(0, 3))


@pytest.mark.parametrize("wanted", [{}, {"weekday": 3}, {"hour": 3}, {"text": "word"}])
def test_when_an_entry_was_and_its_words_are_never_open(alice, wanted):
    make_episode(alice, kind="", intensity=None, regions=())
    assert load(alice, **wanted).open_days.tolist() == []


def test_a_filter_by_what_was_done_finds_its_entries(alice):
    make_episode(alice, relief=["heat"], factors=["stress"])
    make_episode(alice, started_at=NOON - DAY, relief=["cold"], factors=["cold"])
    diary = load(alice, relief="heat")
    assert (diary.episodes.day.tolist(), diary.suspects.codes) == ([TODAY.toordinal()], ("stress",))


def test_columns_cannot_be_written_to(alice):
    make_episode(alice)
    with pytest.raises(ValueError, match="read-only"):
        load(alice).episodes.intensity[0] = 3


def test_a_filter_narrows_entries_but_not_days(alice):
    make_episode(alice, regions=[("calf", "both")])
    make_episode(alice, started_at=NOON - DAY, regions=[("chest", "left")])
    diary = load(alice, region="calf", side="left")
    assert diary.is_filtered
    assert diary.episodes.day.tolist() == [TODAY.toordinal()]
    assert diary.entry_days.tolist() == [TODAY.toordinal() - 1, TODAY.toordinal()]
    assert diary.marks.episode.tolist() == [0]


def test_only_the_period_is_loaded_and_the_first_day_is_known(alice):
    make_episode(alice, started_at=NOON - 100 * DAY)
    make_episode(alice)
    make_day(alice, TODAY - 120 * DAY)
    diary = load(alice)
    assert (len(diary.episodes), diary.first_on, diary.has_clear_day) == (1, TODAY - 120 * DAY, True)


def test_a_day_without_an_answer_is_no_beginning(alice):
    make_day(alice, TODAY - 9 * DAY, answer="")
    assert first_day(alice) is None


def test_answers_read_with_the_worst_of_what_is_not_listed(alice):
    make_day(alice, TODAY, "unlisted", unlisted_worst=8)
    make_day(alice, TODAY - DAY, "none")
    answers = load(alice).answers
    assert answers.day.tolist() == [TODAY.toordinal() - 1, TODAY.toordinal()]
    assert np.array_equal(answers.unlisted_worst, [np.nan, 8], equal_nan=True)


def test_an_open_pause_lasts_to_the_end_of_the_period(alice):
    Pause.objects.create(owner=alice, from_on=TODAY - 3 * DAY)
    pauses = load(alice).pauses
    assert (pauses.first.tolist(), pauses.last.tolist()) == ([TODAY.toordinal() - 3], [TODAY.toordinal()])


def test_an_entry_that_began_before_the_period_can_run_into_it(alice):
    start = NOON - 40 * DAY
    make_episode(alice, started_at=start, ended_at=start + 15 * DAY)
    make_episode(alice, started_at=start, ended_at=start + dt.timedelta(hours=2))
    long = load(alice).long_episodes
    assert long.day.tolist() == [start.date().toordinal()]
    # 12:00 in Berlin, as the clocks there showed at the end.
    assert long.end_wall[0] % 86400 == 12 * 3600


def test_end_is_read_on_the_clock_that_held_then(alice):
    # Summer time begins between the onset and the end.
    start = dt.datetime(2026, 3, 28, 19, 0, tzinfo=dt.UTC)
    make_episode(alice, started_at=start, ended_at=start + dt.timedelta(hours=12))
    period = Period(dt.date(2026, 3, 20), TODAY)
    assert load(alice, period).long_episodes.end_wall[0] % 86400 == 9 * 3600


def test_diary_of_another_person_stays_empty(alice, bob):
    make_episode(alice, ended_at=NOON + 2 * DAY, woke="yes")
    make_day(alice, TODAY)
    Pause.objects.create(owner=alice, from_on=TODAY)
    diary = load(bob)
    assert [bool(np.size(getattr(diary, name))) and len(getattr(diary, name)) for name in GROUPS[:-1]] == [0] * len(
        GROUPS[:-1]
    )
    assert (diary.first_on, diary.has_clear_day) == (None, False)
    assert load(bob, kind="cramp").open_days.tolist() == []


def test_own_words_are_those_of_the_person_by_vocabulary(alice, bob):
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.FACTOR, code="x-tea", label="Too much tea")
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.RELIEF, code="x-tea", label="Hot tea")
    OwnTerm.objects.create(owner=bob, vocabulary=OwnTerm.FACTOR, code="x-long-drive", label="Long drive!")
    assert load(alice).own_words == OwnWords({"x-tea": "Too much tea"}, {"x-tea": "Hot tea"})
    assert load(bob).own_words == OwnWords({"x-long-drive": "Long drive!"}, {})


def test_charts_of_a_page_share_one_loading(alice):
    make_episode(alice)
    person = person_of(alice)
    assert len(load_diary(person, EpisodeFilter(), MONTH, TODAY).episodes) == 1
    with CaptureQueriesContext(connection) as queries:
        assert len(load_diary(person, EpisodeFilter(first=TODAY), MONTH, TODAY).episodes) == 1
    assert len(queries) == 0


def test_a_write_is_seen(alice):
    make_episode(alice)
    assert len(load(alice).episodes) == 1
    make_episode(alice, started_at=NOON - DAY)
    Preferences.objects.filter(owner=alice).update(data_version=99)
    alice.refresh_from_db()
    assert len(load(alice).episodes) == 2


@pytest.mark.parametrize("entries", [1, 40])
def test_queries_do_not_grow_with_the_diary(alice, entries):
    for n in range(entries):
        make_episode(alice, started_at=NOON - n * dt.timedelta(hours=9), time_zone=ZONE)
    person = person_of(alice)
    with CaptureQueriesContext(connection) as queries:
        diary = load_diary(person, EpisodeFilter(), MONTH, TODAY)
        for name in GROUPS:
            getattr(diary, name)
    assert len(queries) == 10


def test_provenance_stands_beside_the_entries(alice):
    later = NOON + dt.timedelta(hours=50)
    make_episode(alice, started_at=NOON, logged_at=later, edited_at=later, chest_signs="not-sure")
    make_episode(alice, started_at=NOON - DAY, time_zone="Asia/Tokyo", private=True)
    how = load(alice).provenance
    assert how.logged.tolist() == [int((NOON - DAY).timestamp()), int(later.timestamp())]
    assert (how.is_edited.tolist(), how.is_private.tolist()) == ([False, True], [True, False])
    assert how.chest_answer.tolist() == [NOT_ANSWERED, SAFETY_CODES.index("not-sure")]
    assert [how.zones[place] for place in how.zone] == ["Asia/Tokyo", ZONE]


def test_provenance_is_narrowed_by_the_filter(alice):
    make_episode(alice, started_at=NOON - DAY, intensity=2, private=True)
    make_episode(alice, started_at=NOON, intensity=9)
    assert load(alice, intensity_min=5).provenance.is_private.tolist() == [False]


def test_provenance_of_nobody_else(alice, bob):
    make_episode(bob, time_zone="Asia/Tokyo")
    how = load(alice).provenance
    assert (len(how), how.zones) == (0, ())


def test_provenance_reads_once(alice):
    make_episode(alice)
    diary = load(alice)
    assert len(diary.episodes) == 1
    with CaptureQueriesContext(connection) as queries:
        assert len(diary.provenance) == 1
    assert len(queries) == 1


def test_an_entry_that_went_between_two_reads_counts_as_private(alice):
    make_episode(alice, started_at=NOON - DAY)
    gone = make_episode(alice, started_at=NOON)
    diary = load(alice)
    assert len(diary.episodes) == 2
    gone.delete()
    assert diary.provenance.is_private.tolist() == [False, True]


def test_a_period_that_is_over_leaves_out_what_came_later(alice):
    make_episode(alice, started_at=NOON - 3 * DAY)
    make_episode(alice, started_at=NOON - DAY)
    diary = load(alice, Period(TODAY - 29 * DAY, TODAY - 2 * DAY))
    assert diary.episodes.day.tolist() == ordinals_ago(3)


def test_the_day_of_an_entry_comes_before_its_instant(alice):
    """Whoever flies east across the date line comes into an earlier day."""
    make_episode(alice, started_at=NOON, day=TODAY - DAY)
    make_episode(alice, started_at=NOON - dt.timedelta(hours=2), day=TODAY)
    assert load(alice).episodes.day.tolist() == ordinals_ago(1, 0)


def test_a_pause_reaches_into_the_period_with_its_last_day(alice):
    Pause.objects.create(owner=alice, from_on=MONTH.first - 5 * DAY, to_on=MONTH.first)
    Pause.objects.create(owner=alice, from_on=MONTH.first - 9 * DAY, to_on=MONTH.first - 8 * DAY)
    assert load(alice).pauses.last.tolist() == [MONTH.first.toordinal()]


def test_answers_to_the_safety_questions_count_up_to_the_very_instant(alice):
    entry = make_episode(alice, started_at=NOON - DAY)
    for question, at in (("easing", NOON), ("locked", NOON + dt.timedelta(seconds=1))):
        EpisodeFollowUp.objects.create(episode=entry, question=question, answer="no", answered_at=at)
    diary = load_diary(person_of(alice), EpisodeFilter(), MONTH, TODAY, NOON)
    assert diary.follow_ups.pairs == (("easing", "no"),)


def test_factors_that_were_asked_for_are_there_before_any_answer(alice):
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 3 * DAY, value="stress")
    make_day(alice, TODAY)
    assert load(alice).evenings.factors == ("stress",)
