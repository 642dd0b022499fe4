"""Today as a caregiver sees it: what runs, what they logged lately, and what they may do. Nothing else of the past."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tracker.days import ONE_DAY
from tracker.models import Episode
from tracker.pages.owner import diary_person, grant_in_use, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.querysets import EpisodeQuerySet
from tracker.selectors.entries import RUNNING_SHOWN, EntryLine, entry_lines
from tracker.selectors.grants import diary_name
from tracker.selectors.person import Person
from tracker.services.safety import FORGOTTEN_AFTER
from tracker.vocabulary.episodes import ONGOING

LOGGED_LATELY = dt.timedelta(hours=24)
"""For how long a caregiver may see and change what they logged."""
LOGGED_SHOWN = 10


def can_be_undone(request: SignedInRequest, row: Episode, now: dt.datetime) -> bool:
    """True for an entry that a caregiver may delete: they logged it, today by the owner's day."""
    person = diary_person(request)
    is_theirs = is_caregiver(request) and row.logged_by == person.logged_by
    return is_theirs and person.today(row.arrived_at or row.logged_at) == person.today(now)


@dataclass(frozen=True, slots=True)
class CaregiverPage:
    """The first page of a diary of which a part is open."""

    name: str
    """Whose diary it is."""
    today: dt.date
    may_look: bool
    may_log: bool
    sees_notes: bool
    start_uid: uuid.UUID
    running: tuple[tuple[EntryLine, bool], ...]
    """(entry, true if it runs for so long that it may have been forgotten); nothing where one may only look."""
    logged: tuple[EntryLine, ...]
    """What they logged lately and may still change, the newest first."""

    @property
    def yesterday(self) -> dt.date:
        return self.today - ONE_DAY


def caregiver_page(request: SignedInRequest, now: dt.datetime) -> CaregiverPage:
    """Reads what runs and what they logged, and nothing else."""
    person, grant = diary_person(request), grant_in_use(request)
    if grant is None:
        raise ValueError("this page is of somebody else's diary")
    rows = Episode.objects.of(person.owner).ongoing().filter(private=False).in_order()[:RUNNING_SHOWN]
    running = entry_lines(rows) if grant.may_log else []
    logged = entry_lines(_logged_lately(person, now)) if grant.may_log else []
    return CaregiverPage(
        name=diary_name(person.owner),
        today=person.today(now),
        may_look=grant.may_look,
        may_log=grant.may_log,
        sees_notes=grant.sees_notes,
        start_uid=uuid.uuid4(),
        running=tuple((line, now - line.started_at >= FORGOTTEN_AFTER) for line in running),
        logged=tuple(logged),
    )


def _logged_lately(person: Person, now: dt.datetime) -> EpisodeQuerySet:
    by_them = Episode.objects.of(person.owner).filter(logged_by=person.logged_by, private=False)
    return by_them.filter(arrived_at__gt=now - LOGGED_LATELY).exclude(duration_basis=ONGOING).in_order()[:LOGGED_SHOWN]
