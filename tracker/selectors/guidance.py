"""The entries and days that a card of the guidance rests on, for its page."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.contrib.auth.models import User

from tracker.models import Episode
from tracker.selectors.entries import EntryLine, entry_lines

ENTRIES_A_PAGE = 50
_KEYS_A_STATEMENT = 500


def entries_behind(owner: User, keys: Sequence[int], page: int) -> list[EntryLine]:
    """One page of the person's entries with these keys, the newest first; keys of others find nothing.

    Parameters: keys, the earliest entry first; the page, from 1. Two queries.
    """
    first = ENTRIES_A_PAGE * (page - 1)
    wanted = list(reversed(keys))[first : first + ENTRIES_A_PAGE]
    return entry_lines(Episode.objects.of(owner).filter(pk__in=wanted).in_order())


def days_without_entry(owner: User, ordinals: Collection[int], keys: Sequence[int]) -> list[dt.date]:
    """The days among these (ordinals) on which none of the entries lies, the newest first: a check-in counts there."""
    entries = Episode.objects.of(owner)
    with_entry: set[dt.date] = set()
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        part = entries.filter(pk__in=keys[start : start + _KEYS_A_STATEMENT])
        with_entry.update(part.order_by().values_list("day", flat=True).distinct())
    days = {dt.date.fromordinal(ordinal) for ordinal in ordinals}
    return sorted(days - with_entry, reverse=True)
