"""What a block says when there is too little for it: what is missing, and from when on it will say something."""

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

    Example: TooLittle("few-uses", 2): "Nothing has three rated uses yet (the most: 2); from then on it stands here."
    """
    n = part.have
    words = {
        EMPTY_DIARY: _("Nothing is logged yet. With the first entry this begins to fill."),
        NO_ENTRIES: _("No entry in these days, and none of them was confirmed as clear. From the first on it fills."),
        NO_RATING: ngettext("%(n)s entry, without a number.", "%(n)s entries, none with a number.", n),
        NO_DURATION: ngettext("%(n)s entry, of unknown length.", "%(n)s entries, none of known length.", n),
        NO_REGION: ngettext("%(n)s entry, which does not say where.", "%(n)s entries, none says where.", n),
        NO_FACTOR: ngettext("%(n)s entry, without a suspicion.", "%(n)s entries, none with a suspicion.", n),
        NO_RELIEF: ngettext(
            "%(n)s entry, which does not say what was done. From %(least)d rated uses on it stands here.",
            "%(n)s entries, none says what was done. From %(least)d rated uses on it stands here.",
            n,
        ),
        FEW_USES: _("Nothing has %(least)d rated uses yet (the most: %(n)s); from then on it stands here."),
        NO_FACTORS_ASKED: _("The evening check-in does not ask for factors. A first look takes about 90 evenings."),
    }.get(part.missing, _("Too little is logged for this so far."))
    return Line(words % {"n": number_words(n), "least": LEAST_USES}, tone=MISSING)


def nothing_to_compare(first_on: dt.date, period: Period) -> Line:
    """From when on the window has one before it: a stretch as long needs the diary to be twice as old.

    Example: a diary that begins on 20 May, and a window of 30 days: from 18 July on.
    """
    words = _(
        "Nothing to compare with: the log begins on %(first)s. Two stretches of %(n)s are there from %(from)s on."
    )
    days = ngettext("%(n)s day", "%(n)s days", len(period)) % {"n": number_words(len(period))}
    begins_on = first_on + (2 * len(period) - 1) * ONE_DAY
    said = {"first": date_words(first_on), "n": days, "from": date_words(begins_on)}
    return Line(words % said, tone=MISSING)
