"""Pauses: days on which the person is not asked."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.forms.pauses import PauseForm
from tracker.models import Pause


@dataclass(frozen=True, slots=True)
class PausesPage:
    """All pauses, the latest first, and the form for a new one."""

    form: PauseForm
    pauses: tuple[tuple[Pause, bool], ...]
    """(pause, true if it is going on)."""


def pauses_page(owner: User, today: dt.date, form: PauseForm) -> PausesPage:
    """The pauses of this person."""
    rows = Pause.objects.filter(owner=owner).order_by("-from_on")
    return PausesPage(form, tuple((row, _is_going_on(row, today)) for row in rows))


def _is_going_on(pause: Pause, today: dt.date) -> bool:
    return pause.from_on <= today and (pause.to_on is None or pause.to_on >= today)
