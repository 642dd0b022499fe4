"""What the person chose last, so that it can be offered first. Reads the newest entries only."""

import datetime as dt
import math
from dataclasses import dataclass
from statistics import median

from django.contrib.auth.models import User

from tracker.models import Episode
from tracker.selectors.written import written_rows
from tracker.vocabulary.day import UNLISTED
from tracker.vocabulary.episodes import MEASURED
from tracker.vocabulary.regions import OTHER_REGION
from tracker.vocabulary.relief import NOTHING, REMEDY_MEDICATION
from tracker.vocabulary.terms import NONE_OF_THESE

ENTRIES_LOOKED_AT = 30
ENTRIES_OF_MEDICINES = 500
REGIONS_OFFERED = 4
MEASURED_LOOKED_AT = 30
MEASURED_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Recent:
    """Codes by how lately they were chosen; regions as (region, side)."""

    regions: tuple[tuple[str, str], ...] = ()
    factors: tuple[str, ...] = ()
    relief: tuple[str, ...] = ()


def recent_choices(owner: User) -> Recent:
    """The latest choices in the newest entries. Three queries, however long the diary."""
    factors = _latest_codes(owner, "tracker_episodefactor", NONE_OF_THESE)
    return Recent(
        recent_regions(owner), factors, _latest_codes(owner, "tracker_episoderelief", REMEDY_MEDICATION, NOTHING)
    )


def recent_regions(owner: User) -> tuple[tuple[str, str], ...]:
    """Of these the regions alone. One query."""
    return tuple(dict.fromkeys(newest_regions(owner)))[:REGIONS_OFFERED]


def newest_regions(owner: User) -> list[tuple[str, str]]:
    """(region, side) of every place in the newest entries, the latest first, as often as it was chosen. One query."""
    rows = written_rows(_NEWEST_REGIONS, [owner.pk, ENTRIES_LOOKED_AT, OTHER_REGION])
    return [(region, side) for region, side in rows]


def _latest_codes(owner: User, table: str, *but: str) -> tuple[str, ...]:
    """What the newest entries have in a table of codes, each once. One query."""
    rows = written_rows(_NEWEST_CODES.format(table=table), [owner.pk, ENTRIES_LOOKED_AT])
    return tuple(dict.fromkeys(code for (code,) in rows if code not in but))


_NEWEST = """
FROM (SELECT id, day, started_at, uid FROM tracker_episode WHERE owner_id = %s
    ORDER BY day DESC, started_at DESC, uid DESC LIMIT %s) AS entry
JOIN {table} AS chosen ON chosen.episode_id = entry.id
"""
_NEWEST_FIRST = "ORDER BY entry.day DESC, entry.started_at DESC, entry.uid DESC"
_NEWEST_REGIONS = (
    f"SELECT chosen.region, chosen.side {_NEWEST.format(table='tracker_episoderegion')} "
    f"WHERE chosen.region <> %s {_NEWEST_FIRST}, chosen.region, chosen.side"
)
_NEWEST_CODES = f"SELECT chosen.code {_NEWEST} {_NEWEST_FIRST}, chosen.code"
_NEWEST_MEDICINES = (
    f"SELECT chosen.text {_NEWEST.format(table='tracker_episoderelief')} WHERE chosen.code = %s AND chosen.text <> '' "
    "ORDER BY entry.day DESC, entry.started_at DESC, chosen.id DESC"
)


def recent_medicines(owner: User) -> list[str]:
    """Names of the medicines in the newest entries, each once however its letters are cased, as it was spelled last.

    One query, and no more entries are read in a longer diary; in alphabetical order.
    """
    spelled: dict[str, str] = {}
    for (name,) in written_rows(_NEWEST_MEDICINES, [owner.pk, ENTRIES_OF_MEDICINES, REMEDY_MEDICATION]):
        spelled.setdefault(name.casefold(), name)
    return [spelled[name] for name in sorted(spelled)]


def worst_of_days(owner: User, first: dt.date, after: dt.date) -> tuple[int, ...]:
    """The worst rating of each rated day from `first` on and before `after`, as strength counts it: that of spasms not
    listed one by one, too. One query; few days, few rows.
    """
    bounds = [owner.pk, first, after]
    return tuple(worst for (worst,) in written_rows(_WORST_OF_DAYS, [*bounds, *bounds, UNLISTED]))


_WORST_OF_DAYS = """
SELECT MAX(rated.worst) FROM (
    SELECT day, intensity AS worst FROM tracker_episode
    WHERE owner_id = %s AND day >= %s AND day < %s AND intensity IS NOT NULL
    UNION ALL SELECT date AS day, unlisted_worst AS worst FROM tracker_day
    WHERE owner_id = %s AND date >= %s AND date < %s AND answer = %s AND unlisted_worst IS NOT NULL
) AS rated GROUP BY rated.day
"""


def usual_seconds(owner: User) -> int | None:
    """How long the newest spasms that were timed typically took, as people say it; None for fewer than 3. One query."""
    rows = Episode.objects.of(owner).filter(duration_basis=MEASURED, ended_at__isnull=False).in_order()
    spans = rows.values_list("started_at", "ended_at")[:MEASURED_LOOKED_AT]
    lengths = [(ended_at - started_at).total_seconds() for started_at, ended_at in spans if ended_at]
    if len(lengths) < MEASURED_AT_LEAST:
        return None
    middle = median(lengths)
    step = next(step for limit, step in _STEPS if middle < limit)
    return max(step, round(middle / step) * step)


_STEPS = ((60, 10), (600, 60), (3600, 300), (math.inf, 1800))
"""(below so many seconds, rounded to so many): "about 5 minutes" is said, not "4 min 37 s"."""
