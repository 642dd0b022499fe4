"""Being twisted into a posture. Pure. Several muscles at once are common in cramps and are not looked at here."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import noticed, says_what_was_noticed
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import MONTH_DAYS, TWISTING_DAYS, TWISTING_MINUTES
from tracker.analysis.patterns.window import window
from tracker.diary import Diary

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Twisting(Pattern):
    """Entries with a twisted posture."""

    long: int
    """Those of them that lasted long enough to count alone."""


def twisting_posture(diary: Diary, today: dt.date) -> Twisting:
    """Was the body twisted into a posture on more than one day, or once for long?

    Returns such entries, of those that say what else was noticed.
    """
    month = window(diary, today, MONTH_DAYS)
    rows = month.has_spasm & noticed(diary, "twisting-posture")
    # One without an end is not counted as long: after days it is rather forgotten than still there.
    long = int((rows & (diary.episodes.duration >= TWISTING_MINUTES * _MINUTE)).sum())
    return month.entries(
        "twisting-posture",
        rows,
        month.has_spasm & says_what_was_noticed(diary),
        least_days=TWISTING_DAYS,
        kind=Twisting,
        **({"holds": True} if long else {}),
        long=long,
        method=_("Entries with a twisted posture, out of those that say what else was noticed."),
    )
