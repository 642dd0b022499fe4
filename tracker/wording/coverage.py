"""How many days were answered, in words. No computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.coverage import Coverage
from tracker.formatting import (
    share_words,
)
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED


def answered_words(coverage: Coverage) -> str:
    """Answered days of those that were asked for: "41 of 90 days answered"; or why none was."""
    if not coverage.asked:
        is_paused = bool(coverage.in_state(PAUSED).any())
        return _("paused, so no days to answer") if is_paused else _("no days to answer yet")
    words = ngettext("%(share)s day answered", "%(share)s days answered", coverage.asked)
    return words % {"share": share_words(coverage.answered, coverage.asked)}


def day_words(state: str, *, is_filtered: bool = False) -> str:
    """A day's state in a legend. With a filter it says whether the days match, and of which days that is not known."""
    words = {
        SPASM: _("with a match") if is_filtered else _("spasm"),
        CONTINUED: _("continued from the day before"),
        CLEAR: _("answered, no match") if is_filtered else _("clear"),
        UNANSWERED: _("not known") if is_filtered else _("not answered"),
        PAUSED: _("paused"),
    }
    return words[state]
