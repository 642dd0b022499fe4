"""Safety cards counted from entries."""

import pytest

from tracker.guidance.conditions import EntryFacts
from tracker.guidance.counted import cards_counted
from tracker.guidance.loader import load_library

pytestmark = pytest.mark.pure

PLAIN = EntryFacts(regions=(("calf", "left"),), intensity=9)
SWOLLEN = EntryFacts(regions=(("calf", "left"),), noticed=frozenset({"swelling", "warmth-color-change"}))
FIRST_CHEST = EntryFacts(regions=(("chest", "left"),), is_first_chest_entry=True)
BOTH = EntryFacts(
    regions=(("calf", "left"), ("chest", "left")),
    noticed=frozenset({"swelling", "warmth-color-change", "chest-pressure"}),
)


def test_each_entry_counts_once_for_each_card():
    counted = cards_counted([PLAIN, SWOLLEN, SWOLLEN, FIRST_CHEST, BOTH], load_library())
    assert counted == {"swollen-warm-leg": 3, "heart-or-lungs": 2}


def test_nothing_to_count():
    assert not cards_counted([], load_library())
    assert not cards_counted([PLAIN], load_library())
