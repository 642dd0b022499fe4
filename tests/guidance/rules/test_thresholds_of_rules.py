"""Every rule where it fires and where it just does not, over real diaries; what its sentence says."""

import datetime as dt
from functools import cache

import pytest

from tests.analysis.patterns.logs import ago, each, ordinal
from tests.guidance.rules.diary_cards import LIBRARY, card_of_rule, cards_of, facts, profile, rules
from tracker.guidance.rules.facts import Facts, Medication
from tracker.guidance.rules.registry import RULES, explain, log_cards
from tracker.guidance.rules.rule import LogCard

CALF = (("calf", "left"),)
EASES = (("eases-standing", "yes"),)
BACK = (("lower-back", "middle"),)
HAND = (("hand", "right"),)

WEEKS = [0, 7, 14, 21, 28]
"""Days ago, one in each of five weeks."""


def suspects(code, days, others=0, **said):
    """`days` entries that suspect it, `others` that answered "none of these"."""
    return [
        *each(range(days), factors=(code,), **said),
        *each(range(days, days + others), factors=("none",), **said),
    ]


def used(code, *effects, text="", moment="during"):
    """One entry a day with this remedy, each with its effect."""
    return [ago(day, relief=((code, text, moment, effect),)) for day, effect in enumerate(effects)]


def taken(days_ago, name="Amlodipine", **said) -> Medication:
    """A medicine that is taken since so many days ago."""
    return Medication(name, dt.date.fromordinal(ordinal(days_ago)), "day", **said)


OFTEN = each(range(8), regions=CALF)
FIRES = {
    "lasting-soreness": ([ago(3, soreness="longer")], [ago(3, soreness="2-3-days")]),
    "injured-muscle": (each(range(3)), each(range(2)), {"of": profile(has_muscle_injury=True)}),
    "often-widespread-for-weeks": (
        [*OFTEN, *each(WEEKS, regions=BACK), *each([1, 2], regions=HAND)],
        [*OFTEN, *each(WEEKS, regions=BACK), *each([1], regions=HAND)],
    ),
    "often-for-weeks": ([*OFTEN, *each(WEEKS)], [*OFTEN, *each(WEEKS[:4])]),
    "again-after-quiet": (
        [*each(range(4)), ago(18)],
        [*each(range(4)), ago(17)],
        {"answers": dict.fromkeys(range(4, 19), "none")},
    ),
    "more-with-spinal-cord-injury": (
        [*each(range(6)), *each(range(28, 31)), ago(80)],
        [*each(range(5)), *each(range(28, 31)), ago(80)],
        {"of": profile("spinal-cord-injury")},
    ),
    "unable-to-function": (each(range(3), impact="had-to-stop"), each(range(2), impact="had-to-stop")),
    "woken": (each(range(8), woke="yes"), each(range(7), woke="yes")),
    "weakness-or-numbness": (each(range(2), noticed=("numbness",)), [ago(0, noticed=("numbness",))]),
    "twitches-with-weakness": (
        each(range(2), kind="twitch", noticed=("weakness",)),
        [ago(0, kind="twitch", noticed=("weakness",)), ago(1, kind="twitch")],
    ),
    "twisting-posture": (each(range(2), noticed=("twisting-posture",)), [ago(0, noticed=("twisting-posture",))]),
    "same-area-same-activity": (
        each(range(4), regions=CALF, at_onset="walking"),
        each(range(3), regions=CALF, at_onset="walking"),
    ),
    "leg-on-walking": (
        each(range(3), regions=CALF, at_onset="walking", follow_up=EASES),
        each(range(2), regions=CALF, at_onset="walking", follow_up=EASES),
    ),
    "night-calf": (
        each(range(4), regions=CALF, at_onset="asleep"),
        each(range(3), regions=CALF, at_onset="asleep"),
    ),
    "back-and-spine": (
        each(range(3), regions=BACK),
        each(range(2), regions=BACK),
        {"of": profile(has_spine_injury=True)},
    ),
    "medicine-begun": ([ago(20)], [ago(20, kind="twitch")], {"of": profile(medications=(taken(30),))}),
    "missed-medicine-check-in": (
        [ago(1, regions=CALF)],
        [ago(2, regions=CALF)],
        {"of": profile(can_miss_spasm_medicine=True), "factors_said": {0: {"missed-medicine": True}}},
    ),
    "hard-or-more-exercise": (suspects("sudden-increase", 3, 6), suspects("sudden-increase", 3, 7)),
    "same-muscles-for-long": (suspects("long-same-position", 3), suspects("long-same-position", 2)),
    "legs-fluid-heat-effort": (
        suspects("hot-weather", 3, regions=CALF),
        suspects("hot-weather", 3, regions=HAND),
    ),
    "legs-fluid-ask-first": (
        suspects("hot-weather", 3, regions=CALF),
        suspects("hot-weather", 2, regions=CALF),
        {"of": profile("heart-failure")},
    ),
    "low-minerals": (suspects("low-minerals", 3, 6), suspects("low-minerals", 3, 7)),
    "overworked-lower-back": (suspects("overuse", 3, regions=BACK), suspects("overuse", 3, regions=CALF)),
    "little-rest": (suspects("little-rest", 3, 6), suspects("little-rest", 3, 7)),
    "stress": (suspects("stress", 3, 6), suspects("stress", 3, 7)),
    "suspected-factor": (suspects("alcohol", 3, 6), suspects("alcohol", 3, 7)),
    "relief-without-help": (
        used("heat", "not-at-all", "not-at-all", "not-at-all", "slightly"),
        used("heat", "not-at-all", "not-at-all", "slightly", "slightly"),
    ),
    "medicine-without-help": (
        used("medication", "worse", "worse", text="ibuprofen"),
        used("medication", "worse", "greatly", text="ibuprofen"),
    ),
    "kept-relief-without-help": (
        used("fluids", "not-at-all", "not-at-all", "not-at-all", "slightly"),
        used("heat", "not-at-all", "not-at-all", "not-at-all", "slightly"),
    ),
    "disputed-relief-during": (used("heat", "", "", "", ""), used("heat", "", "", "")),
    "profile-condition": ([], [], {"of": profile("diabetes")}),
}
"""Rule: entries with which it fires, entries with which it just does not, and what else both have."""

