"""What a person may set: zone, look, when their day starts and ends."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.countries import BY_TIME_ZONE, OWN_NUMBER, countries_of
from tracker.days import DEFAULT_DEADLINE, DEFAULT_START_HOUR, NIGHT_START_HOUR
from tracker.formatting import time_words
from tracker.forms.datetimes import clean_zone
from tracker.forms.fields import choice_field
from tracker.vocabulary.emergency_numbers import COUNTRIES, EMERGENCY_NUMBERS
from tracker.vocabulary.look import TEXT_SIZES, THEMES

ZONE_LIST_ID = "time-zones"
BEDTIMES = [dt.time(hour, minute) for hour in (*range(18, 24), *range(4)) for minute in (0, 30)]
"""Six in the evening to half past three at night."""


NUMBER_LENGTH = 15
_DIALABLE = re.compile(r"\+?[0-9*#]{2,}")
_SPACING = re.compile(r"[\s().-]+")


def country_choices(time_zone: str = "") -> list[tuple[str, str]]:
    """What can be chosen for the emergency number: the time zone's, each country's by its name, one's own."""
    by_time_zone = gettext("The one for my time zone")
    countries = countries_of(time_zone)
    if len(countries) == 1 and countries[0] in COUNTRIES:
        by_time_zone = gettext("%(country)s (from your time zone)") % {"country": COUNTRIES.label(countries[0])}
    named = [
        (code, gettext("%(country)s: %(number)s") % {"country": name, "number": EMERGENCY_NUMBERS[code]})
        for code, name in COUNTRIES.choices()
    ]
    named.sort(key=lambda choice: _without_accents(choice[1]))
    return [(BY_TIME_ZONE, by_time_zone), *named, (OWN_NUMBER, gettext("Another number"))]


def _without_accents(words: str) -> str:
    """For the order of a list: Åland before Albania."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign))


class PhoneNumberField(forms.CharField):
    """A number to dial, kept without the spaces, brackets and hyphens that people write in it."""

    default_error_messages = {
        "not_dialable": _("Enter a phone number: digits, *, # and + only."),
        "too_long": _("That is too long. Enter 15 characters or fewer."),
    }

    def to_python(self, value: Any) -> str:
        number = _SPACING.sub("", super().to_python(value) or "")
        if number and not _DIALABLE.fullmatch(number):
            raise forms.ValidationError(self.error_messages["not_dialable"], code="not_dialable")
        if len(number) > NUMBER_LENGTH:
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")
        return number


class PreferencesForm(forms.Form):
    """Zone, theme, size of the text, start of the day, bedtime, emergency number."""

    time_zone = forms.CharField(
        label=_("Time zone or city"),
        max_length=64,
        help_text=_("Where you are now. Entries keep the time zone they were made in."),
        widget=forms.TextInput(
            attrs={"list": ZONE_LIST_ID, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    day_start_hour = forms.TypedChoiceField(
        label=_("A new day starts at"),
        coerce=int,
        choices=lambda: [(hour, time_words(dt.time(hour))) for hour in range(NIGHT_START_HOUR)],
        help_text=_("A spasm before that hour counts for the day before."),
        initial=DEFAULT_START_HOUR,
    )
    deadline = forms.TypedChoiceField(
        label=_("Bedtime"),
        coerce=dt.time.fromisoformat,
        choices=lambda: [(f"{time:%H:%M}", time_words(time)) for time in BEDTIMES],
        help_text=_("A check-in at that time or later is marked late."),
        initial=f"{DEFAULT_DEADLINE:%H:%M}",
    )
    theme = forms.ChoiceField(label=_("Appearance"), choices=THEMES.choices(), widget=forms.RadioSelect)
    text_size = forms.ChoiceField(label=_("Text size"), choices=TEXT_SIZES.choices(), widget=forms.RadioSelect)
    emergency_country = forms.ChoiceField(label=_("Country"), required=False, choices=country_choices)
    emergency_number = PhoneNumberField(
        label=_("Number to call"),
        required=False,
        help_text=_("Used only if you choose “Another number” above."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: dt.datetime | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.now = now
        choice_field(self, "emergency_country").choices = country_choices(self.initial.get("time_zone", ""))

    def clean_time_zone(self) -> str:
        return clean_zone(self.cleaned_data["time_zone"], self.now)

    def clean(self) -> dict[str, Any]:
        super().clean()
        wanted = self.cleaned_data
        if wanted.get("emergency_country") == OWN_NUMBER and wanted.get("emergency_number") == "":
            self.add_error("emergency_number", _("Enter the number to call, or choose a country above."))
        return wanted
