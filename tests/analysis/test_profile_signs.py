"""Warning signs that take the health profile beside the entry."""

import datetime as dt

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.profile_signs import (
    SIGN_BELLY,
    SIGN_MISSED_MEDICINE,
    SIGN_NEW_MEDICINE_FEVER,
    belly_in_pregnancy,
    missed_medicine,
    new_medicine_fever,
)
from tracker.analysis.safety_counts import Sign

MONTH, WEEK = days(30), days(7)


def on(*june):
    return tuple(dt.date(2026, 6, day) for day in june)


def diary(*entries):
    return make_diary(*entries, period=days(60))


# A medicine for spasms missed


def missing(day, *factors, **more):
    return Entry(at(day), factors=factors, **more)


def test_a_missed_medicine_of_the_entries_that_answered():
    log = diary(missing(0, "missed-medicine", "stress"), missing(1, "none"), missing(2), missing(3, "missed-medicine"))
    assert missed_medicine(log, MONTH, [days(60)]) == Sign(SIGN_MISSED_MEDICINE, 2, 3, on(1, 4), is_raised=True)


@pytest.mark.parametrize("taken", [[], [days(3)], [days(3, 4)]])
def test_a_medicine_that_is_not_taken_is_not_missed(taken):
    assert missed_medicine(diary(missing(3, "missed-medicine")), MONTH, taken) is None


def test_several_times_of_taking_it():
    log = diary(missing(0, "missed-medicine"), missing(5, "missed-medicine"), missing(9, "missed-medicine"))
    assert missed_medicine(log, MONTH, [days(1), days(2, 8)]).on == on(1, 10)


def test_a_miss_of_private_entries_alone_is_not_told():
    hidden = missing(0, "missed-medicine", is_private=True)
    assert missed_medicine(diary(hidden), MONTH, [MONTH]) is None
    result = missed_medicine(diary(hidden, missing(1, "missed-medicine")), MONTH, [MONTH])
    assert (result.n, result.of, result.on) == (2, 2, on(2))


# A new medicine with fever

PLACES = (("calf", "left"), ("hand", "left"), ("neck-back", "left"))


def fever_after(*entries):
    return new_medicine_fever(diary(*entries), MONTH, [WEEK], least_areas=3, signs=("fever", "sweating-faint-sick"))


@pytest.mark.parametrize(
    ("regions", "noticed", "is_found"),
    [
        (PLACES, ("fever",), True),
        (PLACES, ("sweating-faint-sick",), True),
        ((("widespread", ""),), ("fever",), True),
        (PLACES[:1], ("fever", "several-muscles-at-once"), True),
        (PLACES[:2], ("fever",), False),
        (PLACES, ("weakness",), False),
    ],
)
def test_many_places_with_fever(regions, noticed, is_found):
    result = fever_after(Entry(at(0), regions=regions, noticed=noticed), Entry(at(1), noticed=("none",)), Entry(at(2)))
    assert result == (Sign(SIGN_NEW_MEDICINE_FEVER, 1, 2, on(1), is_raised=True) if is_found else None)


@pytest.mark.parametrize(("day", "is_found"), [(6, True), (7, False)])
def test_only_while_the_medicine_is_new(day, is_found):
    assert bool(fever_after(Entry(at(day), regions=PLACES, noticed=("fever",)))) == is_found


# The belly in pregnancy


def belly(day, hour=12, **more):
    return Entry(at(day, hour), **{"regions": (("lower-abdomen", "middle"),)} | more)


def in_pregnancy(*entries, pregnant=MONTH):
    options = {"regions": {"lower-abdomen", "groin"}, "least_entries": 2, "hours": 24, "burst_from": 2}
    return belly_in_pregnancy(diary(*entries), MONTH, [pregnant], **options)


def test_two_of_the_belly_within_a_day():
    groin = belly(1, 12, regions=(("groin", "left"),))
    assert in_pregnancy(belly(0, 12), groin, belly(5)) == Sign(SIGN_BELLY, 2, 3, on(1, 2), is_raised=True)
    assert in_pregnancy(belly(0, 12), belly(1, 13)) is None
    assert in_pregnancy(belly(0), Entry(at(0, 14), regions=(("calf", "left"),))) is None


def test_a_burst():
    assert in_pregnancy(belly(0, count=2), belly(5)) == Sign(SIGN_BELLY, 1, 2, on(1), is_raised=True)


def test_an_answered_question_is_counted_with_its_answer():
    assert in_pregnancy(belly(0, count=2, follow_up=(("pregnancy-signs", "none"),))) is None


def test_not_before_or_after_the_pregnancy():
    assert in_pregnancy(belly(9, count=2), belly(20, count=2), pregnant=days(10, 10)) is None
