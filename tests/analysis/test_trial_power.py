"""What is promised before a trial starts: one table, in the code and in the documentation."""

import re
from pathlib import Path

import pytest

from tracker.analysis.trial_power import (
    FALSE_OF_100,
    HIDDEN_SPASMS,
    POWER_NOT_ALWAYS_DONE,
    TRIAL_POWER,
    lengths_offered,
    rarity,
)

METHODS = (Path(__file__).resolve().parents[2] / "docs" / "methods.md").read_text()
SECTION = METHODS.split("## Self-trial\n")[1].split("\n## ")[0]


def test_the_table_of_the_methods_page_is_the_one_that_pages_print():
    rows = re.findall(r"\| 1 night in (\d) \| (\d+) \| (\d+) \| (\d+) \|", SECTION)
    printed = {(int(rare), int(nights)): (int(alike), int(spells)) for rare, nights, alike, spells in rows}
    assert printed == {key: (power.otherwise, power.in_spells) for key, power in TRIAL_POWER.items()}


def test_so_are_the_numbers_in_its_sentences():
    assert "in {} to {} of 100 trials".format(*FALSE_OF_100) in SECTION
    assert f"the first row finds {POWER_NOT_ALWAYS_DONE}." in SECTION
    assert f"in about {HIDDEN_SPASMS[10]} of 100 trials; with 1 in 5 in about {HIDDEN_SPASMS[5]}." in SECTION


@pytest.mark.parametrize(
    ("spasms", "nights", "rare"),
    [
        (14, 14, 2),
        (7, 14, 2),
        (6, 14, 3),
        (5, 15, 3),
        (5, 16, 4),
        (4, 16, 4),
        (4, 17, None),
        (0, 14, None),
        (0, 0, None),
    ],
)
def test_a_rate_between_two_rows_takes_the_rarer_one(spasms, nights, rare):
    assert rarity(spasms, nights) == rare


def test_under_1_night_in_3_only_the_longer_trial_is_offered():
    assert (lengths_offered(2), lengths_offered(3), lengths_offered(4)) == ((84, 112), (84, 112), (112,))
