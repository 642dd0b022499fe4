"""How often the safety cards of entries were shown: counted from the entries, so that no setting can leave one out."""

from collections import Counter
from collections.abc import Iterable

from tracker.guidance.conditions import EntryFacts
from tracker.guidance.engine import safety_for_entry
from tracker.guidance.schema import Library


def cards_counted(entries: Iterable[EntryFacts], library: Library) -> Counter[str]:
    """Entries that raise each safety card, by its key; an entry that raises two is counted for both.

    Of the entries for the chest the one that was written down first must say so (`is_first_chest_entry`).
    Example: twice a swollen, warm calf and once a plain cramp: {"swollen-warm-leg": 2}.
    """
    return Counter(card.entry.key for facts in entries for card in safety_for_entry(facts, library).cards)
