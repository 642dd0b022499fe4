"""What the page shows on which a person deletes their diary and account."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from tracker.forms.archive import DownloadForm
from tracker.forms.leaving import LeavingForm
from tracker.selectors.accounts import is_last_of_staff
from tracker.selectors.backup_files import backups_holding
from tracker.selectors.person import Person


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """The form, and what stays behind."""

    form: LeavingForm
    download: DownloadForm
    backups: int
    """How many backups on this machine hold the diary."""
    kept_until: dt.date | None
    """When a rule will have deleted the last of them; None if none does."""
    is_last_of_staff: bool
    """Others stay, and none of them is staff."""
    command: str = f"{settings.COMMAND} backup --forget-older"
    """What deletes all older backups at once."""
    staff_command: str = f"{settings.COMMAND} user add NAME --staff"


def leaving_page(person: Person, form: LeavingForm, var: Path, now: dt.datetime) -> LeavingPage:
    """The page, with a form that was sent and has an error."""
    owner: User = person.owner
    holding = backups_holding(var, owner.date_joined)
    kept_until = None
    if holding.count and holding.days_kept is not None:
        kept_until = person.wall_clock(now).date() + dt.timedelta(days=holding.days_kept)
    return LeavingPage(form, DownloadForm(), holding.count, kept_until, is_last_of_staff(owner))
