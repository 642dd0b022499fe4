"""What the safety rules need to know of the log: the entries to look at, and what other entries say. Bounded reads."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from django.contrib.auth.models import User

from tracker.days import ONE_DAY
from tracker.models import Episode
from tracker.selectors.written import written_models, written_rows
from tracker.vocabulary.episodes import ONGOING


def entries_to_look_at(owner: User, since: dt.date, said_since: dt.datetime) -> list[Episode]:
    """The person's running entries, then those in which anything could ask or warn, the newest first.

    Of the latter those since the day, which were over, or of which something was said, since that instant. One query.
    """
    # Each half has its index; "or" would have SQLite read the whole diary. So would putting them in order there.
    parameters = [owner.pk, ONGOING, owner.pk, since, ONGOING, *[said_since] * 4]
    rows = written_models(Episode, _TO_LOOK_AT, parameters)
    return sorted(rows, key=lambda row: (row.duration_basis == ONGOING, row.started_at), reverse=True)


_TO_LOOK_AT = """
SELECT * FROM tracker_episode WHERE owner_id = %s AND duration_basis = %s
UNION ALL SELECT * FROM tracker_episode WHERE owner_id = %s AND day >= %s AND may_warn AND duration_basis <> %s
    AND (ended_at >= %s OR started_at >= %s OR logged_at >= %s OR safety_said_at >= %s)
"""


def has_other_chest_entry(owner_id: int, but: Episode | None = None) -> bool:
    """True if the person has an entry for the chest before this one; without one, any. One query."""
    if but is None or not but.pk:
        return bool(written_rows(_CHEST.format(columns="1") + "LIMIT 1", [owner_id]))
    return _comes_before(_chest_entries(owner_id, [but]), but)


def _chest_entries(owner_id: int, entries: Collection[Episode]) -> list[Episode]:
    """Entries that name the chest: one before all of these, if there is one, and those that began among them.

    One query. The very first would be found only by looking at all of them.
    """
    first, last = (pick(entries, key=lambda entry: (entry.started_at, entry.pk)) for pick in (min, max))
    parameters = [owner_id, first.started_at, first.started_at, first.pk]
    # The days are there for the index; an entry's own day may be one off.
    days = [first.started_at.date() - 2 * ONE_DAY, last.started_at.date() + 2 * ONE_DAY]
    parameters += [owner_id, *days, first.started_at, last.started_at]
    return written_models(Episode, _CHEST_AROUND, parameters)


def _comes_before(entries: Iterable[Episode], entry: Episode) -> bool:
    return any((each.started_at, each.pk) < (entry.started_at, entry.pk) for each in entries)


_CHEST = """
SELECT {columns} FROM tracker_episode AS entry
JOIN tracker_episoderegion AS place ON place.episode_id = entry.id AND place.region = 'chest'
WHERE entry.owner_id = %s
"""
_CHEST_BEFORE = " AND (entry.started_at < %s OR (entry.started_at = %s AND entry.id < %s)) LIMIT 1"
_CHEST_AMONG = " AND entry.day BETWEEN %s AND %s AND entry.started_at BETWEEN %s AND %s"
_CHEST_AROUND = (
    f"SELECT * FROM ({_CHEST.format(columns='entry.*')} {_CHEST_BEFORE}) AS earlier "
    f"UNION ALL {_CHEST.format(columns='entry.*')} {_CHEST_AMONG}"
)


NOES_LOOKED_AT = 300
"""Places of the newest entries that said "no" to the two lines."""


class OtherEntries:
    """What the person's other entries say. Each thing is read once, however many entries are looked at together."""

    def __init__(self, owner: User, entries: Collection[Episode]):
        self.owner, self.entries = owner, entries
        self._chest: list[Episode] | None = None
        self._began: dict[frozenset[str], list[dt.datetime]] = {}
        self._walked: dict[dt.date, int] = {}
        self._said_no: Counter[tuple[str, str]] | None = None

    def has_chest_before(self, entry: Episode) -> bool:
        """True if an entry that names the chest began before this one."""
        if self._chest is None:
            self._chest = _chest_entries(self.owner.pk, self.entries)
        return _comes_before(self._chest, entry)

    def began_around(self, at: dt.datetime, within: dt.timedelta, regions: frozenset[str]) -> int:
        """How many entries that name one of these regions began within this time of the instant."""
        if regions not in self._began:
            first, last = (pick(entry.started_at for entry in self.entries) for pick in (min, max))
            self._began[regions] = _began(self.owner, regions, first - within, last + within)
        return sum(abs(began - at) <= within for began in self._began[regions])

    def days_on_walking(self, regions: Collection[str], since: dt.date) -> int:
        """Days from `since` on with an entry in one of these regions that began on walking."""
        if since not in self._walked:
            rows = Episode.objects.of(self.owner).filter(day__gte=since, at_onset="walking")
            rows = rows.filter(regions__region__in=regions)
            self._walked[since] = rows.order_by().values("day").distinct().count()
        return self._walked[since]

    def answered_no(self, places: Collection[tuple[str, str]], least: int) -> frozenset[tuple[str, str]]:
        """Of these places (region, side), those whose entries answered the two lines with "no" so often of late."""
        if not places:
            return frozenset()
        if self._said_no is None:
            rows = written_rows(_NOES, [self.owner.pk, NOES_LOOKED_AT])
            self._said_no = Counter({(region, side): noes for region, side, noes in rows})
        said_no = self._said_no
        return frozenset(place for place in places if said_no[place] >= least)


_NOES = """
SELECT region, side, COUNT(*) FROM (
    SELECT place.region, place.side FROM tracker_episode AS entry
    JOIN tracker_episoderegion AS place ON place.episode_id = entry.id
    WHERE entry.owner_id = %s AND entry.chest_signs = 'no' ORDER BY entry.day DESC LIMIT %s
) AS noes GROUP BY region, side
"""


def _began(owner: User, regions: Collection[str], since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """When the person's entries of this time that name one of these regions began, one for each entry. One query."""
    # The days are there for the index; an entry's own day may be one off.
    days = (since.date() - 2 * ONE_DAY, until.date() + 2 * ONE_DAY)
    rows = Episode.objects.of(owner).filter(day__range=days, started_at__range=(since, until))
    named = rows.filter(regions__region__in=regions).order_by().values_list("pk", "started_at").distinct()
    return [began for _key, began in named]
