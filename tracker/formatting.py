"""Durations, dates, counts, shares and lists as words for people. Plain text in, plain text out: no HTML, no clock.

"today" is an argument. How a date, a time, a list or a pair of sentences is put together is a message of its own, so
that a translator can turn it round; separators of numbers come from the language's formats.
"""

import datetime as dt
from collections.abc import Iterable
from math import floor, log10

from django.utils.formats import get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from tracker.vocabulary.lazy_text import LazyText

WEEKDAYS = (
    pgettext_lazy("day of the week", "Monday"),
    pgettext_lazy("day of the week", "Tuesday"),
    pgettext_lazy("day of the week", "Wednesday"),
    pgettext_lazy("day of the week", "Thursday"),
    pgettext_lazy("day of the week", "Friday"),
    pgettext_lazy("day of the week", "Saturday"),
    pgettext_lazy("day of the week", "Sunday"),
)
SHORT_WEEKDAYS = (
    pgettext_lazy("day of the week, short", "Mon"),
    pgettext_lazy("day of the week, short", "Tue"),
    pgettext_lazy("day of the week, short", "Wed"),
    pgettext_lazy("day of the week, short", "Thu"),
    pgettext_lazy("day of the week, short", "Fri"),
    pgettext_lazy("day of the week, short", "Sat"),
    pgettext_lazy("day of the week, short", "Sun"),
)
TWO_LETTER_WEEKDAYS = (
    pgettext_lazy("day of the week, two letters", "Mo"),
    pgettext_lazy("day of the week, two letters", "Tu"),
    pgettext_lazy("day of the week, two letters", "We"),
    pgettext_lazy("day of the week, two letters", "Th"),
    pgettext_lazy("day of the week, two letters", "Fr"),
    pgettext_lazy("day of the week, two letters", "Sa"),
    pgettext_lazy("day of the week, two letters", "Su"),
)
MONTHS = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)
SHORT_MONTHS = (
    pgettext_lazy("month, short", "Jan"),
    pgettext_lazy("month, short", "Feb"),
    pgettext_lazy("month, short", "Mar"),
    pgettext_lazy("month, short", "Apr"),
    pgettext_lazy("month, short", "May"),
    pgettext_lazy("month, short", "Jun"),
    pgettext_lazy("month, short", "Jul"),
    pgettext_lazy("month, short", "Aug"),
    pgettext_lazy("month, short", "Sep"),
    pgettext_lazy("month, short", "Oct"),
    pgettext_lazy("month, short", "Nov"),
    pgettext_lazy("month, short", "Dec"),
)

_SECOND, _MINUTE, _HOUR, _DAY = 1, 60, 3600, 86400

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def unbroken_words(words: str) -> str:
    """Words that no line may part, as a number and its unit."""
    return words.replace(" ", _NO_BREAK_SPACE)


