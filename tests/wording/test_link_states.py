"""The words for factors: a phrase for every state, and never more than there is."""

import ast
import datetime as dt
import inspect
from dataclasses import replace
from math import inf, log

import pytest

from tests.analysis.check_ins import TOO_MUCH
from tests.charts.findings import five_states, hard_days, waiting
from tracker.analysis.evidence import LikeWithLike
from tracker.analysis.factor_blocks import (
    CLOSING,
    EXPOSED,
    NO_CONTRAST,
    OTHERS,
    OUTCOMES,
    OWN_ANSWERS,
    OWN_DAYS,
    UNEXPOSED,
    Counts,
    Missing,
)
from tracker.analysis.factor_days import ANY_SPASM, HARD_DAY, Outcome
from tracker.analysis.factor_records import NOT_SEEN_AGAIN, NOTHING_CLEAR, SEEN_AGAIN, WORTH_WATCHING
from tracker.analysis.factors import LINK_STATES, LINKED, LINKED_EARLIER
from tracker.wording import link_states
from tracker.wording.link_states import (
    EARLIER_WORDS,
    STATE_WORDS,
    counted_words,
    earlier_words,
    evidence_words,
    frequency_words,
    label_words,
    missing_words,
    natural_words,
    outcome_words,
    range_words,
    rare_words,
    state_sentence,
    too_early_words,
)

ANY = Outcome(ANY_SPASM, None, False, 8, 28)
COUNTS = Counts(20, 9, 61, 10)


def texts() -> list[str]:
    """Every text that the module holds."""
    tree = ast.parse(inspect.getsource(link_states))
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    docs |= {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    docs.add(ast.get_docstring(tree, clean=False))
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [value for value in values if value not in docs]


def test_every_state_has_its_phrase():
    assert set(STATE_WORDS) == set(LINK_STATES)
    assert {state: str(words.full) for state, words in STATE_WORDS.items()} == {
        "too-early": "too early to say",
        "no-clear-link": "no clear link so far (a moderate one could still be missed; "
        "links within the same day are not tested)",
        "getting-clearer": "getting clearer, not a finding",
        "linked": "linked in your diary (together, not proof of cause)",
        "linked-earlier": "linked earlier, weaker since (together, not proof of cause)",
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
    assert {"getting clearer, not a finding", "You have %(have)s of about %(need)s days."} <= set(texts())


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
    ("with_it", "without", "words"),
    [
        (0.74, 0.41, "Of 10 days with “long sitting”, about 7 were followed by a spasm. Of 10 without, about 4."),
        # Ten would not tell them apart, or would round a few to none.
        (0.44, 0.36, "Of 100 days with “long sitting”, about 44 were followed by a spasm. Of 100 without, about 36."),
        (0.12, 0.4, "Of 10 days with “long sitting”, about 1 was followed by a spasm. Of 10 without, about 4."),
        (0.02, 0.3, "Of 100 days with “long sitting”, about 2 were followed by a spasm. Of 100 without, about 30."),
        (0.3, 0.02, "Of 100 days with “long sitting”, about 30 were followed by a spasm. Of 100 without, about 2."),
    ],
)
def test_natural_frequencies_have_one_denominator(with_it, without, words):
    assert natural_words("long sitting", LikeWithLike(50, with_it, without), ANY) == words


def test_without_a_link_nothing_is_told_apart():
    words = natural_words("stress", LikeWithLike(50, 0.48, 0.53), ANY, is_link=False)
    assert words == "Of 10 days with “stress”, about 5 were followed by a spasm. Of 10 without, about 5."


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (OWN_ANSWERS, "You have 41 of about 90 days."),
        (OWN_DAYS, "41 days count so far. It takes 90."),
        (OUTCOMES, "A spasm followed on 41 days. It takes 90."),
        (OTHERS, "No spasm followed on 41 days. It takes 90."),
        (EXPOSED, "You said yes on 41 days that count. It takes 90."),
        (UNEXPOSED, "You said no on 41 days that count. It takes 90."),
        (CLOSING, "You have enough days. They count once these four weeks are over."),
        (
            NO_CONTRAST,
            "There are no days to compare. In each four-week block, all days that are alike had the same answer, or "
            "ended the same way.",
        ),
    ],
)
def test_what_is_missing_has_its_counter(what, words):
    assert missing_words(Missing(what, 41, 90), ANY) == words
    assert too_early_words(Missing(what, 41, 90), ANY) == f"It is too early to say. {words}"


@pytest.mark.parametrize(
    ("evidence", "words"),
    [(34.4, "34 to 1"), (213, "210 to 1"), (43_210, "43,000 to 1"), (2.51, "2.5 to 1"), (0.2, "0.2 to 1")],
)
def test_evidence_is_said_with_two_digits(evidence, words):
    assert evidence_words(log(evidence)) == words


