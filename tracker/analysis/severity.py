"""How strong: every rating, each day's worst, and the middle of the days per week or month. Pure.

Ratings are whole numbers from 0 to 10, the worst moment of an entry. Bands (mild, moderate, severe) are never averaged.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.bins import Bins
from tracker.analysis.coverage import in_period
from tracker.analysis.daily import days_with_time, middle_of_days, worst_of_days
from tracker.analysis.landmarks import landmarks_in
from tracker.analysis.results import NO_RATING, TooLittle, UsualRange, nothing_there
from tracker.days import Period
from tracker.diary import ANSWER_CODES, Diary, Landmark
from tracker.vocabulary.day import UNLISTED
from tracker.vocabulary.episodes import INTENSITY_MAX
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class Severity:
    """Ratings over time."""

    n: int
    """Entries with a rating."""
    of: int
    """Entries in the period."""
    day: np.ndarray
    """Shape (n,): ordinal of the day of every rated entry, ascending."""
    moment: np.ndarray
    """Shape (n,): the same with the wall clock as a fraction of a day, for drawing."""
    rating: np.ndarray
    """Shape (n,): 0 to 10."""
    is_private: np.ndarray
    """Shape (n,): of an entry that is counted for others, and not shown to them by itself."""
    worst_day: np.ndarray
    """Shape (days,): ordinals of the days with any rating, ascending."""
    worst: np.ndarray
    """Shape (days,): the highest rating of each."""
    median: float
    low: float
    high: float
    """Median and quartiles of the daily worst."""
    bins: Bins
    bin_days: np.ndarray
    """Shape (bins,): days with a rating."""
    bin_median: np.ndarray
    bin_low: np.ndarray
    bin_high: np.ndarray
    """Shape (bins,): median and quartiles of the daily worst; nan with too few days (see daily)."""
    density: np.ndarray
    """Shape (bins, 11): rated entries by bin and rating."""
    is_filtered: bool
    landmarks: tuple[Landmark, ...] = ()
    """Visits and changes of treatment in the period, by date."""
    usual: UsualRange | None = None
    """The middle of earlier stretches, where that was looked at and can be said (see usual)."""
    method: LazyText = _("Median and quartiles of each day’s worst rating.")
    caveat: LazyText = _("Days without a rating are left out.")


def severity(diary: Diary, period: Period, unit: str | None = None) -> Severity | TooLittle:
    """How strong were the spasms, and how did that change?

    Parameters: a diary with the period loaded; the period; WEEK, MONTH or YEAR (chosen by the period's length).
    Returns every rating, each day's worst one, and its median and quartiles per bin.
    Example: ratings 3 and 7 on Monday, 5 on Tuesday, 4 on Thursday: worst 7, 5, 4; median 5, quartiles 4.5 and 6.
    Assumes that an entry without a rating could have had any; the worst of spasms not listed one by one counts for its
    day, as given in the check-in, unless the diary is filtered.
    """
    episodes = diary.episodes
    rows = in_period(episodes.day, period)
    of = int(rows.sum())
    rated = rows & ~np.isnan(episodes.intensity)
    day, rating = episodes.day[rated], episodes.intensity[rated]
    all_days, all_ratings = _with_unlisted(diary, period, day, rating)
    if not len(all_days):
        return TooLittle(NO_RATING, of) if of else nothing_there(diary)

    worst_day, worst = worst_of_days(all_days, all_ratings)
    middle = middle_of_days(period, unit, worst_day, worst)
    return Severity(
        n=len(day),
        of=of,
        day=day,
        moment=days_with_time(diary, period, rated),
        rating=rating,
        is_private=diary.provenance.is_private[rated],
        worst_day=worst_day,
        worst=worst,
        density=_density(middle["bins"], day - period.first.toordinal(), rating),
        is_filtered=diary.is_filtered,
        landmarks=landmarks_in(diary, period),
        **middle,
    )


def _with_unlisted(diary: Diary, period: Period, day: np.ndarray, rating: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days and ratings of the entries, and those that the check-in gives for spasms not listed."""
    if diary.is_filtered:
        return day, rating
    answers = diary.answers
    unlisted = in_period(answers.day, period) & (answers.answer == ANSWER_CODES.index(UNLISTED))
    unlisted &= ~np.isnan(answers.unlisted_worst)
    return np.concatenate([day, answers.day[unlisted]]), np.concatenate([rating, answers.unlisted_worst[unlisted]])


def _density(cut: Bins, days_in: np.ndarray, rating: np.ndarray) -> np.ndarray:
    levels = INTENSITY_MAX + 1
    flat = np.bincount(cut.place[days_in] * levels + rating.astype(int), minlength=len(cut) * levels)
    return flat.reshape(len(cut), levels)
