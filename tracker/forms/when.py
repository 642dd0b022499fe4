"""When an episode started and how long it lasted, as people say it: a start and a span, on the clocks of a place."""

import datetime as dt
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.days import ONE_DAY, wall_clock
from tracker.forms.datetimes import (
    CLOCK_SKEW,
    FOLDS,
    clean_date,
    clean_instant,
    clean_not_in_future,
    clean_zone,
)
from tracker.forms.widgets import DateInput, TimeInput
from tracker.records.episode import EpisodeRecord
from tracker.vocabulary import episodes as words

AT_A_TIME, JUST_NOW = "at", "0"
STARTS = [
    (JUST_NOW, _("just now")),
    ("15", pgettext_lazy("when it started: so long ago", "15 min")),
    ("30", pgettext_lazy("when it started: so long ago", "30 min")),
    ("60", _("1 h ago")),
    (AT_A_TIME, pgettext_lazy("when it started: at a time that is not listed", "other")),
]
NIGHT, MORNING, YESTERDAY = "night", "morning", "yesterday"
DAY_PARTS = [
    (MORNING, pgettext_lazy("when it started: on the morning of this day", "morning")),
    (NIGHT, _("last night")),
    (YESTERDAY, _("yesterday")),
]
GUESSES = {NIGHT: dt.time(3), MORNING: dt.time(8), YESTERDAY: dt.time(15)}
"""The time that stands there for each, to be changed: a guess will do."""
AGO = frozenset({"15", "30", "60"})
"""Starts that are counted back from when the form was sent."""
NOON_HOUR = 12
LONGEST_WITHOUT_DAY = dt.timedelta(hours=12)
"""How long it may have lasted over midnight without the day of its end being given."""
AS_IT_IS, UNTIL = "as-it-is", "until"
DURATIONS = [
    ("30", _("under a minute")),
    ("60", _("1 min")),
    ("120", _("2 min")),
    ("300", _("5 min")),
    ("600", _("10 min")),
    ("1200", _("20 min")),
    ("3600", _("1 h")),
    (UNTIL, _("choose when it stopped")),
    (words.ONGOING, _("still going on")),
    (words.UNKNOWN, _("I don’t know")),
]


Cleaned: TypeAlias = dict[str, Any]
"""What a form has cleaned so far, by the names of its fields."""
Span: TypeAlias = tuple[dt.datetime, dt.datetime | None, str]
"""Start, end if there is one, and how the duration is known."""


def _about(part: str) -> forms.TimeField:
    """The time in a part of the day, with a guess to begin with."""
    return forms.TimeField(
        label=_("About what time? A guess is fine."), required=False, initial=GUESSES[part], widget=TimeInput()
    )


def _days_of(stored: EpisodeRecord) -> set[dt.date]:
    """The days on which it began and ended, on the clocks there."""
    return {wall_clock(at, stored.time_zone).date() for at in (stored.started_at, stored.ended_at) if at}


def _is_start_of(stored: EpisodeRecord, day: dt.date, time: dt.time, zone_name: str) -> bool:
    """True if the start was left as stored: an hour that came twice need not be chosen again."""
    if zone_name != stored.time_zone:
        return False
    return wall_clock(stored.started_at, zone_name) == dt.datetime.combine(day, time)


