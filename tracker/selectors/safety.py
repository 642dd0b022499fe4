"""What the safety rules need to know of the log: the entries to look at, and what other entries say. Bounded reads."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from tracker.models import Episode, EpisodeRegion
from tracker.vocabulary.episodes import ONGOING

LOOKED_AT_MOST = 20
"""Entries that Today looks at, the newest first."""


def entries_to_look_at(owner, since: dt.date) -> list[Episode]:
    """The person's running entries, and those since the day in which anything could ask or warn. One query."""
    wanted = Episode.objects.of(owner).filter(Q(duration_basis=ONGOING) | Q(day__gte=since, may_warn=True))
    # Put in order here: asked to do it, SQLite would read the whole diary in order to find the few.
    return sorted(wanted.order_by(), key=lambda row: row.started_at, reverse=True)[:LOOKED_AT_MOST]


def has_other_chest_entry(owner_id: int, but: Episode | None = None) -> bool:
    """True if the person has an entry for the chest other than this one. One query."""
    rows = EpisodeRegion.objects.filter(region="chest", episode__owner_id=owner_id)
    if but is not None and but.pk:
        rows = rows.exclude(episode=but.pk)
    return rows.exists()


def places_answered_no(owner_id: int, places: Collection[tuple[str, str]], least: int) -> frozenset[tuple[str, str]]:
    """Of these places (region, side), those whose entries answered the two lines with "no" so often. One query each."""
    found = set()
    for region, side in places:
        rows = EpisodeRegion.objects.filter(
            region=region, side=side, episode__owner_id=owner_id, episode__chest_signs="no"
        )
        if len(rows.values_list("pk")[:least]) >= least:
            found.add((region, side))
    return frozenset(found)


def entries_in(owner, regions: Collection[str], since: dt.datetime, until: dt.datetime) -> int:
    """How many of the person's entries that began in this time name one of these regions. One query."""
    rows = Episode.objects.of(owner).filter(started_at__gte=since, started_at__lte=until)
    return rows.filter(regions__region__in=regions).distinct().count()


def days_on_walking(owner, regions: Collection[str], since: dt.date) -> int:
    """Days from `since` on with an entry in one of these regions that began on walking. One query."""
    rows = Episode.objects.of(owner).filter(day__gte=since, at_onset="walking", regions__region__in=regions)
    return rows.order_by().values("day").distinct().count()
