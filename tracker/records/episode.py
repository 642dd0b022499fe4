"""One entry as plain values: what a form cleans, a file holds, a revision keeps and a service saves.

Lists are in canonical order (see `canonical`), so that equal entries compare equal and write the same bytes.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from tracker.records.follow_up import canonical_follow_up
from tracker.records.regions import RegionMark, canonical_regions
from tracker.records.relief import ReliefUse, canonical_relief
from tracker.vocabulary.episodes import NOTICED, UNKNOWN
from tracker.vocabulary.factors import FACTORS


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRecord:
    """One entry. Instants are aware; "" and None mean not answered; `none` in a list is an answer."""

    uid: uuid.UUID
    started_at: dt.datetime
    time_zone: str
    ended_at: dt.datetime | None = None
    duration_basis: str = UNKNOWN
    count: int = 1
    kind: str = ""
    intensity: int | None = None
    regions: tuple[RegionMark, ...] = ()
    at_onset: str = ""
    woke: str = ""
    suspected_factors: tuple[str, ...] = ()
    relief: tuple[ReliefUse, ...] = ()
    also_noticed: tuple[str, ...] = ()
    soreness: str = ""
    impact: str = ""
    note: str = ""
    private: bool = False
    logged_at: dt.datetime | None = None
    edited_at: dt.datetime | None = None
    chest_signs: str = ""
    """The answer to the two safety lines for the chest and its neighbors: yes, not-sure, no or ""."""
    follow_up: tuple[tuple[str, str], ...] = ()
    """Answers to the one-tap safety questions: (question, answer), one for each tick."""

    @property
    def follow_up_answers(self) -> dict[str, frozenset[str]]:
        """The same by question; a question that was not answered is not in it."""
        found: dict[str, frozenset[str]] = {}
        for question, answer in self.follow_up:
            found[question] = found.get(question, frozenset()) | {answer}
        return found

    def with_follow_up(self, question: str, answers) -> "EpisodeRecord":
        """The entry with these answers to the question, in place of what was answered before; none: not answered."""
        kept = tuple(pair for pair in self.follow_up if pair[0] != question)
        return replace(self, follow_up=canonical_follow_up((*kept, *((question, answer) for answer in answers))))


def canonical(record: EpisodeRecord) -> EpisodeRecord:
    """The same entry with its lists in vocabulary order, duplicates dropped and left + right merged to both."""
    return replace(
        record,
        regions=canonical_regions(record.regions),
        suspected_factors=tuple(sorted(set(record.suspected_factors), key=FACTORS.sort_key)),
        relief=canonical_relief(record.relief),
        also_noticed=tuple(sorted(set(record.also_noticed), key=NOTICED.sort_key)),
        follow_up=canonical_follow_up(record.follow_up),
    )
