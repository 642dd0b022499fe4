"""A medicine begun before spasms: asked once, except one against spasms. One against spasms that was missed: urgent."""

import datetime as dt

import pytest

from tests.analysis.diaries import at
from tests.analysis.patterns.logs import TODAY, ago, each, ordinal
from tests.guidance.rules.diary_cards import LIBRARY, card_of_rule, cards_of, profile
from tests.guidance.rules.test_thresholds_of_rules import taken
from tracker.guidance.rules.choose import SAID_BY_AN_ENTRY, CardAnswer, awake, without_repeats
from tracker.guidance.rules.facts import Medication
from tracker.guidance.rules.registry import explain

OLD = {"first_on": at(-200).date()}
"""A diary that is not young any more."""
MORE = [*each(range(0, 14, 2)), *each([30, 40])]
"""7 spasm days in four weeks, 2 in the four before."""


def about(*entries, medications, **options) -> list[str]:
    """Which medicines are asked about."""
    result = cards_of(*entries, of=profile(medications=medications), **options)
    return [each.about for each in result if each.rule == "medicine-begun"]


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
    return explain(card_of_rule("medicine-begun", *entries, of=profile(medications=(medicine,)), **options))


def test_it_says_when_and_what_followed():
    assert (
        said(taken(30), ago(20)) == "You started Amlodipine on 30 July. The first spasm in this diary was on 9 August."
    )
    assert said(taken(30), *MORE, **OLD) == (
        "You started Amlodipine on 30 July. In the last 28 days, you had spasms on 7 of the 7 you answered. "
        "In the 28 before, on 2 of 2. Days with only twitches don’t count as spasm days here."
    )
    month = Medication("Amlodipine", dt.date(2026, 7, 1), "month")
    assert said(month, ago(20)).startswith("You started Amlodipine in July 2026.")


def test_a_changed_dose_is_said_to_be_one():
    assert said(taken(30, is_new_dose=True), ago(20)).startswith("You changed the dose of Amlodipine on 30 July.")


def test_the_card_asks_and_does_not_tell_to_stop():
    card = LIBRARY.entries["medicine-begun"]
    assert card.what_to_do == "Ask whether the two could be linked. Do not stop it on your own."
    assert card.care == "see-a-doctor"


@pytest.mark.parametrize("answer", ["aside", "doctor-knows", "question"])
def test_after_any_answer_it_does_not_come_back(answer):
    card = card_of_rule("medicine-begun", ago(20), of=profile(medications=(taken(30),)))
    answered = CardAnswer(card.key, card.about, answer, TODAY, card.n)
    assert awake([card], [answered], TODAY + dt.timedelta(days=400)) == ()


def test_a_dose_that_was_changed_after_the_answer_is_another_question():
    before = dt.date.fromordinal(ordinal(15))
    card = card_of_rule("medicine-begun", *MORE, of=profile(medications=(taken(10, is_new_dose=True),)), **OLD)
    assert awake([card], [CardAnswer(card.key, card.about, "aside", before, 1)], TODAY) == (card,)


def test_a_long_name_fits_into_an_answer():
    card = card_of_rule("medicine-begun", ago(20), of=profile(medications=(taken(30, "x" * 200),)))
    assert len(card.about) <= 180
    assert "x" * 200 in explain(card)


def test_an_answer_on_the_day_of_a_new_dose_is_to_that_dose():
    day = dt.date.fromordinal(ordinal(10))
    card = card_of_rule("medicine-begun", *MORE, of=profile(medications=(taken(10, is_new_dose=True),)), **OLD)
    assert awake([card], [CardAnswer(card.key, card.about, "aside", day, 1)], TODAY) == ()


# A medicine for the spasms that the check-in says was missed

YES, NO = {"missed-medicine": True}, {"missed-medicine": False}
CAN_MISS = profile(can_miss_spasm_medicine=True)


def is_called(*entries, of=CAN_MISS, **options) -> bool:
    """Whether the call today is raised."""
    return "missed-medicine-check-in" in {each.rule for each in cards_of(*entries, of=of, **options)}


@pytest.mark.parametrize("said_on", [0, 1])
@pytest.mark.parametrize("spasm_on", [0, 1])
def test_missed_today_or_yesterday_with_a_spasm_on_one_of_the_two(said_on, spasm_on):
    assert is_called(ago(spasm_on), factors_said={said_on: YES})


def test_on_the_third_day_it_is_over():
    assert not is_called(ago(0), factors_said={2: YES})


def test_a_spasm_before_yesterday_is_none_beside_it():
    assert not is_called(ago(2), factors_said={0: YES, 1: YES})


@pytest.mark.parametrize("said", [NO, {"stress": True}, {}])
def test_without_a_yes_nothing_is_called(said):
    assert not is_called(ago(0), factors_said={0: said})


def test_without_a_medicine_for_the_spasms_in_the_profile_nothing_is_called():
    others = profile(medications=(taken(900, "Amlodipine"),))
    assert not is_called(ago(0), of=others, factors_said={0: YES})


def test_among_twitches_a_spasm_that_is_not_listed_counts():
    twitches = each(range(5), kind="twitch")
    assert not is_called(*twitches, factors_said={0: YES})
    assert is_called(*twitches, answers={0: "unlisted"}, factors_said={0: YES})


@pytest.mark.parametrize("answer", ["aside", "doctor-knows", "question"])
def test_the_call_never_rests_and_takes_self_care_off(answer):
    entries = each([0, 3, 6], factors=("stress",))
    result = cards_of(*entries, of=CAN_MISS, factors_said={0: YES})
    answered = [CardAnswer(card.key, card.about, answer, TODAY, card.n) for card in result if card.care == "urgent"]
    assert [card.rule for card in result] == ["missed-medicine-check-in", "stress"]
    assert [card.rule for card in awake(result, answered, TODAY)] == ["missed-medicine-check-in"]


def test_the_call_says_first_what_to_do():
    card = LIBRARY.entries["missed-medicine-check-in"]
    assert card.what_to_do.startswith("Today, call whoever prescribes it. Do not take a double dose.")
    assert card.what_to_do.endswith("Fever, itching or confusion? Call {number} now.")
    assert (card.care, card.is_general_safety) == ("urgent", True)


@pytest.mark.parametrize(
    ("entry_cards", "is_left"),
    [([], True), (["dark-urine"], True), (["missed-spasm-medicine"], False), (["missed-spasm-medicine-fever"], False)],
)
def test_it_is_left_out_beside_an_entry_that_says_it(entry_cards, is_left):
    card = card_of_rule("missed-medicine-check-in", ago(0), of=CAN_MISS, factors_said={0: YES})
    assert bool(without_repeats([card], entry_cards)) is is_left


def test_what_a_card_of_the_log_gives_way_to_is_in_the_library():
    named = {*SAID_BY_AN_ENTRY, *(key for keys in SAID_BY_AN_ENTRY.values() for key in keys)}
    assert named <= LIBRARY.entries.keys()


@pytest.mark.parametrize(("days_ago", "is_asked"), [(5, True), (4, False)])
def test_three_spasm_days_have_to_come_after_the_day_of_the_medicine(days_ago, is_asked):
    """They were 4, 2 and 0 days ago."""
    assert bool(about(*MORE, medications=(taken(days_ago),), **OLD)) is is_asked
