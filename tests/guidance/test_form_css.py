"""The style sheet holds the rules that the conditions mean, word for word. tests/browser holds that they work."""

from pathlib import Path

import pytest

from tracker.forms.when import DURATIONS, STARTS
from tracker.guidance.conditions import CARD_CONDITIONS, CHEST, TWO_LINES, When
from tracker.guidance.form_css import (
    BEGIN,
    END,
    DurationFields,
    condition_selectors,
    form_value,
    safety_rules,
    selectors,
    with_rules,
)
from tracker.guidance.loader import load_library

STYLE_SHEET = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "guidance.css"
FIELDS = DurationFields((60, 300, 600, 1200), (0, 5, 15))


def test_the_style_sheet_follows_the_conditions():
    written = STYLE_SHEET.read_text(encoding="utf-8")
    rules = safety_rules(load_library(), DurationFields.of(DURATIONS, STARTS))
    assert with_rules(written, rules) == written, "run manage.py write_safety_css"


def test_every_card_has_its_rule():
    rules = safety_rules(load_library(), FIELDS)
    for name, condition in CARD_CONDITIONS.items():
        for selector in condition_selectors(condition, FIELDS):
            assert f'{selector} .live-card[data-card="{name}"]' in rules
    for selector in condition_selectors(TWO_LINES, FIELDS):
        assert f"{selector} .two-lines" in rules


def test_every_alarming_card_takes_the_self_care_off():
    rules = safety_rules(load_library(), FIELDS)
    for condition in CARD_CONDITIONS.values():
        for selector in condition_selectors(condition, FIELDS, "body"):
            assert f"{selector} .self-care" in rules


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            When("", places=frozenset({("calf", "left"), ("calf", "both")})),
            'form:has(input[name="regions"]:is([value="calf:both"], [value="calf:left"])'
            ':is(:checked, [type="hidden"]))',
        ),
        (
            When("", noticed=frozenset({"fever"}), first_chest=True),
            'form:has(.first-chest):has(input[name="also_noticed"][value="fever"]:is(:checked, [type="hidden"]))',
        ),
        (
            When("", answers=frozenset({"no"}), intensity_from=9),
            'form:has(input[name="chest_signs"][value="no"]:is(:checked, [type="hidden"]))'
            ':has(input[name="intensity"]:is([value="9"], [value="10"]):is(:checked, [type="hidden"]))',
        ),
    ],
)
def test_a_selector_says_what_the_condition_says(when, expected):
    assert selectors(when, FIELDS) == [expected]


def test_a_duration_is_told_by_its_length_or_by_a_start_that_is_not_over():
    lasted, ongoing = selectors(When("", places=CHEST, minutes_from=10), FIELDS)
    assert ':has(input[name="duration"]:is([value="600"], [value="1200"])' in lasted
    assert ':has(input[name="duration"][value="ongoing"]' in ongoing
    assert ':has(input[name="started"][value="15"]' in ongoing


def test_choices_in_words_are_left_to_the_server():
    assert DurationFields.of([("60", ""), ("until", "")], [("0", ""), ("at", "")]) == DurationFields((60,), (0,))


def test_a_place_without_a_side_is_its_code_alone():
    assert form_value(("breathing-muscles", "")) == "breathing-muscles"


def test_only_what_stands_between_the_marks_is_replaced():
    assert with_rules(f"a {{}}\n{BEGIN}\nold\n{END}\nb {{}}\n", "new") == "a {}\nnew\nb {}\n"


def test_a_style_sheet_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="lacks the marks"):
        with_rules("a {}", "new")
