"""Why there is nothing to show, and what it takes: the same for charts and the doctor's summary."""

from django.utils.translation import gettext as _

from tracker.analysis.results import NO_DURATION, NO_LIMITED, NO_RATING, NO_SLEEP, OF_WHOLE_DAYS, TooLittle


def measure_words(part: TooLittle) -> str:
    """What a measure would need, in one short sentence."""
    return {
        NO_RATING: _("No entry has a number from 0 to 10."),
        NO_DURATION: _("Of no entry it is known how long it took."),
        NO_SLEEP: _("It isn’t noted yet whether sleep was broken."),
        NO_LIMITED: _("No check-in says how limited the day was."),
        OF_WHOLE_DAYS: _("Said of whole days, so a filter cannot narrow it."),
    }.get(part.missing, _("Nothing is written down."))
