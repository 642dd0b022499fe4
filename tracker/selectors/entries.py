"""Bounded pages of entries, as lists show them: the same cost at any depth of the diary."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from tracker.days import ONE_DAY, wall_clock
from tracker.models import Episode, EpisodeRegion
from tracker.querysets import EpisodeFilter
from tracker.selectors.written import written_models, written_rows
from tracker.vocabulary.episodes import ONGOING, UNKNOWN
from tracker.vocabulary.regions import REGIONS, SIDES

PAGE_SIZE = 25
RUNNING_SHOWN = 10
YEAR_BEFORE = 365 * ONE_DAY
RegionSideText = tuple[str, str, str]
"""(region, side, text)."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as a line of a list. `started` is the wall clock of its own place, naive."""

    uid: uuid.UUID
    day: dt.date
    started: dt.datetime
    started_at: dt.datetime
    time_zone: str
    intensity: int | None
    kind: str
    count: int
    at_onset: str
    duration_seconds: int | None
    is_ongoing: bool
    private: bool
    note: str
    regions: tuple[RegionSideText, ...] = field(default=())
    logged_by: str = ""
    """Who logged it for the person."""

    @property
    def is_after_midnight(self) -> bool:
        """True if the clock shows the date after the day that the entry belongs to."""
        return self.started.date() != self.day


@dataclass(frozen=True, slots=True)
class Details:
    """What an entry names beside its own columns, remedies apart."""

    regions: tuple[RegionSideText, ...] = ()
    """In the order of the vocabulary."""
    noticed: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    follow_up: tuple[tuple[str, str], ...] = ()
    """(question, answer)."""


def entry_of(owner: User, uid: uuid.UUID) -> Episode | None:
    """The person's entry of this uid, if there is one. One query."""
    rows = written_models(Episode, "SELECT * FROM tracker_episode WHERE owner_id = %s AND uid = %s", [owner.pk, uid])
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two entries, as it stands in an address."""

    day: dt.date
    started_at: dt.datetime
    uid: uuid.UUID

    def __str__(self) -> str:
        return f"{self.day.isoformat()}_{int(self.started_at.timestamp())}_{self.uid.hex}"

    @property
    def key(self) -> tuple[dt.date, dt.datetime, uuid.UUID]:
        return self.day, self.started_at, self.uid

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The place, or None for text that is not one."""
        try:
            day, seconds, uid = text.split("_")
            return cls(dt.date.fromisoformat(day), dt.datetime.fromtimestamp(int(seconds), dt.UTC), uuid.UUID(uid))
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries newest first, with the places where the neighboring pages start (None: there is none)."""

    entries: tuple[EntryLine, ...]
    newer: Cursor | None = None
    older: Cursor | None = None


def entry_lines(episodes: Iterable[Episode], details: Mapping[int, Details] | None = None) -> list[EntryLine]:
    """The episodes of a bounded query as lines, with their regions. Two queries; one where the details are at hand."""
    rows = list(episodes)
    if details is not None:
        return [_line(row, details[row.pk].regions) for row in rows]
    regions: dict[int, list[RegionSideText]] = {}
    marks = EpisodeRegion.objects.filter(episode__in=[row.pk for row in rows])
    for pk, region, side, text in marks.values_list("episode_id", "region", "side", "text"):
        regions.setdefault(pk, []).append((region, side, text))
    return [_line(row, regions.get(row.pk, [])) for row in rows]


def _line(row: Episode, regions: Iterable[RegionSideText]) -> EntryLine:
    return EntryLine(
        uid=row.uid,
        day=row.day,
        started=wall_clock(row.started_at, row.time_zone),
        started_at=row.started_at,
        time_zone=row.time_zone,
        intensity=row.intensity,
        kind=row.kind,
        count=row.count,
        at_onset=row.at_onset,
        duration_seconds=int((row.ended_at - row.started_at).total_seconds()) if row.ended_at else None,
        is_ongoing=row.duration_basis == ONGOING,
        private=row.private,
        note=row.note,
        regions=_in_order(regions),
        logged_by=row.logged_by,
    )


def _in_order(regions: Iterable[RegionSideText]) -> tuple[RegionSideText, ...]:
    return tuple(sorted(regions, key=lambda m: (REGIONS.sort_key(m[0]), SIDES.sort_key(m[1]), m[2])))


def details_of(keys: Collection[int]) -> dict[int, Details]:
    """The details of a few entries, by key. One query; the keys are those of entries that were asked for by owner."""
    by_key: dict[int, dict[str, list[tuple[str, str, str]]]] = {key: {} for key in keys}
    placeholders = ", ".join(["%s"] * len(keys)) or "NULL"
    for key, kind, first, second, third in written_rows(_DETAILS.format(keys=placeholders), [*keys] * 4):
        by_key[key].setdefault(kind, []).append((first, second, third))
    return {
        key: Details(
            regions=_in_order(named.get("region", ())),
            noticed=tuple(code for code, *_rest in named.get("noticed", ())),
            factors=tuple(code for code, *_rest in named.get("factor", ())),
            follow_up=tuple((question, answer) for question, answer, _rest in named.get("follow-up", ())),
        )
        for key, named in by_key.items()
    }


_DETAILS = """
SELECT episode_id, 'region', region, side, text FROM tracker_episoderegion WHERE episode_id IN ({keys})
UNION ALL SELECT episode_id, 'noticed', code, '', '' FROM tracker_episodenoticed WHERE episode_id IN ({keys})
UNION ALL SELECT episode_id, 'factor', code, '', '' FROM tracker_episodefactor WHERE episode_id IN ({keys})
UNION ALL SELECT episode_id, 'follow-up', question, answer, ''
    FROM tracker_episodefollowup WHERE episode_id IN ({keys})