def test_evidence_beyond_a_million_is_no_number():
    assert evidence_words(90.0) == "more than 1,000,000 to 1"


def test_the_range_of_odds_ratios():
    assert range_words((log(1.4), log(7.5))) == "1.4 to 7.5"
    assert range_words((-inf, inf)) == "0 to ∞"


def test_every_state_has_its_sentence():
    analysis = five_states()
    sentences = {one.code: state_sentence(one, ANY) for one in analysis.results}
    assert sentences == {
        "stress": "Spasms came more often after days with it. This has counted as a link since 2 September 2025.",
        "hot-weather": "This counted as a link on 2 September 2025, with more spasms after days with it. "
        "It has been weaker since.",
        "alcohol": "This is getting clearer, but it is not a finding yet.",
        "x-long-drive": "There is no clear link so far. A moderate one could still be missed. "
        "Links within the same day are not tested.",
        "fluid-loss": "There is no clear link so far. A moderate one could still be missed. "
        "Links within the same day are not tested.",
        "cold": "It is too early to say. You said yes on 7 days that count. It takes 8.",
        "poor-sleep": "It is too early to say. You have 32 of about 90 days.",
    }


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (LINKED, "Spasms came less often after days with it. This has counted as a link since 2 September 2025."),
        (
            LINKED_EARLIER,
            "This counted as a link on 2 September 2025, with fewer spasms after days with it. "
            "It has been weaker since.",
        ),
    ],
)
def test_a_link_names_which_way_it_points(state, words):
    less = LikeWithLike(40, 0.2, 0.5)
    assert (
        state_sentence(replace(five_states().of("stress"), state=state, direction="less", compared=less), ANY) == words
    )


@pytest.mark.parametrize(("without", "has_turned"), [(0.3, False), (0.4, True), (0.5, True)])
def test_a_link_that_its_own_counts_no_longer_bear_out_is_not_said_to_hold(without, has_turned):
    """Found long ago, and turned slowly since: E fell by less than a 20th in 13 blocks, so it is not "weaker"."""
    one = replace(five_states().of("stress"), state=LINKED, direction="more", compared=LikeWithLike(40, 0.4, without))
    words = state_sentence(one, ANY)
    assert words.startswith("Spasms came more often after days with it.") is not has_turned
    assert (
        words
        == "This counted as a link on 2 September 2025, with more spasms after days with it. Over all days, that is no "
        "longer so."
    ) is has_turned
    assert "no longer so" not in state_sentence(replace(one, state=LINKED_EARLIER), ANY)


def test_what_an_earlier_method_said_has_its_date():
    assert set(EARLIER_WORDS) == {SEEN_AGAIN, NOT_SEEN_AGAIN, WORTH_WATCHING, NOTHING_CLEAR}
    assert {name: earlier_words(name, dt.date(2026, 5, 3)) for name in EARLIER_WORDS} == {
        SEEN_AGAIN: "On 3 May 2026, an earlier method saw it again in new data.",
        NOT_SEEN_AGAIN: "On 3 May 2026, an earlier method did not see it again.",
        WORTH_WATCHING: "On 3 May 2026, an earlier method called it worth watching, not a finding.",
        NOTHING_CLEAR: "On 3 May 2026, an earlier method found no clear link.",
    }


def test_rare_spasms_are_said_until_something_is_judged():
    rare = waiting(41, rare=True)
    assert rare_words(rare) == (
        "You had a spasm on 2 of the first 28 days you answered. With so few spasms, it may take longer than a year to "
        "say anything."
    )
    assert rare_words(waiting(41)) == ""
    assert rare_words(replace(rare, results=five_states().results)) == ""


def test_own_words_read_as_they_were_spelled():
    analysis = five_states()
    named = [label_words(analysis, one) for one in analysis.results]
    assert ("Long drive!" in named, "stress" in named) == (True, True)
    assert "long drive" in [label_words(replace(analysis, words={}), one) for one in analysis.results]


@pytest.mark.parametrize("state", [LINKED, LINKED_EARLIER])
@pytest.mark.parametrize("direction", ["more", "less"])
def test_where_hard_days_are_counted_no_sentence_speaks_of_spasms(state, direction):
    hard = replace(ANY, kind=HARD_DAY, hard_from=5.0)
    words = state_sentence(replace(five_states().of("stress"), state=state, direction=direction), hard)
    assert "hard days" in words.lower()
    assert "spasm" not in words.lower()
    for what in (OUTCOMES, OTHERS):
        assert "ard day followed on 3 days. It takes 10." in missing_words(Missing(what, 3, 10), hard)
