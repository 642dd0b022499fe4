"""Who may do what in which diary, and when they opened it."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.models import Grant, GrantOpening
from tracker.models.grant import GRANT_KEPT, KEPT_NAMES
from tracker.vocabulary.grants import MAY_KEEP

DAYS_LISTED = 20
"""The latest days of a grant."""


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One grant with the days on which it was used, the latest first."""

    grant: Grant
    opened_on: tuple[dt.date, ...]


def diary_name(owner: User) -> str:
    """What the diary of this owner is called: by their account's name, or as who keeps it calls them, which takes a
    query where it did not come along."""
    return owner.kept_diary.name if is_kept(owner) else owner.get_username()


def is_kept(owner: User) -> bool:
    """True if nobody logs in as this owner. No query."""
    return owner.get_username().startswith(KEPT_NAMES)


def grants_of(owner: User, now: dt.datetime) -> list[GrantRow]:
    """The grants and invitations of a diary: those that hold first, then those that ended within GRANT_KEPT. Who keeps
    it is not among them. Two queries."""
    since = now - GRANT_KEPT
    ended = Q(revoked_at__lt=since) | Q(expires_at__lt=since)
    rows = list(Grant.objects.of(owner).exclude(may=MAY_KEEP).exclude(ended).select_related("to"))
    days: dict[int, list[dt.date]] = {row.pk: [] for row in rows}
    for key, on in GrantOpening.objects.filter(grant__in=rows).values_list("grant_id", "on"):
        days[key].append(on)
    lines = [GrantRow(row, tuple(days[row.pk][:DAYS_LISTED])) for row in rows]
    return sorted(lines, key=lambda line: not (line.grant.holds(now) or line.grant.is_open_invitation(now)))


def diaries_open_to(account: User, now: dt.datetime) -> list[Grant]:
    """What the account may open beside its own diary, with the owners: those that it keeps first. One query."""
    rows = Grant.objects.given_to(account).filter(revoked_at=None).select_related("owner__kept_diary")
    return sorted((row for row in rows if row.holds(now)), key=lambda row: (not row.keeps, diary_name(row.owner)))
