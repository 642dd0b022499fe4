"""When a spasm stopped: at the press of its button, or, where it has run for hours, as the person chooses."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.days import ONE_DAY, wall_clock
from tracker.forms.datetimes import FOLDS, clean_date, clean_instant, clean_not_in_future
from tracker.forms.when import AT_A_TIME, LONGEST_WITHOUT_DAY
from tracker.forms.widgets import DateInput, TimeInput
from tracker.models import Episode
from tracker.vocabulary.episodes import ESTIMATED, MEASURED, UNKNOWN

STOPPED_NOW, STOPPED_AFTER, NOT_KNOWN = "now", "after", "unknown"


class StopForm(forms.Form):
    """Cleans to `ended_at` and `duration_basis`. Without `when` it is the plain button: it stopped when pressed.

    `after` is its length in seconds, which only `when=after` reads.
    """

    when = forms.ChoiceField(
        choices=[(code, code) for code in (STOPPED_NOW, STOPPED_AFTER, AT_A_TIME, NOT_KNOWN)], required=False
    )
    after = forms.IntegerField(min_value=0, required=False)
    ended_on = forms.DateField(label=_("Day"), required=False, widget=DateInput())
    ended_time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    ended_fold = forms.ChoiceField(
        label=_("Which of the two?"), choices=FOLDS, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, episode: Episode, at: dt.datetime, **kwargs: Any
    ) -> None:
        """`at`: when it was pressed."""
        self.episode, self.at = episode, at
        started_on = wall_clock(episode.started_at, episode.time_zone).date()
        super().__init__(self._by_button(data), initial={"ended_on": started_on}, **kwargs)

    @staticmethod
    def _by_button(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """One button says both that it stopped after a while, and after how long: `when=after-300`."""
        when = data.get("when", "") if data is not None else ""
        if data is None or not when.startswith(f"{STOPPED_AFTER}-"):
            return data
        return {"when": STOPPED_AFTER, "after": when.removeprefix(f"{STOPPED_AFTER}-")}

    @property
    def is_chosen(self) -> bool:
        """True if the person said when it stopped, or that they do not know: not only that it did."""
        return bool(self.data.get("when"))

    @property
    def at_fields(self) -> list[forms.BoundField]:
        """What "at another time" asks; which of two hours it was only where it came twice."""
        names = ["ended_on", "ended_time"]
        return [self[name] for name in ([*names, "ended_fold"] if "ended_fold" in self.errors else names)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not self.errors:
            try:
                cleaned["ended_at"], cleaned["duration_basis"] = self._end(cleaned)
            except forms.ValidationError as error:
                self.add_error("ended_fold" if error.code == "ambiguous" else "ended_time", error)
        for name in [name for name in self.errors if name in self.fields][:1]:
            self.fields[name].widget.attrs["autofocus"] = True
        return cleaned

    def _end(self, cleaned: dict[str, Any]) -> tuple[dt.datetime | None, str]:
        if cleaned["when"] == NOT_KNOWN:
            return None, UNKNOWN
        if cleaned["when"] == STOPPED_AFTER and cleaned["after"] is not None:
            ended_at = self.episode.started_at + dt.timedelta(seconds=cleaned["after"])
            return clean_not_in_future(ended_at, self.at), ESTIMATED
        if cleaned["when"] in {STOPPED_AFTER, AT_A_TIME}:
            return self._end_on(cleaned), ESTIMATED
        return self.at, MEASURED

    def _end_on(self, cleaned: dict[str, Any]) -> dt.datetime:
        day, time = cleaned["ended_on"], cleaned["ended_time"]
        if time is None:
            raise forms.ValidationError(_("Enter when it ended. A guess is fine."), "required")
        started_at, zone = self.episode.started_at, self.episode.time_zone
        started = wall_clock(started_at, zone)
        day = clean_date(day or started.date(), self.at.date())
        next_day = dt.datetime.combine(started.date() + ONE_DAY, time)
        if day == started.date() and time < started.time() and next_day - started <= LONGEST_WITHOUT_DAY:
            # The day stands at that of the start: from 23:58 until 00:10 is after midnight.
            day += ONE_DAY
        ended_at = clean_instant(day, time, zone, cleaned.get("ended_fold", ""), earliest=started_at, latest=self.at)
        if ended_at < started_at:
            raise forms.ValidationError(_("End time is before the start. Check the date."), "end-before-start")
        return clean_not_in_future(ended_at, self.at)
