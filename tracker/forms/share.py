"""A share link: for whom, for how long, with a passphrase or without; and the passphrase as the reader types it."""

import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.forms.fields import choice_field
from tracker.models.share import PHRASE_LENGTH_LEAST, PHRASE_LENGTH_MOST, SHARE_DAYS_MOST, SHARE_LABEL_LENGTH

_DAYS = (1, 7, 30, SHARE_DAYS_MOST)
DAYS_FIRST = 7
SHOWS_LENGTH = 4_000
"""Characters; everything ticked takes about a thousand."""
LONGEST_DAYS = 50_000
"""No log is longer; and as long a time must have been before it."""


def _days_words(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


class PhraseField(forms.CharField):
    """A passphrase in one spelling, so that it can be typed on any keyboard: composed, single spaces, none around."""

    def to_python(self, value: Any) -> str:
        # Before the length is looked at: one character may stand for several.
        return " ".join(unicodedata.normalize("NFKC", super().to_python(value) or "").split())


def phrase_field(**kwargs: Any) -> PhraseField:
    """A field for one, which browsers neither complete nor correct."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
    return PhraseField(max_length=PHRASE_LENGTH_MOST, widget=widget, **kwargs)


class ShowsField(forms.JSONField):
    """The choices of the doctor's summary as JSON, as a page of ours wrote them. Anything else is refused."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > SHOWS_LENGTH:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            # Numbers of thousands of digits, and brackets within brackets: no mistakes of form to the reader of JSON.
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from None


class ShareForm(forms.Form):
    """How a link is made. `uid` names it before it is stored, so that a form sent twice makes one.

    The form carries the days and what is ticked as its page lists them, so that the link shows just that, even if
    something else was ticked meanwhile in another window.
    """

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    first = forms.DateField(widget=forms.HiddenInput)
    last = forms.DateField(widget=forms.HiddenInput)
    shows = ShowsField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("Who is it for?"),
        required=False,
        max_length=SHARE_LABEL_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Such as “for Dr. Kim”. Only you see it, in your list of links."),
    )
    days = forms.TypedChoiceField(
        label=_("Link works for"),
        coerce=int,
        initial=DAYS_FIRST,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the link works.")},
    )
    phrase = phrase_field(
        label=_("Passphrase (optional)"),
        required=False,
        help_text=_("At least 8 characters. Don’t send it with the link. Give it over the phone, for example."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choice_field(self, "days").choices = [(days, _days_words(days)) for days in _DAYS]

    def clean_shows(self) -> dict[str, Any]:
        shows: object = self.cleaned_data["shows"]
        if not isinstance(shows, dict):
            raise forms.ValidationError(_("We couldn’t read what was selected."), "shows")
        return shows

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not (first <= last and LONGEST_DAYS > (last - first).days < first.toordinal() - 1):
            self.add_error("first", forms.ValidationError(_("We couldn’t read the dates."), "days"))
        return cleaned

    @property
    def lost_its_page(self) -> bool:
        """True if it does not say which days and what: nothing to correct here, the page has to be chosen again."""
        return bool({"uid", "first", "last", "shows"} & self.errors.keys())

    def clean_phrase(self) -> str:
        phrase: str = self.cleaned_data["phrase"]
        if phrase and len(phrase) < PHRASE_LENGTH_LEAST:
            raise forms.ValidationError(_("This is too short. Use 8 characters or more, such as three words."), "short")
        return phrase


class PhraseForm(forms.Form):
    """What opens a page that asks for a passphrase."""

    use_required_attribute = False

    phrase = phrase_field(label=_("Passphrase"), error_messages={"required": _("Enter the passphrase.")})
