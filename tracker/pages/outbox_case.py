"""One item of an outbox on its way into the diary: whose, when, what is known of it, and how a conflict is told.

An item was drawn from what its form says; from the shell of a device without a network, from nothing. What this very
device stored last is no change by others: it has seen that, too.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.forms.region_values import mark_value
from tracker.models import Episode, Revision
from tracker.pages.edits import DRAWN_FROM, KEEP, Difference, Edit
from tracker.pages.outbox_item import Item, ItemOutcome, Result, gone, invalid
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.selectors.person import Person
from tracker.services.conflicts import KEEP_STORED, Units, marks_as_text, marks_from_text, marks_of
from tracker.services.episodes import undo
from tracker.services.outbox import latest_note
from tracker.services.revisions import deletion_of


class NotStoredError(Exception):
    """An item that is not stored. `result`: what the device is told."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.code)
        self.result = result


@dataclass(frozen=True, slots=True)
class Case:
    """One item, and what there is to know for storing it."""

    person: Person
    item: Item
    device: uuid.UUID
    entry: uuid.UUID | None
    """The entry that it is about, as it is stored: another than the item's if that had been deleted."""
    now: dt.datetime
    is_corrected: bool
    """It was stored before with other content."""
    is_entry_to_come: bool
    """An earlier item of the batch was to make the entry, and is not stored."""

    @property
    def at(self) -> dt.datetime:
        """When it was tapped, by our clock: never later than now."""
        return self.now - self.item.waited

    @property
    def about(self) -> str:
        """The entry or the day as text."""
        return str(self.entry or self.item.date or "")

    @property
    def keeps_stored(self) -> bool:
        """True if the person chose what is stored over what the item says."""
        return KEEP_STORED in self.item.keep.values()

    def data(self) -> QueryDict:
        """The fields of its form, with what was chosen of a conflict."""
        data = self.item.data.copy()
        for name, choice in self.item.keep.items():
            data[KEEP + name] = choice
        return data

    def seen(self, units: Units, there: Mapping[str, Any], nothing: Mapping[str, Any]) -> dict[str, str]:
        """The marks of what the item was drawn from. `there`: what is stored; `nothing`: before anything was."""
        sent = self.item.seen or self.item.data.get(DRAWN_FROM, "")
        marks = marks_from_text(str(sent)) or marks_of(nothing, units)
        own = latest_note(self.person.owner, self.device, self.item.kind, self.about)
        if own is not None:
            stored_by_device = marks_from_text(own.marks)
            marks |= {name: mark for name, mark in marks_of(there, units).items() if stored_by_device.get(name) == mark}
        return marks

    def set_seen(self, edit: Edit, nothing: Mapping[str, Any]) -> None:
        """Lets an edit start from what the item was drawn from."""
        edit.drawn_from = marks_as_text(self.seen(edit.units, edit.stored, nothing))


def entry_of(case: Case) -> Episode:
    """The entry that the item is about; brought back, if it was deleted and the item asks for it.

    Raises NotStoredError: it waits for the entry, or the entry is gone.
    """
    owner = case.person.owner
    rows = Episode.objects.of(owner).filter(uid=case.entry or case.item.uid)
    row = rows.first()
    if row is None and bring_back(case, case.entry or case.item.uid):
        row = rows.all().first()
    if row is not None:
        return row
    if case.is_entry_to_come:
        raise NotStoredError(Result(ItemOutcome.WAITS, {}))
    raise NotStoredError(gone(can_restore=False, words=_("This spasm isn’t in your diary anymore.")))


def bring_back(case: Case, uid: uuid.UUID) -> bool:
    """Brings a deleted entry back, if the item asks for it. False if it was not deleted. Raises NotStoredError."""
    revision = deletion_of(case.person.owner, Revision.EPISODE, uid, case.now)
    if revision is None:
        return False
    if not case.item.restore:
        words = _("You deleted this spasm. Bring it back, or throw this away.")
        raise NotStoredError(gone(can_restore=True, words=words))
    undo(case.person, revision, now=case.now)
    return True


def checked(form: forms.Form) -> None:
    """Lets a valid form through. Raises NotStoredError with what is wrong, by field."""
    if not form.is_valid():
        errors = {"" if name == "__all__" else name: list(map(str, each)) for name, each in form.errors.items()}
        raise NotStoredError(invalid(errors))


def conflict(edit: Edit) -> NotStoredError:
    """What both changed, from an edit that could not be settled."""
    changed = [(each, edit.units[each.name]) for each in edit.differences]
    differences = [difference_data(each, names, edit.mine, edit.stored) for each, names in changed]
    return conflict_of(differences, edit.drawn_from)


def conflict_of(differences: list[dict[str, Any]], seen: str) -> NotStoredError:
    """A conflict. `seen`: the marks of what it shows, to be sent back with the choice."""
    return NotStoredError(Result(ItemOutcome.CONFLICT, {"differences": differences, "seen": seen}))


def difference_data(
    each: Difference, names: tuple[str, ...], mine: Mapping[str, Any], there: Mapping[str, Any]
) -> dict[str, Any]:
    """A difference as JSON takes it: both versions in words and as values."""
    return {
        "name": each.name,
        "label": each.label,
        "mine": each.mine,
        "stored": each.stored,
        "can_keep_both": each.can_keep_both,
        "mine_data": {name: _plain(mine.get(name)) for name in names},
        "stored_data": {name: _plain(there.get(name)) for name in names},
    }


def _plain(value: object) -> object:
    """A value as JSON takes it, and as a field of the form has it where that is text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, RegionMark):
        return mark_value(value)
    if isinstance(value, ReliefUse):
        return [value.relief, value.text, value.moment, value.effect]
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)
