"""The diary's filter, as it stands in the address: one form for the list, the charts and the files."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.formatting import WEEKDAYS, hours_words
from tracker.forms.fields import choice_field
from tracker.forms.widgets import DateInput, FixedChoices, ManyChoices, NumberInput, TextInput
from tracker.querysets import EpisodeFilter
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, KINDS
from tracker.vocabulary.factors import FACTORS, is_factor
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, REGIONS, SIDES
from tracker.vocabulary.relief import (
    RELIEF,
    REMEDY_MEDICATION,
    is_remedy_key,
    remedy_key,
    remedy_of_key,
    remedy_words,
)

_ANY = ("", pgettext_lazy("a filter that is not set", "any"))


def region_choices() -> list[tuple[LazyText, list[tuple[str, LazyText]]]]:
    """Regions under the names of their groups, as a select shows them."""
    return [
        (group.label, [(code, region.label) for code, region in REGIONS.items() if region.group == group.code])
        for group in GROUPS.values()
    ]


def _regions() -> list[tuple[LazyText, Any]]:
    return [_ANY, *region_choices()]


def _sides() -> list[tuple[LazyText, Any]]:
    return [_ANY, *SIDES.choices()]


def _kinds() -> list[tuple[LazyText, Any]]:
    return [_ANY, *KINDS.choices()]


def _weekdays() -> list[tuple[LazyText | int, Any]]:
    return [_ANY, *enumerate(WEEKDAYS, start=1)]


def _hours() -> list[tuple[LazyText | int, Any]]:
    return [_ANY, *((hour, hours_words(hour, hour + 1)) for hour in range(24))]


class DiaryFilterForm(forms.Form):
    """All fields optional; `episode_filter()` gives what was asked for, without what could not be understood."""

    use_required_attribute = False

    region = forms.ChoiceField(label=_("Where"), required=False, choices=_regions, widget=FixedChoices(_regions))
    side = forms.ChoiceField(label=_("Side"), required=False, choices=_sides, widget=FixedChoices(_sides))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds, widget=FixedChoices(_kinds))
    factor = forms.ChoiceField(label=_("Suspected trigger"), required=False, widget=ManyChoices)
    relief = forms.ChoiceField(label=_("What was done"), required=False, widget=ManyChoices)
    intensity_min = forms.IntegerField(
        label=_("Pain level from"), required=False, min_value=INTENSITY_MIN, max_value=INTENSITY_MAX, widget=NumberInput
    )
    intensity_max = forms.IntegerField(
        label=pgettext_lazy("a pain level from … to", "to"),
        required=False,
        min_value=INTENSITY_MIN,
        max_value=INTENSITY_MAX,
        widget=NumberInput,
    )
    weekday = forms.TypedChoiceField(
        label=_("Weekday"),
        required=False,
        choices=_weekdays,
        coerce=int,
        empty_value=None,
        widget=FixedChoices(_weekdays),
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        required=False,
        choices=_hours,
        coerce=int,
        empty_value=None,
        widget=FixedChoices(_hours),
    )
    text = forms.CharField(label=_("Words"), required=False, max_length=200, widget=TextInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        own_factors: Iterable[tuple[str, str]] = (),
        own_relief: Iterable[tuple[str, str]] = (),
        medicines: Callable[[], Iterable[str]] = list,
        **kwargs: Any,
    ) -> None:
        """`own_factors`, `own_relief`: (code, label) of the person's own ones; `medicines()`: names of medicines.

        The dates are called from and to in the address.
        """
        super().__init__(data if data is not None else {}, **kwargs)
        dates = {
            "from": forms.DateField(label=_("From"), required=False, widget=DateInput()),
            "to": forms.DateField(label=_("To"), required=False, widget=DateInput()),
        }
        self.fields = dates | self.fields
        for field in self.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs["class"] = kind
        done, own_remedies = (data or {}).get("relief", ""), dict(own_relief)

        def remedies() -> list[tuple[str, LazyText]]:
            # Asked for when they are needed: a chart reads the filter and shows no list of it.
            named = [
                (remedy_key(REMEDY_MEDICATION, name), remedy_words(REMEDY_MEDICATION, name)) for name in medicines()
            ]
            # A name that is spelled otherwise in the address is the same medicine.
            named = [pair for pair in named if pair[0] == done or pair[0].casefold() != done.casefold()]
            known = {*RELIEF, *own_remedies, *(key for key, words in named)}
            unseen = [(done, remedy_words(*remedy_of_key(done)))] if is_remedy_key(done) and done not in known else []
            return [_ANY, *RELIEF.choices(), *own_remedies.items(), *named, *unseen]

        choice_field(self, "relief").choices = remedies
        asked = (data or {}).get("factor", "")
        known = {code for code, label in own_factors}
        # A word of their own that no list holds any more can still be asked for by its address.
        is_unseen = is_factor(asked) and asked not in FACTORS and asked not in known
        unseen = [(asked, FACTORS.label(asked))] if is_unseen else []
        choice_field(self, "factor").choices = [_ANY, *FACTORS.choices(), *own_factors, *unseen]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", forms.ValidationError(_("This is before the first day. Choose a later one."), "order"))
        low, high = cleaned.get("intensity_min"), cleaned.get("intensity_max")
        if low is not None and high is not None and high < low:
            self.add_error("intensity_max", forms.ValidationError(_("This is below the lower number."), "order"))
        return cleaned

    def episode_filter(self) -> EpisodeFilter:
        """The filter; a field with an error asks for nothing (and the page shows the error beside it)."""
        self.is_valid()
        cleaned = self.cleaned_data
        return EpisodeFilter(
            first=cleaned.get("from"),
            last=cleaned.get("to"),
            region=cleaned.get("region", ""),
            side=cleaned.get("side", ""),
            kind=cleaned.get("kind", ""),
            factor=cleaned.get("factor", ""),
            relief=cleaned.get("relief", ""),
            intensity_min=cleaned.get("intensity_min"),
            intensity_max=cleaned.get("intensity_max"),
            weekday=cleaned.get("weekday"),
            hour=cleaned.get("hour"),
            text=cleaned.get("text", ""),
        )
