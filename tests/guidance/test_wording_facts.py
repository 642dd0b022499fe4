"""A rewording keeps the numbers, the negations and how soon to act; a "not" that is lost fails here.

Where a rewording says the same with another word ("no longer than" becomes "at most"), its line in `wording_facts.toml`
is changed by hand, in the same commit.
"""

import tomllib
from pathlib import Path

import pytest

from tests.guidance.wording_facts import facts_of, words_that_count
from tracker.guidance.loader import load_library

KEPT = tomllib.loads(Path(__file__).with_name("wording_facts.toml").read_text(encoding="utf-8"))
NOW = facts_of(load_library())


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Do not wait. Call {number} within 2 hours.",
            {"numbers": ["2"], "negations": ["not"], "how_soon": ["{number}"]},
        ),
        ("It isn’t easing, it can't, and you cannot stand.", {"negations": ["not", "not", "not"]}),
        ("On %(days)d days, twice a day.", {"numbers": ["%(days)d", "twice"]}),
        ("Call a doctor today, or {number} now.", {"how_soon": ["now", "today", "{number}"]}),
        ("Rest it.", {}),
    ],
)
def test_what_counts(text, counted):
    assert words_that_count([text]) == counted


def test_every_text_has_its_line():
    assert set(KEPT) == set(NOW)


@pytest.mark.parametrize("name", NOW)
def test_a_text_says_what_it_said(name):
    assert NOW[name] == KEPT.get(name)