JUST_NOT = {name: case for name, case in FIRES.items() if name != "profile-condition"}


def case(name):
    fires, not_, *options = FIRES[name]
    return fires, not_, options[0] if options else {}


@cache
def facts_where_it_fires(name) -> Facts:
    entries, _not, options = case(name)
    return facts(*entries, **options)


@cache
def raised_where_it_fires(name) -> tuple[LogCard, ...]:
    return log_cards(facts_where_it_fires(name), LIBRARY)


def card_of(name) -> LogCard:
    """What the rule itself raises there."""
    (matches,) = [each for each in raised_where_it_fires(name) if each.rule == name]
    return matches


def test_every_rule_is_here():
    assert FIRES.keys() == RULES.keys()


@pytest.mark.parametrize("name", FIRES)
def test_where_it_fires(name):
    assert [each.rule for each in raised_where_it_fires(name) if each.rule == name] == [name]


@pytest.mark.parametrize("name", JUST_NOT)
def test_where_it_just_does_not(name):
    _fires, entries, options = case(name)
    assert name not in rules(*entries, **options)


def test_what_it_raises_is_in_the_library_with_its_care():
    raised_with = {name: card_of(name).care for name in FIRES}
    assert raised_with == {name: LIBRARY.entries[card_of(name).key].care for name in FIRES}
    answered = {name: LIBRARY.entries[card_of(name).key].condition for name in JUST_NOT}
    assert answered == {name: name for name in JUST_NOT}


def test_what_it_raises_says_on_how_much_it_rests():
    cards = [card_of(name) for name in JUST_NOT]
    assert [card.rule for card in cards if card.strength < 0.5 or not card.episodes] == []
    assert [card.rule for card in cards if not 1 <= card.n <= card.of] == []


