"""The library as a reader walks it: narrowed by topic, moment, place, source and words, in reading order. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.guidance.schema import (
    AVOID,
    CARD,
    ENTRY_MOMENTS,
    ENTRY_VISIT,
    STEP,
    TOPICS,
    Disagreement,
    Entry,
    Library,
    care_order,
)
from tracker.guidance.search import finds, search, words_of
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.terms import Term

FACETS = ("topic", "moment", "source", "place")
SAFETY = "safety"
_UNRANKED = 50
_MOMENT_PLACE = {code: place for place, code in enumerate(ENTRY_MOMENTS)}
_TOPIC_PLACE = {code: place for place, code in enumerate(TOPICS)}


@dataclass(frozen=True, slots=True)
class BrowseFilters:
    """What a reader asks for. Empty asks for everything; what is asked must hold together."""

    words: str = ""
    topic: str = ""
    moment: str = ""
    place: str = ""
    """The code of a region or of a group of regions."""
    source: int | None = None

    def __bool__(self) -> bool:
        return any((self.words, self.topic, self.moment, self.place, self.source))


@dataclass(frozen=True, slots=True)
class BrowseResult:
    """What fits. With a place: `meant` for it, and `general` for all places. Without one, all of it is in `meant`."""

    meant: tuple[Entry, ...]
    general: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    """Those whose own words were searched for."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.meant + self.general

    def __bool__(self) -> bool:
        return bool(self.meant or self.general or self.disagreements)


def browse(filters: BrowseFilters, library: Library) -> BrowseResult:
    """The entries that fit everything asked for; with words the best match first, else in reading order.

    Example: the place "calf" and the moment "during" give "For leg spasms, sip water ..." as meant for it and
    "Stretch or move ..." as general.
    """
    fitting = [entry for entry in reading_order(library.entries.values()) if _fits(entry, filters)]
    disagreements: tuple[Disagreement, ...] = ()
    if words_of(filters.words):
        fitting = search(fitting, filters.words)
        if not any((filters.topic, filters.moment, filters.place, filters.source)):
            disagreements = tuple(each for each in library.disagreements.values() if finds(each, filters.words))
    if not filters.place:
        return BrowseResult(tuple(fitting), (), disagreements)
    meant = tuple(entry for entry in fitting if entry.places)
    return BrowseResult(meant, tuple(entry for entry in fitting if not entry.places))


def counts(facet: str, filters: BrowseFilters, library: Library) -> Counter[str | int]:
    """How many entries each value of a facet holds beside all else that is asked for: {"causes": 27, ...}.

    For the facet "place" only those meant for the place are counted, not the general ones.
    """
    if facet not in FACETS:
        raise ValueError(f"facet must be one of {', '.join(FACETS)}, not {facet!r}")
    nothing: dict[str, Any] = {facet: None if facet == "source" else ""}
    others = replace(filters, **nothing)
    return Counter(value for entry in browse(others, library).entries for value in _values(facet, entry))


def regions_of_place(place: str) -> tuple[str, ...]:
    """The regions of a group, or the region itself; empty for a code that is neither."""
    if place in GROUPS:
        return tuple(code for code, region in REGIONS.items() if region.group == place)
    return (place,) if place in REGIONS else ()


def by_topic(entries: Iterable[Entry]) -> list[tuple[Term, list[Entry]]]:
    """(topic, entries) in the order of the topics and in reading order; topics without an entry are left out."""
    grouped: dict[str, list[Entry]] = {code: [] for code in TOPICS}
    for entry in reading_order(entries):
        grouped[entry.topic].append(entry)
    return [(TOPICS[code], in_topic) for code, in_topic in grouped.items() if in_topic]


def reading_order(entries: Iterable[Entry]) -> list[Entry]:
    """By topic; within one, what can be done comes first, by its moment; then by rank, else as in the files.

    Warning signs are read by how urgent it is, what the log itself can raise before the rest.
    """
    return sorted(entries, key=_place_in_reading)


def related(entry: Entry, library: Library) -> list[Entry]:
    """What is worth reading beside an entry: what it points to, what points to it, then its general or special one.

    Each once, without the entry itself.
    """
    keys = [*entry.see_also]
    keys += [other.key for other in library.entries.values() if entry.key in other.see_also]
    keys += [entry.instead_of] if entry.instead_of else []
    keys += [other.key for other in library.entries.values() if other.instead_of == entry.key]
    return [library.entries[key] for key in dict.fromkeys(keys)]


def neighbors(entry: Entry, library: Library) -> tuple[Entry | None, Entry | None]:
    """The entries before and after this one within its topic, in reading order."""
    row: Sequence[Entry] = [other for other in reading_order(library.entries.values()) if other.topic == entry.topic]
    at = next(at for at, other in enumerate(row) if other.key == entry.key)
    return (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)


def naming(disagreement: Disagreement, library: Library) -> list[Entry]:
    """The entries that name a disagreement, in reading order."""
    return [entry for entry in reading_order(library.entries.values()) if disagreement.key in entry.disagreements]


def _fits(entry: Entry, filters: BrowseFilters) -> bool:
    return (
        (not filters.topic or entry.topic == filters.topic)
        and (not filters.moment or filters.moment in entry.moments)
        and (not filters.source or filters.source in entry.source_numbers)
        and (not filters.place or entry.fits(regions_of_place(filters.place)))
    )


def _values(facet: str, entry: Entry) -> Iterable[str | int]:
    if facet == "topic":
        return (entry.topic,)
    if facet == "moment":
        return entry.moments
    if facet == "source":
        return entry.source_numbers
    meant = entry.places - frozenset(entry.except_regions)
    return meant | {REGIONS[code].group for code in meant}


def _place_in_reading(entry: Entry) -> tuple[int, ...]:
    to_do = entry.role in {STEP, AVOID}
    moment = _MOMENT_PLACE[entry.moments[0]] if to_do else len(_MOMENT_PLACE)
    # The rank of what is for a visit orders the list of the visit; in the library such an entry stands as in its file.
    rank = _UNRANKED if ENTRY_VISIT in entry.moments else entry.rank
    urgency = (care_order(entry)[0], entry.role != CARD) if entry.topic == SAFETY else (0, False)
    return (_TOPIC_PLACE[entry.topic], *urgency, moment, rank)
