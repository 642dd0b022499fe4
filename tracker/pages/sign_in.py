"""The page of everything that opens the account: password, second step, and devices."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One passkey in the list."""

    pk: int
    name: str
    since: dt.datetime
    used: dt.datetime | None
