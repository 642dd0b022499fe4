"""Why there is nothing: every reason has its words, for the person and for the doctor."""

import datetime as dt

import pytest

from tracker.analysis import results
from tracker.analysis.frequency import LOW_SHARE, NO_CLEAR_DAY
from tracker.analysis.results import (
    EMPTY_DIARY,
    FEW_DAYS,
    FEW_USES,
    NO_DAYS_BEFORE,
    NO_ENTRIES,
    NO_FACTORS_ASKED,
    NO_MATCH,
    NO_RATING,
    NO_RELIEF,
    NO_SLEEP,
    TooLittle,
)
from tracker.days import Period
from tracker.wording.missing import (
    measure_words,
    nothing_listed,
    nothing_to_compare,
    what_it_takes,
    why_no_rate,
    why_nothing,
)
from tracker.wording.readers import DOCTOR, PERSON

OF_CHARTS = sorted(
    code
    for name, code in vars(results).items()
    if name.isupper()
    and code
    not in {
        FEW_DAYS,
        NO_SLEEP,
        results.NO_LIMITED,
        results.OF_WHOLE_DAYS,
        results.FEW_STRETCHES,
        results.FEW_WEEKS,
    }
)
"""Why a whole chart has nothing; the others are about one measure of the comparison, or about one line of words."""


def test_every_reason_has_words_of_its_own_for_the_person():
    said = {code: why_nothing(TooLittle(code, 2), PERSON) for code in OF_CHARTS}
    assert len(set(said.values())) == len(said) == 11
    assert not [words for words in said.values() if "%" in words]


def test_the_doctor_is_never_spoken_to_as_the_person():
    for code in OF_CHARTS:
        assert " you" not in why_nothing(TooLittle(code, 2), DOCTOR).lower()


@pytest.mark.parametrize(
    ("code", "have", "words"),
    [
        (NO_RATING, 1, "There is 1 entry, but it has no rating from 0 to 10. Rate it to see it here."),
        (
            NO_RATING,
            1200,
            "There are 1,200 entries, but none has a rating from 0 to 10. Rate any of them to see it here.",
        ),
        (NO_DAYS_BEFORE, 0, "Your diary begins in this period, so there is nothing before it to compare."),
        (NO_MATCH, 0, "No entries on these days match the filter."),
        (EMPTY_DIARY, 0, "Nothing logged yet. It fills in once you log a spasm."),
    ],
)
def test_what_the_person_is_told(code, have, words):
    assert why_nothing(TooLittle(code, have), PERSON) == words


@pytest.mark.parametrize(
    ("code", "have", "words"),
    [
        (NO_RATING, 1, "1 entry, not rated from 0 to 10."),
        (FEW_USES, 2, "Shown once something has been rated 3 times. The most so far is 2."),
        (NO_RELIEF, 4, "4 entries, none with a remedy noted. Shown once something has been rated 3 times."),
    ],
)
def test_what_the_doctor_is_told(code, have, words):
    assert why_nothing(TooLittle(code, have), DOCTOR) == words


def test_what_it_takes_is_said_where_something_has_to_be_known():
    assert {code for code in OF_CHARTS if what_it_takes(TooLittle(code))} == {NO_DAYS_BEFORE, NO_FACTORS_ASKED}


def test_what_private_entries_alone_say_is_told_as_not_listed():
    assert nothing_listed(FEW_USES) == "Shown once something listed has been rated 3 times."
    assert nothing_listed(NO_RATING) == "No listed entry is rated from 0 to 10 yet."


def test_a_measure_says_it_in_one_sentence():
    assert measure_words(NO_SLEEP) == "It isn’t noted yet whether sleep was broken."


@pytest.mark.parametrize(
    ("because", "options", "words"),
    [
        (FEW_DAYS, {}, "It takes 14 answered days to say how often."),
        (FEW_DAYS, {"is_filtered": True}, "It takes 14 known days to say how often."),
        (FEW_DAYS, {"of_two": True}, "It takes 14 answered days in each stretch to say how often."),
        (FEW_DAYS, {"of_two": True, "is_filtered": True}, "It takes 14 known days in each stretch to say how often."),
        (LOW_SHARE, {}, "We can’t say how often. That takes answers on at least 6 days in 10."),
        (LOW_SHARE, {"is_filtered": True}, "Too many days are unknown to say how often."),
        (NO_CLEAR_DAY, {"is_filtered": True}, "We can’t say how often yet. Mark the days without a spasm."),
    ],
)
def test_what_a_rate_takes(because, options, words):
    assert why_no_rate(because, **{"is_filtered": False} | options) == words


def test_what_the_doctor_needs_to_compare_two_periods():
    month = Period(dt.date(2026, 5, 20), dt.date(2026, 6, 18))
    assert nothing_to_compare(dt.date(2026, 5, 20), month) == (
        "Nothing to compare with yet. The log begins on 20 May 2026. To compare with as many days before, the log has "
        "to cover 60 days."
    )


def test_days_without_entries_are_not_said_to_be_unmarked():
    """Every one of them may be marked clear: what is missing is entries."""
    assert why_nothing(TooLittle(NO_ENTRIES), PERSON) == "There are no entries on these days."
    assert why_nothing(TooLittle(NO_ENTRIES), DOCTOR) == "No entries in this period."
