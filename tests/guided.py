"""Logs that raise cards of each care level, for tests of where guidance surfaces."""

import datetime as dt

from tests.factories import NOON, make_episode
from tracker.services.versions import renew_data_version

DAY = dt.timedelta(days=1)


def log_stress(owner, now=NOON, days=4) -> list:
    """So many days with one entry each, two days apart, the last two hours ago; each suspects stress: a card of
    self-care, and no other. Newest first."""
    rows = [
        make_episode(owner, started_at=now - 2 * n * DAY - dt.timedelta(hours=2), kind="spasm", factors=("stress",))
        for n in range(days)
    ]
    renew_data_version(owner)
    return rows


def log_numbness(owner, now=NOON, days=3) -> list:
    """Numbness beside so many entries: a card that says to see a doctor, and no other. Newest first."""
    rows = [
        make_episode(owner, started_at=now - 2 * n * DAY - dt.timedelta(hours=2), kind="spasm", noticed=("numbness",))
        for n in range(days)
    ]
    renew_data_version(owner)
    return rows
