"""Diaries of many kinds of people, and what each of them must and must not be told."""

from dataclasses import dataclass, field
from functools import cache

import pytest

from tests.analysis.diaries import at
from tests.analysis.patterns.logs import TODAY, ago, each
from tests.guidance.rules.diary_cards import LIBRARY, NOTHING_SAID, cards_of, profile
from tests.guidance.rules.test_thresholds_of_rules import taken
from tracker.analysis.factors import NO_CLEAR_LINK
from tracker.guidance.rules.choose import after_saving, for_today
from tracker.guidance.rules.facts import ProfileFacts
from tracker.guidance.rules.registry import RULES, explain

CALF, CALVES, THIGH = (("calf", "left"),), (("calf", "both"),), (("thigh-back", "right"),)
LOWER_BACK, NECK = (("lower-back", "middle"),), (("neck-back", "both"),)
BELLY = (("lower-abdomen", "middle"),)
CHEST, HAND, EYELID = (("chest", "left"),), (("hand", "right"),), (("eyelid", "left"),)
JAW, ANKLES = (("jaw-face", "both"),), (("ankle", "both"),)
CLEAR = dict.fromkeys(range(90), "none")
LONG_AGO = at(-200).date()
MISSED = {"missed-medicine": True}
DOCTOR = {name for name in RULES if name in LIBRARY.entries and LIBRARY.entries[name].care == "see-a-doctor"}
ALL = {name for name, rule in RULES.items() if not rule.raises_facts}


@dataclass(frozen=True)
class Person:
    """A diary of 90 days: what is raised apart from the profile's facts, and what must not be."""

    entries: list
    must: set = field(default_factory=set)
    must_not: set = field(default_factory=lambda: ALL)
    of: ProfileFacts = NOTHING_SAID
    options: dict = field(default_factory=dict)
    first: str = ""
    """The first card on Today."""


def relieved(code, effect, moment="during", text=""):
    return ((code, text, moment, effect),)


def night(*days, **said) -> list:
    """An entry at three in the morning of each of these days, that woke the person."""
    return each(days, hour=3, **{"at_onset": "asleep", "woke": "yes"} | said)


