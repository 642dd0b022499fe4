"""The style sheet holds the rules that the conditions mean, word for word. tests/browser holds that they work."""

from pathlib import Path

import pytest

from tracker.forms.when import DURATIONS, STARTS
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.entry_facts import FIRST_CHEST, When
from tracker.guidance.form_css import (
    BEGIN,
    END,
    DurationFields,
    chosen_places,
    condition_selectors,
    field_name,
    form_value,
    safety_rules,
    selectors,
    with_rules,
)
from tracker.guidance.loader import load_library
from tracker.guidance.places import CHEST_PLACES
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS
from tracker.guidance.schema import TAKES_SELF_CARE_OFF

STYLE_SHEET = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "safety-rules.css"
FIELDS = DurationFields((60, 300, 600, 1200), (0, 5, 15))
LIBRARY = load_library()
RULES = safety_rules(LIBRARY, FIELDS)


def test_the_style_sheet_follows_the_conditions():
    written = STYLE_SHEET.read_text(encoding="utf-8")
    rules = safety_rules(LIBRARY, DurationFields.from_choices(DURATIONS, STARTS))
    assert with_rules(written, rules) == written, "run manage.py write_safety_css"


@pytest.mark.parametrize("name", CARD_CONDITIONS)
def test_every_card_has_its_rule(name):
    for selector in condition_selectors(CARD_CONDITIONS[name], FIELDS):
        assert f'{selector} .live-card[data-card="{name}"]' in RULES


@pytest.mark.parametrize("question", SAFETY_QUESTIONS, ids=lambda question: question.code)
def test_every_question_has_its_rule_and_holds_back_those_after_it(question):
    for selector in condition_selectors(question.asked, FIELDS):
        assert f'{selector} .ask[data-question="{question.code}"]' in RULES
        unanswered = f':not(:has(input[name="{field_name(question.code)}"]:is(:checked, [type="hidden"])))'
        assert f'{selector}{unanswered} .ask[data-question="{question.code}"] ~ .ask' in RULES


def test_every_alarming_card_takes_the_self_care_off():
    for name, condition in CARD_CONDITIONS.items():
        if LIBRARY.entries[name].care in TAKES_SELF_CARE_OFF:
            for selector in condition_selectors(condition, FIELDS, "body"):
                assert f"{selector} .self-care" in RULES


def test_a_card_that_can_wait_takes_nothing_off():
    (selector,) = condition_selectors(CARD_CONDITIONS["pale-cold-limb-passed"], FIELDS, "body")
    assert f"{selector} .self-care" not in RULES


CHOSEN = ':is(:checked, [type="hidden"])'


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            When("", places=frozenset({("calf", "left"), ("calf", "both")})),
            f'form:has(input[name="regions"]:is([value="calf:both"], [value="calf:left"]){CHOSEN})',
        ),
        (
            When("", places=frozenset({("calf", "left")}), and_places=frozenset({("chest", "left")})),
            f'form:has(input[name="regions"][value="calf:left"]{CHOSEN})'
            f':has(input[name="regions"][value="chest:left"]{CHOSEN})',
        ),
        (
            When("", noticed=frozenset({"fever"}), flags=frozenset({FIRST_CHEST})),
            f'form:has(.knows-first-chest):has(input[name="also_noticed"][value="fever"]{CHOSEN})',
        ),
        (
            When("", answers=frozenset({"no"}), intensity_from=9),
            f'form:has(input[name="chest_signs"][value="no"]{CHOSEN})'
            f':has(input[name="intensity"]:is([value="9"], [value="10"]){CHOSEN})',
        ),
        (
            When("", follow_up=(("colder", frozenset({"yes"})),)),
            f'form:has(input[name="follow_up_colder"][value="yes"]{CHOSEN})',
        ),
        (
            When("", factors=frozenset({"stress"}), unanswered="easing"),
            f'form:has(input[name="suspected_factors"][value="stress"]{CHOSEN})'
            f':not(:has(input[name="follow_up_easing"]{CHOSEN}))',
        ),
    ],
)
def test_a_selector_says_what_the_condition_says(when, expected):
    assert selectors(when, FIELDS) == [expected]


def test_a_duration_is_told_by_its_length_or_by_a_start_that_is_not_over():
    lasted, ongoing = selectors(When("", places=CHEST_PLACES, minutes_from=10), FIELDS)
    assert ':has(input[name="duration"]:is([value="600"], [value="1200"])' in lasted
    assert ':has(input[name="duration"][value="ongoing"]' in ongoing
    assert ':has(input[name="started"][value="15"]' in ongoing


@pytest.mark.parametrize(("running", "told"), [(True, "ongoing"), (False, "600")])
def test_what_goes_on_and_what_is_over_are_told_apart(running, told):
    (selector,) = selectors(When("", places=CHEST_PLACES, minutes_from=10, running=running), FIELDS)
    assert f'[value="{told}"]' in selector


@pytest.mark.parametrize("fact", [{"count_from": 2}, {"regions_from": 2}])
def test_what_a_form_cannot_tell_is_left_to_the_server(fact):
    assert selectors(When("", places=CHEST_PLACES, **fact), FIELDS) == []


def test_a_region_with_all_its_sides_is_told_by_how_the_value_begins():
    assert '[value^="chest:"]' in chosen_places(CHEST_PLACES)


def test_everywhere_but_these_places_looks_at_the_others_too():
    (selector,) = selectors(When("", unless_all_in=CHEST_PLACES), FIELDS)
    assert selector.startswith('form:not(:has(input[name="regions"][value^="chest:"]')
    assert '[value^="calf:"]' in selector


def test_choices_in_words_are_left_to_the_server():
    assert DurationFields.from_choices([("60", ""), ("until", "")], [("0", ""), ("at", "")]) == DurationFields(
        (60,), (0,)
    )


def test_a_place_without_a_side_is_its_code_alone():
    assert form_value(("breathing-muscles", "")) == "breathing-muscles"


def test_the_question_about_the_chest_has_its_own_field():
    assert (field_name(CHEST_SIGNS_QUESTION), field_name("easing")) == ("chest_signs", "follow_up_easing")


def test_only_what_stands_between_the_marks_is_replaced():
    assert with_rules(f"a {{}}\n{BEGIN}\nold\n{END}\nb {{}}\n", "new") == "a {}\nnew\nb {}\n"


def test_a_style_sheet_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="lacks the marks"):
        with_rules("a {}", "new")
