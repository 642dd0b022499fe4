"""The settings page."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.forms.preferences import ZONE_LIST_ID, PreferencesForm
from tracker.pages.edits import Edit


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The form, with what it proposes."""

    form: PreferencesForm
    edit: Edit
    time_zone: str
    zones: Sequence[str]
    """Places that a time zone can be typed as."""
    proposed_number: str
    """The emergency number where the person's time zone is; "" if that is not known."""
    zone_list_id: str = ZONE_LIST_ID
