"""One entry as plain values: what a form cleans, a file holds, a revision keeps and a service saves.

Lists are in canonical order (see `canonical`), so that equal entries compare equal and write the same bytes. What is
derived from the fields here: "Adding a field to an entry" in docs/architecture.md.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from tracker.records.fields import (
    CODES,
    INSTANT,
    PAIRS,
    UID,
    as_data,
    codes_in_order,
    coding_of_rows,
    traits,
    traits_by_name,
    values_from_data,
)
from tracker.records.follow_up import canonical_follow_up
from tracker.records.regions import RegionMark, canonical_regions
from tracker.records.relief import ReliefUse, canonical_relief
from tracker.vocabulary.episodes import NOTICED, UNKNOWN
from tracker.vocabulary.factors import FACTORS

EPISODE_SCHEMA = 1
"""Of what `as_data` gives. A field more needs no other number; a field that changes its meaning does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRecord:
    """One entry. Instants are aware; "" and None mean not answered; `none` in a list is an answer."""

    uid: uuid.UUID = field(metadata=traits(UID, is_answer=False))
    started_at: dt.datetime = field(metadata=traits(INSTANT))
    time_zone: str
    ended_at: dt.datetime | None = field(default=None, metadata=traits(INSTANT))
    duration_basis: str = UNKNOWN
    count: int = 1
    kind: str = ""
    intensity: int | None = None
    regions: tuple[RegionMark, ...] = field(
        default=(), metadata=traits(coding_of_rows(RegionMark), in_order=canonical_regions)
    )
    at_onset: str = ""
    woke: str = ""
    suspected_factors: tuple[str, ...] = field(default=(), metadata=traits(CODES, in_order=codes_in_order(FACTORS)))
    relief: tuple[ReliefUse, ...] = field(
        default=(), metadata=traits(coding_of_rows(ReliefUse), in_order=canonical_relief)
    )
    also_noticed: tuple[str, ...] = field(default=(), metadata=traits(CODES, in_order=codes_in_order(NOTICED)))
    soreness: str = ""
    impact: str = ""
    note: str = ""
    private: bool = False
    logged_at: dt.datetime | None = field(default=None, metadata=traits(INSTANT, is_answer=False))
    edited_at: dt.datetime | None = field(default=None, metadata=traits(INSTANT, is_answer=False))
    chest_signs: str = ""
    """The answer to the two safety lines for the chest and its neighbors: yes, not-sure, no or ""."""
    follow_up: tuple[tuple[str, str], ...] = field(default=(), metadata=traits(PAIRS, in_order=canonical_follow_up))
    """Answers to the one-tap safety questions: (question, answer), one for each tick."""
    logged_by: str = field(default="", metadata=traits(is_answer=False))
    """The name of the account that logged it for the person; "" for the person."""

    def as_data(self) -> dict[str, Any]:
        """The entry as JSON values: instants as ISO 8601 text, the uid as text."""
        return as_data(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], schema: int = EPISODE_SCHEMA) -> Self:
        """The entry of which `as_data` gave this. Raises ValueError for a schema that it does not know."""
        if schema != EPISODE_SCHEMA:
            raise ValueError(f"an entry of schema {schema}; this version reads {EPISODE_SCHEMA}")
        return cls(**values_from_data(cls, data))

    @property
    def follow_up_answers(self) -> dict[str, frozenset[str]]:
        """The same by question; a question that was not answered is not in it."""
        answers: dict[str, frozenset[str]] = {}
        for question, answer in self.follow_up:
            answers[question] = answers.get(question, frozenset()) | {answer}
        return answers

    def with_follow_up(self, question: str, answers: Iterable[str]) -> "EpisodeRecord":
        """The entry with these answers to the question, in place of what was answered before; none: not answered."""
        kept = tuple(pair for pair in self.follow_up if pair[0] != question)
        return replace(self, follow_up=canonical_follow_up((*kept, *((question, answer) for answer in answers))))


_TRAITS = traits_by_name(EpisodeRecord)
EPISODE_FIELDS = tuple(_TRAITS)
EPISODE_VALUES = tuple(name for name, each in _TRAITS.items() if each.in_order is None)
"""Fields that are a column of the entry's own row, under the same name."""
EPISODE_LISTS = {name: each.in_order for name, each in _TRAITS.items() if each.in_order is not None}
"""Fields that are rows of a table of their own, with what puts them into canonical order."""
EPISODE_ANSWERS = tuple(name for name, each in _TRAITS.items() if each.is_answer)
"""Fields that the person fills in: what a form asks for and what a change changes."""
EPISODE_INSTANTS = tuple(name for name, each in _TRAITS.items() if each.coding is INSTANT)


def canonical(record: EpisodeRecord) -> EpisodeRecord:
    """The same entry with its lists in vocabulary order, duplicates dropped and left + right merged to both."""
    lists: dict[str, Any] = {name: in_order(getattr(record, name)) for name, in_order in EPISODE_LISTS.items()}
    return replace(record, **lists)
