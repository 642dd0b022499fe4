"""A date as well as the person knows it: day, month and year in fields of their own, the first two may stay empty."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.days import EARLIEST, PartialDate
from tracker.formatting import MONTHS
from tracker.forms.datetimes import far_back, likely_year

LONG_LIFE_YEARS = 95

_PARTS = ("day", "month", "year")


class PartialDateWidget(forms.Widget):
    """Three fields under one legend. What was typed stays as it was typed."""

    use_fieldset = True
    template_name = "tracker/fields/partial_date_parts.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}_{part}", "")).strip() for part in _PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in _PARTS)

    def format_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return {part: str(getattr(value, part) or "") for part in _PARTS}
        return value or dict.fromkeys(_PARTS, "")

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else ""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        context = {
            "name": name,
            "values": self.format_value(value),
            "months": [(str(number), label) for number, label in enumerate(MONTHS, start=1)],
            "attrs": attrs or {},
        }
        return render_to_string(self.template_name, context)


class PartialDateField(forms.Field):
    """Cleans to a PartialDate, or None if all three fields are empty."""

    widget = PartialDateWidget
    default_error_messages = {
        "required": gettext_lazy("Enter at least the year."),
    }

    def to_python(self, value: Any) -> PartialDate | None:
        if not any(value.values()):
            return None
        if value["day"] and not value["month"]:
            raise forms.ValidationError(_("Choose the month, too, or leave the day empty."), "no-month")
        if not value["year"]:
            raise forms.ValidationError(_("Enter the year, too. The year alone is enough."), "no-year")
        year, month, day = (_number(value[part]) for part in ("year", "month", "day"))
        if year is None or not EARLIEST.year <= year <= 9000:
            raise forms.ValidationError(_("Enter the year in four digits, such as 2019, no earlier than 1920."), "year")
        if day is None or month is None or (value["day"] and not day):
            raise forms.ValidationError(_("Enter the day as a number from 1 to 31, or leave it empty."), "day")
        try:
            return PartialDate(year, month, day)
        except ValueError:
            raise forms.ValidationError(_("There’s no such date. Is the day right?"), "no-such-day") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = cast(PartialDateWidget, self.widget)
        return bool(widget.format_value(initial) != widget.format_value(data))


def _number(text: str) -> int | None:
    """0 for nothing; None for what is no number."""
    return int(text or 0) if text.isascii() and (text.isdigit() or not text) and len(text) < 5 else None


def clean_begun(date: PartialDate | None, today: dt.date) -> PartialDate | None:
    """A date that has come, within a long life. Raises ValidationError for another."""
    if date and date.year < today.year - LONG_LIFE_YEARS:
        raise far_back(date.year, likely_year(date.first, today))
    if date and date.first > today:
        raise forms.ValidationError(_("This is in the future. Choose a date in the past."), "future")
    return date
