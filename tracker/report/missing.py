"""What a block says when there is too little for it: what is missing, and what it takes."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.helped import LEAST_USES
from tracker.analysis.results import (
    EMPTY_DIARY,
    FEW_USES,
    NO_DURATION,
    NO_ENTRIES,
    NO_FACTOR,
    NO_FACTORS_ASKED,
    NO_RATING,
    NO_REGION,
    NO_RELIEF,
    TooLittle,
)
from tracker.days import ONE_DAY, Period
from tracker.formatting import date_words, number_words
from tracker.report.content import MISSING, Line


def missing(part: TooLittle) -> Line:
    """Why a block has nothing to show, and what it takes.

    Example: TooLittle("few-uses", 2): "Shown once something has been rated 3 times; the most so far is 2."
    """
    n = part.have
    words = {
        EMPTY_DIARY: _("Nothing logged yet. It fills in with the first entry."),
        NO_ENTRIES: _("No entries in this period, and no day was marked clear. It fills in with the first one."),
        NO_RATING: ngettext("%(n)s entry, not rated from 0 to 10.", "%(n)s entries, none rated from 0 to 10.", n),
        NO_DURATION: ngettext("%(n)s entry, with no end noted.", "%(n)s entries, none with an end noted.", n),
        NO_REGION: ngettext("%(n)s entry, with no place noted.", "%(n)s entries, none with a place noted.", n),
        NO_FACTOR: ngettext(
            "%(n)s entry, with no suspected trigger.", "%(n)s entries, none with a suspected trigger.", n
        ),
        NO_RELIEF: ngettext(
            "%(n)s entry, with no remedy noted. Shown once something has been rated %(least)d times.",
            "%(n)s entries, none with a remedy noted. Shown once something has been rated %(least)d times.",
            n,
        ),
        FEW_USES: _("Shown once something has been rated %(least)d times; the most so far is %(n)s."),
        NO_FACTORS_ASKED: _("The evening check-in does not ask about factors. A first look takes about 90 evenings."),
    }.get(part.missing, _("Too little has been logged for this so far."))
    return Line(words % {"n": number_words(n), "least": LEAST_USES}, tone=MISSING)


def nothing_to_compare(first_on: dt.date, period: Period) -> Line:
    """When the window has one before it: a stretch as long needs the diary to be twice as old.

    Example: a diary that begins on 20 May, and a window of 30 days: 18 July.
    """
    words = _("Nothing to compare with: the log begins on %(first)s. A comparison is possible from %(from)s.")
    begins_on = first_on + (2 * len(period) - 1) * ONE_DAY
    said = {"first": date_words(first_on), "from": date_words(begins_on)}
    return Line(words % said, tone=MISSING)