"""


def running_lines(owner: User) -> list[EntryLine]:
    """The person's running entries as lines, the newest first: few, whatever runs. Two queries."""
    return entry_lines(Episode.objects.of(owner).ongoing().in_order()[:RUNNING_SHOWN])


def newest_over(owner: User, limit: int) -> list[Episode]:
    """The person's newest entries that are over. One query."""
    return written_models(Episode, _NEWEST_OVER, [owner.pk, ONGOING, limit])


_NEWEST_OVER = """
SELECT * FROM tracker_episode WHERE owner_id = %s AND duration_basis <> %s
ORDER BY day DESC, started_at DESC, uid DESC LIMIT %s
"""


def incomplete_count(owner: User, today: dt.date) -> int:
    """How many entries `EpisodeQuerySet.incomplete` has. One query."""
    [(count,)] = written_rows(_INCOMPLETE, [owner.pk, today - 7 * ONE_DAY, today, UNKNOWN, ONGOING])
    return int(count)


_INCOMPLETE = """
SELECT COUNT(*) FROM tracker_episode AS entry WHERE owner_id = %s AND day > %s AND day <= %s AND NOT leave_open
AND (intensity IS NULL OR duration_basis = %s
    OR NOT EXISTS (SELECT 1 FROM tracker_episoderegion AS place WHERE place.episode_id = entry.id))
AND duration_basis <> %s
"""


def entry_page(
    owner: User,
    wanted: EpisodeFilter,
    *,
    before: Cursor | None = None,
    after: Cursor | None = None,
    from_end: bool = False,
) -> EntryPage:
    """One page of the filtered diary: the newest entries, those older than `before`, or newer than `after`.

    `from_end` gives the oldest page. Two queries; the cost does not grow with the depth of the page.
    """
    matching = Episode.objects.of(owner).matching(wanted)
    if after or from_end:
        rows = matching.newer_than(after.key) if after else matching
        lines = entry_lines(rows.order_by("day", "started_at", "uid")[: PAGE_SIZE + 1])
        has_more = len(lines) > PAGE_SIZE
        lines = lines[:PAGE_SIZE][::-1]
        return EntryPage(tuple(lines), _place(lines, 0, has_more), _place(lines, -1, after is not None))
    rows = matching.older_than(before.key) if before else matching
    lines = entry_lines(rows.in_order()[: PAGE_SIZE + 1])
    has_more = len(lines) > PAGE_SIZE
    lines = lines[:PAGE_SIZE]
    return EntryPage(tuple(lines), _place(lines, 0, before is not None), _place(lines, -1, has_more))


def neighbors_of(row: Episode) -> tuple[EntryLine | None, EntryLine | None]:
    """The person's entries right before this one and right after it, as lines. Three queries at most."""
    entries, key = Episode.objects.of(row.owner), (row.day, row.started_at, row.uid)
    earlier = entries.older_than(key).in_order().first()
    later = entries.newer_than(key).order_by("day", "started_at", "uid").first()
    lines = {line.uid: line for line in entry_lines([each for each in (earlier, later) if each])}
    return (lines[earlier.uid] if earlier else None, lines[later.uid] if later else None)


def earlier_there(row: Episode, wanted: EpisodeFilter, limit: int) -> tuple[EntryLine, ...]:
    """The person's last entries before this one that match, the newest first; none from more than a year before, so
    that a rare place reads no long diary through. Two queries."""
    year = Episode.objects.of(row.owner).filter(day__gte=row.day - YEAR_BEFORE)
    rows = year.matching(wanted).older_than((row.day, row.started_at, row.uid))
    return tuple(entry_lines(rows.in_order()[:limit]))


def _place(lines: list[EntryLine], at: int, is_there: bool) -> Cursor | None:
    return Cursor(lines[at].day, lines[at].started_at, lines[at].uid) if lines and is_there else None
