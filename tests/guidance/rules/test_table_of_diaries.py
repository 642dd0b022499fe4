"""Diaries of many kinds of people, and what each of them must and must not be told."""

from dataclasses import dataclass, field
from functools import cache

import pytest

from tests.analysis.patterns.logs import TODAY, ago, each
from tests.guidance.rules.raising import LIBRARY, NOTHING_SAID, profile, raised
from tracker.analysis.factors import NO_CLEAR_LINK
from tracker.guidance.conditions import EntryFacts
from tracker.guidance.engine import safety_for_entry
from tracker.guidance.rules.because import because
from tracker.guidance.rules.choose import after_saving, for_today
from tracker.guidance.rules.facts import ProfileFacts
from tracker.guidance.rules.registry import RULES

CALF, CALVES, THIGH = (("calf", "left"),), (("calf", "both"),), (("thigh-back", "right"),)
LOWER_BACK, NECK = (("lower-back", "middle"),), (("neck-back", "both"),)
BELLY = (("lower-abdomen", "middle"),)
CHEST, HAND, EYELID = (("chest", "left"),), (("hand", "right"),), (("eyelid", "left"),)
CLEAR = dict.fromkeys(range(90), "none")
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


PEOPLE = {
    # Quiet ones: nothing at all.
    "nothing written yet": Person([]),
    "three months without a spasm": Person([], options={"answers": CLEAR}),
    "two a month": Person(
        each([3, 17, 33, 48, 62, 77], regions=CALF, kind="cramp", intensity=7), options={"answers": CLEAR}
    ),
    "one calf cramp of 9 for minutes": Person(
        [ago(1, 3, regions=CALF, kind="cramp", intensity=9, seconds=240, at_onset="asleep", woke="yes")],
        options={"answers": CLEAR},
    ),
    "only unanswered days since one entry": Person([ago(80, regions=CALF)]),
    "check-ins that only say the ones listed": Person(
        [ago(80, regions=CALF)], options={"answers": dict.fromkeys(range(60), "listed")}
    ),
    "twitches of an eyelid, every day": Person(
        each(range(60), kind="twitch", regions=EYELID, factors=("stress",), impact="had-to-stop", woke="yes")
    ),
    "a chest wall spasm known for years": Person(
        each([5, 20, 40, 60, 80], regions=CHEST, intensity=4, seconds=60, kind="spasm"), options={"answers": CLEAR}
    ),
    "a first chest pain": Person([ago(0, regions=CHEST, intensity=8)]),
    "several muscles at once, every week": Person(
        each([0, 7, 14, 21], noticed=("several-muscles-at-once",)), options={"answers": CLEAR}
    ),
    "a strong week long ago": Person(each(range(40, 47), regions=CALF, intensity=9), options={"answers": CLEAR}),
    # People for whom there is something.
    "calf cramps at night": Person(
        [ago(day, 3, regions=CALVES, kind="cramp", at_onset="asleep", woke="yes") for day in (2, 6, 11, 15)],
        {"night-calf", "sustained"},
        DOCTOR,
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
        {"legs-fluid-heat-effort", "hard-or-more-exercise", "same-area-same-activity", "sustained"},
        DOCTOR | {"suspected-factor", "legs-fluid-ask-first"},
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
    "pregnant, with leg cramps": Person(
        each([2, 9], regions=CALF),
        {"pregnancy-and-legs"},
        DOCTOR,
        of=profile(is_pregnant=True),
        options={"answers": CLEAR},
    ),
    "pregnant, with a stiff neck": Person(
        each([2, 9], regions=NECK), of=profile(is_pregnant=True), options={"answers": CLEAR}
    ),
    "pregnant, with cramps of the lower belly": Person(
        [ago(0, 9, regions=BELLY), ago(0, 10, regions=BELLY), *each([3, 9], regions=CALF)],
        {"pregnancy-cramps-or-bleeding", "pregnancy-and-legs"},
        ALL - {"pregnancy-cramps-or-bleeding", "pregnancy-and-legs"},
        of=profile(is_pregnant=True),
        first="pregnancy-cramps-or-bleeding",
    ),
    "cramps of the lower belly, and no pregnancy": Person(each([0, 1], regions=BELLY), options={"answers": CLEAR}),
    "daily, in one calf": Person(
        each(range(50), regions=CALF),
        {"often-for-weeks"},
        {"often-widespread-for-weeks", "getting-worse", "weakness-or-numbness"},
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
        each(range(45), regions=(("whole-leg", "both"),), noticed=("weakness",), impact="had-to-stop"),
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
    "numb once": Person(
        [ago(3, regions=THIGH, noticed=("numbness",)), *each([15, 20], noticed=("none",))], options={"answers": CLEAR}
    ),
    "twisted into a posture": Person(
        each([4, 12], regions=NECK, noticed=("twisting-posture",)),
        {"twisting-posture"},
        ALL - {"twisting-posture"},
        options={"answers": CLEAR},
    ),
    "sciatica, and the back": Person(
        each([4, 12], regions=LOWER_BACK),
        {"back-and-spine"},
        ALL - {"back-and-spine"},
        of=profile("sciatica"),
        options={"answers": CLEAR},
    ),
    "a back, and nothing known of the spine": Person(
        each([4, 12], regions=LOWER_BACK), of=profile("diabetes"), options={"answers": CLEAR}
    ),
    "a leg that walking seizes and rest eases": Person(
        each([2, 20, 40], regions=CALF, at_onset="walking", relief=relieved("rest", "greatly")),
        {"leg-on-walking"},
        ALL - {"leg-on-walking"},
        options={"answers": CLEAR},
    ),
    "back again after two quiet months": Person(
        each([1, 4, 8, 70, 75], regions=CALF),
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
    "heat during the attack": Person(
        [ago(6, relief=relieved("heat", "slightly"))], {"disputed-relief-during"}, ALL - {"disputed-relief-during"}
    ),
    "a cramp that goes on, and nothing helps": Person(
        [
            ago(0, 9, regions=CALF, seconds=1500, relief=relieved("gentle-stretch", "not-at-all")),
            *each(range(1, 8), factors=("stress",), relief=relieved("heat", "slightly")),
        ],
        {"does-not-let-go", "stress"},
        {"sustained"},
        first="does-not-let-go",
    ),
    "stress, and check-ins that see no link": Person(
        each([1, 6, 9, 14], factors=("stress",)),
        {"stress"},
        DOCTOR | {"suspected-factor"},
        options={"verdicts": {"stress": NO_CLEAR_LINK}, "answers": CLEAR},
    ),
    "five limited days with twitches alone": Person(
        each(range(5), kind="twitch"), options={"limited": dict.fromkeys(range(5), 4)}
    ),
    "a muscle injury, and no spasm": Person([], of=profile(has_muscle_injury=True), options={"answers": CLEAR}),
}


@cache
def raised_for(name):
    person = PEOPLE[name]
    return raised(*person.entries, of=person.of, **person.options)


@pytest.mark.parametrize("name", PEOPLE)
def test_what_must_be_raised_and_what_must_not(name):
    person = PEOPLE[name]
    found = {each.rule for each in raised_for(name) if not each.is_quiet}
    assert found >= person.must
    assert found & (person.must_not - person.must) == set()


def told_after_saving(name) -> list:
    """The cards that stand on the page after saving one of the entries."""
    keys = range(1, len(PEOPLE[name].entries) + 1)
    cards = [after_saving(raised_for(name), key, (), TODAY) for key in keys]
    return [card for card in cards if card is not None]


def on_today() -> dict:
    return {name: for_today(raised_for(name), (), TODAY) for name in PEOPLE}


def test_the_quiet_ones_get_nothing():
    quiet = [name for name, person in PEOPLE.items() if not person.must]
    assert len(quiet) > 5
    assert {name: cards for name, cards in on_today().items() if name in quiet and cards} == {}
    assert {name: told_after_saving(name) for name in quiet if told_after_saving(name)} == {}


def test_on_today_stand_three_at_most():
    assert {name: cards for name, cards in on_today().items() if len(cards) > 3} == {}


def test_on_today_stands_no_rare_illness_and_nothing_without_its_reason():
    cards = [(name, card) for name, cards in on_today().items() for card in cards]
    rare = {"als", "multiple-sclerosis", "parkinsons", "stroke", "dystonia"}
    assert [(name, card.key) for name, card in cards if card.key in rare or not because(card)] == []


def test_what_matters_most_stands_first_on_today():
    wanted = {name: person.first for name, person in PEOPLE.items() if person.first}
    assert {name: on_today()[name][0].key for name in wanted} == wanted


def test_conditions_are_told_in_the_profile_all_the_same():
    found = raised_for("MS, with spasms of both legs all day")
    assert [each.key for each in found if each.is_quiet] == ["multiple-sclerosis"]


def test_what_does_not_let_go_takes_self_care_off():
    cards = for_today(raised_for("a cramp that goes on, and nothing helps"), (), TODAY)
    assert [each.key for each in cards] == ["does-not-let-go"]


def test_a_verdict_against_the_ticks_is_said():
    (card,) = for_today(raised_for("stress, and check-ins that see no link"), (), TODAY)
    assert "do not bear this out" in because(card)


def test_a_first_chest_pain_is_the_safety_of_the_entry():
    facts = EntryFacts(regions=CHEST, intensity=8, is_first_chest_entry=True)
    assert [card.entry.key for card in safety_for_entry(facts, LIBRARY).cards] == ["heart-or-lungs"]


def test_there_are_enough_of_them():
    assert len(PEOPLE) >= 30
    assert {name for person in PEOPLE.values() for name in person.must} <= ALL
