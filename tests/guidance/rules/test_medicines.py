"""A medicine begun before spasms: asked once, for the visit, whatever the medicine, except one against spasms."""

import datetime as dt

import pytest

from tests.analysis.diaries import at
from tests.analysis.patterns.logs import TODAY, ago, each, ordinal
from tests.guidance.rules.raising import LIBRARY, one, profile, raised
from tests.guidance.rules.test_thresholds_of_rules import taken
from tracker.guidance.rules.because import because
from tracker.guidance.rules.choose import Answered, awake
from tracker.guidance.rules.facts import Medication

OLD = {"first_on": at(-200).date()}
"""A diary that is not young any more."""
MORE = [*each(range(0, 14, 2)), *each([30, 40])]
"""7 spasm days in four weeks, 2 in the four before."""


def about(*entries, medications, **options) -> list[str]:
    """Which medicines are asked about."""
    found = raised(*entries, of=profile(medications=medications), **options)
    return [each.about for each in found if each.rule == "medicine-begun"]


@pytest.mark.parametrize(("days_before", "is_asked"), [(0, True), (60, True), (61, False), (-1, False)])
def test_within_60_days_before_the_first_spasm(days_before, is_asked):
    medicine = taken(20 + days_before)
    assert bool(about(ago(20), ago(3), medications=(medicine,))) is is_asked


def test_the_first_spasm_of_an_old_diary_is_long_over():
    assert about(ago(20), medications=(taken(25),), **OLD) == []


@pytest.mark.parametrize(("days_ago", "is_asked"), [(87, True), (88, False), (28, True), (6, True), (3, False)])
def test_before_a_count_that_is_clearly_larger(days_ago, is_asked):
    # The four weeks began 27 days ago; at least three spasm days come after the medicine.
    assert bool(about(*MORE, medications=(taken(days_ago),), **OLD)) is is_asked


def test_a_count_that_is_about_the_same_asks_nothing():
    assert about(*each(range(4)), *each(range(30, 33)), medications=(taken(40),), **OLD) == []


def test_whatever_the_medicine_except_one_against_spasms():
    medications = (taken(30, "Baclofen", for_spasms=True), taken(30, "Vitamin D"), taken(35, "Amlodipine"))
    assert about(ago(20), medications=medications) == ["medication:Vitamin D", "medication:Amlodipine"]


@pytest.mark.parametrize(("precision", "is_asked"), [("day", True), ("month", True), ("year", False), ("", False)])
def test_a_date_that_is_known_by_its_year_says_too_little(precision, is_asked):
    medicine = Medication("Amlodipine", dt.date(2026, 7, 1) if precision else None, precision)
    assert bool(about(ago(20), medications=(medicine,))) is is_asked


def said(medicine, *entries, **options):
    return because(one("medicine-begun", *entries, of=profile(medications=(medicine,)), **options))


def test_it_says_when_and_what_followed():
    assert said(taken(30), ago(20)) == "You began Amlodipine on 30 July. Your first spasm here was on 9 August."
    assert said(taken(30), *MORE, **OLD) == (
        "You began Amlodipine on 30 July. You had 7 spasm days in the last 28 days, up from 2 in the 28 before."
    )
    month = Medication("Amlodipine", dt.date(2026, 7, 1), "month")
    assert said(month, ago(20)).startswith("You began Amlodipine in July 2026.")


def test_a_changed_dose_is_said_to_be_one():
    assert said(taken(30, is_new_dose=True), ago(20)).startswith("You changed the dose of Amlodipine on 30 July.")


def test_the_card_asks_and_does_not_tell_to_stop():
    card = LIBRARY.entries["medicine-begun"]
    assert card.what_to_do == "Ask whether the two could be linked. Do not stop it yourself."
    assert card.care == "see-a-doctor"


@pytest.mark.parametrize("answer", ["aside", "doctor-knows", "question"])
def test_after_any_answer_it_does_not_come_back(answer):
    card = one("medicine-begun", ago(20), of=profile(medications=(taken(30),)))
    answered = Answered(card.key, card.about, answer, TODAY, card.n)
    assert awake([card], [answered], TODAY + dt.timedelta(days=400)) == ()


def test_a_dose_that_was_changed_after_the_answer_is_another_question():
    before = dt.date.fromordinal(ordinal(15))
    card = one("medicine-begun", *MORE, of=profile(medications=(taken(10, is_new_dose=True),)), **OLD)
    assert awake([card], [Answered(card.key, card.about, "aside", before, 1)], TODAY) == (card,)


def test_a_long_name_fits_into_an_answer():
    card = one("medicine-begun", ago(20), of=profile(medications=(taken(30, "x" * 200),)))
    assert len(card.about) <= 180
    assert "x" * 200 in because(card)


def test_an_answer_on_the_day_of_a_new_dose_is_to_that_dose():
    day = dt.date.fromordinal(ordinal(10))
    card = one("medicine-begun", *MORE, of=profile(medications=(taken(10, is_new_dose=True),)), **OLD)
    assert awake([card], [Answered(card.key, card.about, "aside", day, 1)], TODAY) == ()
