"""What the library says to the conditions that a person named in the profile. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.guidance.engine import Advice
from tracker.guidance.schema import FACT, Entry, Library

TOPIC_OF_CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class CautionAbout:
    """One caution of ours for a condition, and the entries that it stands beside: "try it first" needs its "it"."""

    text: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """What is said beside one condition: the sources' tie, once; further entries as links; our cautions."""

    tie: Advice | None
    more: tuple[Entry, ...]
    cautions: tuple[CautionAbout, ...]


def words_for(codes: Iterable[str], library: Library) -> dict[str, ConditionWords]:
    """What to show beside each of these conditions, by code. An entry is shown with the first that it names.

    The tie is the entry of the topic "conditions" that names the code (the lowest rank first), else any fact that
    does. Cautions are those of all entries that name the code as the one they concern, whatever the entry is about.
    Example: diabetes has the tie "diabetes", a link "diabetes-and-nerves", and the caution about heat and cold.
    """
    codes = tuple(dict.fromkeys(codes))
    naming = {code: _naming(code, library) for code in codes}
    ties: dict[str, Entry | None] = {}
    used: set[str] = set()
    for code in codes:
        ties[code] = first = next((entry for entry in naming[code] if entry.key not in used), None)
        if first:
            used.add(first.key)
    words = {}
    for code in codes:
        more = tuple(entry for entry in naming[code] if entry.key not in used)
        used |= {entry.key for entry in more}
        tie = ties[code]
        words[code] = ConditionWords(
            Advice(tie, tuple(library.cited(tie.citations))) if tie else None, more, _cautions(code, library)
        )
    return words


def _naming(code: str, library: Library) -> list[Entry]:
    facts = [entry for entry in library.entries.values() if entry.role == FACT and code in entry.conditions]
    return sorted(facts, key=lambda entry: (entry.topic != TOPIC_OF_CONDITIONS, entry.rank))


def _cautions(code: str, library: Library) -> tuple[CautionAbout, ...]:
    """Each once, with all entries that carry it; one that another says with more words after it is left out."""
    beside: dict[str, list[Entry]] = {}
    for entry in library.entries.values():
        for caution in entry.cautions:
            if code in caution.conditions:
                beside.setdefault(caution.text, []).append(entry)
    return tuple(
        CautionAbout(text, tuple(entries))
        for text, entries in beside.items()
        if not any(other != text and other.startswith(text.rstrip(".")) for other in beside)
    )
