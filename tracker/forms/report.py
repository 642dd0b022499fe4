"""The doctor's summary: which days, and what is included. Only what is ticked is included."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.datetimes import clean_date
from tracker.forms.fields import choice_field
from tracker.forms.widgets import DateInput
from tracker.vocabulary.lazy_text import LazyText

_Choices: TypeAlias = Sequence[tuple[str, LazyText]]
"""(code, label) pairs."""


class ReportForm(forms.Form):
    """Days, parts of page 1, what follows it, and how it is printed.

    The codes and their words come from the view: what the page can show is not known here.
    """

    window = forms.ChoiceField(
        label=_("Which days"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose which days to show."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    first = forms.DateField(label=_("From"), required=False, widget=DateInput(attrs={"class": "form-control"}))
    last = forms.DateField(label=_("To"), required=False, widget=DateInput(attrs={"class": "form-control"}))
    parts = forms.MultipleChoiceField(label=_("On page 1"), required=False, widget=forms.CheckboxSelectMultiple)
    sections = forms.MultipleChoiceField(
        label=_("On the next pages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.BooleanField(required=False)
    notes = forms.BooleanField(label=_("Notes on the entries listed"), required=False)
    large = forms.BooleanField(label=_("Large print"), required=False)
    paper = forms.ChoiceField(label=_("Paper size"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        windows: _Choices,
        parts: _Choices,
        sections: _Choices,
        papers: _Choices,
        name: str,
        shows_notes: bool = True,
        begins: dt.date | None,
        today: dt.date,
    ) -> None:
        """`windows`, `parts`, `sections`, `papers`: (code, label) pairs, chosen dates the last window; the person's
        name; whether there are notes to include; the day of their first entry."""
        super().__init__(data)
        self.chosen_dates, self.begins, self.today = windows[-1][0], begins, today
        choice_field(self, "window").choices = windows
        choice_field(self, "parts").choices = parts
        choice_field(self, "sections").choices = sections
        choice_field(self, "paper").choices = papers
        if not shows_notes:
            del self.fields["notes"]
        self.fields["name"].label = _("My name: %(name)s") % {"name": name}

    @property
    def extras(self) -> list[forms.BoundField]:
        """What goes with the page as a whole."""
        return [self[name] for name in ("name", "notes", "large") if name in self.fields]

    def clean_first(self) -> dt.date | None:
        return self._date("first")

    def clean_last(self) -> dt.date | None:
        return self._date("last")

    def _date(self, name: str) -> dt.date | None:
        """A date counts only with "chosen dates": else what is left in the field is let be."""
        value: dt.date | None = self.cleaned_data[name]
        if value is None or self.cleaned_data.get("window") != self.chosen_dates:
            return None
        return clean_date(value)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("window") != self.chosen_dates:
            for name in ("first", "last"):
                self.errors.pop(name, None)
            return cleaned | {"first": None, "last": None}
        if not {"first", "last"} & self.errors.keys():
            self._check_order(cleaned["first"], cleaned["last"])
        return cleaned

    def _check_order(self, first: dt.date | None, last: dt.date | None) -> None:
        if first is None and last is None:
            self.add_error("first", forms.ValidationError(_("Choose a first day, a last one, or both."), "required"))
        elif first and last and last < first:
            self.add_error("last", forms.ValidationError(_("The last day is before the first."), "ends-first"))
        elif first and first > self.today:
            self.add_error("first", forms.ValidationError(_("This day is in the future."), "ahead"))
        elif last and last < (self.begins or self.today):
            words = _("Your diary begins after this day.") if self.begins else _("Your diary is empty so far.")
            self.add_error("last", forms.ValidationError(words, "too-early"))
        elif first is None and self.begins is None:
            self.add_error("first", forms.ValidationError(_("Choose a first day."), "required"))
