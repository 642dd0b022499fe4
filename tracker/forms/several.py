"""Several past spasms in one form, a row each: when, where, how strong. Rows that stay empty are none."""

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.forms.datetimes import CLOCK_SKEW, clean_date, clean_instant, clean_not_in_future
from tracker.forms.widgets import DateInput, TextInput, TimeInput
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.regions import OTHER_REGION, REGIONS, mark_words
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH

ROWS_AT_FIRST, ROWS_MORE, ROWS_AT_MOST = 4, 4, 20
_STRENGTHS = [("", "–"), *((str(n), str(n)) for n in range(INTENSITY_MIN, INTENSITY_MAX + 1))]


@cache
def places_by_words(language: str | None) -> dict[str, tuple[str, RegionMark]]:
    """Each place with its side by its folded words: (words, mark). The words depend on the language."""
    marks = [RegionMark(code, side) for code in REGIONS if code != OTHER_REGION for side in REGIONS[code].sides]
    words = [(mark_words(mark.region, mark.side), mark) for mark in marks]
    return {folded_text(each): (each, mark) for each, mark in words}


class SeveralRow(forms.Form):
    """One of them. Cleans to `record`: None for a row that says nothing."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Day"), required=False, widget=DateInput())
    time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    place_text = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=RELIEF_TEXT_LENGTH,
        widget=TextInput(attrs={"list": "several-places", "autocomplete": "off"}),
    )
    intensity = forms.ChoiceField(label=pgettext_lazy("0 to 10", "How strong"), choices=_STRENGTHS, required=False)

    def __init__(self, *args: Any, time_zone: str, now: dt.datetime, **kwargs: Any) -> None:
        self.time_zone, self.now = time_zone, now.replace(microsecond=0)
        super().__init__(*args, **kwargs)

    def clean_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["on"]
        return clean_date(day, self.now.date()) if day else None

    def clean_place_text(self) -> RegionMark | None:
        words: str = self.cleaned_data["place_text"]
        if not words:
            return None
        known = places_by_words(get_language()).get(folded_text(words))
        if known is None:
            raise forms.ValidationError(_("We don’t know this place. Choose one from the list."), "unknown-place")
        return known[1]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned["record"] = None
        answers = [name for name in ("time", "place_text", "intensity") if cleaned.get(name) not in (None, "")]
        if self.errors or not answers:
            return cleaned
        for name, message in (("on", _("Enter the day.")), ("time", _("Enter the time. A guess is fine."))):
            if cleaned[name] is None:
                self.add_error(name, forms.ValidationError(message, "required"))
        if not self.errors:
            try:
                cleaned["record"] = self._record(cleaned)
            except forms.ValidationError as error:
                self.add_error("time", error)
        return cleaned

    def _record(self, cleaned: Mapping[str, Any]) -> EpisodeRecord:
        # Of an hour that came twice the first: here times are guesses.
        at = clean_instant(cleaned["on"], cleaned["time"], self.time_zone, "0", latest=self.now + CLOCK_SKEW)
        mark = cleaned["place_text"]
        return EpisodeRecord(
            uid=cleaned["uid"],
            started_at=clean_not_in_future(at, self.now),
            time_zone=self.time_zone,
            regions=(mark,) if mark else (),
            intensity=int(cleaned["intensity"]) if cleaned["intensity"] else None,
        )


class SeveralForm:
    """The rows: as they were sent, with more empty ones where those were asked for; else a few empty ones."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, time_zone: str, now: dt.datetime, day: dt.date, more: int = 0
    ) -> None:
        self.is_bound = data is not None
        self.is_empty = False
        """It was sent, and no row says anything."""
        sent = self._rows_sent(data)
        count = min(sent + more if sent else ROWS_AT_FIRST, ROWS_AT_MOST)
        self.rows = [
            SeveralRow(
                data if number < sent else None,
                prefix=f"row-{number}",
                # A day that stands there alone says nothing yet: most are of the same night.
                initial={"uid": uuid.uuid4(), "on": day},
                time_zone=time_zone,
                now=now,
            )
            for number in range(count)
        ]

    @staticmethod
    def _rows_sent(data: Mapping[str, Any] | None) -> int:
        names = (number for number in range(ROWS_AT_MOST) if data is not None and f"row-{number}-uid" in data)
        return sum(1 for _number in names)

    @property
    def can_have_more(self) -> bool:
        return len(self.rows) < ROWS_AT_MOST

    def records(self) -> list[EpisodeRecord] | None:
        """What all rows say, in their order; None if a row has a mistake, beside its cell."""
        cleaned = [row.cleaned_data["record"] for row in self.rows if row.is_bound and row.is_valid()]
        if any(row.errors for row in self.rows):
            return None
        return [record for record in cleaned if record]
