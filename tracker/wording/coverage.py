"""How many days were answered, in words. No computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.coverage import Coverage
from tracker.formatting import (
    share_words,
)
from tracker.vocabulary.day import PAUSED


def answered_words(coverage: Coverage) -> str:
    """Answered days of those that were asked for: "41 of 90 asked days answered"; or why none was."""
    if not coverage.asked:
        is_paused = bool(coverage.in_state(PAUSED).any())
        return _("no day to answer for: paused") if is_paused else _("no day to answer for yet")
    words = ngettext("%(share)s asked day answered", "%(share)s asked days answered", coverage.asked)
    return words % {"share": share_words(coverage.answered, coverage.asked)}
