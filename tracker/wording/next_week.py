"""The line about the next 7 days: what most of the person's own weeks were like. Words only."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.change_figures import NEXT_WEEK_HELD
from tracker.analysis.next_week import LEAST_WEEKS, NextWeek
from tracker.analysis.results import FEW_WEEKS, TooLittle
from tracker.formatting import number_range_words, number_words
from tracker.wording.tables import how_counted


def next_week_words(result: NextWeek | TooLittle) -> str:
    """One line: "In 28 of your past 31 weeks you had 0 to 3 spasm days."; "" while it is too early."""
    if isinstance(result, TooLittle):
        return ""
    values = {
        "held": number_words(result.held),
        "weeks": number_words(result.weeks),
        "range": number_range_words(result.low, result.high),
    }
    if result.is_every_week:
        words = ngettext(
            "In %(held)s of your past %(weeks)s weeks you had %(range)s spasm day.",
            "In %(held)s of your past %(weeks)s weeks you had %(range)s spasm days.",
            1 if result.low == result.high == 1 else 2,
        )
        if result.high == 0:
            words = _("In %(held)s of your past %(weeks)s weeks you had no spasm days.")
    else:
        words = ngettext(
            "In %(held)s of the %(weeks)s weeks you answered in the past year, you had %(range)s spasm day.",
            "In %(held)s of the %(weeks)s weeks you answered in the past year, you had %(range)s spasm days.",
            1 if result.low == result.high == 1 else 2,
        )
        if result.high == 0:
            words = _("In %(held)s of the %(weeks)s weeks you answered in the past year, you had no spasm days.")
    return words % values


def next_week_counted(result: NextWeek | TooLittle) -> str:
    """How it is counted and how often the next week is like that; how many weeks there are, while they are too few."""
    if isinstance(result, NextWeek):
        words = _("In made-up diaries, the next week fell in such a range %(range)s times in 100.")
        return f"{how_counted(result)} {words % {'range': number_range_words(*NEXT_WEEK_HELD)}}"
    if result.missing == FEW_WEEKS and result.have:
        words = ngettext(
            "You’ll see your usual weeks once %(least)s have at least 6 answered days. So far, %(n)s does.",
            "You’ll see your usual weeks once %(least)s have at least 6 answered days. So far, %(n)s do.",
            result.have,
        )
        return words % {"least": number_words(LEAST_WEEKS), "n": number_words(result.have)}
    return ""
