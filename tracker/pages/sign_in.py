"""The page of everything that opens the account: password, second step, and devices."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.selectors.person import Person
from tracker.services.devices import signed_in_devices


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What is set up, times on the person's clocks."""

    has_password: bool
    app_since: dt.datetime | None
    """When an app was set up that makes codes."""
    codes_left: int | None
    """Recovery codes that were not used; None if there are none at all."""
    passkeys: Sequence["PasskeyLine"]
    can_have_passkeys: bool
    """False at an address for which browsers make none."""
    devices: Sequence["DeviceLine"]


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One passkey in the list."""

    pk: int
    name: str
    since: dt.datetime
    used: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device that the account is logged in on."""

    pk: int
    name: str
    since: dt.datetime
    seen_on: dt.date
    is_this: bool


def device_lines(person: Person, session_key: str, now: dt.datetime) -> list[DeviceLine]:
    """Where the person is logged in, this device first."""
    lines = [
        DeviceLine(
            device.pk,
            device.name,
            person.wall_clock(device.since),
            device.seen_on,
            device.session_key == session_key,
        )
        for device in signed_in_devices(person.owner, now=now)
    ]
    return sorted(lines, key=lambda line: not line.is_this)
