"""What a person suspects beside what the evening check-ins say: never silently against each other."""

import pytest

from tests.analysis.patterns.logs import ago, each
from tests.guidance.rules.diary_cards import card_of_rule, cards_of, profile, rules
from tracker.analysis.factors import (
    GETTING_CLEARER,
    LINK_STATES,
    LINKED,
    LINKED_EARLIER,
    NO_CLEAR_LINK,
    TOO_EARLY,
)
from tracker.guidance.rules.registry import explain

STRESS = each(range(6), factors=("stress",)) + each(range(6, 9), factors=("none",))
TICKS = "In the last 28 days, you selected it for 6 of 9 spasms. Source 3 names it."
CALF = (("calf", "left"),)


def test_ticks_alone_where_the_check_ins_do_not_ask_for_it():
    assert explain(card_of_rule("stress", *STRESS)) == TICKS
    assert explain(card_of_rule("stress", *STRESS, verdicts={"cold": LINKED})) == TICKS


@pytest.mark.parametrize(
    ("verdict", "direction", "words"),
    [
        (TOO_EARLY, "", "It is too early for your check-ins to say anything about “stress”."),
        (
            GETTING_CLEARER,
            "more",
            "In your check-ins, a link of “stress” with more spasms afterward is getting clearer. It is not a "
            "finding yet.",
        ),
        (
            GETTING_CLEARER,
            "less",
            "In your check-ins, a link of “stress” with fewer spasms afterward is getting clearer. It is not a "
            "finding yet.",
        ),
        (
            LINKED,
            "more",
            "Your check-ins show more spasms after “stress”. That is a link, not proof of cause.",
        ),
        (
            LINKED,
            "less",
            "Your check-ins show fewer spasms after “stress”. That is a link, not proof of cause.",
        ),
        (
            LINKED_EARLIER,
            "more",
            "Earlier, your check-ins showed more spasms after “stress”. That link has been weaker since.",
        ),
        (
            LINKED_EARLIER,
            "less",
            "Earlier, your check-ins showed fewer spasms after “stress”. That link has been weaker since.",
        ),
        (
            NO_CLEAR_LINK,
            "",
            "Your check-ins show no clear link between “stress” and spasms in the night and day after. A moderate link "
            "could still be missed, and links within the same day are not tested.",
        ),
    ],
)
def test_the_state_of_the_check_ins_is_told(verdict, direction, words):
    result = card_of_rule("stress", *STRESS, verdicts={"stress": verdict}, directions={"stress": direction})
    assert explain(result) == f"{TICKS} {words}"


@pytest.mark.parametrize(
    ("verdict", "direction", "words"),
    [
        (LINKED, "more", "Your check-ins show more hard days after “stress”. That is a link, not proof of cause."),
        (LINKED, "less", "Your check-ins show fewer hard days after “stress”. That is a link, not proof of cause."),
        (
            GETTING_CLEARER,
            "less",
            "In your check-ins, a link of “stress” with fewer hard days afterward is getting clearer. It is not a "
            "finding yet.",
        ),
        (
            LINKED_EARLIER,
            "more",
            "Earlier, your check-ins showed more hard days after “stress”. That link has been weaker since.",
        ),
        (NO_CLEAR_LINK, "", "Your check-ins show no clear link between “stress” and a hard day after it."),
        (TOO_EARLY, "", "It is too early for your check-ins to say anything about “stress”."),
    ],
)
def test_where_hard_days_are_counted_it_says_so(verdict, direction, words):
    about = {"verdicts": {"stress": verdict}, "directions": {"stress": direction}, "are_of_hard_days": True}
    assert f"{TICKS} {words}" in explain(card_of_rule("stress", *STRESS, **about))


@pytest.mark.parametrize("verdict", LINK_STATES)
@pytest.mark.parametrize("direction", ["more", "less", ""])
def test_no_verdict_is_passed_over(verdict, direction):
    result = card_of_rule("stress", *STRESS, verdicts={"stress": verdict}, directions={"stress": direction})
    assert result.values["verdicts"] == [["stress", verdict, direction]]
    assert explain(result).startswith(f"{TICKS} ") and "check-ins" in explain(result)