class WhenForm(forms.Form):
    """Cleans to `started_at`, `ended_at` and `duration_basis`. Needs `now`, and `stored`: the record being changed."""

    now: dt.datetime
    today: dt.date
    """The person's day: after midnight still that of the evening."""
    stored: EpisodeRecord | None = None

    started = forms.ChoiceField(
        label=_("When did it start?"),
        # From near to far, so that the eye stops at once.
        choices=[*STARTS[:-1], *DAY_PARTS, STARTS[-1]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it started. Nothing else is needed.")},
    )
    started_on = forms.DateField(label=_("Day"), required=False, widget=DateInput())
    started_time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    time_night = _about(NIGHT)
    time_morning = _about(MORNING)
    time_yesterday = _about(YESTERDAY)
    fold = forms.ChoiceField(
        label=_("Which of the two?"),
        choices=FOLDS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only for the hour that comes twice when clocks go back."),
    )
    time_zone = forms.CharField(label=_("Time zone or city there"), max_length=64)
    duration = forms.ChoiceField(
        label=_("How long did it last?"), choices=DURATIONS, required=False, widget=forms.RadioSelect
    )
    ended_on = forms.DateField(label=_("Ended on"), required=False, widget=DateInput())
    ended_time = forms.TimeField(
        label=pgettext_lazy("ended on a day, at a time", "at"), required=False, widget=TimeInput()
    )
    ended_fold = forms.ChoiceField(
        label=_("Which of the two?"), choices=FOLDS, required=False, widget=forms.RadioSelect
    )

    def clean_time_zone(self) -> str:
        return clean_zone(self.cleaned_data["time_zone"].strip(), self.now)

    def clean_started_on(self) -> dt.date | None:
        return self._clean_day("started_on")

    def clean_ended_on(self) -> dt.date | None:
        return self._clean_day("ended_on")

    def _clean_day(self, name: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data.get(name)
        if day is None or (self.stored and day in _days_of(self.stored)):
            # What a file brought in stays as it is.
            return day
        return clean_date(day, self.now.date())

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if {"started", "time_zone"} <= cleaned.keys():
            self._clean_span(cleaned)
        return cleaned

    def _clean_span(self, cleaned: Cleaned) -> None:
        """Sets `started_at`, `ended_at`, `duration_basis`, or an error beside the field that is to be mended."""
        try:
            started_at = self._started_at(cleaned)
        except forms.ValidationError as error:
            part = cleaned["started"]
            field = f"time_{part}" if part in GUESSES else "fold" if error.code == "ambiguous" else "started_time"
            self.add_error(field, error)
            return
        if started_at is None or (cleaned.get("duration") == UNTIL and {"ended_on", "ended_time"} & self.errors.keys()):
            return
        try:
            cleaned["started_at"], cleaned["ended_at"], cleaned["duration_basis"] = self._span(cleaned, started_at)
        except forms.ValidationError as error:
            of_the_end = "ended_fold" if error.code == "ambiguous" else "ended_time"
            self.add_error(of_the_end if cleaned.get("duration") == UNTIL else "duration", error)

    def _started_in(self, part: str, cleaned: Cleaned) -> dt.datetime | None:
        """The start in a part of the day. The night is the last one: until noon on the day itself, else the evening."""
        name = f"time_{part}"
        if name in self.errors:
            return None
        time: dt.time = cleaned.get(name) or GUESSES[part]
        is_day_before = part == YESTERDAY or (part == NIGHT and time.hour >= NOON_HOUR)
        day = self.today - ONE_DAY if is_day_before else self.today
        # Of an hour that came twice the first will do, for a guess.
        return clean_not_in_future(clean_instant(day, time, cleaned["time_zone"], FOLDS[0][0]), self.now)

    def _started_at(self, cleaned: Cleaned) -> dt.datetime | None:
        if cleaned["started"] in GUESSES:
            return self._started_in(cleaned["started"], cleaned)
        if cleaned["started"] != AT_A_TIME:
            return self.now - dt.timedelta(minutes=int(cleaned["started"]))
        day: dt.date | None = cleaned.get("started_on")
        time: dt.time | None = cleaned.get("started_time")
        for name, value, message in (
            ("started_on", day, _("Enter the day.")),
            ("started_time", time, _("Enter the time. A guess is fine.")),
        ):
            if value is None and name not in self.errors:
                self.add_error(name, forms.ValidationError(message, "required"))
        if day is None or time is None:
            return None
        stored = self.stored
        if stored and _is_start_of(stored, day, time, cleaned["time_zone"]) and not cleaned.get("fold"):
            return stored.started_at
        started_at = clean_instant(
            day, time, cleaned["time_zone"], cleaned.get("fold", ""), latest=self.now + CLOCK_SKEW
        )
        return clean_not_in_future(started_at, self.now)

    def _span(self, cleaned: Cleaned, started_at: dt.datetime) -> Span:
        duration: str = cleaned.get("duration", "")
        if duration == AS_IT_IS and self.stored:
            return self._moved(self.stored, started_at, cleaned["time_zone"])
        if duration in {"", AS_IT_IS, words.UNKNOWN}:
            return started_at, None, words.UNKNOWN
        if duration == words.ONGOING:
            return started_at, None, words.ONGOING
        if duration == UNTIL:
            return started_at, self._ended_at(cleaned, started_at), words.ESTIMATED
        length = dt.timedelta(seconds=int(duration))
        if cleaned["started"] == JUST_NOW:
            # "Just now, 5 min": it is just over, so it began five minutes ago.
            started_at -= length
        if started_at + length > self.now:
            raise forms.ValidationError(
                _("It would still be going on now. Choose a shorter time, or “still going on”."), "future"
            )
        return started_at, started_at + length, words.ESTIMATED

    def _moved(self, stored: EpisodeRecord, started_at: dt.datetime, zone_name: str) -> Span:
        """The stored end: kept where it was if the start was only corrected, and refused if it now lies before.

        On the clocks of another place it goes along with the start: it lasted as long as it lasted."""
        ended_at = stored.ended_at
        if ended_at and zone_name != stored.time_zone:
            ended_at = clean_not_in_future(ended_at + (started_at - stored.started_at), self.now)
        if ended_at and ended_at < started_at:
            raise forms.ValidationError(
                _("It would end before it started. Choose again how long it lasted."), "end-before-start"
            )
        return started_at, ended_at, stored.duration_basis

    def _ended_at(self, cleaned: Cleaned, started_at: dt.datetime) -> dt.datetime:
        day, time = cleaned.get("ended_on"), cleaned.get("ended_time")
        if time is None:
            raise forms.ValidationError(_("Enter when it ended. A guess is fine."), "required")
        ended_at = self._end_on(day, time, cleaned, started_at) if day else self._next_end(time, cleaned, started_at)
        if ended_at < started_at:
            raise forms.ValidationError(_("End time is before the start. Check the date."), "end-before-start")
        return clean_not_in_future(ended_at, self.now)

    def _end_on(self, day: dt.date, time: dt.time, cleaned: Cleaned, started_at: dt.datetime) -> dt.datetime:
        return clean_instant(
            day,
            time,
            cleaned["time_zone"],
            cleaned.get("ended_fold", ""),
            earliest=started_at,
            latest=self.now + CLOCK_SKEW,
        )

    def _next_end(self, time: dt.time, cleaned: Cleaned, started_at: dt.datetime) -> dt.datetime:
        """The end on the day of the start, or after midnight: from 23:50 until 00:20 is half an hour.

        Not if it would have lasted longer than a night: then the time is more likely wrong.
        """
        started = wall_clock(started_at, cleaned["time_zone"])
        next_day = started.date() + ONE_DAY
        is_after_midnight = (
            time < started.time() and dt.datetime.combine(next_day, time) - started <= LONGEST_WITHOUT_DAY
        )
        return self._end_on(next_day if is_after_midnight else started.date(), time, cleaned, started_at)