QUIET = {
    "nothing written yet": Person([]),
    "three months without a spasm": Person([], options={"answers": CLEAR}),
    "two night calf cramps a month": Person(
        night(3, 17, 33, 48, 62, 77, regions=CALF, kind="cramp", intensity=7), options={"answers": CLEAR}
    ),
    "three night calf cramps a month, with massage": Person(
        night(2, 9, 20, 31, 40, 51, 60, 70, 81, regions=CALF, kind="cramp", relief=relieved("massage", "greatly")),
        options={"answers": CLEAR},
    ),
    "three night calf cramps a month, no evening answered": Person(
        night(2, 11, 20, 31, 40, 51, 60, 70, 81, regions=CALF, kind="cramp", soreness="hours")
    ),
    "one calf cramp of 9 for minutes": Person(
        night(1, regions=CALF, kind="cramp", intensity=9, seconds=240, impact="had-to-stop"), options={"answers": CLEAR}
    ),
    "an athlete": Person(
        [
            *each([4, 25, 39], regions=CALF, kind="cramp", at_onset="exercising", factors=("hard-exercise",)),
            *each([12, 33, 52], regions=THIGH, kind="cramp", at_onset="after-exercise", soreness="next-day"),
        ],
        options={"answers": CLEAR},
    ),
    "a runner who was injured years ago": Person(
        each([5, 12], regions=CALF, at_onset="exercising"),
        of=profile(has_muscle_injury=True),
        options={"answers": CLEAR},
    ),
    "only unanswered days since one entry": Person([ago(80, regions=CALF)]),
    "check-ins that only say the ones listed": Person(
        [ago(80, regions=CALF)], options={"answers": dict.fromkeys(range(60), "listed")}
    ),
    "twitches of an eyelid, every day": Person(
        each(range(60), kind="twitch", regions=EYELID, factors=("stress",), impact="had-to-stop", woke="yes")
    ),
    "an eyelid for two weeks, called a spasm": Person(
        each(range(14), kind="spasm", regions=EYELID, intensity=1), options={"answers": CLEAR}
    ),
    "five limited days with twitches alone": Person(
        each(range(5), kind="twitch"), options={"limited": dict.fromkeys(range(5), 4)}
    ),
    "a chest wall spasm known for years": Person(
        each([5, 20, 40, 60, 80], regions=CHEST, intensity=4, seconds=60, kind="spasm"), options={"answers": CLEAR}
    ),
    "a first chest pain": Person([ago(0, regions=CHEST, intensity=8)]),
    "several muscles at once, every week": Person(
        each([0, 7, 14, 21], noticed=("several-muscles-at-once",)), options={"answers": CLEAR}
    ),
    "a strong week long ago": Person(each(range(40, 47), regions=CALF, intensity=9), options={"answers": CLEAR}),
    "hiccups": Person(
        [ago(0, regions=(("breathing-muscles", ""),), kind="spasm", seconds=1500, count=200)],
        options={"answers": CLEAR},
    ),
    "writer's cramp": Person(
        each([2, 9, 30], regions=HAND, kind="cramp", at_onset="repeated-movement", factors=("overuse",)),
        options={"answers": CLEAR},
    ),
    "pregnant, with leg cramps at night": Person(
        night(2, 9, 16, regions=CALF, kind="cramp"), of=profile(is_pregnant=True), options={"answers": CLEAR}
    ),
    "pregnant, with a stiff neck": Person(
        each([2, 9], regions=NECK), of=profile(is_pregnant=True), options={"answers": CLEAR}
    ),
    "pregnant, with cramps of the lower belly": Person(
        # What they ask is asked of the entry, at once.
        [ago(0, 9, regions=BELLY), ago(0, 10, regions=BELLY)],
        of=profile(is_pregnant=True),
        options={"answers": CLEAR},
    ),
    "a period, with a hot-water bottle": Person(
        each([0, 1, 2, 28, 29, 30], regions=BELLY, factors=("period",), relief=relieved("heat", "greatly")),
        options={"answers": CLEAR},
    ),
    "a right shoulder": Person(each([3, 4], regions=(("shoulder", "right"),), intensity=5), options={"answers": CLEAR}),
    "jaw clenching": Person(
        each([1, 8, 15], regions=JAW, at_onset="waking-up", seconds=1200, noticed=("stiffness",)),
        options={"answers": CLEAR},
    ),
    "a stiff lower back for two days": Person(
        each([1, 2], regions=LOWER_BACK, seconds=36000, noticed=("stiffness",), impact="some"),
        of=profile("chronic-back-pain"),
        options={"answers": CLEAR},
    ),
    "a wry neck on waking": Person(
        [
            ago(
                0,
                7,
                regions=NECK,
                at_onset="waking-up",
                is_ongoing=True,
                noticed=("stiffness",),
                factors=("awkward-sleep",),
            )
        ],
        options={"answers": CLEAR},
    ),
    "an arm slept on": Person(
        [ago(1, 6, regions=(("whole-arm", "left"),), at_onset="waking-up", noticed=("numbness",), seconds=300)],
        options={"answers": CLEAR},
    ),
    "a left shoulder twelve times, the usual spasm": Person(
        each(range(0, 84, 7), regions=(("shoulder", "left"),), chest_answer="no", intensity=4),
        options={"answers": CLEAR},
    ),
    "a night cramp left running till morning": Person(
        [ago(1, 23, regions=CALF, kind="cramp", is_ongoing=True, at_onset="asleep", woke="yes")],
        options={"answers": CLEAR},
    ),
    "a night cramp ended in the morning": Person(
        [ago(1, 23, regions=CALF, kind="cramp", seconds=28800, at_onset="asleep", woke="yes")],
        options={"answers": CLEAR},
    ),
    "a calf cramp with sweating": Person(
        night(1, regions=CALF, kind="cramp", noticed=("sweating-faint-sick",), chest_answer="no"),
        options={"answers": CLEAR},
    ),
    "a vomiting bug with belly cramps": Person(
        [
            ago(day, hour, regions=BELLY, factors=("fluid-loss", "illness-fever"), noticed=("fever",))
            for day, hour in ((1, 9), (1, 12), (1, 20), (0, 7))
        ],
        options={"answers": CLEAR},
    ),
    "ankles always swollen on both sides": Person(
        each([1, 9, 17], regions=ANKLES, noticed=("swelling",), follow_up=(("more-swollen", "no"),)),
        options={"answers": CLEAR},
    ),
    "baclofen begun for spasms": Person(
        each([2, 12, 22], regions=CALF), of=profile(medications=(taken(25, "Baclofen", for_spasms=True),))
    ),
    "a medicine taken for years": Person(
        each([2, 12, 22], regions=CALF), of=profile(medications=(taken(900, "Amlodipine"),)), options={"answers": CLEAR}
    ),
    "MS with unchanged numbness": Person(
        each(
            [2, 9, 16, 23], regions=HAND, noticed=("numbness",), follow_up=(("one-side", "no"), ("still-there", "no"))
        ),
        of=profile("multiple-sclerosis"),
        options={"answers": CLEAR},
    ),
    "sciatica, with numbness as always": Person(
        each([4, 12], regions=LOWER_BACK, noticed=("numbness",)), of=profile("sciatica"), options={"answers": CLEAR}
    ),
    "numb once": Person(
        [ago(3, regions=THIGH, noticed=("numbness",)), *each([15, 20], noticed=("none",))], options={"answers": CLEAR}
    ),
    "a spinal cord injury, as many spasms as always": Person(
        each(range(0, 90, 7), regions=CALVES), of=profile("spinal-cord-injury"), options={"answers": CLEAR}
    ),
    "a back, and nothing known of the spine": Person(
        each([4, 12, 13], regions=LOWER_BACK), of=profile("diabetes"), options={"answers": CLEAR}
    ),
    "missed a medicine that is not for spasms": Person(
        [ago(0, regions=CALF)],
        of=profile(medications=(taken(900, "Amlodipine"),)),
        options={"factors_said": {0: MISSED}},
    ),
    "missed a medicine for the spasms, and had none": Person(
        [ago(2, regions=CALF)],
        of=profile(can_miss_spasm_medicine=True),
        options={"answers": {0: "none", 1: "none"}, "factors_said": {0: MISSED, 1: MISSED}},
    ),
    "missed a medicine for the spasms three days ago": Person(
        each([0, 1, 2], regions=CALF),
        of=profile(can_miss_spasm_medicine=True),
        options={"factors_said": {2: MISSED, 1: {"missed-medicine": False}}},
    ),
    "heat in one attack": Person([ago(6, relief=relieved("heat", "slightly"))], options={"answers": CLEAR}),
    "a glass of water that did not help twice": Person(
        each([2, 12], relief=relieved("fluids", "not-at-all")), options={"answers": CLEAR}
    ),
    "a muscle injury, and no spasm": Person([], of=profile(has_muscle_injury=True), options={"answers": CLEAR}),
    "a worse month than the one before": Person(
        each([1, 3, 9, 15, 30, 44], regions=CALF, intensity=7) + each([6, 20], regions=HAND, intensity=9),
        options={"answers": dict.fromkeys(range(60), "listed")},
    ),
}
"""Quiet ones: nothing at all is raised."""

