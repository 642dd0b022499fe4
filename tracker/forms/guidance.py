"""What the help page filters by: place, side, and whether the spasm still goes on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.fields import choice_field
from tracker.forms.filters import region_choices
from tracker.vocabulary.episodes import SAFETY_ANSWERS
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.regions import NO_SIDE, REGIONS, SIDES, allows_side
from tracker.vocabulary.relief import DURING, MOMENTS


class GuidanceForm(forms.Form):
    """All fields optional. `places()`, `moment_asked()`, `answer()`: what was asked for, also beside an error."""

    use_required_attribute = False

    region = forms.ChoiceField(label=pgettext_lazy("of a spasm", "Place"), required=False)
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", pgettext_lazy("side of the body", "not sure")), *SIDES.choices()]
    )
    moment = forms.ChoiceField(label=_("When"), required=False, choices=MOMENTS.choices(), widget=forms.RadioSelect)
    chest_signs = forms.ChoiceField(required=False, choices=SAFETY_ANSWERS.choices(), widget=forms.HiddenInput)

    none_of = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    """A question that takes ticks, answered with "none of these"."""

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """`data`: the address's query; what it leaves out is "during", anywhere."""
        super().__init__({"moment": DURING} | ({name: data[name] for name in data} if data else {}), **kwargs)
        choice_field(self, "region").choices = [("", _("anywhere")), *region_choices()]
        choice_field(self, "none_of").choices = [
            (code, code) for code, term in FOLLOW_UPS.items() if term.takes_several
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        region, side = cleaned.get("region"), cleaned.get("side")
        if region and side and not allows_side(region, side):
            words = {"region": REGIONS.label(region)}
            self.add_error(
                "side", forms.ValidationError(_("Choose another side for this place: %(region)s."), "side", words)
            )
        return cleaned

    def places(self) -> tuple[tuple[str, str], ...]:
        """(region, side); without a side, every side it can have, so that advice about the left side is not missed."""
        self.is_valid()
        region, side = self.cleaned_data.get("region"), self.cleaned_data.get("side")
        if not region:
            return ()
        if side or REGIONS[region].sides == (NO_SIDE,):
            return ((region, side or NO_SIDE),)
        return tuple((region, each) for each in REGIONS[region].sides)

    def place_asked(self) -> tuple[str, str]:
        """(region, side) as they were asked for; "" where one was not."""
        self.is_valid()
        return self.cleaned_data.get("region", ""), self.cleaned_data.get("side", "")

    def moment_asked(self) -> str:
        """During, unless after was asked for."""
        self.is_valid()
        moment: str = self.cleaned_data.get("moment") or DURING
        return moment

    def cleared(self) -> str:
        """The question that was answered with "none of these", or ""."""
        self.is_valid()
        question: str = self.cleaned_data.get("none_of", "")
        return question

    def answer(self) -> str:
        """The answer to the two lines, or ""."""
        self.is_valid()
        answer: str = self.cleaned_data.get("chest_signs", "")
        return answer
