"""Pauses: days on which the person is not asked."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tracker.formatting import date_words, period_words
from tracker.forms.pauses import PauseForm
from tracker.models import Pause


@dataclass(frozen=True, slots=True)
class PauseLine:
    """A pause, its days in words ("1 to 30 November 2026"), and whether it is going on."""

    pause: Pause
    days: str
    is_going_on: bool


@dataclass(frozen=True, slots=True)
class PausesPage:
    """All pauses, the latest first, and the form for a new one."""

    form: PauseForm
    pauses: tuple[PauseLine, ...]


def pauses_page(owner: User, today: dt.date, form: PauseForm) -> PausesPage:
    """The pauses of this person."""
    rows = Pause.objects.filter(owner=owner).order_by("-from_on")
    return PausesPage(form, tuple(PauseLine(row, _days(row), _is_going_on(row, today)) for row in rows))


def _days(pause: Pause) -> str:
    if pause.to_on:
        return period_words(pause.from_on, pause.to_on)
    return _("Since %(first)s") % {"first": date_words(pause.from_on)}


def _is_going_on(pause: Pause, today: dt.date) -> bool:
    return pause.from_on <= today and (pause.to_on is None or pause.to_on >= today)