PEOPLE = QUIET | {
    # People for whom there is something.
    "calf cramps at night": Person(
        [ago(day, 3, regions=CALVES, kind="cramp", at_onset="asleep", woke="yes") for day in (2, 6, 11, 15)],
        {"night-calf"},
        ALL - {"night-calf"},
        options={"answers": CLEAR},
    ),
    "calf cramps that break many nights": Person(
        night(*range(0, 27, 3), regions=CALF, kind="cramp", relief=relieved("massage", "slightly", "after")),
        {"woken", "night-calf"},
        {"same-area-same-activity", "disputed-relief-during"},
        first="woken",
        options={"answers": CLEAR},
    ),
    "a desk worker": Person(
        [ago(day, 16, regions=NECK, at_onset="computer", factors=("long-same-position",)) for day in (1, 4, 8, 12, 20)],
        {"same-muscles-for-long", "same-area-same-activity"},
        DOCTOR | {"suspected-factor"},
        options={"answers": CLEAR},
    ),
    "a runner in July": Person(
        [
            ago(day, 18, regions=CALF, kind="cramp", at_onset="exercising", factors=("hot-weather", "hard-exercise"))
            for day in (1, 5, 9, 13, 17)
        ],
        {"legs-fluid-heat-effort", "same-area-same-activity"},
        DOCTOR | {"suspected-factor", "legs-fluid-ask-first", "hard-or-more-exercise"},
        options={"answers": CLEAR},
    ),
    "a runner in July with heart failure": Person(
        each([1, 5, 9], regions=CALF, factors=("hot-weather", "little-fluid")),
        {"legs-fluid-ask-first"},
        {"legs-fluid-heat-effort", "suspected-factor"},
        of=profile("heart-failure"),
    ),
    "on dialysis, and drank little": Person(
        each([1, 5, 9], regions=CALF, factors=("little-fluid",)),
        {"legs-fluid-ask-first"},
        {"legs-fluid-heat-effort"},
        of=profile("kidney-failure"),
    ),
    "daily, in one calf": Person(
        each(range(50), regions=CALF),
        {"often-for-weeks"},
        {"often-widespread-for-weeks", "weakness-or-numbness"},
        first="often-for-weeks",
    ),
    "daily, everywhere": Person(
        [
            *each(range(0, 50, 2), regions=CALF),
            *each(range(1, 50, 4), regions=LOWER_BACK),
            *each(range(3, 50, 4), regions=HAND),
        ],
        {"often-widespread-for-weeks"},
        {"often-for-weeks"},
        first="often-widespread-for-weeks",
    ),
    "thirty a day": Person(
        [ago(day, hour, minute) for day in range(42) for hour in range(5, 20) for minute in (0, 30)],
        {"often-for-weeks"},
        {"often-widespread-for-weeks", "unable-to-function"},
    ),
    "MS, with spasms of both legs all day": Person(
        [
            *each(range(45), regions=(("whole-leg", "both"),), noticed=("weakness",), impact="had-to-stop"),
            *each([0, 3], hour=20, noticed=("weakness",), follow_up=(("still-there", "yes"),)),
        ],
        {"often-for-weeks", "weakness-or-numbness", "unable-to-function"},
        {"often-widespread-for-weeks", "twitches-with-weakness"},
        of=profile("multiple-sclerosis"),
    ),
    "twitches with weakness": Person(
        [*each([2, 9], kind="twitch", noticed=("weakness",)), *each(range(12, 20), kind="twitch")],
        {"twitches-with-weakness"},
        ALL - {"twitches-with-weakness"},
    ),
    "numb twice": Person(
        [
            ago(3, regions=THIGH, noticed=("numbness",)),
            ago(10, regions=THIGH, noticed=("numbness",)),
            *each([15, 20], noticed=("none",)),
        ],
        {"weakness-or-numbness"},
        ALL - {"weakness-or-numbness"},
        options={"answers": CLEAR},
    ),
    "twisted into a posture": Person(
        each([4, 12], regions=NECK, noticed=("twisting-posture",)),
        {"twisting-posture"},
        ALL - {"twisting-posture"},
        options={"answers": CLEAR},
    ),
    "sciatica, and the back": Person(
        each([4, 12, 20], regions=LOWER_BACK),
        {"back-and-spine"},
        ALL - {"back-and-spine"},
        of=profile("sciatica"),
        options={"answers": CLEAR},
    ),
    "a leg that cramps on walking and eases on standing": Person(
        [
            ago(2, regions=CALF, at_onset="walking", follow_up=(("eases-standing", "yes"),)),
            *each([20, 40, 50], regions=CALF, at_onset="walking"),
        ],
        {"leg-on-walking"},
        ALL - {"leg-on-walking"},
        options={"answers": CLEAR},
    ),
    "a leg that cramps on walking, and rest eases it": Person(
        each([2, 20, 40], regions=CALF, at_onset="walking", relief=relieved("rest", "greatly")),
        {"leg-on-walking"},
        ALL - {"leg-on-walking"},
        options={"answers": CLEAR},
    ),
    "narrowed vessels, and two walks": Person(
        each([2, 20], regions=CALF, at_onset="walking", follow_up=(("eases-standing", "yes"),)),
        {"leg-on-walking"},
        ALL - {"leg-on-walking"},
        of=profile("atherosclerosis"),
        options={"answers": CLEAR},
    ),
    "back again after two quiet months": Person(
        each([1, 4, 8, 12, 70, 75], regions=CALF),
        {"again-after-quiet"},
        ALL - {"again-after-quiet"},
        options={"answers": CLEAR},
    ),
    "a remedy that does not help": Person(
        each([2, 12, 22, 32, 42], relief=relieved("massage", "not-at-all", "after")),
        {"relief-without-help"},
        DOCTOR | {"disputed-relief-during"},
        options={"answers": CLEAR},
    ),
    "drinking that does not help": Person(
        each([2, 12, 22, 32], relief=relieved("fluids", "not-at-all")),
        {"kept-relief-without-help"},
        ALL - {"kept-relief-without-help"},
        options={"answers": CLEAR},
    ),
    "a prescribed medicine that does not help": Person(
        each([2, 12, 22, 32], relief=relieved("medication", "not-at-all", "after", "Baclofen")),
        {"medicine-without-help"},
        ALL - {"medicine-without-help"},
        options={"answers": CLEAR},
    ),
    "heat during the attack": Person(
        each([6, 9, 12, 15], relief=relieved("heat", "slightly")),
        {"disputed-relief-during"},
        ALL - {"disputed-relief-during"},
        options={"answers": CLEAR},
    ),
    # As people log: one tap in the evening, one for the spasm. Fully filled in: a remedy, too.
    "missed a medicine for the spasms, says the check-in": Person(
        [ago(0, 3)],
        {"missed-medicine-check-in"},
        ALL - {"missed-medicine-check-in"},
        of=profile(can_miss_spasm_medicine=True),
        first="missed-medicine-check-in",
        options={"factors_said": {0: MISSED}},
    ),
    "missed a medicine for the spasms, none listed": Person(
        [],
        {"missed-medicine-check-in"},
        ALL - {"missed-medicine-check-in"},
        of=profile(can_miss_spasm_medicine=True),
        first="missed-medicine-check-in",
        options={"answers": {0: "unlisted"}, "factors_said": {0: MISSED}},
    ),
    "missed a medicine for the spasms, with many spasms": Person(
        each([0, 1, 6, 11], regions=CALF, kind="cramp", factors=("stress",), at_onset="resting", impact="had-to-stop"),
        {"missed-medicine-check-in", "stress", "unable-to-function"},
        of=profile(can_miss_spasm_medicine=True, medications=(taken(900, "Baclofen", for_spasms=True),)),
        must_not=set(),
        first="missed-medicine-check-in",
        options={"answers": CLEAR, "factors_said": {0: MISSED, 1: MISSED}},
    ),
    "a medicine begun two weeks before the first spasm": Person(
        each([6, 9], regions=CALF),
        {"medicine-begun"},
        ALL - {"medicine-begun"},
        of=profile(medications=(taken(23, "Simvastatin"),)),
    ),
    "a dose raised before a worse month": Person(
        [*each(range(0, 16, 2), regions=CALF), *each([35, 45, 80], regions=CALF)],
        {"medicine-begun"},
        {"more-with-spinal-cord-injury", "often-for-weeks"},
        of=profile(medications=(taken(40, "Amlodipine", is_new_dose=True),)),
        options={"first_on": LONG_AGO},
    ),
    "a spinal cord injury, and clearly more spasms": Person(
        [*each(range(0, 16, 2), regions=CALVES), *each([35, 45, 80], regions=CALVES)],
        {"more-with-spinal-cord-injury"},
        {"weakness-or-numbness", "often-for-weeks"},
        of=profile("spinal-cord-injury"),
        first="more-with-spinal-cord-injury",
    ),
    "an injured muscle, and spasms": Person(
        each([1, 4, 9], regions=CALF),
        {"injured-muscle"},
        ALL - {"injured-muscle"},
        of=profile(has_muscle_injury=True),
        options={"answers": CLEAR},
    ),
    "stress, and check-ins that see no link": Person(
        each([1, 6, 9, 14], factors=("stress",)),
        {"stress"},
        DOCTOR | {"suspected-factor"},
        options={"verdicts": {"stress": NO_CLEAR_LINK}, "answers": CLEAR},
    ),
}