def duration_words(seconds: float | None) -> str:
    """How long, in at most two units: "40 s", "2 min", "1 h 20 min", "2 days 3 h". Empty if not known (None)."""
    if seconds is None:
        return ""
    seconds = max(0, round(seconds))
    if seconds < _MINUTE:
        return unbroken_words(_("%(n)d s") % {"n": seconds})
    minutes = (seconds + _MINUTE // 2) // _MINUTE
    if minutes < 60:
        return unbroken_words(_("%(n)d min") % {"n": minutes})
    if minutes < 24 * 60:
        return _two_units(_("%(n)d h") % {"n": minutes // 60}, minutes % 60, _("%(n)d min"))
    hours = (seconds + _HOUR // 2) // _HOUR
    days = hours // 24
    return _two_units(ngettext("%(n)d day", "%(n)d days", days) % {"n": days}, hours % 24, _("%(n)d h"))


def long_duration_words(seconds: float) -> str:
    """How long, in a sentence: "40 seconds", "4 minutes", "1 hour"; in two units as in tables: "1 h 20 min"."""
    unit, n = _in_one_unit(seconds)
    words = {
        _SECOND: ngettext("%(n)d second", "%(n)d seconds", n),
        _MINUTE: ngettext("%(n)d minute", "%(n)d minutes", n),
        _HOUR: ngettext("%(n)d hour", "%(n)d hours", n),
        _DAY: ngettext("%(n)d day", "%(n)d days", n),
    }
    return unbroken_words(words[unit] % {"n": n}) if unit else duration_words(seconds)


def duration_range_words(low: float, high: float) -> str:
    """From one duration to another, a unit that both have said once: "2 to 5 minutes", "40 seconds to 2 minutes".

    One duration where both are the same in words: "5 minutes".
    """
    if long_duration_words(low) == long_duration_words(high):
        return long_duration_words(low)
    (unit, first), (other, last) = _in_one_unit(low), _in_one_unit(high)
    if not unit or unit != other:
        return _("%(first)s to %(last)s") % {"first": long_duration_words(low), "last": long_duration_words(high)}
    words = {
        _SECOND: ngettext("%(first)d to %(last)d second", "%(first)d to %(last)d seconds", last),
        _MINUTE: ngettext("%(first)d to %(last)d minute", "%(first)d to %(last)d minutes", last),
        _HOUR: ngettext("%(first)d to %(last)d hour", "%(first)d to %(last)d hours", last),
        _DAY: ngettext("%(first)d to %(last)d day", "%(first)d to %(last)d days", last),
    }
    return words[unit] % {"first": first, "last": last}


def duration_beside_words(seconds: float, low: float, high: float) -> str:
    """A duration after a range that has said its unit: "4" beside "2 to 5 minutes", else in full."""
    unit, n = _in_one_unit(seconds)
    if unit and unit == _in_one_unit(low)[0] == _in_one_unit(high)[0]:
        return number_words(n)
    return long_duration_words(seconds)


def _in_one_unit(seconds: float) -> tuple[int, int]:
    """The unit in seconds and how many of it, rounded as `duration_words` does; (0, 0) where it takes two units."""
    seconds = max(0, round(seconds))
    if seconds < _MINUTE:
        return _SECOND, seconds
    minutes = (seconds + _MINUTE // 2) // _MINUTE
    if minutes < 60:
        return _MINUTE, minutes
    if minutes < 24 * 60:
        return (0, 0) if minutes % 60 else (_HOUR, minutes // 60)
    hours = (seconds + _HOUR // 2) // _HOUR
    return (0, 0) if hours % 24 else (_DAY, hours // 24)


def _two_units(large: str, rest: int, small: str) -> str:
    large = unbroken_words(large)
    if not rest:
        return large
    names = {"large": large, "small": unbroken_words(small % {"n": rest})}
    return pgettext("a duration in two units", "%(large)s %(small)s") % names


def day_words(date: dt.date, today: dt.date, *, is_short: bool = False) -> str:
    """The day as one would say it: "today", "yesterday", "Friday", "10 November", "10 November 2024".

    Short, the month is "10 Nov". A bare weekday is one of the last six days; the year is said when it is not this one.
    """
    ago = (today - date).days
    if ago == 0:
        return _("today")
    if ago == 1:
        return _("yesterday")
    if ago == -1:
        return _("tomorrow")
    if 1 < ago < 7:
        return str(WEEKDAYS[date.weekday()])
    with_year = date.year != today.year
    return (
        unbroken_words(short_date_words(date, with_year=with_year))
        if is_short
        else date_words(date, with_year=with_year)
    )


def date_words(date: dt.date, *, with_year: bool = True) -> str:
    """The date itself: "10 November 2026", or "10 November"."""
    names = {"day": date.day, "month": MONTHS[date.month - 1], "year": date.year}
    if with_year:
        return pgettext("a date", "%(day)d %(month)s %(year)d") % names
    return pgettext("a date", "%(day)d %(month)s") % names


def short_date_words(date: dt.date, *, with_year: bool = False) -> str:
    """A date where there is little room: "10 Nov", or "10 Nov 2024"."""
    names = {"day": date.day, "month": SHORT_MONTHS[date.month - 1], "year": date.year}
    if with_year:
        return pgettext("a date", "%(day)d %(month)s %(year)d") % names
    return pgettext("a date", "%(day)d %(month)s") % names


def month_words(date: dt.date) -> str:
    """The date's month: "November 2026"."""
    return pgettext("a month", "%(month)s %(year)d") % {"month": MONTHS[date.month - 1], "year": date.year}


def partial_date_words(on: dt.date, precision: str) -> str:
    """A date as well as it is known: "10 May 2019" (precision "day"), "May 2019" ("month"), "2019" ("year")."""
    if precision == "day":
        return date_words(on)
    return month_words(on) if precision == "month" else str(on.year)


def span_words(first: str, last: str) -> str:
    """From when to when, of dates in words; "" is not said: "since May 2019", "2012 to 2015", "until 2015"."""
    if first and last:
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(date)s") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


def period_words(first: dt.date, last: dt.date, *, with_year: bool = True) -> str:
    """Both ends included, no word said twice: "4 to 10 May 2026", "28 April to 4 May 2026".

    Without the year: "4 to 10 May". Two years are said all the same.
    """
    if first == last:
        return date_words(first, with_year=with_year)
    if (first.year, first.month) == (last.year, last.month):
        names = {"first": first.day, "last": last.day, "month": MONTHS[last.month - 1], "year": last.year}
        if not with_year:
            return pgettext("days of one month", "%(first)d to %(last)d %(month)s") % names
        return pgettext("days of one month", "%(first)d to %(last)d %(month)s %(year)d") % names
    are_two = first.year != last.year
    start, end = date_words(first, with_year=are_two), date_words(last, with_year=with_year or are_two)
    return _("%(first)s to %(last)s") % {"first": start, "last": end}


def time_words(moment: dt.datetime | dt.time) -> str:
    """What the clock showed: "03:10". In an hour that came twice, the second one is told apart (`fold`)."""
    words = _clock_words(moment.hour, moment.minute)
    if moment.fold:
        return _("%(time)s after the clocks went back") % {"time": words}
    return words


def date_time_words(moment: dt.datetime, *, with_weekday: bool = False) -> str:
    """The date and what the clock showed: "10 November 2026, 03:10"."""
    date = weekday_date_words(moment.date()) if with_weekday else date_words(moment.date())
    names = {"date": date, "time": time_words(moment)}
    return pgettext("a date and a time", "%(date)s, %(time)s") % names


def weekday_date_words(date: dt.date, *, with_year: bool = True) -> str:
    """The date with its weekday: "Tuesday, 10 November 2026", or "Tuesday, 10 November"."""
    names = {"weekday": WEEKDAYS[date.weekday()], "date": date_words(date, with_year=with_year)}
    return pgettext("a date with its weekday", "%(weekday)s, %(date)s") % names


def weekday_time_words(moment: dt.datetime) -> str:
    """A near day and what the clock showed: "Thursday, 00:03"."""
    names = {"weekday": WEEKDAYS[moment.weekday()], "time": time_words(moment)}
    return pgettext("a weekday and a time", "%(weekday)s, %(time)s") % names


def night_words(evening: dt.date) -> str:
    """A near night, which is called by its evening: "Thursday night"."""
    return pgettext("part of a day", "%(weekday)s night") % {"weekday": WEEKDAYS[evening.weekday()]}


def day_or_night_words(day: dt.date, today: dt.date, *, is_after_midnight: bool, is_short: bool = False) -> str:
    """The day that something counts to; after midnight the night, which is called by its evening.

    Example: "yesterday", "10 November", "Thursday night", "night of 10 November", or short "night of 10 Nov".
    """
    if not is_after_midnight:
        return day_words(day, today, is_short=is_short)
    if 0 <= (today - day).days < len(WEEKDAYS):
        return night_words(day)
    return _("night of %(day)s") % {"day": day_words(day, today, is_short=is_short)}


def began_words(day: dt.date, wall: dt.datetime, today: dt.date | None = None) -> str:
    """When something began that counts to this day: "Friday, 18:12", "Thursday night, 01:42", "10 Nov, 18:12".

    Under a heading that names the day, without `today`, the time alone: "18:12", "01:42 that night".
    """
    is_after_midnight, time = wall.date() != day, time_words(wall)
    if not today:
        if not is_after_midnight:
            return time
        words = _("%(time)s that night") % {"time": time}
        return words if wall.fold else unbroken_words(words)
    when = day_or_night_words(day, today, is_after_midnight=is_after_midnight, is_short=True)
    return pgettext("when something began", "%(day)s, %(time)s") % {"day": capfirst(when), "time": time}


def short_weekday_date_words(date: dt.date) -> str:
    """The same where there is little room: "Tue, 10 Nov"."""
    names = {"weekday": SHORT_WEEKDAYS[date.weekday()], "date": short_date_words(date)}
    return pgettext("a date with its weekday", "%(weekday)s, %(date)s") % names


def _clock_words(hour: int, minute: int) -> str:
    return pgettext("what a clock shows", "%(hour)02d:%(minute)02d") % {"hour": hour, "minute": minute}


def hours_words(first: int, after: int) -> str:
    """A stretch of the clock, the hour after it not included: "03:00 to 05:00"."""
    return _("%(first)s to %(last)s") % {"first": _clock_words(first % 24, 0), "last": _clock_words(after % 24, 0)}


def number_words(number: float) -> str:
    """A number with its thousands set apart, at most one decimal; below 1 two digits that say something.

    Example: "36,500", "4.5", "0.043".
    """
    number = float(number)
    if 0 < abs(number) < 1:
        return _two_digits(number)
    rounded = round(number, 1)
    return _in_this_language(f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}")


def ratio_words(ratio: float) -> str:
    """A ratio as doctors read it, with two digits after the point; below 0.1 two digits that say something.

    Example: "0.30", "1.25", "0.043".
    """
    return _two_digits(ratio) if ratio < 0.1 else _in_this_language(f"{ratio:,.2f}")


def number_range_words(low: float, high: float) -> str:
    """From a number to another: "3 to 5"; one number where both are the same in words."""
    first, last = number_words(low), number_words(high)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def about_words(number: float) -> str:
    """A number that is not known more exactly: whole from 3 on, below that two digits that say something.

    Example: 8.4 is "8", 2.46 is "2.5", 0.043 is "0.043".
    """
    number = float(number)
    if not 0 < number < 3:
        return number_words(round(number))
    return _two_digits(number)


def rate_words(rate: float, days: int) -> str:
    """How often, in a denominator that two windows share: "about 8 in 30", or "9 in 30" where it is just that."""
    values = {"rate": about_words(rate), "days": number_words(days)}
    if abs(rate - round(rate)) < 1e-9:
        return _("%(rate)s in %(days)s") % values
    return _("about %(rate)s in %(days)s") % values


def about_range_words(low: float, high: float) -> str:
    """From a number to another, neither known exactly: "8 to 12"; one number where both are the same in words."""
    first, last = about_words(low), about_words(high)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _two_digits(number: float) -> str:
    """Two digits that say something, zeros at the end left out: 0.0432 is "0.043", 0.999 is "1"."""
    digits = max(0, 1 - floor(log10(abs(number))))
    words = f"{number:.{digits}f}"
    return _in_this_language(words.rstrip("0").rstrip(".") if "." in words else words)


def _in_this_language(digits: str) -> str:
    """A number as Python writes it ("1,234.5") with the separators of the language: "1.234,5" in German."""
    thousands, decimal = get_format("THOUSAND_SEPARATOR"), get_format("DECIMAL_SEPARATOR")
    if (thousands, decimal) == (",", "."):
        return digits
    return "".join({",": thousands, ".": decimal}.get(sign, sign) for sign in digits)


def share_words(n: int, of: int) -> str:
    """A share with its denominator, never a bare percentage: "9 of 26"."""
    return _("%(n)s of %(of)s") % {"n": number_words(n), "of": number_words(of)}


def count_words(entries: int, spasms: int | None = None) -> str:
    """Entries, and the spasms in them where bursts make that more: "22 entries, about 140 spasms"."""
    words = ngettext("%(n)s entry", "%(n)s entries", entries) % {"n": number_words(entries)}
    if spasms is None or spasms == entries:
        return words
    more = ngettext("about %(n)s spasm", "about %(n)s spasms", spasms) % {"n": number_words(spasms)}
    return pgettext("entries, and spasms in them", "%(entries)s, %(spasms)s") % {"entries": words, "spasms": more}


def in_a_row_words(count: int) -> str:
    """How many spasms an entry stands for: "3 in a row"."""
    return unbroken_words(_("%(n)s in a row") % {"n": number_words(count)})


def list_words(items: list[str]) -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": comma_words(items[:-1]), "last": items[-1]}


def or_words(items: list[str]) -> str:
    """Things to choose from: "a", "a or b", "a, b or c"."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s or %(last)s") % {"first": comma_words(items[:-1]), "last": items[-1]}


def comma_words(items: Iterable[LazyText]) -> str:
    """Things side by side, as in a heading: "a, b, c"."""
    return pgettext("between things in a list", ", ").join(str(item) for item in items)


def facts_words(facts: Iterable[LazyText]) -> str:
    """Short facts side by side that may hold commas themselves: "left calf 4; right calf 2"."""
    return pgettext("between two facts", "; ").join(str(fact) for fact in facts)


def sentences_words(sentences: Iterable[LazyText]) -> str:
    """Whole sentences one after the other; empty ones are left out."""
    return pgettext("between two sentences", " ").join(str(sentence) for sentence in sentences if sentence)


def quoted_words(words: str) -> str:
    """Somebody's own words as words: "“long drive”"."""
    return pgettext("words that somebody typed", "“%(words)s”") % {"words": words}
