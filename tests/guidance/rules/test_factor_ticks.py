"""What a person suspects beside what the evening check-ins say: never silently against each other."""

import pytest

from tests.analysis.patterns.logs import ago, each
from tests.guidance.rules.raising import one, profile, raised, rules
from tracker.analysis.factors import CANNOT_TELL, NO_CLEAR_LINK, NOT_SEEN_AGAIN, SEEN_AGAIN, VERDICTS, WORTH_WATCHING
from tracker.guidance.rules.because import because

STRESS = each(range(6), factors=("stress",)) + each(range(6, 9), factors=("none",))
TICKS = "Your own ticks: “stress” in 6 of 9 answered entries; source 3 names it."
CALF = (("calf", "left"),)


def test_ticks_alone_where_there_is_no_verdict():
    assert because(one("stress", *STRESS)) == TICKS
    assert because(one("stress", *STRESS, verdicts={"stress": CANNOT_TELL})) == TICKS


@pytest.mark.parametrize(
    ("verdict", "direction", "words"),
    [
        (WORTH_WATCHING, "more", "point the same way for “stress”: worth watching, not a finding."),
        (SEEN_AGAIN, "more", "point the same way for “stress”: seen again in new data; together, not proof of cause."),
        (NOT_SEEN_AGAIN, "more", "do not bear this out for “stress”: not seen again (could still be missed)."),
        (
            NO_CLEAR_LINK,
            "",
            "do not bear this out for “stress”: no clear link with the night and day after (a moderate one could be "
            "missed; links within the same day are not tested).",
        ),
        (
            SEEN_AGAIN,
            "less",
            "point the other way for “stress”, to fewer spasms after it: seen again in new data; together, not proof "
            "of cause.",
        ),
    ],
)
def test_the_verdict_is_told_and_a_difference_is_said(verdict, direction, words):
    found = one("stress", *STRESS, verdicts={"stress": verdict}, directions={"stress": direction})
    assert because(found) == f"{TICKS} Your evening check-ins {words}"


@pytest.mark.parametrize("verdict", [each for each in VERDICTS if each != CANNOT_TELL])
@pytest.mark.parametrize("direction", ["more", "less", ""])
def test_no_verdict_is_passed_over(verdict, direction):
    found = one("stress", *STRESS, verdicts={"stress": verdict}, directions={"stress": direction})
    assert found.values["verdicts"] == [["stress", verdict, direction]]
    assert "Your evening check-ins" in because(found)


def test_where_they_differ_the_card_stands_further_back():
    agrees = one("stress", *STRESS, verdicts={"stress": SEEN_AGAIN}, directions={"stress": "more"})
    differs = one("stress", *STRESS, verdicts={"stress": NO_CLEAR_LINK})
    assert (agrees.strength, differs.strength) == (2, 1)


def test_of_several_factors_those_that_were_ticked_are_named():
    entries = each(range(3), factors=("hard-exercise",)) + each(range(3, 5), factors=("sudden-increase",))
    found = one("hard-or-more-exercise", *entries, verdicts={"sudden-increase": NO_CLEAR_LINK})
    words = because(found)
    assert "“hard exercise” or “suddenly more exercise” in 5 of 5 answered entries; sources 2, 3 and 5" in words
    assert "do not bear this out for “suddenly more exercise”" in words
    assert found.values["factors"] == ["hard-exercise", "sudden-increase"]


def test_what_one_was_doing_says_it_too():
    found = one("same-muscles-for-long", *each(range(3), at_onset="computer"))
    assert because(found) == (
        "Sitting, driving or at the computer when it began, in 3 of 3 answered entries; sources 1, 3 and 5 name it."
    )


def test_a_factor_of_ones_own_is_called_as_it_was_spelled():
    words = {"x-long-drive": "Long drive!"}
    found = one("suspected-factor", *each(range(3), factors=("x-long-drive",)), own_words=words)
    assert found.about == "x-long-drive"
    assert "“Long drive!” in 3 of 3 answered entries; none of the five sources names it." in because(found, words)


def test_a_factor_with_a_card_of_its_own_gets_no_second_one():
    entries = each(range(4), factors=("stress", "hard-exercise", "poor-posture", "alcohol"))
    others = [found.about for found in raised(*entries) if found.rule == "suspected-factor"]
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
    found = one("stress", *STRESS, *each(range(9, 27)))
    assert (found.n, found.of) == (6, 9)


def test_what_is_ticked_on_twitches_counts_for_nothing():
    assert rules(ago(20), *each(range(6), kind="twitch", factors=("stress",))) == []
