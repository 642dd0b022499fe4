"""The words for factors: a phrase for every verdict, and never more than was found."""

import ast
import inspect
from dataclasses import replace
from math import inf

import numpy as np
import pytest

from tests.analysis.check_ins import TOO_MUCH
from tests.charts.findings import five_states, hard_days, waiting
from tracker.analysis.conditional import LESS_OFTEN, MORE_OFTEN, odds_ratio
from tracker.analysis.factor_days import ANY_SPASM, HARD_DAY, Outcome
from tracker.analysis.factors import (
    LOOK,
    NO_CONTRAST,
    OTHERS,
    OUTCOMES,
    OWN_DAYS,
    REPEAT_DAYS,
    UNEXPOSED,
    VERDICTS,
    Counts,
    Missing,
    Repeat,
    direction,
)
from tracker.wording.link_states import (
    STATE_WORDS,
    counted_words,
    frequency_words,
    label_words,
    looks_words,
    missing_words,
    odds_ratio_words,
    outcome_words,
    rare_words,
    repeat_words,
)

ANY = Outcome(ANY_SPASM, None, False, 8, 28)
COUNTS = Counts(20, 9, 61, 10)


def texts() -> list[str]:
    """Every text that the module holds."""
    tree = ast.parse(inspect.getsource(verdicts))
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    docs |= {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    docs.add(ast.get_docstring(tree, clean=False))
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [value for value in values if value not in docs]


def test_every_verdict_has_its_phrase():
    assert set(STATE_WORDS) == set(VERDICTS)
    assert {verdict: str(words.full) for verdict, words in STATE_WORDS.items()} == {
        "cannot-tell": "too early to say",
        "no-clear-link": "no clear link with the night and day after (a moderate one could be missed; "
        "links within the same day are not tested)",
        "worth-watching": "worth watching, not a finding",
        "seen-again": "seen again in new data (a link, not proof of cause)",
        "not-seen-again": "not seen again (could still be missed)",
    }


@pytest.mark.parametrize("words", STATE_WORDS.values(), ids=STATE_WORDS)
def test_the_parts_of_a_phrase_are_the_phrase(words):
    assert str(words.full).startswith(str(words.head))
    assert str(words.rest) in str(words.full)
    assert str(words.head).startswith(str(words.short))


@pytest.mark.parametrize("text", texts())
def test_no_phrase_says_too_much(text):
    assert not [word for word in TOO_MUCH if word in text.lower()]


def test_the_texts_that_are_held_to_it_are_there():
    assert {"worth watching, not a finding", "not enough days yet: %(have)s of %(need)s"} <= set(texts())


def test_natural_frequencies_name_what_followed_and_when():
    assert frequency_words("long sitting", COUNTS, ANY) == (
        "with “long sitting”, there was a spasm in the night and day after on 9 of 20 days; without it, on 10 of 61"
    )


@pytest.mark.parametrize(
    ("hard_from", "words"),
    [
        (5.0, "a hard day (limited somewhat or more, or rated 5 or more)"),
        (None, "a hard day (limited somewhat or more)"),
    ],
)
def test_a_hard_day_says_where_its_line_is(hard_from, words):
    outcome = Outcome(HARD_DAY, hard_from, False, 24, 28)
    assert outcome_words(outcome) == words
    assert words in frequency_words("stress", COUNTS, outcome)


def test_what_is_counted_names_the_outcome():
    outcome = outcome_words(hard_days().outcome)
    assert counted_words(hard_days()) == f"Days followed by {outcome} in the night and day after"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (LOOK, "not enough days yet: 41 of 90"),
        (OWN_DAYS, "not enough days with an answer: 41 of 90"),
        (OUTCOMES, "too few days followed by one: 41 of 90"),
        (OTHERS, "too few days not followed by one: 41 of 90"),
        (UNEXPOSED, "too few days without it: 41 of 90"),
        (NO_CONTRAST, "no days to compare, because within four weeks it was there every day or never"),
    ],
)
def test_what_is_missing_has_its_counter(what, words):
    assert missing_words(Missing(what, 41, 90)) == words


@pytest.mark.parametrize(
    ("days", "is_seen", "words"),
    [
        (34, None, "new days so far: 34 of 90"),
        (REPEAT_DAYS, None, "the next 90 days were too few to tell"),
        (REPEAT_DAYS, True, "next 90 days: 9 of 20 with it, 10 of 61 without"),
        (REPEAT_DAYS, False, "next 90 days: 9 of 20 with it, 10 of 61 without"),
    ],
)
def test_a_repeat_says_what_the_new_days_held(days, is_seen, words):
    assert repeat_words(Repeat("stress", 90, days, COUNTS, None, None, is_seen)) == words


def test_direction_is_that_of_the_look_that_the_verdict_rests_on():
    analysis = five_states()
    ways = {one.code: direction(analysis, one) for one in analysis.results}
    assert (ways["stress"], ways["little-rest"], ways["hot-weather"], ways["fluid-loss"]) == (
        MORE_OFTEN,
        LESS_OFTEN,
        MORE_OFTEN,
        "",
    )


def test_odds_ratio_has_its_interval():
    outcome = np.array([1, 1, 1, 0, 1, 0, 0, 0], bool)
    exposed = np.array([1, 1, 1, 1, 0, 0, 0, 0], bool)
    odds = odds_ratio(outcome, exposed, np.zeros(8, int))
    # Of C(4, a)^2 psi^a for a = 0 to 4: half of a = 3 and all of a = 4 are 2.5 % at psi = 0.31.
    assert odds_ratio_words(odds) == "6.4 (0.31 to 309)"
    assert odds_ratio_words(replace(odds, estimate=inf, low=12.4, high=inf)) == "∞ (12 to ∞)"
    assert odds_ratio_words(replace(odds, estimate=0.0, low=0.0, high=0.0431)) == "0 (0 to 0.043)"


def test_looks_say_how_many_were_tested_together():
    assert looks_words(waiting(41)) == "The first look comes at 90 days that count."
    assert looks_words(five_states()) == (
        "6 factors were tested together, at 180 days that count. The next look comes at 270 days."
    )


def test_rare_spasms_are_said_until_the_first_look():
    rare = waiting(41, rare=True)
    assert rare_words(rare) == (
        "You had a spasm on 2 of 28 days. That is too few for the first look. It comes at 90 days that count."
    )
    assert rare_words(waiting(41)) == ""
    assert rare_words(replace(rare, looks=five_states().looks)) == ""


def test_own_words_read_as_they_were_spelled():
    analysis = five_states()
    named = [label_words(analysis, one) for one in analysis.results]
    assert ("Long drive!" in named, "stress" in named) == (True, True)
    assert "long drive" in [label_words(replace(analysis, words={}), one) for one in analysis.results]
