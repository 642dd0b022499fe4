"""Several past spasms in one form, a row each: when, where, how strong. Rows that stay empty are none."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.days import ONE_DAY, DayStarts, wall_clock
from tracker.formatting import short_date_words, short_weekday_date_words
from tracker.forms.datetimes import CLOCK_SKEW, clean_date, clean_instant, clean_not_in_future
from tracker.forms.region_values import mark_value, parse_mark
from tracker.forms.widgets import Choices, ManyChoices, TextInput
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, OTHER_REGION, REGIONS, mark_words

ROWS_AT_FIRST, ROWS_MORE, ROWS_AT_MOST = 5, 5, 20
DAYS_AT_FIRST, DAYS_MORE, DAYS_AT_MOST = 31, 61, 366
"""How far back the days reach that can be chosen."""
_STRENGTHS: list[tuple[str, LazyText]] = [
    *((str(n), str(n)) for n in range(INTENSITY_MIN, INTENSITY_MAX + 1)),
    ("", pgettext_lazy("how strong it was", "not sure")),
]
_CLOCK_FORMATS = ("%H:%M", "%H.%M", "%H%M", "%H")
"""How people type what a clock shows: "3:10", "03.10", "0310", "3"."""


@cache
def _all_places(language: str | None) -> list[tuple[str, Choices]]:
    """Every place with its side, in groups. The words depend on the language."""
    by_group: dict[str, list[tuple[str, str]]] = {group: [] for group, _words in GROUPS.choices()}
    for code, region in REGIONS.items():
        if code != OTHER_REGION:
            by_group[region.group] += [place_choice(code, side) for side in region.sides]
    return [(str(GROUPS.label(group)), places) for group, places in by_group.items() if places]


def place_choice(region: str, side: str) -> tuple[str, str]:
    """A place to choose: the value that is sent, and its words."""
    return mark_value(RegionMark(region, side)), capfirst(mark_words(region, side))


def _days_offered(last: dt.date, count: int) -> list[tuple[str, str]]:
    """The days to choose from, the latest first."""
    named = {last: _("Today, %(date)s"), last - ONE_DAY: _("Yesterday, %(date)s")}
    dates = [last - n * ONE_DAY for n in range(count)]
    return [
        (
            date.isoformat(),
            named[date] % {"date": short_date_words(date)} if date in named else short_weekday_date_words(date),
        )
        for date in dates
    ]


class SeveralRow(forms.Form):
    """One of them. Cleans to `record`: None for a row that says nothing."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    inherited = forms.CharField(required=False, widget=forms.HiddenInput)
    """The place that the row took from the one before it: alone it says nothing."""
    on = forms.DateField(label=_("Day"), required=False, widget=ManyChoices(attrs={"class": "form-select"}))
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=_CLOCK_FORMATS,
        error_messages={"invalid": _("Enter a time such as 03:20.")},
        widget=TextInput(
            attrs={"class": "form-control", "placeholder": "--:--", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    place = forms.CharField(label=_("Where"), required=False, widget=ManyChoices(attrs={"class": "form-select"}))
    intensity = forms.ChoiceField(
        label=pgettext_lazy("0 to 10", "How strong"), choices=_STRENGTHS, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        time_zone: str,
        starts: DayStarts,
        now: dt.datetime,
        days: list[tuple[str, str]],
        recent: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        self.time_zone, self.starts, self.now = time_zone, starts, now.replace(microsecond=0)
        super().__init__(*args, **kwargs)
        on, where = self.fields["on"].widget, self.fields["place"].widget
        on.choices = self._with_sent("on", days)
        groups = [(pgettext("places", "Recent"), recent)] if recent else []
        where.choices = self._with_sent("place", [("", _("Choose a place")), *groups, *_all_places(get_language())])

    def _with_sent(self, name: str, choices: list[Any]) -> list[Any]:
        """The choices, and what was sent though it is none of them: it is not lost."""
        sent = str(self[name].value() or "")
        codes = {code for code, label in _flat(choices)}
        return choices if sent in codes or not sent else [(sent, sent), *choices]

    @property
    def numbers(self) -> list[tuple[str, LazyText, bool]]:
        """(value, words, chosen) of each step of the scale, and of none."""
        chosen = str(self["intensity"].value() or "")
        return [(code, words, code == chosen) for code, words in _STRENGTHS]

    @property
    def _is_place_inherited(self) -> bool:
        return bool(self["place"].value() == self["inherited"].value())

    def clean_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["on"]
        return clean_date(day, self.now.date()) if day else None

    def clean_place(self) -> RegionMark | None:
        value: str = self.cleaned_data["place"]
        return parse_mark(value) if value else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned["record"] = None
        own = ("time", "intensity") if self._is_place_inherited else ("time", "place", "intensity")
        answers = [name for name in own if cleaned.get(name) not in (None, "")]
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
        on, time = cleaned["on"], cleaned["time"]
        # The day is one of the diary: its night goes on after midnight. Where that night is still to come, the one
        # before is meant: "today, 00:30", written down at breakfast.
        night_is_over = on + ONE_DAY <= wall_clock(self.now, self.time_zone).date()
        date = on + ONE_DAY if time.hour < self.starts.hour_on(on + ONE_DAY) and night_is_over else on
        # Of an hour that came twice the first: here times are guesses.
        at = clean_instant(date, time, self.time_zone, "0", latest=self.now + CLOCK_SKEW)
        mark = cleaned["place"]
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
        self,
        data: Mapping[str, Any] | None,
        *,
        time_zone: str,
        starts: DayStarts,
        now: dt.datetime,
        day: dt.date,
        recent: Iterable[tuple[str, str]] = (),
        more: int = 0,
        earlier: int = 0,
    ) -> None:
        """`day`: the person’s today; `recent`: (region, side) of the places chosen lately.

        `more` rows are added, and days `earlier` than those offered.
        """
        self.is_bound = data is not None
        self.is_empty = False
        """It was sent, and no row says anything."""
        sent = self._rows_sent(data)
        count = min(sent + more if sent else ROWS_AT_FIRST, ROWS_AT_MOST)
        self.day_count = min(self._days_sent(data) + earlier, DAYS_AT_MOST)
        self.night_ends = starts.hour_on(day)
        """Up to this hour the night counts as the day before."""
        days = _days_offered(day, self.day_count)
        last_day, last_place = self._last_sent(data, sent)
        places = [place_choice(*place) for place in recent]
        self.rows = [
            SeveralRow(
                data if number < sent else None,
                prefix=f"row-{number}",
                # A day and a place that stand there alone say nothing yet: most are of the same night.
                initial={
                    "uid": uuid.uuid4(),
                    "on": last_day or day.isoformat(),
                    "place": last_place,
                    "inherited": last_place,
                },
                time_zone=time_zone,
                starts=starts,
                now=now,
                days=days,
                recent=places,
            )
            for number in range(count)
        ]

    @staticmethod
    def _last_sent(data: Mapping[str, Any] | None, sent: int) -> tuple[str, str]:
        """Day and place of the last row that was filled in, for those after it."""
        for number in reversed(range(sent)):
            cells = {
                name: (data or {}).get(f"row-{number}-{name}", "") for name in ("on", "time", "place", "intensity")
            }
            if any(cells[name] for name in ("time", "place", "intensity")):
                return cells["on"], cells["place"]
        return "", ""

    @staticmethod
    def _days_sent(data: Mapping[str, Any] | None) -> int:
        sent = str(data.get("days", "")) if data is not None else ""
        return max(int(sent), DAYS_AT_FIRST) if sent.isdecimal() and len(sent) < 5 else DAYS_AT_FIRST

    @staticmethod
    def _rows_sent(data: Mapping[str, Any] | None) -> int:
        names = (number for number in range(ROWS_AT_MOST) if data is not None and f"row-{number}-uid" in data)
        return sum(1 for _number in names)

    @property
    def has_more(self) -> bool:
        """More rows were asked for than stand there at first."""
        return len(self.rows) > ROWS_AT_FIRST

    @property
    def can_have_more(self) -> bool:
        return len(self.rows) < ROWS_AT_MOST

    @property
    def can_reach_back(self) -> bool:
        """Earlier days can be offered."""
        return self.day_count < DAYS_AT_MOST

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of a row, which a wide screen names once."""
        return self.rows[0].visible_fields()

    def twice(self) -> list[tuple[int, int]]:
        """(number of a row, number of the first row that says just the same), counted from 1."""
        firsts: dict[object, int] = {}
        pairs = []
        for number, row in enumerate(self.rows, start=1):
            record = row.cleaned_data.get("record") if row.is_bound and row.is_valid() else None
            if record:
                first = firsts.setdefault((record.started_at, record.regions, record.intensity), number)
                pairs += [(number, first)] if first != number else []
        return pairs

    def records(self) -> list[EpisodeRecord] | None:
        """What all rows say, in their order; None if a row has a mistake, beside its cell."""
        cleaned = [row.cleaned_data["record"] for row in self.rows if row.is_bound and row.is_valid()]
        if any(row.errors for row in self.rows):
            return None
        return [record for record in cleaned if record]


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list):
            yield from label
        else:
            yield code, label
