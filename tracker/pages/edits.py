"""A form over stored values that notices what another tab changed since it was opened, and loses neither version.

A view makes an `Edit` beside its form, asks it to `settle` what was sent, and hands it to the template, which includes
tracker/parts/form_version.html inside the form. It settles and saves in one `diary_write`, and reads in it what is
stored: of two tabs that save at the same moment the second sees what the first one stored.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.days import PartialDate
from tracker.formatting import date_words, list_words, partial_date_words, time_words
from tracker.services.conflicts import (
    KEEP_BOTH,
    KEEP_MINE,
    KEEP_STORED,
    Merged,
    Units,
    marks_as_text,
    marks_from_text,
    marks_of,
    merge,
)
from tracker.vocabulary.lazy_text import LazyText

DRAWN_FROM = "drawn_from"
KEEP = "keep-"


def single_units(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every value a unit of its own."""
    return {name: (name,) for name in names}


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that two tabs changed, as the page shows it."""

    name: str
    label: str
    mine: str
    stored: str
    can_keep_both: bool


@dataclass(slots=True)
class Edit:
    """One form, drawn or sent, over what is stored."""

    data: QueryDict
    """What was sent; empty while it is drawn."""
    form: forms.Form
    stored: Mapping[str, Any]
    """The values as they are stored, or those of nothing for a row that is new; the names are those of the form."""
    units: Units
    labels: Mapping[str, LazyText] = field(default_factory=dict)
    """What a unit is called; without one it is called as its first field."""
    words: Callable[[str, Any], str] | None = None
    """What a value of this name reads like; None: as its field says."""
    is_kept: bool = True
    """What is overwritten is kept as a revision; else the message after saving takes it back."""
    differences: list[Difference] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    """Labels of what only the other tab changed."""
    drawn_from: str = ""
    mine: Mapping[str, Any] = field(default_factory=dict)
    """What was sent, once it was settled."""

    def __post_init__(self) -> None:
        # A form with a mistake is drawn again as it was sent: it knows no more than before.
        sent = self.data.get(DRAWN_FROM)
        is_new = not self.form.is_bound
        self.drawn_from = marks_as_text(marks_of(self.stored, self.units)) if is_new else (sent or "")

    @property
    def choices(self) -> dict[str, str]:
        """What the person chose of what two tabs changed, by unit."""
        sent = {unit: self.data.get(KEEP + unit, "") for unit in self.units}
        return {unit: choice for unit, choice in sent.items() if choice in {KEEP_MINE, KEEP_STORED, KEEP_BOTH}}

    @property
    def kept_choices(self) -> list[tuple[str, str]]:
        """Choices made on an earlier page, to be sent along: (name, value)."""
        shown = {difference.name for difference in self.differences}
        return [(KEEP + unit, choice) for unit, choice in self.choices.items() if unit not in shown]

    def settle(self, mine: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any] | None:
        """The values to save. None if there is something to choose: the page then shows it.

        `stored`: as read in the transaction that saves; what the view read before it may be out of date.
        """
        self.stored, self.mine = stored, mine
        merged = merge(mine, stored, marks_from_text(self.drawn_from), self.units, self.choices)
        too_long = self._too_long(merged)
        self.drawn_from = marks_as_text(merged.marks)
        self.differences = [self._difference(unit, mine) for unit in (*merged.conflicts, *too_long)]
        self.taken = [self._label(unit) for unit in merged.taken]
        return None if self.differences else merged.values

    def _too_long(self, merged: Merged) -> list[str]:
        """Units of which both were to be kept, and do not fit."""
        kept = (unit for unit, choice in self.choices.items() if choice == KEEP_BOTH and unit not in merged.conflicts)
        return [unit for unit in kept if len(str(merged.values[self.units[unit][0]])) > self._room(unit)]

    def _field(self, name: str) -> forms.Field | None:
        return self.form.fields.get(name)

    def _label(self, unit: str) -> str:
        if unit in self.labels:
            return str(self.labels[unit])
        fields = [self._field(name) for name in self.units[unit]]
        return next((str(each.label) for each in fields if each is not None and each.label), unit)

    def _room(self, unit: str) -> int:
        return getattr(self._field(self.units[unit][0]), "max_length", None) or 0

    def _difference(self, unit: str, mine: Mapping[str, Any]) -> Difference:
        names = self.units[unit]
        is_text = len(names) == 1 and isinstance(getattr(self._field(names[0]), "widget", None), forms.Textarea)
        can_keep_both = is_text and len(mine[names[0]]) + len(self.stored.get(names[0], "")) + 2 <= self._room(unit)
        return Difference(
            unit, self._label(unit), self._read(names, mine), self._read(names, self.stored), can_keep_both
        )

    def _read(self, names: tuple[str, ...], values: Mapping[str, Any]) -> str:
        words = [self._words(name, values.get(name)) for name in names if self.words or self._field(name) is not None]
        return " · ".join(each for each in words if each) or pgettext("no answer in a form", "left empty")

    def _words(self, name: str, value: Any) -> str:
        return self.words(name, value) if self.words else value_words(self._field(name), value)

    def marks_after(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The field of a form that is drawn from these values, for a button that goes back to what was before them."""
        return {DRAWN_FROM: marks_as_text(marks_of(values, self.units))}

    def saved_words(self, saved: str) -> str:
        """The message after saving, with what was kept from the other tab."""
        if not self.taken:
            return saved
        kept = _("Changes from another tab are kept, too: %(names)s.") % {"names": list_words(self.taken)}
        return format_html("{} {}", saved, kept)


def value_words(field: forms.Field | None, value: Any) -> str:
    """A value as its field says it; "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return pgettext("a box that is ticked", "Yes") if value else pgettext("a box that is not ticked", "No")
    if isinstance(value, PartialDate):
        return partial_date_words(value.first, value.precision)
    if isinstance(value, dt.date):
        return date_words(value)
    if isinstance(value, dt.time):
        return time_words(value)
    labels = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    if isinstance(value, (list, tuple)):
        return list_words([labels.get(str(each), str(each)) for each in value]) if value else ""
    return labels.get(str(value), str(value))
