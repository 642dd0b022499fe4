"""The chest and its two lines, and every warning sign, counted from entries alone."""

import datetime as dt

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.safety_counts import (
    ALARM_ELSEWHERE,
    HAD_TO_STOP,
    NOTICED_SIGNS,
    ON_WALKING,
    SWOLLEN,
    AnswerCount,
    Sign,
    Widespread,
    safety_counts,
)
from tracker.vocabulary.episodes import NOTICED

CHEST = {("chest", "left"), ("chest", "both"), ("upper-back", "left"), ("breathing-muscles", "")}
MONTH = days(30)
LEFT_CALF, LEFT_HAND = ("calf", "left"), ("hand", "left")


def counts(*entries, period=MONTH):
    return safety_counts(make_diary(*entries, period=days(60)), period, CHEST)


def chest(day, *noticed, place=("chest", "left"), **more):
    return Entry(at(day), regions=(place,), noticed=noticed, **more)


def leg(day, *noticed, **more):
    return chest(day, *noticed, place=LEFT_CALF, **more)


def on(*june):
    return tuple(dt.date(2026, 6, day) for day in june)


def told(signs):
    """Code, count and denominator of each."""
    return [(sign.code, sign.n, sign.of) for sign in signs]


def test_worked_example():
    entries = [chest(day, "none") for day in range(3)]
    counted = counts(*entries, chest(3), chest(4, "weakness", "chest-pressure", chest_answer="not-sure"))
    assert (counted.n, counted.of, counted.chest, counted.chest_of, counted.chest_signs) == (5, 4, 5, 4, 1)
    assert counted.signs == (Sign("weakness", 1, 4, on(5), times=(1,)),)
    assert counted.answers == (AnswerCount("not-sure", 1, (dt.date(2026, 6, 5),)),)
    assert counted.answered("yes") == AnswerCount("yes", 0, ())


def test_weakness_and_numbness_are_never_one_sum():
    counted = counts(leg(0, "weakness", "numbness"), leg(1, "numbness", "fell-or-nearly"), leg(2, "none"))
    assert told(counted.signs) == [("weakness", 1, 3), ("numbness", 2, 3), ("fell-or-nearly", 1, 3)]


def test_signs_are_those_of_the_vocabulary():
    assert {*NOTICED_SIGNS} - {SWOLLEN} <= {*NOTICED}


@pytest.mark.parametrize("code", [code for code in NOTICED_SIGNS if code != SWOLLEN])
def test_every_sign_is_counted_wherever_it_was(code):
    assert told(counts(leg(0, code), chest(1, "none")).signs) == [(code, 1, 2)]


@pytest.mark.parametrize("ticks", [("swelling",), ("warmth-color-change",), ("swelling", "warmth-color-change")])
def test_one_of_both_is_enough_for_a_swollen_or_warm_limb(ticks):
    assert told(counts(leg(0, *ticks)).signs) == [(SWOLLEN, 1, 1)]


def test_what_was_left_open_is_in_no_denominator():
    counted = counts(chest(0), leg(1, at_onset="walking"), leg(2, impact="had-to-stop"))
    assert (counted.of, counted.chest_of, counted.absent_of) == (0, 0, 0)
    assert told(counted.signs) == [(HAD_TO_STOP, 1, 1), (ON_WALKING, 1, 1)]


def test_having_to_stop_is_of_those_that_say_what_it_did():
    counted = counts(leg(0, impact="had-to-stop"), leg(1, impact="some"), leg(2, impact="none"), leg(3))
    assert (told(counted.signs), counted.impact_of) == ([(HAD_TO_STOP, 1, 3)], 3)
    assert counts(leg(0, impact="some")).sign(HAD_TO_STOP) is None


def test_a_leg_on_walking_is_of_the_legs_that_say_how_they_began():
    counted = counts(
        leg(0, at_onset="walking"),
        leg(1, at_onset="asleep"),
        leg(2),
        leg(3, at_onset="walking", kind="twitch"),
        chest(4, at_onset="walking", place=LEFT_HAND),
    )
    assert told(counted.signs) == [(ON_WALKING, 1, 2)]


@pytest.mark.parametrize(
    ("place", "is_chest"),
    [(("chest", "right"), False), (("upper-back", "left"), True), (("upper-back", "right"), False)],
)
def test_the_places_are_those_that_are_given(place, is_chest):
    assert counts(chest(0, place=place)).chest == is_chest


def test_an_entry_in_two_of_the_places_is_one():
    assert counts(Entry(at(0), regions=(("chest", "left"), ("upper-back", "left")))).chest == 1


def test_pain_that_spreads_elsewhere_is_not_the_chest():
    counted = counts(leg(0, "pain-spreads"), leg(0, "breathing-difficulty"), chest(1, "pain-spreads"))
    assert (counted.chest_signs, told(counted.signs)) == (1, [(ALARM_ELSEWHERE, 1, 3)])


def test_the_days_of_a_sign_are_those_of_entries_that_are_not_private():
    counted = counts(leg(4, "fever"), leg(2, "fever"), leg(2, "fever"), leg(3, "fever", is_private=True))
    fever = counted.sign("fever")
    assert (fever.n, fever.on, fever.times) == (4, on(3, 5), (2, 1))


BACK = ("lower-back", "middle")


TWO_MONTHS = days(60)


