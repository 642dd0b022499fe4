"""Which conditions an entry could meet at all: most need a word that it does not have. Pure.

Today asks all conditions of a dozen entries; without this, most of its time would go into saying no.
"""

from collections.abc import Hashable, Iterable

from tracker.guidance.entry_facts import EntryCondition, EntryFacts, When


def words_of(facts: EntryFacts) -> set[Hashable]:
    """What the entry says, word by word."""
    words_by_field = {
        "noticed": facts.noticed,
        "factors": facts.factors,
        "onsets": [facts.at_onset],
        "impacts": [facts.impact],
        "soreness": [facts.soreness],
        "kinds": [facts.kind],
        "answers": [facts.chest_signs],
        "follow_up": facts.follow_up,
        "places": facts.regions,
    }
    return {(name, word) for name, words in words_by_field.items() for word in words}


def needed_by(when: When) -> set[Hashable]:
    """Words of which an entry must say at least one to meet this alternative; empty if it needs none of them."""
    for name, words in (
        ("follow_up", [question for question, _answers in when.follow_up][:1]),
        ("noticed", sorted(when.noticed)[:1]),
        ("noticed", when.any_noticed),
        *((name, getattr(when, name)) for name in ("answers", "factors", "soreness", "impacts", "onsets")),
        ("places", when.places or when.and_places),
        ("kinds", when.kinds),
    ):
        if words:
            return {(name, word) for word in words}
    return set()


class Candidates:
    """Finds the conditions that an entry may meet; the others it cannot."""

    def __init__(self, conditions: Iterable[EntryCondition]):
        self._always: set[str] = set()
        self._by_word: dict[Hashable, set[str]] = {}
        for condition in conditions:
            for when in condition.whens:
                needed = needed_by(when)
                if not needed:
                    self._always.add(condition.name)
                for word in needed:
                    self._by_word.setdefault(word, set()).add(condition.name)

    def of(self, facts: EntryFacts) -> set[str]:
        """Names of the conditions that may hold."""
        return self._always.union(*(self._by_word.get(word, ()) for word in words_of(facts)))
