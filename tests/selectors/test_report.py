"""What the doctor's page is made of: the owner's alone, nothing private, nothing that came after the cut-off."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode, make_profile_item, make_visit
from tracker.days import Period
from tracker.diary import NOT_ANSWERED
from tracker.models import DatedSetting, DayFactor, DayFactorBefore, EpisodeRegion, Pause, Question
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import person_of
from tracker.selectors.profile import profile_of
from tracker.selectors.report import listed_entries, questions_for_next, visits_for_others
from tracker.services.pauses import add_pause

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
LATER = NOON + HOUR
MONTH = Period(TODAY - 29 * DAY, TODAY)


def ask(owner, text, **fields):
    return Question.objects.create(owner=owner, text=text, asked_on=TODAY, **fields)


def test_a_row_holds_what_a_list_says(alice):
    row = make_episode(
        alice,
        ended_at=NOON + dt.timedelta(minutes=2),
        kind="cramp",
        intensity=7,
        woke="yes",
        note="After the walk",
        logged_by="bob",
        regions=[("lower-back", "middle"), ("calf", "left")],
        noticed=["weakness", "tenderness"],
        relief=[{"code": "heat", "moment": "after", "effect": "slightly"}],
    )
    EpisodeRegion.objects.create(episode=row, region="other", text="left eyebrow")
    assert listed_entries(alice, {row.pk}) == {
        row.pk: {
            "started": dt.datetime(2026, 6, 10, 12),
            "zone": "Europe/Berlin",
            "kind": "cramp",
            "intensity": 7,
            "count": 1,
            "duration_seconds": 120,
            "is_ongoing": False,
            "woke": "yes",
            "note": "After the walk",
            "logged_by": "bob",
            "regions": (("lower-back", "middle", ""), ("calf", "left", ""), ("other", "", "left eyebrow")),
            "noticed": ("weakness", "tenderness"),
            "relief": (("heat", "", "after", "slightly"),),
        }
    }


def test_private_entries_and_those_of_others_are_no_rows(alice, bob):
    shown, private, other = make_episode(alice), make_episode(alice, private=True), make_episode(bob)
    assert set(listed_entries(alice, {shown.pk, private.pk, other.pk})) == {shown.pk}


def test_an_entry_written_down_after_the_cut_off_is_no_row(alice):
    earlier, later = make_episode(alice), make_episode(alice, logged_at=LATER)
    assert set(listed_entries(alice, {earlier.pk, later.pk}, NOON)) == {earlier.pk}


@pytest.mark.parametrize("n", [3, 60])
def test_rows_cost_four_queries(alice, django_assert_num_queries, n):
    keys = {make_episode(alice, relief=["heat"]).pk for _n in range(n)}
    with django_assert_num_queries(4):
        assert len(listed_entries(alice, keys)) == n


def test_visits_of_others_private_ones_and_those_ahead_are_left_out(alice, bob):
    over = make_visit(alice, TODAY - DAY)
    make_visit(alice, TODAY - 2 * DAY, private=True)
    make_visit(alice, TODAY)
    make_visit(bob, TODAY - DAY)
    assert visits_for_others(alice, TODAY) == (over,)


def test_a_visit_added_after_the_cut_off_is_left_out(alice):
    before = make_visit(alice, TODAY - DAY, added_at=NOON)
    make_visit(alice, TODAY - 3 * DAY, added_at=LATER)
    assert visits_for_others(alice, TODAY, NOON) == (before,)


def test_questions_are_those_of_the_next_visit(alice, bob):
    following, after_it = make_visit(alice, TODAY + DAY), make_visit(alice, TODAY + 9 * DAY)
    loose = ask(alice, "Why?")
    ask(alice, "Later?", visit=after_it)
    put = ask(alice, "How?", visit=following, position=1)
    ask(alice, "Answered", answered_on=TODAY)
    ask(bob, "Bob's")
    assert questions_for_next(alice, TODAY) == [loose, put]


def test_without_a_visit_ahead_all_open_questions_are_asked(alice):
    first = ask(alice, "Why?")
    ask(alice, "Answered", answered_on=TODAY)
    assert questions_for_next(alice, TODAY) == [first]


def test_a_question_added_after_the_cut_off_is_left_out(alice):
    before = ask(alice, "Why?", added_at=NOON)
    ask(alice, "And now?", added_at=LATER)
    assert questions_for_next(alice, TODAY, NOON) == [before]


def test_a_visit_planned_after_the_cut_off_moves_no_question(alice):
    following = make_visit(alice, TODAY + 9 * DAY, added_at=NOON)
    put = ask(alice, "How?", visit=following, added_at=NOON)
    make_visit(alice, TODAY + DAY, added_at=LATER)
    assert questions_for_next(alice, TODAY, NOON) == [put]
    assert questions_for_next(alice, TODAY) == []


def test_the_profile_at_a_cut_off_has_nothing_added_later(alice):
    make_profile_item(alice, "medication", text="Baclofen", added_at=NOON)
    make_profile_item(alice, "condition", added_at=LATER)
    make_profile_item(alice, "supplement", "none", added_at=LATER)
    profile = profile_of(alice, TODAY, NOON)
    assert [line.words for line in profile.lines] == ["Baclofen"]
    assert profile.said_none == {}


def test_a_row_says_by_itself_when_it_was_added(alice):
    before = dt.datetime.now(dt.UTC) - HOUR
    row = make_visit(alice)
    row.refresh_from_db()
    assert before < row.added_at < before + 2 * HOUR


# The diary up to a cut-off


def load(owner, until=None):
    return load_diary(person_of(owner), EpisodeFilter(), MONTH, TODAY, until)


def test_entries_written_down_later_are_not_in_the_diary(alice):
    earlier = make_episode(alice, started_at=NOON - 3 * DAY)
    make_episode(alice, started_at=NOON - 5 * DAY, logged_at=LATER)
    diary = load(alice, NOON)
    assert diary.episodes.key.tolist() == [earlier.pk]
    assert diary.first_on == TODAY - 3 * DAY
    assert load(alice).episodes.key.size == 2


def test_answers_given_later_are_not_in_the_diary(alice):
    make_day(alice, TODAY - 2 * DAY, limited=1)
    make_day(alice, TODAY - DAY, answered_at=LATER, limited=3)
    diary = load(alice, NOON)
    assert diary.answers.day.tolist() == [(TODAY - 2 * DAY).toordinal()]
    assert diary.limits.level.tolist() == [1]
    assert diary.evenings.day.tolist() == [(TODAY - 2 * DAY).toordinal()]


def test_what_only_a_later_answer_says_is_not_known_at_the_cut_off(alice):
    make_day(alice, TODAY - DAY, answered_at=LATER)
    assert first_day(alice, NOON) is None
    assert not load(alice, NOON).has_clear_day


def test_the_diary_of_a_cut_off_is_not_taken_for_the_whole_one(alice):
    make_episode(alice, logged_at=LATER)
    assert [len(load(alice, until).episodes) for until in (NOON, None, NOON)] == [0, 1, 0]


def test_how_limited_a_day_was_is_known_from_when_it_was_said(alice):
    """It may be said of a day without an answer, before the answer, or long after it."""
    for n, (answer, limited_at, answered_at) in enumerate(
        (("", NOON, None), ("", LATER, None), ("none", NOON, LATER), ("none", LATER, NOON), ("none", None, NOON))
    ):
        make_day(alice, TODAY - n * DAY, answer, limited=n % 5, limited_at=limited_at, answered_at=answered_at)
    assert load(alice, NOON).limits.level.tolist() == [4, 2, 0]
    assert load(alice).limits.level.tolist() == [4, 3, 2, 1, 0]


def test_a_pause_written_down_later_is_not_in_the_diary(alice):
    Pause.objects.create(owner=alice, from_on=TODAY - 9 * DAY, to_on=TODAY - 8 * DAY, added_at=NOON)
    Pause.objects.create(owner=alice, from_on=TODAY - 5 * DAY, added_at=LATER)
    assert load(alice, NOON).pauses.first.tolist() == [(TODAY - 9 * DAY).toordinal()]
    assert len(load(alice).pauses.first) == 2


def test_a_pause_says_by_itself_when_it_was_added(alice):
    before = dt.datetime.now(dt.UTC) - HOUR
    pause = add_pause(alice, TODAY, None)
    pause.refresh_from_db()
    assert before < pause.added_at < before + 2 * HOUR


def test_factors_are_those_that_were_asked_or_answered_by_the_cut_off(alice):
    day = make_day(alice, TODAY - DAY, answered_at=NOON - DAY)
    DayFactor.objects.create(day=day, code="stress", is_yes=True, first_answered_at=NOON - DAY)
    DayFactor.objects.create(day=day, code="cold", is_yes=True, first_answered_at=LATER)
    for on, codes in ((TODAY - 2 * DAY, "stress"), (TODAY + DAY, "stress alcohol")):
        DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=on, value=codes)
    assert load(alice, NOON).evenings.factors == ("stress",)
    assert set(load(alice).evenings.factors) == {"stress", "cold", "alcohol"}


def test_a_factor_that_was_changed_later_is_as_it_was_at_the_cut_off(alice):
    """At noon the deadline of that day is still to come, so one's own page counts what is said in the evening."""
    day = make_day(alice, TODAY, answered_at=NOON - HOUR)
    factor = DayFactor.objects.create(
        day=day, code="stress", is_yes=True, first_answered_at=NOON - HOUR, changed_at=LATER
    )
    DayFactorBefore.objects.create(factor=factor, was_yes=False, until=LATER)
    DayFactor.objects.create(day=day, code="cold", is_yes=True, first_answered_at=LATER)
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY, value="stress cold")

    def held(until):
        evenings = load(alice, until).evenings
        return dict(zip(evenings.factors, evenings.held[0].tolist(), strict=True))

    assert held(NOON) == {"stress": 0, "cold": NOT_ANSWERED}
    assert held(None) == {"stress": 1, "cold": 1}
