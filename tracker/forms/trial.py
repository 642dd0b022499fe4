"""The start of a self-trial: which habit, how many nights, and that nothing speaks against it; the morning's answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.episodes import NO, YES
from tracker.vocabulary.trials import HABITS

_YES_NO = ((YES, pgettext_lazy("answer", "Yes")), (NO, pgettext_lazy("answer", "No")))


class TrialForm(forms.Form):
    """What is fixed when a trial starts."""

    uid = forms.UUIDField(widget=forms.HiddenInput())
    habit = forms.ChoiceField(
        label=_("Which habit?"),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose a habit."), "invalid_choice": _("Choose one of the habits below.")},
    )
    length = forms.TypedChoiceField(
        label=_("How many nights?"),
        coerce=int,
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose how many nights."), "invalid_choice": _("Choose one of these.")},
    )
    suits_me = forms.BooleanField(
        label=_("None of this is true for me"),
        error_messages={"required": _("Check this if it’s true. If not, do not start. Ask your doctor first.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, habits: Iterable[str], lengths: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["habit"].choices = [(code, HABITS.label(code)) for code in habits]  # type: ignore[attr-defined]
        self.fields["length"].choices = [(n, str(n)) for n in lengths]  # type: ignore[attr-defined]


class NightForm(forms.Form):
    """Yes or no about last night; or `undo`."""

    answer = forms.ChoiceField(
        choices=_YES_NO, required=False, error_messages={"invalid_choice": _("Choose yes or no.")}
    )
    undo = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("undo") and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", forms.ValidationError(_("Choose yes or no."), "required"))
        return cleaned

    @property
    def value(self) -> bool | None:
        """The answer; None takes it back. Of a valid form."""
        return None if self.cleaned_data.get("undo") else self.cleaned_data["answer"] == YES
