"""Every rule where it fires and where it just does not, over real diaries; what its sentence says."""

from functools import cache

import pytest

from tests.analysis.patterns.logs import ago, each
from tests.guidance.rules.raising import LIBRARY, facts, profile, raised, rules
from tracker.guidance.rules.because import because
from tracker.guidance.rules.choose import raise_all
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.registry import RULES

CALF = (("calf", "left"),)
BACK = (("lower-back", "middle"),)
BELLY = (("lower-abdomen", "middle"),)
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


OFTEN = each(range(8), regions=CALF)
FIRES = {
    "does-not-let-go": (
        [ago(0, seconds=600, relief=(("rest", "", "during", "not-at-all"),))],
        [ago(0, seconds=599, relief=(("rest", "", "during", "not-at-all"),))],
    ),
    "sustained": (each(range(3), kind="cramp"), each(range(2), kind="cramp")),
    "lasting-soreness": ([ago(3, soreness="longer")], [ago(3, soreness="2-3-days")]),
    "injured-muscle": ([ago(3)], [], {"of": profile(has_muscle_injury=True)}),
    "often-widespread-for-weeks": (
        [*OFTEN, *each(WEEKS, regions=BACK), *each([1, 2], regions=HAND)],
        [*OFTEN, *each(WEEKS, regions=BACK), *each([1], regions=HAND)],
    ),
    "often-for-weeks": ([*OFTEN, *each(WEEKS)], [*OFTEN, *each(WEEKS[:4])]),
    "again-after-quiet": (
        [*each(range(3)), ago(17)],
        [*each(range(3)), ago(16)],
        {"answers": dict.fromkeys(range(3, 18), "none")},
    ),
    "getting-worse": (
        [*each(range(0, 30, 3), intensity=7), *each(range(30, 60, 3), intensity=5)],
        [*each(range(0, 30, 3), intensity=6), *each(range(30, 60, 3), intensity=5)],
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
        each(range(3), regions=CALF, at_onset="walking", relief=(("rest", "", "during", "slightly"),)),
        each(range(2), regions=CALF, at_onset="walking", relief=(("rest", "", "during", "slightly"),)),
    ),
    "night-calf": (
        each(range(3), regions=CALF, at_onset="asleep"),
        each(range(2), regions=CALF, at_onset="asleep"),
    ),
    "back-and-spine": ([ago(3, regions=BACK)], [ago(3, regions=CALF)], {"of": profile(has_spine_injury=True)}),
    "pregnancy-cramps-or-bleeding": (
        each([0, 1], regions=BELLY),
        each([0, 2], regions=BELLY),
        {"of": profile(is_pregnant=True)},
    ),
    "pregnancy-and-legs": (
        each([1, 2], regions=CALF),
        [ago(1, regions=CALF), ago(1, 15, regions=CALF)],
        {"of": profile(is_pregnant=True)},
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
    "disputed-relief-during": (used("heat", ""), used("heat", "", moment="after")),
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
def raised_where_it_fires(name) -> tuple[Raised, ...]:
    return raise_all(facts_where_it_fires(name), LIBRARY)


def card_of(name) -> Raised:
    """What the rule itself raises there."""
    (found,) = [each for each in raised_where_it_fires(name) if each.rule == name]
    return found


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


@pytest.mark.parametrize(("days", "is_raised"), [(2, False), (3, True)])
def test_one_now_and_then_is_no_comeback(days, is_raised):
    entries = [*each(range(days)), ago(40)]
    assert ("again-after-quiet" in rules(*entries, answers=dict.fromkeys(range(days, 40), "none"))) is is_raised


def test_a_condition_that_the_profile_does_not_name_raises_nothing():
    assert raised(of=profile()) == ()


SAID = {
    "does-not-let-go": "1 entry since yesterday lasted 10 minutes or more, and by your own rating nothing eased it.",
    "sustained": (
        "3 of the 3 entries of 28 days that say their kind or length were cramps, or lasted 10 minutes or more."
    ),
    "lasting-soreness": (
        "Sore until the next day or longer: 1 of 1 entry that says how long. 1 was sore for more than three days."
    ),
    "injured-muscle": "Your profile names a muscle injury, and there were spasms on 1 of 1 answered day.",
    "often-widespread-for-weeks": (
        "Spasms on 10 of 10 answered days and in 5 of the last 6 weeks, in these parts of the body: back and buttock; "
        "arms; legs."
    ),
    "often-for-weeks": "Spasms on 10 of 10 answered days, and in 5 of the last 6 weeks.",
    "again-after-quiet": (
        "In the last 90 days spasms came 2 times with a quiet time between: on 4 of 18 answered days."
    ),
    "getting-worse": "The middle of each day's worst rating rose from 5 to 7 in 30 days.",
    "unable-to-function": (
        "On 3 of the 3 days of the last 14 that say so, something had to stop or the day was limited a lot."
    ),
    "woken": "Spasms woke you in 8 of the 8 nights of the last 28 days that say so.",
    "weakness-or-numbness": "Numbness in 2 of the 2 entries of 28 days that say what you noticed.",
    "twitches-with-weakness": "Weakness beside 2 of your 2 twitches of 28 days.",
    "twisting-posture": "Twisted into a posture in 2 of the 2 entries of 28 days that say what you noticed.",
    "same-area-same-activity": (
        "4 of the 4 entries for your left calf that say how it began name “walking”, on 4 of the last 56 days."
    ),
    "leg-on-walking": "Rest eased 3 of the 3 spasms of a leg on walking for which you rated rest.",
    "night-calf": "3 of your 3 entries of the night were in a calf, in 3 nights.",
    "back-and-spine": "Your profile names a spine injury, and 1 of 1 entry of 28 days that says where is in the back.",
    "pregnancy-cramps-or-bleeding": (
        "Your profile names a pregnancy, and 2 of 2 entries since yesterday that say where are in the lower belly or "
        "the pelvis."
    ),
    "pregnancy-and-legs": (
        "Your profile names a pregnancy, and 2 of 2 entries of 28 days that say where are in a leg."
    ),
    "hard-or-more-exercise": "Your own ticks: “suddenly more exercise” in 3 of 9 answered entries; source 2 names it.",
    "same-muscles-for-long": (
        "Your own ticks: “long in one position”, or sitting, driving or at the computer when it began, in 3 of 3 "
        "answered entries; sources 3 and 5 name it."
    ),
    "legs-fluid-heat-effort": "Your own ticks: “hot weather” in 3 of 3 answered entries; source 5 names it.",
    "legs-fluid-ask-first": "Your own ticks: “hot weather” in 3 of 3 answered entries; source 5 names it.",
    "low-minerals": "Your own ticks: “low in minerals” in 3 of 9 answered entries; sources 1, 3, 4 and 5 name it.",
    "overworked-lower-back": (
        "Your own ticks: “used this muscle more than usual” in 3 of 3 answered entries; sources 1, 2, 3, 4 and 5 name "
        "it."
    ),
    "little-rest": "Your own ticks: “little rest” in 3 of 9 answered entries; source 3 names it.",
    "stress": "Your own ticks: “stress” in 3 of 9 answered entries; source 3 names it.",
    "suspected-factor": ("Your own ticks: “alcohol” in 3 of 9 answered entries; none of the five sources names it."),
    "relief-without-help": "By your own rating, “heat” did not help in 3 of 4 uses in 90 days.",
    "medicine-without-help": (
        "By your own rating, “ibuprofen” did not help in 2 of 2 uses in 90 days. 2 times it got worse."
    ),
    "disputed-relief-during": "Heat while the spasm lasted: 1 of 1 entry that says when something was done.",
    "profile-condition": "Your profile names diabetes.",
}


def test_what_it_says():
    assert {name: because(card_of(name)) for name in FIRES} == SAID