def raised(*entries, limited=None, period=TWO_MONTHS):
    diary = make_diary(*entries, period=TWO_MONTHS, limited=limited)
    return {sign.code for sign in safety_counts(diary, period, CHEST, {BACK}).signs if sign.is_raised}


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ([leg(0, "blackout")], {"blackout"}),
        ([leg(0, "dark-urine")], {"dark-urine"}),
        ([leg(0, "bladder-bowel-or-saddle-numbness")], {"bladder-bowel-or-saddle-numbness"}),
        ([leg(0, "chest-pressure")], {ALARM_ELSEWHERE}),
        ([leg(0, "fell-or-nearly", "swelling", "pale-blue-cold"), leg(1, "fell-or-nearly")], set()),
        ([leg(0, "fever")], set()),
        ([chest(0, "fever", place=BACK)], {"fever"}),
        ([leg(0, "weakness")], set()),
        ([leg(0, "weakness"), leg(0, "weakness")], set()),
        ([leg(0, "weakness"), leg(27, "weakness")], {"weakness"}),
        ([leg(0, "weakness"), leg(28, "weakness")], set()),
        ([leg(0, "weakness"), leg(5, "numbness")], {"weakness", "numbness"}),
        ([leg(0, "twisting-posture", seconds=599)], set()),
        ([leg(0, "twisting-posture", seconds=600)], {"twisting-posture"}),
        ([leg(0, "twisting-posture"), leg(3, "twisting-posture")], {"twisting-posture"}),
        ([leg(day, impact="had-to-stop") for day in (0, 6, 13)], {HAD_TO_STOP}),
        ([leg(day, impact="had-to-stop") for day in (0, 6, 14)], set()),
        ([leg(day, at_onset="walking") for day in (0, 30, 55)], {ON_WALKING}),
        ([leg(day, at_onset="walking") for day in (0, 30)], set()),
    ],
)
def test_a_sign_that_raised_a_card(entries, codes):
    assert raised(*entries) == codes


def test_days_limited_a_lot_count_with_those_on_which_something_had_to_stop():
    stopped = leg(0, impact="had-to-stop")
    assert raised(stopped, limited={3: 3, 5: 4}) == {HAD_TO_STOP}
    assert raised(stopped, limited={3: 3, 5: 2}) == set()
    assert raised(stopped, limited={3: 3, 40: 4}, period=days(30)) == set()


def test_private_entries_raise_nothing_for_others():
    entries = [leg(0, "weakness"), leg(3, "weakness", is_private=True), leg(4, "blackout", is_private=True)]
    assert raised(*entries) == set()


def test_what_nobody_ticked_is_absent_of_those_that_say():
    counted = counts(leg(0, "numbness"), leg(1, "none"), leg(2))
    assert (counted.absent, counted.absent_of) == (("fell-or-nearly", "weakness"), 2)


AREAS_ON = {LEFT_CALF: (0, 1), LEFT_HAND: (2, 20), ("neck-back", "left"): (5, 27)}


def several(**more):
    return [Entry(at(day), regions=(place,), **more) for place, on in AREAS_ON.items() for day in on]


def test_three_areas_on_two_days_each_of_28_are_widespread():
    assert counts(*several()).widespread == Widespread(("head-and-neck", "arms", "legs"), 0)


def test_days_further_apart_are_not():
    # The neck on the last of 29 days in place of the last of 28.
    moved = [entry for entry in several() if entry.at not in {at(5), at(27)}]
    neck = [Entry(at(day), regions=(("neck-back", "left"),)) for day in (0, 28)]
    assert counts(*moved, *neck).widespread is None


def test_twitches_are_not_widespread():
    assert counts(*several(kind="twitch")).widespread is None


def test_widespread_on_two_days_is_enough():
    everywhere = [Entry(at(day), regions=(("widespread", ""),)) for day in (3, 9)]
    assert counts(*everywhere).widespread == Widespread((), 2)
    assert counts(everywhere[0]).widespread is None


def test_a_period_of_one_day_is_not_widespread():
    assert counts(*several(), period=days(1)).widespread is None


def test_private_entries_count_without_their_day():
    hidden = chest(1, chest_answer="yes", is_private=True)
    shown = [chest(day, chest_answer="yes") for day in (3, 3)]
    counted = counts(hidden, *shown)
    assert (counted.answered("yes"), counted.chest) == (AnswerCount("yes", 3, (dt.date(2026, 6, 4),)), 3)


def test_other_days_are_not_counted():
    counted = counts(chest(30, "weakness", "chest-pressure", chest_answer="yes", impact="had-to-stop"))
    assert (counted.n, counted.of, counted.chest, counted.signs, counted.answers, counted.impact_of) == (
        0,
        0,
        0,
        (),
        (),
        0,
    )


@pytest.mark.parametrize(
    "sign",
    [
        {"noticed": ("bladder-bowel-or-saddle-numbness",)},
        {"noticed": ("swelling",)},
        {"noticed": ("chest-pressure",)},
        {"noticed": ("weakness",)},
        {"impact": "had-to-stop"},
        {"at_onset": "walking"},
    ],
)
def test_a_sign_of_private_entries_alone_is_not_told(sign):
    private, other = (Entry(at(0), regions=(LEFT_CALF,), is_private=hidden, **sign) for hidden in (True, False))
    assert counts(private).signs == ()
    assert [result.n for result in counts(private, other).signs] == [2]


def test_nor_is_it_said_to_be_absent_of_the_entries_that_have_it():
    private, other = leg(0, "weakness", is_private=True), leg(1, "none")
    counted = counts(private, other)
    assert (counted.of, counted.absent, counted.absent_of) == (2, ("fell-or-nearly", "weakness", "numbness"), 1)
    assert counts(leg(0, impact="had-to-stop", is_private=True), leg(1, impact="none")).impact_of == 0


def test_the_chest_of_private_entries_alone_is_not_told():
    counted = counts(chest(0, "chest-pressure", chest_answer="yes", is_private=True), leg(1, "none"))
    assert (counted.chest, counted.chest_of, counted.chest_signs, counted.answers) == (0, 0, 0, ())


def test_areas_that_private_entries_alone_name_are_not_told():
    assert counts(*several(is_private=True)).widespread is None
