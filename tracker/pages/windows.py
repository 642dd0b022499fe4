"""The windows of days that Trends and the doctor's page offer, and the days that each means."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.days import ONE_DAY, Period, last_days
from tracker.formatting import date_words
from tracker.models import Visit

ALL, CHOSEN, SINCE_VISIT = "all", "chosen", "visit"
WINDOWS = {
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "365": gettext_lazy("1 year"),
    ALL: gettext_lazy("All"),
}
DEFAULT_WINDOW = "90"
REPORT_LENGTHS = ("30", "90", "365")
"""Of the windows, those that the doctor's page offers too."""
SHORTEST_DAYS = 28
"""A chart covers at least four weeks, and else no days before the log begins."""


def period_of_window(
    window: str,
    first: dt.date | None,
    last: dt.date | None,
    today: dt.date,
    first_on: dt.date,
    visit_on: dt.date | None = None,
) -> Period | None:
    """The days that a window or chosen dates mean; None if the log can hold nothing on any of them.

    Parameters: a key of WINDOWS, CHOSEN or SINCE_VISIT; the first and last chosen date (each may be None); today; the
    day of the first entry; the day of the last visit, with which SINCE_VISIT begins.
    Days before the first entry and after today are left out, down to four weeks.
    """
    first_on = min(first_on, today)
    if window == ALL:
        period = Period(first_on, today)
    elif window == CHOSEN:
        first, last = first or first_on, min(last or today, today)
        if last < first_on or first > last:
            return None
        period = Period(first, last)
    elif window == SINCE_VISIT and visit_on:
        period = Period(visit_on, today)
    else:
        period = last_days(today, int(window))
    earliest = min(first_on, period.last - (SHORTEST_DAYS - 1) * ONE_DAY)
    if window == ALL:
        return Period(earliest, period.last)
    return Period(max(period.first, earliest), period.last)


def window_label(visit: Visit, today: dt.date) -> str:
    """What the window since the last visit is called."""
    date = date_words(visit.on, with_year=visit.on.year != today.year)
    return _("Since your visit on %(date)s") % {"date": date}
