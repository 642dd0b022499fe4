"""What the library says of a factor or a condition of the profile: which sources name it, which entry tells it."""

from collections.abc import Iterable

from tracker.guidance.profile import words_for
from tracker.guidance.schema import CARD, Entry, Library

NAMING_TOPICS = ("causes", "prevention")
"""Where a factor is named for what it may set off. Prevention counts only where no entry about causes names it."""


def sources_naming(factors: Iterable[str], library: Library) -> tuple[int, ...]:
    """The numbers of the sources that name at least one of these factors; empty if none does.

    Example: "stress": (3,); "little-fluid": (3, 4, 5); "alcohol": ().
    """
    return tuple(sorted(set().union(*(_naming(code, library) for code in factors))))


def _naming(factor: str, library: Library) -> set[int]:
    for topic in NAMING_TOPICS:
        named = {
            number
            for entry in library.entries.values()
            if entry.topic == topic and entry.role != CARD and factor in entry.factors
            for number in entry.source_numbers
        }
        if named:
            return named
    return set()


def entry_of_condition(code: str, library: Library) -> Entry:
    """The fact that tells the tie of a condition to spasms, as the profile shows it.

    Raises KeyError if the library tells nothing of it.
    """
    tie = words_for((code,), library)[code].tie
    if tie is None:
        raise KeyError(code)
    return tie.entry
