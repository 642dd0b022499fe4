"""Writes of pauses: stretches of days on which the person is not asked. Two of them never share a day."""

import datetime as dt

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.days import ONE_DAY
from tracker.models import Pause
from tracker.services.versions import diary_write, renew_data_version


class PauseOverlapError(ValueError):
    """There is a pause on some of these days already; `.pause` is it."""

    def __init__(self, pause: Pause):
        super().__init__(f"overlaps the pause from {pause.from_on}")
        self.pause = pause


def add_pause(owner: User, from_on: dt.date, to_on: dt.date | None, reason: str = "") -> Pause:
    """Adds a pause, both ends included; without `to_on` it goes on. Raises PauseOverlapError."""
    with diary_write(owner):
        shared = Pause.objects.filter(owner=owner).filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on))
        if to_on:
            shared = shared.filter(from_on__lte=to_on)
        other = shared.first()
        if other:
            raise PauseOverlapError(other)
        pause = Pause.objects.create(owner=owner, from_on=from_on, to_on=to_on, reason=reason)
        renew_data_version(owner)
    return pause


def end_pause(owner: User, pause: Pause, today: dt.date) -> bool:
    """Ends the pause with yesterday as its last day. A pause that began today is deleted.

    False for a pause that was over already.
    """
    with diary_write(owner):
        going_on = Pause.objects.filter(owner=owner, pk=pause.pk).exclude(to_on__lt=today)
        if pause.from_on >= today:
            changed = going_on.delete()[0]
        else:
            changed = going_on.update(to_on=today - ONE_DAY)
        if changed:
            renew_data_version(owner)
    return bool(changed)


def remove_pause(owner: User, pause: Pause) -> None:
    """Deletes the pause: its days count as asked again."""
    with diary_write(owner):
        if Pause.objects.filter(owner=owner, pk=pause.pk).delete()[0]:
            renew_data_version(owner)
