"""What the person chose last, so that it can be offered first. Reads the newest entries only."""

import math
from dataclasses import dataclass
from statistics import median

from django.contrib.auth.models import User
from django.db.models import Model

from tracker.models import Episode, EpisodeFactor, EpisodeRelief
from tracker.selectors.written import written_rows
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
    """The latest choices in the newest entries. Four queries, however long the diary."""
    newest = _newest(owner)
    factors = [code for (code,) in _latest_first(newest, EpisodeFactor, "code") if code != NONE_OF_THESE]
    relief = [
        code for (code,) in _latest_first(newest, EpisodeRelief, "code") if code not in {REMEDY_MEDICATION, NOTHING}
    ]
    return Recent(recent_regions(owner), tuple(factors), tuple(relief))


def recent_regions(owner: User) -> tuple[tuple[str, str], ...]:
    """Of these the regions alone. One query."""
    rows = written_rows(_NEWEST_REGIONS, [owner.pk, ENTRIES_LOOKED_AT, OTHER_REGION])
    return tuple(dict.fromkeys((region, side) for region, side in rows))[:REGIONS_OFFERED]


_NEWEST_REGIONS = """
SELECT place.region, place.side
FROM (SELECT id, day, started_at, uid FROM tracker_episode WHERE owner_id = %s
    ORDER BY day DESC, started_at DESC, uid DESC LIMIT %s) AS entry
JOIN tracker_episoderegion AS place ON place.episode_id = entry.id
WHERE place.region <> %s
ORDER BY entry.day DESC, entry.started_at DESC, entry.uid DESC, place.region, place.side
"""


def _newest(owner: User) -> list[int]:
    return list(Episode.objects.of(owner).in_order().values_list("pk", flat=True)[:ENTRIES_LOOKED_AT])


def _latest_first(newest: list[int], model: type[Model], *fields: str) -> list[tuple[str, ...]]:
    """What these entries say in these fields, each once."""
    place = {pk: n for n, pk in enumerate(newest)}
    rows = model._default_manager.filter(episode__in=newest).values_list("episode_id", *fields)
    chosen: dict[tuple[str, ...], int] = {}
    for episode, *values in sorted(rows, key=lambda row: (place[row[0]], row[1:])):
        chosen.setdefault(tuple(values), episode)
    return list(chosen)


def recent_medicines(owner: User) -> list[str]:
    """Names of the medicines in the newest entries, each once however its letters are cased, as it was spelled last.

    One query, and no more entries are read in a longer diary; in alphabetical order.
    """
    newest = Episode.objects.of(owner).in_order().values("pk")[:ENTRIES_OF_MEDICINES]
    rows = EpisodeRelief.objects.filter(episode__in=newest, code=REMEDY_MEDICATION).exclude(text="")
    spelled: dict[str, str] = {}
    for name in rows.order_by("-episode__day", "-episode__started_at", "-pk").values_list("text", flat=True):
        spelled.setdefault(name.casefold(), name)
    return [spelled[name] for name in sorted(spelled)]


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
