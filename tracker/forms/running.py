"""What a running episode asks: where, when it really began, and the number once it is over."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.days import ONE_DAY, wall_clock
from tracker.forms.datetimes import (
    CLOCK_SKEW,
    FAR_BACK_YEARS,
    clean_instant,
    clean_not_in_future,
    instants_at,
    parse_instant,
)
from tracker.forms.region_picker import RegionPicker
from tracker.forms.regions import RegionsField
from tracker.forms.widgets import TimeInput
from tracker.models import Episode
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, SAFETY_ANSWERS

REPLAY_AGE = dt.timedelta(days=90)
"""A tap that waited longer is asked about: by then a clock that was set wrong is likelier than a device put away."""
MOST_WAITED = dt.timedelta(days=365 * FAR_BACK_YEARS)
"""No tap waits that long: the device's clock was never set."""
CLOCK_OFF = dt.timedelta(minutes=5)
"""If a device's clock is further off, the page says so."""
STARTED_AT, ENDED_AT, SENT_AT = "started_at", "ended_at", "sent_at"
"""The fields that a page's script fills in when a button is pressed."""
BY_OUR_CLOCK = "by_our_clock"
"""The field that says: a page handed this form back, and the time of the tap in it is by our clock."""
LONG_AGO_OK = "long_ago_ok"
"""The field that says: the tap counts from when it was, although that is long ago."""


def client_instant(tapped_at: str, sent_at: str, now: dt.datetime) -> dt.datetime:
    """When a tap was, by our clock: now, less what passed on the device's own clock until the tap was sent.

    So a device with a wrong clock moves nothing, and a tap that is sent late keeps its time. Without `sent_at` the
    device's time is taken only if it is about ours. Never later than now.
    """
    tapped, sent = parse_instant(tapped_at), parse_instant(sent_at)
    if tapped is None:
        return now
    if sent is not None:
        passed = waited(tapped, sent)
        return now - passed if passed <= MOST_WAITED else now
    return min(tapped, now) if abs(tapped - now) <= CLOCK_OFF else now


def pressed_at(data: Mapping[str, str], name: str, now: dt.datetime) -> dt.datetime:
    """When the button of a form was pressed, by our clock. `name`: of the field that says so."""
    tapped_at = data.get(name, "")
    # A form that was handed back may have waited on its page: what passed there counts, too.
    return client_instant(tapped_at, now.isoformat() if BY_OUR_CLOCK in data else data.get(SENT_AT, ""), now)


def asks_when(data: Mapping[str, str], at: dt.datetime, now: dt.datetime) -> bool:
    """True if the person has to say first whether the button counts from when it was pressed, or from now."""
    return now - at > REPLAY_AGE and LONG_AGO_OK not in data


def with_our_clock(fields: list[tuple[str, str]], now: dt.datetime) -> list[tuple[str, str]]:
    """The fields of a form that is handed back: the time of its tap by our clock, however long it is left there."""
    sent = dict(fields)
    name = next((name for name in (STARTED_AT, ENDED_AT) if sent.get(name)), None)
    if name is None or not sent.get(SENT_AT):
        return fields
    at = pressed_at(sent, name, now).isoformat()
    return [*(pair for pair in fields if pair[0] not in {name, SENT_AT}), (name, at), (BY_OUR_CLOCK, "1")]


def waited(tapped: dt.datetime, sent: dt.datetime) -> dt.timedelta:
    """How long a tap waited to be sent, by the device's clock. None at all if that clock was put back meanwhile."""
    return max(sent - tapped, dt.timedelta(0))


def clock_off(sent_at: str, now: dt.datetime) -> dt.timedelta:
    """How far a device's clock is ahead of ours; zero if it is about right, or does not say."""
    sent = parse_instant(sent_at)
    return sent - now if sent and abs(sent - now) > CLOCK_OFF else dt.timedelta(0)


class WhereForm(forms.Form):
    """Where it is, and the answer to the two lines if the chest or a neighbor was chosen."""

    regions = RegionsField(label=_("Where is it?"), widget=RegionPicker(is_legs_first=True))
    chest_signs = forms.ChoiceField(choices=SAFETY_ANSWERS.choices(), required=False)


class StartCorrectionForm(forms.Form):
    """The corrected start of a running spasm: some minutes earlier, or at a time of day."""

    minutes = forms.TypedChoiceField(
        choices=[("5", _("5 min earlier")), ("10", _("10 min earlier")), ("30", _("30 min earlier"))],
        coerce=int,
        required=False,
        widget=forms.RadioSelect,
    )
    at = forms.TimeField(label=_("It began at"), required=False, widget=TimeInput(attrs={"class": "form-control"}))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, now: dt.datetime, episode: Episode, **kwargs: Any
    ) -> None:
        self.now, self.episode = now, episode
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("minutes"):
            cleaned["started_at"] = self.episode.started_at - dt.timedelta(minutes=cleaned["minutes"])
        elif cleaned.get("at"):
            try:
                cleaned["started_at"] = self._at(cleaned["at"])
            except forms.ValidationError as error:
                self.add_error("at", error)
        elif not self.errors:
            self.add_error("at", forms.ValidationError(_("Enter when it began. A guess is fine."), "required"))
        return cleaned

    def _at(self, time: dt.time) -> dt.datetime:
        """The last time the clocks there showed `time`: it may have been before midnight, or the second of two.

        Of what has been running for more than a day it is the time nearest to the start so far.
        """
        so_far, zone_name = self.episode.started_at, self.episode.time_zone
        if self.now - so_far > ONE_DAY:
            day = wall_clock(so_far, zone_name).date()
            shown = [at for date in (day - ONE_DAY, day, day + ONE_DAY) for at in self._shown(date, time)]
            return min(shown, key=lambda at: abs(at - so_far))
        here = wall_clock(self.now, zone_name)
        is_skipped = not instants_at(here.date(), time, zone_name) and dt.datetime.combine(here, time) <= here
        day = here.date() if is_skipped or self._shown(here.date(), time) else here.date() - ONE_DAY
        shown = self._shown(day, time)
        return clean_not_in_future(shown[-1] if shown else clean_instant(day, time, zone_name), self.now)

    def _shown(self, date: dt.date, time: dt.time) -> list[dt.datetime]:
        """The instants, up to now, at which the clocks there showed that."""
        shown = instants_at(date, time, self.episode.time_zone)
        return [at for at in shown if at <= self.now + CLOCK_SKEW]


class AfterForm(forms.Form):
    """How strong the spasm was at its worst, and nothing else."""

    intensity = forms.TypedChoiceField(
        label=_("How strong was it at its worst?"),
        choices=[(str(n), str(n)) for n in range(INTENSITY_MIN, INTENSITY_MAX + 1)],
        coerce=int,
        error_messages={
            "required": _("Choose a number from 0 to 10, or add it later."),
            "invalid_choice": _("Choose a number from 0 to 10."),
        },
    )
