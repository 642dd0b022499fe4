"""Visits: the plan, what came of one, and another dose. Only the date is obligatory."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.datetimes import clean_date
from tracker.forms.privacy import PrivateField
from tracker.forms.texts import LongTextField
from tracker.forms.widgets import DateInput
from tracker.models.visit import VISIT_TEXT_LENGTH, WHAT_FOR_LENGTH, WITH_WHOM_LENGTH, Visit
from tracker.vocabulary.privacy import LEFT_OUT
from tracker.vocabulary.profile import DOSE_LENGTH

_FARTHEST_AHEAD = dt.timedelta(days=3 * 366)
"""How far ahead a visit may be planned: beyond it the year is most likely mistyped."""


class VisitForm(forms.Form):
    """When, with whom, what for."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    on = forms.DateField(
        label=_("Which day?"),
        widget=DateInput(),
        error_messages={"required": _("Choose the day. If there is no date yet, choose a rough one.")},
    )
    with_whom = forms.CharField(
        label=_("Who with?"),
        required=False,
        max_length=WITH_WHOM_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("A name, or “my family doctor”."),
    )
    what_for = forms.CharField(
        label=_("What for?"),
        required=False,
        max_length=WHAT_FOR_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    note = LongTextField(
        label=_("Note"),
        required=False,
        max_length=VISIT_TEXT_LENGTH,
        rows=2,
        help_text=_("The time, the address, what to bring."),
    )
    look = forms.BooleanField(label=_("Compare the 90 days before and after"), required=False)
    private = PrivateField(LEFT_OUT)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: dt.date, stored: Visit | None = None, **kwargs: Any
    ) -> None:
        """`stored`: the visit when it is changed."""
        names = ("uid", "on", "with_whom", "what_for", "note", "look", "private")
        super().__init__(data, initial={name: getattr(stored, name) for name in names} if stored else {}, **kwargs)
        self.today = today

    def clean_on(self) -> dt.date:
        on = clean_date(self.cleaned_data["on"], self.today)
        if on > self.today + _FARTHEST_AHEAD:
            raise forms.ValidationError(_("This is more than three years ahead. Is the year right?"), "far-ahead")
        return on

    def plan(self) -> dict[str, Any]:
        """What was entered, as the arguments of a service's `Plan`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "uid"}


class AfterVisitForm(forms.Form):
    """What the doctor said, and which tests were ordered."""

    use_required_attribute = False

    said = LongTextField(
        label=_("What was said"),
        required=False,
        max_length=VISIT_TEXT_LENGTH,
        rows=6,
        help_text=_("In your own words, while you remember: what it may be, what to do, when to come back."),
    )
    tests = LongTextField(
        label=_("Tests that were ordered"),
        required=False,
        max_length=VISIT_TEXT_LENGTH,
        rows=2,
        help_text=_("Once a test is done, add it to your health profile."),
    )


class DoseForm(forms.Form):
    """Another dose of what is taken."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    dose = forms.CharField(
        label=_("The new dose, and how often"),
        max_length=DOSE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": _("Enter the new dose. If you stopped taking it, go back and choose “Mark as stopped”.")
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, stored: str = "", **kwargs: Any) -> None:
        """`stored`: the dose as it is."""
        super().__init__(data, **kwargs)
        self.stored = stored

    def clean_dose(self) -> str:
        dose: str = self.cleaned_data["dose"]
        if dose == self.stored:
            raise forms.ValidationError(_("This is the same dose as before."), "same")
        return dose
