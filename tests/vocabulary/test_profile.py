"""Kinds of the health profile: what each asks for, and that what is said of the sources stands in the library."""

import re

import pytest

from tracker.guidance.loader import load_library
from tracker.guidance.schema import ENTRY_VISIT
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.profile import (
    CHOSEN_CONDITIONS,
    CONDITION,
    FIXED_CODES,
    PREGNANCY,
    PROFILE_KINDS,
    SPANS,
    WITH_DOSE,
    codes_of,
    item_words,
)

KINDS = list(PROFILE_KINDS.values())


def sources_in(text):
    """Numbers of the sources that a text names: "Sources 1, 3 and 4", "source 2"."""
    named = re.findall(r"[Ss]ources? ((?:\d(?:, | and )?)+)", str(text))
    return {int(number) for part in named for number in re.findall(r"\d", part)}


def test_codes_are_the_ones_that_are_stored():
    assert list(PROFILE_KINDS) == [
        *("spasms-began", "condition", "pregnancy", "medication", "supplement", "exercise"),
        *("spine-injury", "muscle-injury", "image-or-test"),
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_can_be_shown_and_answered(kind):
    assert all(str(words) for words in (kind.label, kind.help, kind.none, kind.said_none, kind.why, kind.since))
    assert bool(kind.until) == kind.spans
    assert bool(kind.text_label) != (kind.code in FIXED_CODES)
    assert bool(kind.example) == kind.has_dose


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_why_it_is_asked_stands_in_entries_for_the_visit(kind):
    entries = [load_library().entries[key] for key in kind.asked_in]
    assert entries
    assert all(ENTRY_VISIT in entry.moments for entry in entries)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_sources_it_names_are_the_ones_that_the_entries_cite(kind):
    cited = {number for key in kind.asked_in for number in load_library().entries[key].source_numbers}
    assert sources_in(kind.why)
    assert sources_in(kind.why) == cited


def test_what_no_source_asks_says_so():
    """Pregnancy is in none of the lists of questions (1:29, 3:24, 3:25, 4:15 to 4:26)."""
    asking = [kind for kind in KINDS if not any(key.startswith(("asked-", "looked-")) for key in kind.asked_in)]
    assert [kind.code for kind in asking] == [PREGNANCY]
    assert "our guess" in str(PROFILE_KINDS[PREGNANCY].why)


def test_a_dose_is_for_what_is_taken():
    assert {"medication", "supplement"} == WITH_DOSE


def test_an_injury_has_one_date():
    assert {"condition", "medication", "supplement", "exercise", "pregnancy"} == SPANS


def test_pregnancy_is_asked_in_one_place():
    assert set(CONDITIONS) - set(CHOSEN_CONDITIONS) == {PREGNANCY}


def test_codes_of_a_kind():
    assert list(codes_of(CONDITION)) == list(CHOSEN_CONDITIONS)
    assert list(codes_of(PREGNANCY)) == [PREGNANCY]
    assert codes_of("medication") == {}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("condition", "sciatica", ""), "sciatica"),
        (("condition", "", "Own words"), "Own words"),
        (("pregnancy", "pregnancy", ""), "Pregnancy"),
        (("spasms-began", "none", ""), "You said you don’t know."),
        (("condition", "of-a-later-version", ""), "of a later version"),
    ],
)
def test_what_a_row_says(row, words):
    assert str(item_words(*row)) == words
