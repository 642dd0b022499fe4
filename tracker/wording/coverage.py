"""How many days were answered, in words. No computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.coverage import Coverage
from tracker.analysis.frequency import Headline
from tracker.formatting import number_words, sentences_words, share_words
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED
from tracker.wording.readers import DOCTOR, Reader


def answered_words(coverage: Coverage) -> str:
    """Answered days of those that were asked for: "41 of 90 days answered"; or why none was."""
    if not coverage.asked:
        return _("paused, so no days to answer") if coverage.is_all_paused else _("no days to answer yet")
    words = ngettext("%(share)s day answered", "%(share)s days answered", coverage.asked)
    return words % {"share": share_words(coverage.answered, coverage.asked)}


def all_paused_words(spasms: int, reader: Reader, *, is_filtered: bool = False) -> str:
    """In place of a rate where every day is in a pause: "You paused all these days. You logged 8 spasms on them."

    With a filter, `spasms` are those that match it.
    """
    if reader is DOCTOR:
        words = ngettext("All days paused, %(n)s spasm logged.", "All days paused, %(n)s spasms logged.", spasms)
        return words % {"n": number_words(spasms)}
    return sentences_words(
        [_("You paused all these days."), logged_while_paused_words(spasms, is_filtered=is_filtered)]
    )


def logged_while_paused_words(spasms: int, *, is_filtered: bool = False) -> str:
    """What follows where it is said that all days were paused: "You logged 8 spasms on them."."""
    if not spasms:
        return _("You logged no matching spasms on them.") if is_filtered else _("You logged no spasms on them.")
    if is_filtered:
        words = ngettext(
            "You logged %(n)s matching spasm on them.", "You logged %(n)s matching spasms on them.", spasms
        )
    else:
        words = ngettext("You logged %(n)s spasm on them.", "You logged %(n)s spasms on them.", spasms)
    return words % {"n": number_words(spasms)}


def spasm_days_title(n: int, of: int, continued: int, *, is_filtered: bool) -> str:
    """The bare count as a title: "4 spasm days in the 11 you answered". A spasm day is one on which a spasm began, so
    days into which one only ran are named beside them."""
    if is_filtered:
        words = ngettext(
            "%(n)s day with a match in the %(of)s known days", "%(n)s days with a match in the %(of)s known days", n
        )
    else:
        words = ngettext("%(n)s spasm day in the %(of)s you answered", "%(n)s spasm days in the %(of)s you answered", n)
    title = words % {"n": number_words(n), "of": number_words(of)}
    if is_filtered or not continued:
        return title
    more = _("%(title)s; on %(n)s of the rest, an earlier one went on")
    return more % {"title": title, "n": number_words(continued)}


def went_on_words(continued: int) -> str:
    """After the spasm days of the answered ones: the others into which a spasm ran that began before. "" for none."""
    if not continued:
        return ""
    words = _("On %(n)s of the others, an earlier spasm was still going on.")
    return words % {"n": number_words(continued)}


def left_out_words(spasm_days: int) -> str:
    """Beside a rate: spasm days in pauses are shown, and not counted in it. "" for none."""
    if not spasm_days:
        return ""
    words = ngettext(
        "This leaves out %(n)s spasm day in a pause.", "This leaves out %(n)s spasm days in pauses.", spasm_days
    )
    return words % {"n": number_words(spasm_days)}


def left_out_of_two_words(before: Headline, after: Headline) -> str:
    """The same of two windows. One that is paused as a whole has no rate, and is told otherwise."""
    if before.is_all_paused or not before.outside:
        return "" if after.is_all_paused else left_out_words(after.outside)
    words = _("This leaves out spasm days in pauses, %(before)s before and %(after)s in this period.")
    return words % {"before": number_words(before.outside), "after": number_words(after.outside)}


def day_words(state: str, *, is_filtered: bool = False) -> str:
    """A day's state in a legend. With a filter it says whether the days match, and of which days that is not known."""
    words = {
        SPASM: _("with a match") if is_filtered else _("spasm"),
        CONTINUED: _("continued from the day before"),
        CLEAR: _("answered, no match") if is_filtered else _("clear"),
        UNANSWERED: _("not known") if is_filtered else _("unanswered"),
        PAUSED: _("paused"),
    }
    return words[state]
