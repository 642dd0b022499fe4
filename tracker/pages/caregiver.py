"""Today as a caregiver sees it: what runs, and what they may log or look at. Nothing of the past."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tracker.days import ONE_DAY
from tracker.models import Episode
from tracker.pages.owner import diary_person, grant_in_use
from tracker.pages.request import SignedInRequest
from tracker.selectors.entries import RUNNING_SHOWN, EntryLine, entry_lines
from tracker.selectors.grants import diary_name
from tracker.services.safety import FORGOTTEN_AFTER


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

    @property
    def yesterday(self) -> dt.date:
        return self.today - ONE_DAY


def caregiver_page(request: SignedInRequest, now: dt.datetime) -> CaregiverPage:
    """Reads what runs, and nothing else."""
    person, grant = diary_person(request), grant_in_use(request)
    if grant is None:
        raise ValueError("this page is of somebody else's diary")
    rows = Episode.objects.of(person.owner).ongoing().filter(private=False).in_order()[:RUNNING_SHOWN]
    running = entry_lines(rows) if grant.may_log else []
    return CaregiverPage(
        name=diary_name(person.owner),
        today=person.today(now),
        may_look=grant.may_look,
        may_log=grant.may_log,
        sees_notes=grant.sees_notes,
        start_uid=uuid.uuid4(),
        running=tuple((line, now - line.started_at >= FORGOTTEN_AFTER) for line in running),
    )
