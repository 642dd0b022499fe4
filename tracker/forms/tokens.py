"""A new token: what it is for, what it may do, and for how long; and a calendar's, which has a time instead."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.check_in import ReminderForm
from tracker.forms.fields import choice_field
from tracker.models.token import TOKEN_NAME_LENGTH
from tracker.vocabulary.scopes import CHOSEN_SCOPES, LOG, SCOPES

_DAYS = [
    (30, pgettext_lazy("how long a token works", "30 days")),
    (90, pgettext_lazy("how long a token works", "90 days")),
    (365, pgettext_lazy("how long a token works", "1 year")),
]


class TokenForm(forms.Form):
    """How a token is made. `uid` names it before it is stored, so that a form sent twice makes one."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=TOKEN_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Such as “Button by the bed”. Only you see it, in your list of tokens."),
        error_messages={"required": _("Give it a name, so you’ll know later which one it is.")},
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"),
        initial=LOG,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("Token works for"),
        coerce=int,
        initial=365,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the token works.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choice_field(self, "scope").choices = [(code, SCOPES.label(code)) for code in CHOSEN_SCOPES]
        choice_field(self, "days").choices = _DAYS


class CalendarForm(ReminderForm):
    """How the address of a calendar is made."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
