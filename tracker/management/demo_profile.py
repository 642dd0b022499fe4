"""The health profile of the demo account: what an invented person would say of themselves. Plain data."""

import datetime as dt

from tracker.days import PartialDate
from tracker.services.profile import ItemData

NONE_OF = ("supplement", "muscle-injury")
"""Kinds that were answered with none; the others are left open, so that there is something to fill in."""


def demo_profile(today: dt.date) -> list[tuple[str, ItemData]]:
    """(kind, what was told), the dates counted back from `today`."""
    year = today.year
    return [
        ("spasms-began", ItemData(since=PartialDate(year - 3, 4))),
        ("condition", ItemData(code="chronic-back-pain", since=PartialDate(year - 5))),
        ("medication", ItemData(text="Ibuprofen", dose="400 mg when needed", since=PartialDate(year - 2, 2))),
        ("medication", ItemData(text="Tizanidine", dose="2 mg at night", until=PartialDate(year - 1))),
        ("exercise", ItemData(text="Swimming, twice a week")),
        ("spine-injury", ItemData(text="Fall from a ladder, lower back", since=PartialDate(year - 18, 7))),
    ]
