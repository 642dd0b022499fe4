"""The devices that a person is logged in on: noted about once a week, and logged out from afar.

A session that is deleted is out at its next request: whoever is logged in is read from it each time.
"""

import datetime as dt

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from tracker.models import SignedInDevice


def note_device(owner: User, session_key: str, before: str, name: str, *, now: dt.datetime) -> None:
    """Notes that the session was used today. `before`: the key it had when it was noted last, "" for a new one."""
    seen = {"name": name, "seen_on": now.date()}
    with transaction.atomic():
        # The request that ends here, or another, may have deleted the account.
        if not User.objects.select_for_update().filter(pk=owner.pk).exists():
            return
        _purge(owner, now)
        known = SignedInDevice.objects.filter(owner=owner, session_key=before or session_key)
        if not known.update(session_key=session_key, **seen):
            SignedInDevice.objects.get_or_create(owner=owner, session_key=session_key, defaults=seen | {"since": now})


def signed_in_devices(owner: User, *, now: dt.datetime) -> list[SignedInDevice]:
    """Those that are still logged in: not ended, and not from before the password was changed."""
    noted = list(SignedInDevice.objects.filter(owner=owner))
    keys = [device.session_key for device in noted]
    held = {row.pk: row.get_decoded() for row in Session.objects.filter(pk__in=keys, expire_date__gt=now)}
    hashes = {owner.get_session_auth_hash(), *owner.get_session_auth_fallback_hash()}
    live = {key for key, data in held.items() if _is_of(owner, data) and data.get(HASH_SESSION_KEY) in hashes}
    return [device for device in noted if device.session_key in live]


def _is_of(owner: User, data: dict[str, object]) -> bool:
    return data.get(SESSION_KEY) == str(owner.pk)


def log_out_device(owner: User, device: SignedInDevice) -> None:
    """Ends the session of one device."""
    _end(SignedInDevice.objects.filter(owner=owner, pk=device.pk))


def log_out_others(owner: User, session_key: str) -> int:
    """Ends all sessions of the person but this one, and returns how many there were."""
    return _end(SignedInDevice.objects.filter(owner=owner).exclude(session_key=session_key))


def _end(devices: QuerySet[SignedInDevice]) -> int:
    with transaction.atomic():
        keys = list(devices.values_list("session_key", flat=True))
        Session.objects.filter(pk__in=keys).delete()
        devices.delete()
    return len(keys)


def _purge(owner: User, now: dt.datetime) -> None:
    """Forgets devices whose session has ended."""
    running = Session.objects.filter(expire_date__gt=now).values("session_key")
    SignedInDevice.objects.filter(owner=owner).exclude(session_key__in=running).delete()
