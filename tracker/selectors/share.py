"""The person's share links, with when each was opened."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import User
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from tracker.models import ShareLink, ShareOpening
from tracker.models.share import SHARE_KEPT

if TYPE_CHECKING:

    class _CountedLink(ShareLink):
        """A link with how often it was opened, as `links_of` has it counted."""

        opened: int

        class Meta:
            abstract = True


OPENINGS_LISTED = 20
"""The latest of a link; how many there were is said for all."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link as the list shows it."""

    link: ShareLink
    is_open: bool
    can_reopen: bool
    """A restore closed it; otherwise it would be open."""
    opened: int
    """How often, in all."""
    openings: tuple[dt.datetime, ...]
    """The latest OPENINGS_LISTED, newest first."""

    @property
    def unlisted(self) -> int:
        """Openings before those that are listed."""
        return self.opened - len(self.openings)


def links_of(owner: User, now: dt.datetime) -> list[LinkLine]:
    """The person's links: those that open first, then those that are over, for SHARE_KEPT; the latest first in each.
    Two queries."""
    kept = ShareLink.objects.of(owner).filter(made_at__gte=now - SHARE_KEPT)
    links = cast("list[_CountedLink]", list(kept.annotate(opened=Count("openings")).order_by("-made_at", "-pk")))
    times: dict[int, list[dt.datetime]] = {}
    place = Window(RowNumber(), partition_by=F("link"), order_by=[F("at").desc(), F("pk").desc()])
    latest = ShareOpening.objects.filter(link__in=links).annotate(place=place).filter(place__lte=OPENINGS_LISTED)
    for pk, at in latest.values_list("link", "at"):
        times.setdefault(pk, []).append(at)
    lines = [
        LinkLine(
            link,
            link.is_open(now),
            not link.is_open(now) and link.could_open(now),
            link.opened,
            tuple(sorted(times.get(link.pk, ()), reverse=True)),
        )
        for link in links
    ]
    return sorted(lines, key=lambda line: not line.is_open)
