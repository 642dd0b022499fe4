"""Getting worse: the last 30 days against the 30 before, fixed in advance. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.change import MORE, Change, RateRatio, change
from tracker.analysis.coverage import in_period
from tracker.analysis.daily import worst_of_days
from tracker.analysis.patterns.pattern import DAYS, Pattern
from tracker.analysis.patterns.thresholds import WORSE_BY, WORSE_RATED_DAYS, WORSE_WINDOW_DAYS
from tracker.analysis.patterns.window import Window, window
from tracker.days import Period, last_days
from tracker.diary import ANSWER_CODES, Diary
from tracker.vocabulary.day import UNLISTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse(Pattern):
    """Two windows of 30 days. `n` of `of` are spasm days and answered days of the later one."""

    before_n: int
    before_of: int
    """The same of the earlier one."""
    more_days: bool
    """There were more spasm days: the verdict of analysis/change.py, and not by twitches alone."""
    ratio: RateRatio | None
    """What that verdict rests on; None where the windows cannot be compared."""
    stronger: bool
    """The median of the days' worst ratings rose by 2 or more."""
    median_before: float | None
    median_after: float | None
    """None with fewer than 8 rated spasm days in that window."""


def getting_worse(diary: Diary, today: dt.date) -> Worse:
    """Were there more spasm days in the last 30 days than in the 30 before, or were they stronger by 2 or more?

    More: the verdict that the trends page gives on these windows, so that the two cannot contradict each other. That
    verdict counts a day with twitches alone as a spasm day; here it holds only if there were more without them too.
    Stronger: the median of each day's worst rating, from 8 rated spasm days in each window on; the worst of spasms
    that were not listed one by one counts for its day, twitches do not.
    Example: 5 of 28 answered days, then 14 of 29: more, if the weeks are not too unlike each other.
    """
    both = window(diary, today, 2 * WORSE_WINDOW_DAYS)
    after = last_days(today, WORSE_WINDOW_DAYS)
    before = after.before()
    coverage, is_spasm = both.spasm_days()
    (n_before, n_after), (of_before, of_after) = (
        days.reshape(2, WORSE_WINDOW_DAYS).sum(axis=1).tolist() for days in (is_spasm, coverage.is_answered)
    )
    compared = change(diary, before, after)
    ratio = compared.spasm_days if isinstance(compared, Change) else None
    # Shares of answered days, multiplied out.
    more = isinstance(compared, Change) and compared.verdict == MORE and n_after * of_before > n_before * of_after
    medians = [_median_of_worst(both, part) for part in (before, after)]
    stronger = None not in medians and medians[1] - medians[0] >= WORSE_BY
    return both.counted_days(
        "getting-worse",
        is_spasm,
        both.has_spasm,
        kind=Worse,
        holds=more or stronger,
        n=n_after,
        of=of_after,
        unit=DAYS,
        before_n=n_before,
        before_of=of_before,
        more_days=more,
        ratio=ratio,
        stronger=stronger,
        median_before=medians[0],
        median_after=medians[1],
        method=_(
            "two windows, one after the other: spasm days by weekly sums, or the median of each day's worst rating"
        ),
    )


def _median_of_worst(both: Window, part: Period) -> float | None:
    """The median of the worst ratings of the spasm days of a part of the window; None with too few of them."""
    episodes, answers = both.diary.episodes, both.diary.answers
    rated = both.has_spasm & in_period(episodes.day, part) & ~np.isnan(episodes.intensity)
    said = in_period(answers.day, part) & (answers.answer == ANSWER_CODES.index(UNLISTED))
    said &= ~np.isnan(answers.unlisted_worst)
    day = np.concatenate([episodes.day[rated], answers.day[said]])
    rating = np.concatenate([episodes.intensity[rated], answers.unlisted_worst[said]])
    days, worst = worst_of_days(day, rating)
    return float(np.median(worst)) if len(days) >= WORSE_RATED_DAYS else None
