"""An invitation: whom it is for, what it allows, and until when; and the name of a diary that is kept for somebody."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import choice_field
from tracker.forms.widgets import DateInput
from tracker.models.grant import DIARY_NAME_LENGTH, GRANT_LABEL_LENGTH
from tracker.vocabulary.grants import GRANTED, MAY_LOG, OFFERED_GRANTS

GRANT_DAYS_MOST = 366
GRANT_DAYS_FIRST = 90


class InvitationForm(forms.Form):
    """How an invitation is made. `uid` names it before it is stored, so that a form sent twice makes one."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    label = forms.CharField(
        label=_("Who is it for?"),
        max_length=GRANT_LABEL_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("For example, “Kim” or “Dad”. Only you see this name."),
        error_messages={"required": _("Enter a name, so you’ll know later who it is.")},
    )
    may = forms.ChoiceField(
        label=_("What may they do?"),
        initial=MAY_LOG,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may do.")},
    )
    notes = forms.BooleanField(
        label=_("Show notes and questions, too"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        help_text=_("This matters only if they may look. Private entries stay hidden either way."),
    )
    last_on = forms.DateField(
        label=_("Last day"),
        widget=DateInput,
        error_messages={
            "required": _("Choose the last day."),
            "invalid": _("Choose a day, such as 2027-03-31."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(data, initial={"last_on": today + dt.timedelta(days=GRANT_DAYS_FIRST)}, **kwargs)
        choice_field(self, "may").choices = [(code, GRANTED.label(code)) for code in OFFERED_GRANTS]

    def clean_last_on(self) -> dt.date:
        last_on: dt.date = self.cleaned_data["last_on"]
        if last_on < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."), "past")
        if last_on > self.today + dt.timedelta(days=GRANT_DAYS_MOST):
            raise forms.ValidationError(_("Choose a day within a year. You can invite them again later."), "too-long")
        return last_on


class DiaryNameForm(forms.Form):
    """Whose diary it is that the account keeps."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Whose diary is it?"),
        max_length=DIARY_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Their first name is enough."),
        error_messages={"required": _("Enter a name.")},
    )


class KeptDiaryForm(DiaryNameForm):
    """The same of one that the account begins to keep. `uid` names it before it is stored."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
