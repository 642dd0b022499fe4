"""A stretch of days on which the person is not asked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.datetimes import clean_date
from tracker.forms.widgets import DateInput


class PauseForm(forms.Form):
    """The first and the last day of a pause."""

    from_on = forms.DateField(label=_("First day"), widget=DateInput())
    to_on = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput(), help_text=_("Leave it empty if you don’t know yet.")
    )
    reason = forms.CharField(label=_("Reason (optional)"), required=False, max_length=200)

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: dt.date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_from_on(self) -> dt.date:
        return clean_date(self.cleaned_data["from_on"], self.today)

    def clean_to_on(self) -> dt.date | None:
        last: dt.date | None = self.cleaned_data["to_on"]
        return last and clean_date(last, self.today)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", forms.ValidationError(_("The last day is before the first."), "ends-first"))
        return cleaned
