"""A rule that cannot fire or has no words does not start; every rule stands in docs/guidance.md with its care level."""

import re
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.guidance.rules.diary_cards import LIBRARY
from tests.guidance.rules.test_thresholds_of_rules import FIRES, facts_where_it_fires
from tracker.analysis.patterns import thresholds as of_patterns
from tracker.guidance import thresholds
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.docs_tables import rule_table, tables, threshold_table, with_table
from tracker.guidance.loader import CARD_TRIGGERS
from tracker.guidance.profile import words_for
from tracker.guidance.proofing import wrong_with_entry, wrong_with_triggers
from tracker.guidance.rules.registry import RULES, explain
from tracker.guidance.rules.rule import Rule, entry_of_condition, sources_naming_factors
from tracker.guidance.schema import CARD, FACT, GENERAL_SAFETY_KEYS
from tracker.vocabulary.areas import AREAS
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE

LONGEST = 20
"""Words of a sentence."""
DOCS = Path(__file__).resolve().parents[3] / "docs"
DOC = (DOCS / "guidance.md").read_text(encoding="utf-8")
CARDS = {entry.condition: entry for entry in LIBRARY.cards() if entry.condition in RULES}
RARE = r"multiple sclerosis|Parkinson|[Ss]troke|\bALS\b|Gehrig|[Dd]ystoni|\bMS\b"


def sentences_of(*texts: str) -> list[str]:
    return [part for text in texts for part in re.split(r"(?<=[.!?]) ", text)]


def made(**said) -> Rule:
    return replace(RULES["stress"], **said)


def test_every_rule_can_fire():
    assert {name: rule.problems() for name, rule in RULES.items() if rule.problems()} == {}


def test_every_rule_says_in_a_sentence_when_it_fires():
    assert [name for name, rule in RULES.items() if not " ".join(rule.says).endswith(".")] == []


def test_no_rule_writes_a_number_into_its_words():
    assert [name for name, rule in RULES.items() if re.search(r"\d", str(rule.when))] == []


def test_every_number_of_a_rule_is_a_threshold():
    known = {getattr(module, name) for module in (of_patterns, thresholds) for name in dir(module) if name.isupper()}
    derived = {len(AREAS), int(100 * of_patterns.ACTIVITY_SHARE), int(100 * (of_patterns.MORE_SHARE - 1))}
    derived |= {part for each in known if isinstance(each, Fraction) for part in (each.numerator, each.denominator)}
    used = {name: set(rule.numbers.values()) for name, rule in RULES.items()}
    assert {name: numbers - known - derived for name, numbers in used.items() if numbers - known - derived} == {}


def test_no_sentence_about_a_rule_is_longer_than_twenty_words():
    said = [part for rule in RULES.values() for part in sentences_of(*rule.says)]
    assert [part for part in said if len(part.split()) > LONGEST] == []


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
    assert list(wrong_with_triggers(LIBRARY, {rule.name: rule})) == [(rule.name, reason)]


def test_two_cards_for_one_rule_stop_the_start():
    twice = replace(LIBRARY, entries=LIBRARY.entries | {"again": replace(LIBRARY.entries["stress"], key="again")})
    assert list(wrong_with_triggers(twice, RULES)) == [("stress", "more than one card answers this rule")]


def test_a_condition_of_the_profile_that_no_fact_tells_stops_the_start():
    less = replace(LIBRARY, entries={key: each for key, each in LIBRARY.entries.items() if key != "scoliosis"})
    assert list(wrong_with_triggers(less, RULES)) == [("profile-condition", "no fact tells of 'scoliosis'")]


def test_a_card_cannot_stand_for_a_rule_that_raises_facts():
    card = replace(LIBRARY.entries["stress"], condition="profile-condition")
    (reason,) = wrong_with_entry(card, LIBRARY, CARD_TRIGGERS)
    assert reason == "rule 'profile-condition' raises facts and has no card"


def test_entry_conditions_and_rules_share_no_name():
    assert not CARD_CONDITIONS.keys() & RULES.keys()
    assert CARD_TRIGGERS.keys() == CARD_CONDITIONS.keys() | RULES.keys()


class Recorded:
    """Facts that remember which patterns were asked for."""

    def __init__(self, facts):
        self.facts, self.asked = facts, set()

    def __getattr__(self, name):
        return getattr(self.facts, name)

    def pattern(self, name, *kind):
        self.asked.add(name)
        return self.facts.pattern(name, *kind)


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


def test_no_sentence_of_a_card_is_longer_than_twenty_words():
    texts = {name: [card.text, card.what_to_do, *(each.text for each in card.cautions)] for name, card in CARDS.items()}
    said = [(name, part) for name, of_card in texts.items() for part in sentences_of(*of_card)]
    assert [(name, part) for name, part in said if len(part.split()) > LONGEST] == []