@pytest.mark.parametrize(("days", "is_raised"), [(3, False), (4, True)])
def test_one_now_and_then_is_no_comeback(days, is_raised):
    entries = [*each(range(days)), ago(40)]
    assert ("again-after-quiet" in rules(*entries, answers=dict.fromkeys(range(days, 40), "none"))) is is_raised


def test_a_condition_that_the_profile_does_not_name_raises_nothing():
    assert cards_of(of=profile()) == ()


SAID = {
    "lasting-soreness": "You were still sore more than three days after 1 spasm.",
    "injured-muscle": "Your profile lists a muscle injury. You had spasms on 3 of the last 28 days.",
    "often-widespread-for-weeks": (
        "In the last 28 days, you had spasms on 10 of the 10 you answered. You had some in 5 of the last 6 weeks. "
        "They came in these parts of your body: back and buttock; arms; legs."
    ),
    "often-for-weeks": (
        "In the last 28 days, you had spasms on 10 of the 10 you answered. You had some in 5 of the last 6 weeks. "
        "Days with only twitches don’t count as spasm days here."
    ),
    "more-with-spinal-cord-injury": (
        "In the last 28 days, you had spasms on 6 of the 6 you answered. In the 28 before, on 3 of 3. "
        "Days with only twitches don’t count as spasm days here."
    ),
    "again-after-quiet": "Your spasms came in 2 spells with a quiet time between.",
    "unable-to-function": "On 3 of the last 14 days you had to stop what you were doing, or were limited a lot.",
    "woken": "Spasms woke you on 8 nights in the last 28 days.",
    "weakness-or-numbness": "You noticed numbness with 2 spasms in 28 days.",
    "twitches-with-weakness": "You noticed weakness with 2 of your 2 twitches in 28 days.",
    "twisting-posture": "You noticed a twisted posture during 2 spasms in 28 days.",
    "same-area-same-activity": "In the last 56 days, 4 of 4 spasms in your left calf began the same way: walking.",
    "leg-on-walking": "3 leg cramps came on while walking, and all 3 eased when you rested.",
    "night-calf": "On 4 nights a calf cramp woke you or began in your sleep.",
    "back-and-spine": (
        "Your profile lists a spine injury. In the last 28 days, 3 of the 3 spasms with a place noted were in your "
        "back."
    ),
    "medicine-begun": "You started Amlodipine on 30 July. The first spasm in this diary was on 9 August.",
    "missed-medicine-check-in": (
        "In the last 2 days you had a spasm, and your check-in says you missed a medicine. Your profile lists a "
        "medicine for your spasms."
    ),
    "hard-or-more-exercise": (
        "In the last 28 days, you selected “sudden increase in exercise” for 3 of 9 spasms. Source 2 names it."
    ),
    "same-muscles-for-long": (
        "For 3 of 3 spasms in the last 28 days, you selected “a long time in one position”. "
        "Sitting, driving or using a computer as it began counts, too. "
        "Sources 3 and 5 name it."
    ),
    "legs-fluid-heat-effort": (
        "In the last 28 days, you selected “hot weather” for 3 of 3 leg spasms. Source 5 names it."
    ),
    "legs-fluid-ask-first": "In the last 28 days, you selected “hot weather” for 3 of 3 leg spasms. Source 5 names it.",
    "low-minerals": "In the last 28 days, you selected it for 3 of 9 spasms. Sources 1, 3, 4 and 5 name it.",
    "overworked-lower-back": (
        "In the last 28 days, you selected “used this muscle more than usual” for 3 of 3 lower back spasms. "
        "Sources 1, 2, 3, 4 and 5 name it."
    ),
    "little-rest": "In the last 28 days, you selected it for 3 of 9 spasms. Source 3 names it.",
    "stress": "In the last 28 days, you selected it for 3 of 9 spasms. Source 3 names it.",
    "suspected-factor": (
        "In the last 28 days, you selected “alcohol” for 3 of 9 spasms. None of the five sources names it."
    ),
    "relief-without-help": "You rated “heat” 4 times in 90 days. 3 of those times it did not help.",
    "kept-relief-without-help": "You rated “drinking something” 4 times in 90 days. 3 of those times it did not help.",
    "medicine-without-help": (
        "You rated “ibuprofen” 2 times in 90 days. 2 of those times it did not help. "
        "That includes 2 times when it made things worse."
    ),
    "disputed-relief-during": "You used heat during 4 spasms in 28 days.",
    "profile-condition": "Your profile lists diabetes.",
}


