"""When something happened, as people type it: a date and a time on the clocks of a place."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.days import (
    EARLIEST,
    AmbiguousTimeError,
    NonexistentTimeError,
    instant_of,
)
from tracker.formatting import date_words, or_words, time_words
from tracker.places import place_words, places_offered, zone_named, zones_named

CLOCK_SKEW = dt.timedelta(minutes=2)
"""How far ahead of this machine's clock a phone's may be."""

PLACES_SHOWN = 3
FAR_BACK_YEARS = 50
FAR_AHEAD_YEARS = 10
"""Beyond these the year of a day in the diary is most likely mistyped."""

FOLDS = [("0", _("the first time")), ("1", _("the second time"))]


def clean_zone(words: str, now: dt.datetime | None = None) -> str:
    """The zone that is meant by its name or a place's. Raises ValidationError, with places to choose from if it can."""
    name = zone_named(words)
    if name:
        return name
    offered, candidates = places_offered(words, now) if now else (), zones_named(words)[:PLACES_SHOWN]
    if offered:
        message = _("%(words)s is not a place. Enter a city in that time zone, such as %(places)s.")
    elif candidates:
        message = _("%(words)s has several time zones. Enter a city, such as %(places)s.")
    else:
        message = _("We don’t know that time zone. Enter the nearest large city, such as Berlin.")
    places = or_words([place_words(place) for place in offered or candidates])
    raise forms.ValidationError(message, "unknown-zone", {"words": words, "places": places})


def clean_date(value: dt.date, today: dt.date | None = None) -> dt.date:
    """A date within living memory; with `today` also within the years that a diary is about. Raises ValidationError."""
    if not EARLIEST <= value <= dt.date(9000, 1, 1):
        raise forms.ValidationError(_("Is the year right? Choose a date after 1920."), "year")
    if today and value.year < today.year - FAR_BACK_YEARS:
        raise far_back(value.year, likely_year(value, today))
    if today and value.year > today.year + FAR_AHEAD_YEARS:
        message = _("%(year)s is a long way off. Is the year right?")
        raise forms.ValidationError(message, "year", {"year": str(value.year)})
    return value


def likely_year(value: dt.date, today: dt.date) -> int:
    """The year that was most likely meant: the one in which that day came last."""
    return today.year if (value.month, value.day) <= (today.month, today.day) else today.year - 1


def far_back(year: int, likely: int) -> forms.ValidationError:
    """The error that asks whether a year was mistyped."""
    return forms.ValidationError(
        _("%(year)s is a long time ago. Did you mean %(likely)s?"), "year", {"year": str(year), "likely": str(likely)}
    )


def instants_at(date: dt.date, time: dt.time, zone_name: str) -> tuple[dt.datetime, ...]:
    """The instants at which the clocks showed that: one; two or none on the days on which they change."""
    try:
        return (instant_of(dt.datetime.combine(date, time), zone_name),)
    except NonexistentTimeError:
        return ()
    except AmbiguousTimeError as twice:
        return twice.instants


def clean_instant(
    date: dt.date,
    time: dt.time,
    zone_name: str,
    fold: str = "",
    *,
    earliest: dt.datetime | None = None,
    latest: dt.datetime | None = None,
) -> dt.datetime:
    """The instant at which the clocks showed that. `fold` ("0", "1") answers which one, where there were two.

    Not asked where only one of the two can be meant: the other is before `earliest` or after `latest`.
    Raises ValidationError: `nonexistent` where the clocks were put forward over it, `ambiguous` where it came twice.
    """
    wall = dt.datetime.combine(date, time)
    try:
        return instant_of(wall, zone_name)
    except NonexistentTimeError as gap:
        raise _skipped(gap) from None
    except AmbiguousTimeError as twice:
        if fold in {"0", "1"}:
            return twice.instants[int(fold)]
        if earliest and twice.instants[0] < earliest:
            return twice.instants[1]
        if latest and twice.instants[1] > latest:
            return twice.instants[0]
        raise forms.ValidationError(
            _("The clocks went back then, so %(wall)s came twice. Choose which one you mean."),
            "ambiguous",
            {"wall": time_words(wall)},
        ) from None


def _skipped(gap: NonexistentTimeError) -> forms.ValidationError:
    times = {"wall": time_words(gap.wall), "forward": time_words(gap.forward)}
    if gap.wall.date() == gap.forward.date():
        message = _("The clocks went forward then, so %(wall)s did not exist. Did you mean %(forward)s?")
        return forms.ValidationError(message, "nonexistent", times)
    # Over midnight, or over a whole day where a country changed sides of the date line: the time alone says too little.
    days = {"day": date_words(gap.wall.date()), "next_day": date_words(gap.forward.date())}
    message = _("The clocks skipped %(wall)s on %(day)s. Did you mean %(forward)s on %(next_day)s?")
    return forms.ValidationError(message, "nonexistent", times | days)


def clean_not_in_future(instant: dt.datetime, now: dt.datetime) -> dt.datetime:
    """The instant, or now where a clock ran a little ahead. Raises ValidationError for a real future."""
    if instant > now + CLOCK_SKEW:
        raise forms.ValidationError(_("This is in the future. Choose a time in the past."), "future")
    return min(instant, now)


def parse_instant(text: str) -> dt.datetime | None:
    """An ISO 8601 instant with offset, as a client sends it; None for anything else."""
    try:
        instant = dt.datetime.fromisoformat(text.strip())
        return instant.astimezone(dt.UTC) if instant.tzinfo else None
    except (ValueError, OverflowError):
        return None
