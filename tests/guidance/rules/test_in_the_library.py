"""A rule that cannot fire or has no words does not start; every rule stands in docs/guidance.md with its care level."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.guidance.rules.raising import LIBRARY
from tests.guidance.rules.test_thresholds_of_rules import FIRES, facts_where_it_fires
from tracker.analysis.patterns import thresholds as of_patterns
from tracker.guidance import thresholds
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.loader import RAISING
from tracker.guidance.profile import words_for
from tracker.guidance.proofing import wrong_with_entry, wrong_with_raising
from tracker.guidance.rules.because import because
from tracker.guidance.rules.registry import RULES
from tracker.guidance.rules.rule import Rule
from tracker.guidance.rules.sources import entry_of_condition, sources_naming
from tracker.guidance.schema import CARD, FACT, GENERAL_SAFETY_KEYS, SELF_CARE
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE

DOC = (Path(__file__).resolve().parents[3] / "docs" / "guidance.md").read_text(encoding="utf-8")
CARDS = {entry.condition: entry for entry in LIBRARY.cards() if entry.condition in RULES}
RARE = r"multiple sclerosis|Parkinson|[Ss]troke|\bALS\b|Gehrig|[Dd]ystoni|\bMS\b"


def made(**said) -> Rule:
    return replace(RULES["stress"], **said)


def test_every_rule_can_fire():
    assert {name: rule.never_because() for name, rule in RULES.items() if rule.never_because()} == {}


def test_every_rule_says_in_a_sentence_when_it_fires():
    assert [name for name, rule in RULES.items() if not str(rule.when).endswith(".")] == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"patterns": ("sunspots",)}, "it cannot fire: no such pattern: sunspots"),
        ({"factors": ("moon",)}, "it cannot fire: no such factor: moon"),
        ({"conditions": ("vapors",)}, "it cannot fire: no such condition of the profile: vapors"),
        ({"patterns": ()}, "it cannot fire: it looks at no pattern and at no condition of the profile"),
        ({"name": "silent"}, "no card answers this condition"),
    ],
)
def test_a_rule_that_cannot_fire_or_is_silent_stops_the_start(change, reason):
    rule = made(**change)
    assert list(wrong_with_raising(LIBRARY, {rule.name: rule})) == [(rule.name, reason)]


def test_two_cards_for_one_rule_stop_the_start():
    twice = replace(LIBRARY, entries=LIBRARY.entries | {"again": replace(LIBRARY.entries["stress"], key="again")})
    assert list(wrong_with_raising(twice, RULES)) == [("stress", "more than one card answers this rule")]


def test_a_condition_of_the_profile_that_no_fact_tells_stops_the_start():
    less = replace(LIBRARY, entries={key: each for key, each in LIBRARY.entries.items() if key != "scoliosis"})
    assert list(wrong_with_raising(less, RULES)) == [("profile-condition", "no fact tells of 'scoliosis'")]


def test_a_card_cannot_stand_for_a_rule_that_raises_facts():
    card = replace(LIBRARY.entries["stress"], condition="profile-condition")
    (reason,) = wrong_with_entry(card, LIBRARY, RAISING, ())
    assert reason == "rule 'profile-condition' raises facts and has no card"


def test_entry_conditions_and_rules_share_no_name():
    assert not CARD_CONDITIONS.keys() & RULES.keys()
    assert RAISING.keys() == CARD_CONDITIONS.keys() | RULES.keys()


class Recorded:
    """Facts that remember which patterns were asked for."""

    def __init__(self, facts):
        self.facts, self.asked = facts, set()

    def __getattr__(self, name):
        return getattr(self.facts, name)

    def pattern(self, name):
        self.asked.add(name)
        return self.facts.pattern(name)


def test_a_rule_asks_for_no_pattern_that_it_does_not_name():
    recorded = {name: Recorded(facts_where_it_fires(name)) for name in FIRES}
    assert [name for name, known in recorded.items() if not list(RULES[name].find(known))] == []
    unnamed = {name: known.asked - set(RULES[name].patterns) for name, known in recorded.items()}
    assert {name: asked for name, asked in unnamed.items() if asked} == {}


# The cards


def test_every_rule_that_does_not_raise_facts_has_its_card():
    assert CARDS.keys() == {name for name, rule in RULES.items() if not rule.raises_facts}


def test_every_card_ends_with_what_to_do():
    assert [name for name, card in CARDS.items() if len(card.what_to_do) <= 20] == []


def words_of(card) -> str:
    """All that it says."""
    return " ".join([card.title, card.text, card.what_to_do, *(each.text for each in card.cautions)])


def test_no_card_of_a_rule_names_a_rare_illness():
    assert [name for name, card in CARDS.items() if re.search(RARE, words_of(card))] == []


def test_no_card_of_a_rule_names_weight():
    assert [name for name, card in CARDS.items() if "weight" in words_of(card)] == []


@pytest.mark.parametrize("key", sorted(GENERAL_SAFETY_KEYS))
def test_every_emergency_of_general_safety_is_in_the_library(key):
    entry = LIBRARY.entries[key]
    assert entry.topic == "safety" and entry.what_to_do and entry.is_general_safety
    assert (entry.role == CARD) == bool(entry.condition) and entry.role in {CARD, FACT}


def test_with_weak_heart_or_kidneys_the_card_does_not_say_to_drink():
    entry = LIBRARY.entries["legs-fluid-ask-first"]
    assert "Ask your doctor how much you may drink" in entry.what_to_do
    assert "have a drink" not in f"{entry.text} {entry.what_to_do}".lower()


@pytest.mark.parametrize("key", ["legs-fluid-heat-effort", "sustained"])
def test_a_card_that_names_a_drink_has_the_caution(key):
    cautioned = {code for each in LIBRARY.entries[key].cautions for code in each.conditions}
    assert {"heart-failure", "kidney-failure"} <= cautioned


def test_minerals_are_a_question_for_the_doctor():
    entry = LIBRARY.entries["low-minerals"]
    assert "Ask your doctor whether a blood test makes sense" in entry.what_to_do


def test_heat_and_cold_are_told_with_the_caution_about_skin():
    caution = LIBRARY.entries["disputed-relief-during"].cautions[0]
    assert "first on skin that feels normally" in caution.text
    assert (set(caution.conditions), caution.noticed) == ({"diabetes", "atherosclerosis"}, ("numbness",))


def test_a_card_about_a_medicine_does_not_say_to_leave_it_out():
    entry = LIBRARY.entries["medicine-without-help"]
    assert "doctor or pharmacist" in entry.what_to_do
    assert "leave it out" not in entry.what_to_do.lower()


# What the library says of factors and conditions


@pytest.mark.parametrize(
    ("factors", "sources"),
    [
        (["stress"], (3,)),
        (["overuse"], (1, 2, 3, 4, 5)),
        (["little-fluid"], (3, 4, 5)),
        (["sudden-increase"], (2,)),
        (["sudden-increase", "hot-weather"], (2, 5)),
        (["alcohol"], ()),
        (["x-long-drive"], ()),
    ],
)
def test_the_sources_that_name_a_factor(factors, sources):
    assert sources_naming(factors, LIBRARY) == sources


def test_a_factor_is_named_by_a_source_if_it_is_from_the_sources():
    codes = set(FACTORS) - {NONE_OF_THESE}
    named = {code for code in codes if sources_naming([code], LIBRARY)}
    assert named == {code for code in codes if FACTORS[code].from_sources}


def test_every_condition_of_the_profile_has_its_fact():
    facts_told = {code: entry_of_condition(code, LIBRARY) for code in CONDITIONS}
    assert [code for code, entry in facts_told.items() if code not in entry.conditions or entry.role != FACT] == []
    assert facts_told == {code: words_for([code], LIBRARY)[code].tie.entry for code in CONDITIONS}


def test_a_condition_that_nothing_tells_of():
    with pytest.raises(KeyError):
        entry_of_condition("vapors", LIBRARY)


# docs/guidance.md


def row(name) -> list[str]:
    (line,) = [line for line in DOC.splitlines() if line.startswith(f"| `{name}`")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def card_and_care(name) -> list[str]:
    """What the page is to say of its card."""
    if RULES[name].raises_facts:
        return ["the library's fact", ""]
    card = CARDS[name]
    return [card.title, card.care if card.care != SELF_CARE else "self-care"]


def test_the_page_has_every_rule_with_its_threshold_card_and_care_level():
    wanted = {name: [f"`{name}`", str(rule.when), *card_and_care(name)] for name, rule in RULES.items()}
    assert {name: row(name) for name in RULES} == wanted


MONTH, ACTIVITY = of_patterns.MONTH_DAYS, of_patterns.ACTIVITY_WINDOW_DAYS
SAID = {
    "does-not-let-go": (of_patterns.LETTING_GO_MINUTES,),
    "sustained": (of_patterns.LETTING_GO_MINUTES, of_patterns.SUSTAINED_DAYS, MONTH),
    "lasting-soreness": (of_patterns.SORE_NEXT_MORNING_DAYS, MONTH),
    "injured-muscle": (MONTH,),
    "often-widespread-for-weeks": (
        of_patterns.OFTEN_DAYS,
        of_patterns.AREAS_FOR_WIDESPREAD,
        of_patterns.DAYS_AN_AREA,
        of_patterns.WEEKS_WITH_SPASMS,
        of_patterns.WEEKS_LOOKED_AT,
        MONTH,
    ),
    "often-for-weeks": (of_patterns.OFTEN_DAYS, of_patterns.WEEKS_WITH_SPASMS, of_patterns.WEEKS_LOOKED_AT, MONTH),
    "again-after-quiet": (
        of_patterns.SPELLS,
        of_patterns.QUIET_DAYS,
        of_patterns.SPELLS_WINDOW_DAYS,
        thresholds.AGAIN_DAYS,
        MONTH,
    ),
    "getting-worse": (of_patterns.WORSE_WINDOW_DAYS, of_patterns.WORSE_BY, of_patterns.WORSE_RATED_DAYS),
    "unable-to-function": (of_patterns.FUNCTION_DAYS, of_patterns.FUNCTION_WINDOW_DAYS, of_patterns.LIMITED_FROM),
    "woken": (of_patterns.WOKEN_NIGHTS, MONTH),
    "weakness-or-numbness": (of_patterns.NERVE_DAYS, MONTH),
    "twitches-with-weakness": (of_patterns.NERVE_DAYS, MONTH),
    "twisting-posture": (of_patterns.TWISTING_DAYS, of_patterns.TWISTING_MINUTES, MONTH),
    "same-area-same-activity": (of_patterns.ACTIVITY_DAYS, int(100 * of_patterns.ACTIVITY_SHARE), ACTIVITY),
    "leg-on-walking": (of_patterns.WALKING_DAYS, ACTIVITY),
    "night-calf": (of_patterns.NIGHT_CALF_NIGHTS, MONTH),
    "back-and-spine": (of_patterns.BACK_DAYS, MONTH),
    "pregnancy-cramps-or-bleeding": (of_patterns.LOWER_BELLY_ENTRIES,),
    "pregnancy-and-legs": (of_patterns.DAYS_AN_AREA, MONTH),
    "relief-without-help": (of_patterns.RELIEF_USES, of_patterns.RELIEF_WINDOW_DAYS),
    "medicine-without-help": (of_patterns.RELIEF_USES,),
    "disputed-relief-during": (of_patterns.DISPUTED_ENTRIES, MONTH),
} | dict.fromkeys(
    [
        "hard-or-more-exercise",
        "same-muscles-for-long",
        "legs-fluid-heat-effort",
        "low-minerals",
        "overworked-lower-back",
        "little-rest",
        "stress",
        "suspected-factor",
    ],
    (of_patterns.SUSPECTED_DAYS, MONTH),
)
SAID_ELSEWHERE = {"legs-fluid-ask-first", "profile-condition"}


def test_the_words_of_every_rule_are_held_to_its_numbers():
    assert SAID.keys() | SAID_ELSEWHERE == RULES.keys()


def test_the_words_of_a_rule_name_the_numbers_that_it_goes_by():
    named = {name: {int(number) for number in re.findall(r"\d+", str(RULES[name].when))} for name in SAID}
    assert {name: set(numbers) - named[name] for name, numbers in SAID.items() if set(numbers) - named[name]} == {}


def test_the_words_of_a_rule_about_ticks_name_the_share_of_answers():
    assert of_patterns.SUSPECTED_SHARE.denominator == 3
    of_ticks = [name for name, numbers in SAID.items() if numbers == (of_patterns.SUSPECTED_DAYS, MONTH)]
    ticked = [str(RULES[name].when) for name in of_ticks if "ticked" in str(RULES[name].when)]
    assert ticked
    assert [words for words in ticked if "a third of" not in words] == []


@pytest.mark.parametrize(
    "number",
    [
        thresholds.TODAY_MAX,
        thresholds.AFTER_SAVING_TOPIC_DAYS,
        thresholds.REST_DAYS,
        thresholds.REST_DAYS_OF_A_DOCTORS_CARD_PUT_ASIDE,
    ],
)
def test_the_page_says_how_many_and_how_long(number):
    words = {3: "three"}
    resting = DOC.partition("## What is shown when")[2]
    assert str(number) in resting or words.get(number, "-") in resting


def test_a_rule_that_is_no_more_has_no_sentence():
    with pytest.raises(KeyError):
        because(type("Old", (), {"rule": "gone"})())