def test_what_it_says():
    assert {name: explain(card_of(name)) for name in FIRES} == SAID


# A leg on walking


WALKING = {"regions": CALF, "at_onset": "walking"}


def test_narrowed_vessels_in_the_profile_make_two_days_enough():
    entries = each([0, 9], follow_up=EASES, **WALKING)
    assert "leg-on-walking" not in rules(*entries)
    assert "leg-on-walking" in rules(*entries, of=profile("atherosclerosis"))


def test_walking_that_nobody_said_to_ease_raises_nothing_of_circulation():
    assert "leg-on-walking" not in rules(*each(range(9), **WALKING), of=profile("atherosclerosis"))


def test_the_card_about_walking_speaks_for_its_place_and_activity():
    entries = each(range(5), **WALKING)
    assert rules(*entries) == ["same-area-same-activity"]
    assert rules(*entries, ago(6, follow_up=EASES, **WALKING)) == ["leg-on-walking"]


def test_it_says_how_many_eased():
    result = card_of_rule("leg-on-walking", *each(range(4), **WALKING), ago(6, follow_up=EASES, **WALKING))
    assert explain(result) == "5 leg cramps came on while walking. You said that 1 of them eased when you rested."


# Weakness and numbness that are known

NUMB = {"noticed": ("numbness",), "regions": HAND}
NERVE_ILLNESSES = [
    "stroke",
    "multiple-sclerosis",
    "als",
    "parkinsons",
    "spinal-cord-injury",
    "sciatica",
    "herniated-disc",
    "nerve-disorder",
]


@pytest.mark.parametrize("condition", NERVE_ILLNESSES)
def test_numbness_as_always_raises_nothing_with_a_nerve_illness(condition):
    assert rules(*each([2, 9, 16], **NUMB), of=profile(condition)) == []
    new = each([2, 9], follow_up=(("still-there", "yes"),), **NUMB)
    assert rules(*new, of=profile(condition)) == ["weakness-or-numbness"]


def test_another_illness_makes_nothing_known():
    assert rules(*each([2, 9, 16], **NUMB), of=profile("diabetes")) == ["weakness-or-numbness"]


def test_what_is_new_is_said_to_be_so():
    new = each([2, 9], follow_up=(("one-side", "yes"),), **NUMB)
    result = card_of_rule("weakness-or-numbness", *new, of=profile("sciatica"))
    assert explain(result) == "Numbness with 2 spasms in 28 days was new, or worse than usual."


# What can be left out


@pytest.mark.parametrize(
    ("code", "text", "rule"),
    [
        ("heat", "", "relief-without-help"),
        ("massage", "", "relief-without-help"),
        ("bandage", "", "relief-without-help"),
        ("fluids", "", "kept-relief-without-help"),
        ("rest", "", "kept-relief-without-help"),
        ("physio-exercise", "", "kept-relief-without-help"),
        ("x-quinine-water", "", "kept-relief-without-help"),
        ("medication", "baclofen", "medicine-without-help"),
    ],
)
def test_skip_it_is_said_only_of_what_can_be_left_out(code, text, rule):
    entries = used(code, *["not-at-all"] * 4, text=text, moment="after")
    (result,) = cards_of(*entries)
    assert result.rule == rule
    is_skipped = "skip it" in LIBRARY.entries[result.key].what_to_do
    assert is_skipped is (rule == "relief-without-help")
