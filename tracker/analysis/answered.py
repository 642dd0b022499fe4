"""Does a look that was fixed in advance answer for the days that a comparison describes? Pure.

Two windows below a year are described, not judged, and "a difference like this is often chance" where nothing else is
known of them. Where a look that was taken has a verdict on nearly the same days, that is known.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tracker.analysis.change import VERDICT_FEWER, VERDICT_MORE, ChangeLook, WindowCounts
from tracker.analysis.comparison import Comparison
from tracker.analysis.frequency import Headline
from tracker.days import Period


def is_answered_by(result: Comparison, look: ChangeLook) -> bool:
    """Whether the verdict of a look may stand in place of "often chance".

    It must say fewer or more, as the comparison's own counts do, of windows that share at least half of their days
    with those compared, the earlier with the earlier and the later with the later, whichever of the two is longer: a
    verdict on 90 days says nothing of one week. A filter asks for some spasms, and a look is about all.
    Example: 90 days before and after 30 August, looked at; 1 September to 29 November against the 90 days before.
    """
    if result.is_filtered or not result.is_often_chance:
        return False
    sides = {VERDICT_FEWER: -1, VERDICT_MORE: 1}
    if look.why_none or sides.get(look.verdict.side) != _direction(result.before, result.after):
        return False
    return _is_mostly(result.before_days, look.before) and _is_mostly(result.after_days, look.after)


def with_answer(result: Comparison, looks: Iterable[ChangeLook]) -> Comparison:
    """The comparison, which says no longer that it may be chance if one of these looks answers for its days."""
    if not any(is_answered_by(result, look) for look in looks):
        return result
    return replace(result, is_answered=True, caveat=_("A description, not a judgment."))


def _direction(before: Headline, after: Headline) -> int:
    """-1 for fewer spasm days of those answered, 1 for more, 0 for neither."""
    earlier, later = before.n * after.of, after.n * before.of
    return (later > earlier) - (later < earlier)


def _is_mostly(days: Period, looked_at: WindowCounts) -> bool:
    first, last = max(days.first, looked_at.days.first), min(days.last, looked_at.days.last)
    shared = (last - first).days + 1
    return 2 * shared >= max(len(days), len(looked_at.days))