@cache
def raised_for(name):
    person = PEOPLE[name]
    return cards_of(*person.entries, of=person.of, **person.options)


@pytest.mark.parametrize("name", PEOPLE)
def test_what_must_be_raised_and_what_must_not(name):
    person = PEOPLE[name]
    matches = {each.rule for each in raised_for(name) if not each.is_quiet}
    assert matches >= person.must
    assert matches & (person.must_not - person.must) == set()


def told_after_saving(name) -> list:
    """The cards that stand on the page after saving one of the entries."""
    keys = range(1, len(PEOPLE[name].entries) + 1)
    cards = [after_saving(raised_for(name), key, (), TODAY) for key in keys]
    return [card for card in cards if card is not None]


def on_today() -> dict:
    return {name: for_today(raised_for(name), (), TODAY) for name in PEOPLE}


@pytest.mark.parametrize("name", QUIET)
def test_the_quiet_ones_get_nothing(name):
    assert [each.rule for each in raised_for(name) if not each.is_quiet] == []
    assert for_today(raised_for(name), (), TODAY) == ()
    assert told_after_saving(name) == []


def test_on_today_stand_three_at_most():
    assert {name: cards for name, cards in on_today().items() if len(cards) > 3} == {}


def test_on_today_stands_no_rare_illness_and_nothing_without_its_reason():
    cards = [(name, card) for name, cards in on_today().items() for card in cards]
    rare = {"als", "multiple-sclerosis", "parkinsons", "stroke", "dystonia"}
    assert [(name, card.key) for name, card in cards if card.key in rare or not explain(card)] == []


def test_what_matters_most_stands_first_on_today():
    wanted = {name: person.first for name, person in PEOPLE.items() if person.first}
    assert {name: on_today()[name][0].key for name in wanted} == wanted


def test_conditions_are_told_in_the_profile_all_the_same():
    result = raised_for("MS, with spasms of both legs all day")
    assert [each.key for each in result if each.is_quiet] == ["multiple-sclerosis"]


def test_night_cramps_give_one_card_and_not_three():
    assert [each.rule for each in on_today()["calf cramps at night"]] == ["night-calf"]
    assert [each.rule for each in on_today()["calf cramps that break many nights"]] == ["woken"]


def test_the_state_of_the_check_ins_is_told_beside_the_ticks():
    (card,) = for_today(raised_for("stress, and check-ins that see no link"), (), TODAY)
    assert "Your check-ins show no clear link" in explain(card)


def test_there_are_enough_of_them():
    assert len(QUIET) >= 30
    assert len(PEOPLE) - len(QUIET) >= 25
    assert {name for person in PEOPLE.values() for name in person.must} <= ALL
