"""One row of the health profile: what it asks for depends on its kind. Only what makes it a row is obligatory."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.days import PartialDate
from tracker.forms.fields import choice_field
from tracker.forms.partial_date import PartialDateField, clean_begun
from tracker.forms.privacy import PrivateField
from tracker.forms.texts import LongTextField
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.privacy import LEFT_OUT
from tracker.vocabulary.profile import (
    DOSE_LENGTH,
    FIXED_CODES,
    MEDICATION,
    PREGNANCY,
    PROFILE_KINDS,
    PROFILE_NOTE_LENGTH,
    PROFILE_TEXT_LENGTH,
    TREATMENTS,
    codes_of,
)
from tracker.vocabulary.terms import Term

ANOTHER = "another"
_FARTHEST_AHEAD = dt.timedelta(days=2 * 366)
"""How far ahead something may be planned to end."""


class StoredItem(Protocol):
    """The row that is changed."""

    @property
    def code(self) -> str: ...

    @property
    def until(self) -> PartialDate | None: ...

    @property
    def is_expected(self) -> bool: ...


class ProfileItemForm(forms.Form):
    """A row of one kind. `item_data()` gives its values, once the form is valid."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.ChoiceField(label=_("Which one?"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        required=False, max_length=PROFILE_TEXT_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    dose = forms.CharField(
        label=_("Dose, and how often"),
        required=False,
        max_length=DOSE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    since = PartialDateField(required=False)
    until = PartialDateField(required=False)
    note = LongTextField(label=_("Note"), required=False, max_length=PROFILE_NOTE_LENGTH)
    for_spasms = forms.BooleanField(
        label=_("I take it for my spasms"),
        required=False,
        help_text=_("If you log a missed dose, spasmlog can then warn you."),
    )
    look_since = forms.BooleanField(label=_("Compare the 90 days before and after the start"), required=False)
    look_until = forms.BooleanField(label=_("Compare the 90 days before and after the end"), required=False)
    private = PrivateField(LEFT_OUT)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kind: str,
        today: dt.date,
        stored: StoredItem | None = None,
        listed: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        """`kind`: a code of PROFILE_KINDS. `stored`: the row when it is changed, with `code`, `text`, `dose`, `since`,
        `until`, `note`, `private`. `listed`: codes that the profile holds already, which are not offered again."""
        self.kind, self.today, self.stored = PROFILE_KINDS[kind], today, stored
        super().__init__(data, initial=self._initial(stored), **kwargs)
        self.listed = set(listed) - {stored.code if stored else ""}
        self._fit_the_kind()
        if stored and "dose" in self.fields:
            self.fields["dose"].help_text = _(
                "New dose? Enter below when you stopped this one, then add the new one. Doctors ask about both."
            )

    def _initial(self, stored: StoredItem | None) -> dict[str, Any]:
        if stored is None:
            return {"uid": uuid.uuid4()}
        names = ("uid", "text", "dose", "since", "until", "note", "for_spasms", "look_since", "look_until", "private")
        return {name: getattr(stored, name) for name in names} | {"code": stored.code or ANOTHER}

    def _fit_the_kind(self) -> None:
        fields, kind = self.fields, self.kind
        codes = [code for code in self._codes() if code not in self.listed]
        codes += [code for code in [self.initial.get("code", ANOTHER)] if code not in {*self._codes(), ANOTHER}]
        choice_field(self, "code").choices = [
            *((code, CONDITIONS.label(code)) for code in codes),
            (ANOTHER, _("another one")),
        ]
        fields["code"].error_messages["invalid_choice"] = _("This one is in your profile already. Choose another one.")
        fields["text"].label = kind.text_label
        fields["dose"].help_text = _("Example: %(example)s") % {"example": kind.example} if kind.has_dose else ""
        fields["since"].label, fields["until"].label = kind.since, kind.until
        fields["since"].help_text = _("The year is enough. Leave it empty if you don’t know.")
        if kind.is_once:
            fields["since"].required, fields["since"].help_text = True, _("The year is enough.")
        still = (
            _("Leave it empty if you don’t know.")
            if kind.code == PREGNANCY
            else _("Leave it empty if it’s still going on.")
        )
        fields["until"].help_text = still
        for name in self._left_out():
            del fields[name]

    def _codes(self) -> Mapping[str, Term]:
        return {} if self.kind.code in FIXED_CODES else codes_of(self.kind.code)

    def _left_out(self) -> Iterator[str]:
        if not self._codes():
            yield "code"
        if not self.kind.text_label:
            yield "text"
        if not self.kind.has_dose:
            yield "dose"
        if not self.kind.spans:
            yield "until"
        if self.kind.code != MEDICATION:
            yield "for_spasms"
        if self.kind.code not in TREATMENTS:
            yield from ("look_since", "look_until")

    def clean_since(self) -> PartialDate | None:
        return clean_begun(self.cleaned_data["since"], self.today)

    def clean_until(self) -> PartialDate | None:
        until: PartialDate | None = self.cleaned_data["until"]
        if until and until.first > self.today + _FARTHEST_AHEAD:
            raise forms.ValidationError(_("This is more than two years ahead. Is the year right?"), "far-ahead")
        return until

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until.last < since.first:
            self.add_error("until", forms.ValidationError(_("This is before it began."), "order"))
        if "text" in self.fields:
            self._clean_what(cleaned.get("code", ""), cleaned.get("text", ""))
        return cleaned

    def _clean_what(self, code: str, text: str) -> None:
        if "code" in self.errors or "text" in self.errors:
            return
        is_named = code not in {"", ANOTHER}
        if is_named and text:
            words = _("You chose one from the list too. If you mean what you wrote, choose “another one”.")
            self.add_error("text", forms.ValidationError(words, "both"))
        elif not is_named and not text:
            words = (
                _("Choose one from the list, or enter it here.")
                if code == "" and self._codes()
                else _("Enter it here.")
            )
            self.add_error("text", forms.ValidationError(words, "nothing"))

    def _was_expected(self, until: PartialDate | None) -> bool:
        return self.stored is not None and self.stored.is_expected and self.stored.until == until

    def item_data(self) -> dict[str, Any]:
        """What was entered, as the arguments of a service's `ItemData`."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "uid"}
        if self.kind.code == PREGNANCY:
            until: PartialDate | None = data.get("until")
            # A day ahead is the due date; corrected later, it stays one until the person says that it is over.
            data["is_expected"] = until is not None and (until.last > self.today or self._was_expected(until))
        return data | ({"code": ""} if data.get("code") == ANOTHER else {})
