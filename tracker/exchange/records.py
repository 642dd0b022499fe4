"""One episode and one day as plain values: what a form cleans, a file holds, a revision keeps and a service saves.

Lists are in canonical order (see `canonical`), so that equal entries compare equal and write the same bytes.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from tracker.vocabulary.episodes import NOTICED, UNKNOWN
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.regions import BOTH, LEFT, REGIONS, RIGHT, SIDES
from tracker.vocabulary.relief import MOMENTS, RELIEF


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A region with its side ("" where it has none) and, for "other", the person's words."""

    region: str
    side: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReliefUse:
    """One thing done against the spasm: when ("" not answered) and with what effect ("" not answered)."""

    relief: str
    text: str = ""
    moment: str = ""
    effect: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """One local day: its state at the time of writing, and the check-in as answered."""

    date: dt.date
    time_zone: str
    state: str = ""
    answer: str = ""
    unlisted_count: str = ""
    unlisted_worst: int | None = None
    answered_at: dt.datetime | None = None
    limited: int | None = None
    factors: tuple[tuple[str, bool], ...] = ()
    note: str = ""
    private: bool = False


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


def canonical_regions(marks: tuple[RegionMark, ...]) -> tuple[RegionMark, ...]:
    """Marks in vocabulary order; the left and the right of one region become both."""
    merged: dict[tuple[str, str], set[str]] = {}
    for mark in marks:
        merged.setdefault((mark.region, mark.text), set()).add(mark.side)
    result = []
    for (region, text), sides in merged.items():
        if BOTH in sides or {LEFT, RIGHT} <= sides:
            sides = (sides - {LEFT, RIGHT}) | {BOTH}
        result.extend(RegionMark(region, side, text) for side in sides)
    return tuple(sorted(result, key=lambda m: (REGIONS.sort_key(m.region), m.text, SIDES.sort_key(m.side))))


def canonical_relief(uses: tuple[ReliefUse, ...]) -> tuple[ReliefUse, ...]:
    """Uses in vocabulary order, one for each thing, text and moment: the last effect given counts."""
    latest = {(use.relief, use.text, use.moment): use for use in uses}
    return tuple(sorted(latest.values(), key=lambda u: (RELIEF.sort_key(u.relief), u.text, MOMENTS.sort_key(u.moment))))


def canonical_follow_up(answers) -> tuple[tuple[str, str], ...]:
    """(question, answer) pairs in the order of the questions and of their answers, each once."""
    return tuple(sorted(set(answers), key=_follow_up_key))


def _follow_up_key(pair: tuple[str, str]):
    question, answer = pair
    term = FOLLOW_UPS.get(question)
    return FOLLOW_UPS.sort_key(question), term.answers.sort_key(answer) if term else (0, answer)