@pytest.mark.parametrize("key", sorted(GENERAL_SAFETY_KEYS))
def test_every_emergency_of_general_safety_is_in_the_library(key):
    entry = LIBRARY.entries[key]
    assert entry.topic == "safety" and entry.what_to_do and entry.is_general_safety
    assert (entry.role == CARD) == bool(entry.condition) and entry.role in {CARD, FACT}


def test_with_weak_heart_or_kidneys_the_card_does_not_say_to_drink():
    tells_to_drink = re.compile(r"\b(have|sip|drink) (a|some|something|water)\b", re.IGNORECASE)
    others, entry = LIBRARY.entries["legs-fluid-heat-effort"], LIBRARY.entries["legs-fluid-ask-first"]
    assert tells_to_drink.search(others.what_to_do)
    assert "Ask your care team how much you may drink" in entry.what_to_do
    assert not tells_to_drink.search(f"{entry.text} {entry.what_to_do}")


def test_a_card_that_names_a_drink_has_the_caution():
    cautioned = {code for each in LIBRARY.entries["legs-fluid-heat-effort"].cautions for code in each.conditions}
    assert {"heart-failure", "kidney-failure"} <= cautioned


def test_minerals_are_a_question_for_the_doctor():
    entry = LIBRARY.entries["low-minerals"]
    assert "Ask your doctor whether a blood test makes sense" in entry.what_to_do


def test_heat_and_cold_are_told_with_the_caution_about_skin():
    caution = LIBRARY.entries["disputed-relief-during"].cautions[0]
    assert "first on skin with normal feeling" in caution.text
    assert (set(caution.conditions), caution.noticed) == ({"diabetes", "atherosclerosis"}, ("numbness",))


def test_a_card_about_a_medicine_does_not_say_to_leave_it_out():
    entry = LIBRARY.entries["medicine-without-help"]
    assert entry.what_to_do == "Tell whoever prescribed it, or your pharmacist. Do not stop it on your own."


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
    assert sources_naming_factors(factors, LIBRARY) == sources


def test_a_factor_is_named_by_a_source_if_it_is_from_the_sources():
    codes = set(FACTORS) - {NONE_OF_THESE}
    named = {code for code in codes if sources_naming_factors([code], LIBRARY)}
    assert named == {code for code in codes if FACTORS[code].from_sources}


def test_every_condition_of_the_profile_has_its_fact():
    tied = [code for code, term in CONDITIONS.items() if term.from_sources]
    facts_told = {code: entry_of_condition(code, LIBRARY) for code in tied}
    assert [code for code, entry in facts_told.items() if code not in entry.conditions or entry.role != FACT] == []
    assert facts_told == {code: words_for([code], LIBRARY)[code].tie.entry for code in tied}


def test_a_condition_that_nothing_tells_of():
    with pytest.raises(KeyError):
        entry_of_condition("vapors", LIBRARY)


# docs/guidance.md


@pytest.mark.parametrize("file", ["guidance.md", "methods.md"])
def test_the_pages_hold_the_tables_as_they_are_written_from_the_code(file):
    page = (DOCS / file).read_text(encoding="utf-8")
    for name, table in tables(LIBRARY)[file].items():
        assert with_table(page, name, table) == page, "run manage.py write_guidance_tables"


def test_the_command_puts_the_tables_between_their_marks(tmp_path, settings):
    (tmp_path / "docs").mkdir()
    for file, named in tables(LIBRARY).items():
        page = (DOCS / file).read_text(encoding="utf-8")
        for name in named:
            page = with_table(page, name, "| an old one |")
        (tmp_path / "docs" / file).write_text(page, encoding="utf-8")
    settings.BASE_DIR = tmp_path
    call_command("write_guidance_tables", stdout=StringIO())
    assert {file: (tmp_path / "docs" / file).read_text(encoding="utf-8") for file in tables(LIBRARY)} == {
        file: (DOCS / file).read_text(encoding="utf-8") for file in tables(LIBRARY)
    }


def test_a_page_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="the marks of 'rules'"):
        with_table("# A page", "rules", "| a |")


def test_the_table_of_rules_has_each_with_its_card_and_care_level():
    table = rule_table(LIBRARY).splitlines()
    assert len(table) == 2 + len(RULES)
    (woken,) = [line for line in table if line.startswith("| `woken`")]
    card = LIBRARY.entries["woken"]
    assert woken == f"| `woken` | {RULES['woken'].says[0]} | {card.title} | see-a-doctor |"


def test_the_table_of_thresholds_has_each_with_its_number():
    table = threshold_table(of_patterns)
    assert "| `OFTEN_DAYS` | 8 | Spasm days in four weeks that count as often. |" in table
    assert "| `ACTIVITY_SHARE` | 3/5 |" in table
    assert "reviewed" not in table


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
        explain(type("Old", (), {"rule": "gone"})())