def test_where_they_differ_the_card_stands_further_back():
    agrees = card_of_rule("stress", *STRESS, verdicts={"stress": LINKED}, directions={"stress": "more"})
    differs = card_of_rule("stress", *STRESS, verdicts={"stress": NO_CLEAR_LINK})
    assert (agrees.strength, differs.strength) == (2, 1)


def test_of_several_factors_those_that_were_ticked_are_named():
    entries = each(range(3), factors=("hard-exercise",)) + each(range(3, 5), factors=("sudden-increase",))
    found = card_of_rule("hard-or-more-exercise", *entries, verdicts={"sudden-increase": NO_CLEAR_LINK})
    words = explain(found)
    ticks = (
        "In the last 28 days, you selected “hard exercise” or “sudden increase in exercise” for 5 of 5 spasms. "
        "Sources 2, 3 and 5 name them."
    )
    assert words.startswith(ticks)
    assert "no clear link between “sudden increase in exercise” and" in words
    assert found.values["factors"] == ["hard-exercise", "sudden-increase"]


def test_what_one_was_doing_says_it_too():
    result = card_of_rule("same-muscles-for-long", *each(range(3), at_onset="computer"))
    assert explain(result) == (
        "In the last 28 days, you were sitting, driving or at a computer when 3 of 3 spasms began. "
        "Sources 1, 3 and 5 name it."
    )


def test_a_factor_of_ones_own_is_called_as_it_was_spelled():
    words = {"x-long-drive": "Long drive!"}
    result = card_of_rule("suspected-factor", *each(range(3), factors=("x-long-drive",)), own_words=words)
    assert result.about == "x-long-drive"
    assert explain(result, words) == (
        "In the last 28 days, you selected “Long drive!” for 3 of 3 spasms. None of the five sources names it."
    )


def test_a_factor_with_a_card_of_its_own_gets_no_second_one():
    entries = each(range(4), factors=("stress", "hard-exercise", "poor-posture", "alcohol"))
    others = [result.about for result in cards_of(*entries) if result.rule == "suspected-factor"]
    assert others == ["alcohol"]


def test_fluid_of_the_legs_is_not_told_twice():
    assert rules(*each(range(3), factors=("little-fluid",), regions=CALF)) == ["legs-fluid-heat-effort"]
    hand = (("hand", "left"),)
    assert rules(*each(range(3), factors=("little-fluid",), regions=hand)) == ["suspected-factor"]


@pytest.mark.parametrize("condition", ["heart-failure", "kidney-failure"])
def test_with_a_weak_heart_or_kidneys_the_card_asks_first(condition):
    entries = each(range(3), factors=("little-fluid",), regions=CALF)
    assert rules(*entries, of=profile(condition)) == ["legs-fluid-ask-first"]


def test_entries_that_left_it_open_are_in_no_count():
    result = card_of_rule("stress", *STRESS, *each(range(9, 27)))
    assert (result.n, result.of) == (6, 9)


def test_what_is_ticked_on_twitches_counts_for_nothing():
    assert rules(ago(20), *each(range(6), kind="twitch", factors=("stress",))) == []


def test_hard_exercise_of_the_legs_is_told_with_the_legs():
    legs = each(range(3), factors=("hard-exercise",), regions=CALF)
    assert rules(*legs) == ["legs-fluid-heat-effort"]
    arm = each([9], factors=("hard-exercise",), regions=(("hand", "left"),))
    assert set(rules(*legs, *arm)) == {"legs-fluid-heat-effort", "hard-or-more-exercise"}


@pytest.mark.parametrize("factor", ["period", "illness-fever"])
def test_what_explains_itself_gets_no_card(factor):
    assert rules(*each(range(5), factors=(factor,))) == []
