"""The button that logs another spasm at the same place: what it sends, and what it is called."""

import uuid
from dataclasses import dataclass

from tracker.forms.region_values import mark_value
from tracker.records.regions import RegionMark
from tracker.selectors.entries import EntryLine, RegionSideText


@dataclass(frozen=True, slots=True)
class SameAgain:
    """One tap: place, side and kind of `source`, from now on."""

    uid: uuid.UUID
    """Of the entry that it makes, so that a button pressed twice makes one."""
    source: uuid.UUID
    regions: tuple[RegionSideText, ...]
    places: tuple[str, ...]
    """As fields: a device without a network knows the place by them."""


def same_again(line: EntryLine) -> SameAgain:
    """The button for this entry."""
    places = tuple(mark_value(RegionMark(*mark)) for mark in line.regions)
    return SameAgain(uuid.uuid4(), line.uid, line.regions, places)
