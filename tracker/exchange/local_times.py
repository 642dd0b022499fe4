"""Dates, times and durations as other programs and people write them. What cannot be read is a CellError, no guess.

A date of two numbers and a year is read day first or month first, as its caller knows.
"""

import datetime as dt
import re

from django.utils.translation import gettext as _

from tracker.exchange.cells import shown
from tracker.exchange.errors import CellError
from tracker.exchange.foreign import DAY_FIRST, MONTH_FIRST

_CLOCK = r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?)?"
_ONLY_CLOCK = re.compile(_CLOCK, re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(
    rf"(\d{{1,4}})([./-])(\d{{1,2}})\2(\d{{1,4}})(?:(?:,\s*|\s+|T){_CLOCK})?", re.ASCII | re.IGNORECASE
)
_WITH_MONTH_NAME = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+([a-z]{{3}})[a-z]*\.?,?\s+(\d{{4}})(?:,?\s+{_CLOCK})?", re.ASCII | re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_UTC = re.compile(r"\s*(?:UTC|GMT)\Z")
_CENTURY_TURNS = 70
"""Years of two digits: 69 is 2069, 70 is 1970."""

_UNITS = {
    **dict.fromkeys(("d", "day", "days"), dt.timedelta(days=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), dt.timedelta(hours=1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), dt.timedelta(minutes=1)),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), dt.timedelta(seconds=1)),
    "ms": dt.timedelta(milliseconds=1),
}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)[\s,.]*", re.ASCII | re.IGNORECASE)
_BY_COLONS = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?", re.ASCII)
_LENGTH_OF_DURATION = 60
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)

A_TIME = "2026-06-10 03:15"
A_DATE = "2026-06-10"
"""How to write a start or an end, and a date in a column that holds no time of day."""


def date_order(text: str) -> str | None:
    """Which of the two numbers of a date is the day, as far as the date itself shows; "" where it does not.

    None for text that needs no answer: 2026-03-01, and with points, 01.03.26, where the day is always first.
    """
    match = _NUMBERS.fullmatch(text.strip())
    if not match or len(match[1]) > 2 or match[2] == ".":
        return None
    if int(match[1]) > 12:
        return DAY_FIRST
    return MONTH_FIRST if int(match[3]) > 12 else ""


def read_time(text: str, *, is_day_first: bool = False, example: str = A_TIME) -> dt.datetime:
    """The date and time; aware where the text says how far the clocks are from UTC. A date alone is midnight.

    `example` is how to write it in this column, for the error.
    """
    text = text.strip()
    try:
        if match := _NUMBERS.fullmatch(text):
            first, _between, second, third, *clock = match.groups()
            return dt.datetime.combine(_date(first, second, third, match[2] == "." or is_day_first), _time(*clock))
        if match := _WITH_MONTH_NAME.fullmatch(text):
            day, month, year, *clock = match.groups()
            date = dt.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
            return dt.datetime.combine(date, _time(*clock))
        return _iso(text)
    except (ValueError, OverflowError):
        message = _("spasmlog can’t read “%(cell)s” as a date. Write it like %(example)s.")
        raise CellError("not-a-time", message % {"cell": shown(text), "example": example}) from None


def has_clock_time(text: str) -> bool:
    """True if the text says a time of day, not a date alone."""
    return ":" in text or bool(_ONLY_CLOCK.search(text.strip().partition(" ")[2]))


def is_clock_alone(text: str) -> bool:
    """True for a time of day without a date."""
    return bool(_ONLY_CLOCK.fullmatch(text.strip()))


def read_clock(text: str) -> dt.time:
    """The time of day: 22:10, 22:10:05, 10:10 PM."""
    try:
        if match := _ONLY_CLOCK.fullmatch(text.strip()):
            return _time(*match.groups())
    except ValueError:
        pass
    message = _("“%(cell)s” is not a time of day. Write it like 22:10.")
    raise CellError("not-a-time", message % {"cell": shown(text)}) from None


def read_epoch(text: str) -> dt.datetime:
    """The instant of so many milliseconds since 1970."""
    try:
        if not _NUMBER.fullmatch(text):
            raise ValueError("not a number")
        return dt.datetime.fromtimestamp(int(text) / 1000, dt.UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        message = _("“%(cell)s” is not a time in milliseconds. Copy this cell from the file that the app wrote.")
        raise CellError("not-a-time", message % {"cell": shown(text)}) from None


def unit_named_in(heading: str) -> dt.timedelta | None:
    """The unit that a column's name says: one minute for "duration (min)"."""
    words = re.findall(r"[a-z]+", heading.lower())
    # The letters alone could be anything: "Duration s" is seconds, "d" may be an abbreviation of duration.
    return next((_UNITS[word] for word in words if word in _UNITS and len(word) > 1), None)


def read_duration(text: str, unit: dt.timedelta | None = None) -> dt.timedelta:
    """How long: 1d 02h 15m, 15 min, 1:30 (hours), 0:15:00; a number alone only where its unit is known."""
    text = text.strip()
    try:
        if match := _BY_COLONS.fullmatch(text):
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if unit and _NUMBER.fullmatch(text):
            return _whole_seconds(_float(text) * unit)
        amounts = _AMOUNT.findall(text) if len(text) <= _LENGTH_OF_DURATION else []
        if amounts and not _AMOUNT.sub("", text):
            return _whole_seconds(
                sum((_float(number) * _UNITS[name.lower()] for number, name in amounts), dt.timedelta())
            )
    except (KeyError, OverflowError, ValueError):
        pass
    message = _("“%(cell)s” is not a length of time. Write it like 15 min or 1h 30m.")
    raise CellError("not-a-duration", message % {"cell": shown(text)}) from None


def _float(number: str) -> float:
    return float(number.replace(",", "."))


def _whole_seconds(duration: dt.timedelta) -> dt.timedelta:
    return dt.timedelta(seconds=round(duration.total_seconds()))


def _date(first: str, second: str, third: str, is_day_first: bool) -> dt.date:
    if len(first) > 2:
        return dt.date(int(first), int(second), int(third))
    year = int(third)
    if len(third) <= 2:
        year += 2000 if year < _CENTURY_TURNS else 1900
    day, month = (first, second) if is_day_first else (second, first)
    return dt.date(year, int(month), int(day))


def _time(hour: str | None, minute: str | None, second: str | None, half: str | None) -> dt.time:
    if hour is None or minute is None:
        return dt.time()
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError("no such hour before or after noon")
        number = number % 12 + (12 if half.lower() == "p" else 0)
    return dt.time(number, int(minute), int(second or 0))


def _iso(text: str) -> dt.datetime:
    if not text[:4].isdigit() or len(text) < len("2026-01-01"):
        raise ValueError("not a date")
    time = dt.datetime.fromisoformat(_NAMED_UTC.sub("+00:00", text)).replace(microsecond=0)
    return time.astimezone(dt.UTC) if time.tzinfo else time
