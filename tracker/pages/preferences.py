"""The settings page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tracker.forms.preferences import ZONE_LIST_ID, PreferencesForm
from tracker.models import Preferences
from tracker.pages.edits import Edit
from tracker.selectors.last_backup import last_backup
from tracker.selectors.person import Person


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The form, with what it proposes."""

    form: PreferencesForm
    edit: Edit
    time_zone: str
    zones: Sequence[str]
    """Places that a time zone can be typed as."""
    day_starts: dt.time
    """When a new day starts, as it is now."""
    number: str
    """The emergency number that is shown in help; "" if there is none."""
    proposed_number: str
    """The emergency number where the person's time zone is; "" if that is not known."""
    downloaded_at: dt.datetime | None
    """When everything was last downloaded, on the person's clocks; None if it never was."""
    can_be_installed: bool
    """False at an address that browsers do not take for safe."""
    backup: "BackupLines | None" = None
    """For staff alone, who run the machine."""
    zone_list_id: str = ZONE_LIST_ID


@dataclass(frozen=True, slots=True)
class BackupLines:
    """The last backup of everybody's diary; `at` is None before the first."""

    at: dt.datetime | None
    file: str = ""
    is_there: bool = False
    command: str = f"{settings.COMMAND} backup"


def downloaded_at(person: Person) -> dt.datetime | None:
    """When the person last downloaded everything, on their clocks."""
    at = Preferences.objects.filter(owner=person.owner).values_list("downloaded_at", flat=True).first()
    return at and person.wall_clock(at)


def backup_lines(person: Person, var: Path) -> BackupLines | None:
    """When the last backup was made, on the person's clocks; None for anybody who is not staff."""
    if not person.owner.is_staff:
        return None
    last = last_backup(var)
    return BackupLines(person.wall_clock(last.at), last.file, last.is_there) if last else BackupLines(None)
