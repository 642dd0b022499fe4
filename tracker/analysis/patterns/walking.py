"""A leg that seizes on walking and eases with rest. Pure."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import at_onset, has_helped, in_regions, is_rated, used, with_uses
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import ACTIVITY_WINDOW_DAYS, WALKING_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary
from tracker.vocabulary.areas import LEGS, regions_of


def leg_on_walking(diary: Diary, today: dt.date) -> Pattern:
    """Did a leg seize on walking and ease with rest, on at least 3 of the last 56 days?

    Eased: rest is rated slightly, moderately or greatly. Returns such entries, of those of legs on walking that rate
    rest. 56 days, as for any activity: few entries say all of this.
    """
    days = window(diary, today, ACTIVITY_WINDOW_DAYS)
    on_walking = days.has_spasm & in_regions(diary, regions_of(LEGS)) & at_onset(diary, "walking")
    rest = used(diary, {"rest"})
    return days.entries(
        "leg-on-walking",
        on_walking & with_uses(diary, rest & has_helped(diary)),
        on_walking & with_uses(diary, rest & is_rated(diary)),
        least_days=WALKING_DAYS,
        method=_("entries of a leg on walking that rest eased, of those that rate rest"),
    )
