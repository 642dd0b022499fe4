"""Day by day: what is known of every day of a period, and how strong its worst was. Pure.

The states are those of coverage; here they are put side by side with each day's worst number, for a calendar.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.bins import BY_MONTH, Bins, bins
from tracker.analysis.coverage import day_states, in_period
from tracker.analysis.results import TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import ANSWER_CODES, Diary
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED, UNLISTED
from tracker.vocabulary.lazy_text import LazyText

NOT_ASKED = "not-asked"
DAY_KINDS = (NOT_ASKED, SPASM, CONTINUED, CLEAR, UNANSWERED, PAUSED)
"""What a day can be in a calendar: before the diary began or today while nothing is known of it, or a state."""
SEVERE_FROM = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a period. Arrays of shape (days,), from the period's first day on."""

    period: Period
    kind: np.ndarray
    """Place in DAY_KINDS. In a filtered diary SPASM is a day with a match, CLEAR one that is known to be without."""
    worst: np.ndarray
    """Highest number of the day, 0 to 10; nan without one."""
    entries: np.ndarray
    spasms: int
    """In all entries; one entry may stand for several."""
    n: int
    """Asked days with a spasm (or match)."""
    of: int
    """Asked days of which that is known."""
    asked: int
    rated_days: int
    """Spasm days (or matches) with a number, those in pauses too."""
    severe_days: int
    """Of these, days with SEVERE_FROM or more."""
    is_paused: np.ndarray
    """Which days lie in a pause: whatever happened on them is drawn, and counted nowhere."""
    months: Bins
    is_filtered: bool
    is_all_paused: bool
    """No day was asked for, because all of them are in a pause."""
    method: LazyText = _("Each day shows what is known about it, and its worst number.")
    caveat: LazyText = _("A day without an answer is not a clear day.")

    def is_kind(self, kind: str) -> np.ndarray:
        """Which days are of that kind of DAY_KINDS."""
        is_it: np.ndarray = self.kind == DAY_KINDS.index(kind)
        return is_it

    def counts_as(self, kind: str) -> np.ndarray:
        """Which days are counted as that kind: all days of a pause as paused ones, so that they add up to the title."""
        return self.is_paused if kind == PAUSED else self.is_kind(kind) & ~self.is_paused

    @property
    def continued(self) -> int:
        """Days into which a spasm ran that began before; neither in `n` nor clear."""
        return int(self.counts_as(CONTINUED).sum())

    @property
    def spasm_days_in_pauses(self) -> int:
        """Spasm days (or matches) that are not in `n`."""
        return int((self.is_kind(SPASM) & self.is_paused).sum())


def calendar(diary: Diary, period: Period) -> Calendar | TooLittle:
    """What is known of every single day, and how strong was its worst spasm?

    Parameters: a diary with the period loaded; the period.
    Returns the kind of every day with its worst number and its entries.
    Example: entries of 3 and 7 on Monday, "none" on Tuesday, nothing on Wednesday: spasm with 7, clear, unanswered.
    Assumes nothing of unanswered days. The worst of spasms not listed one by one counts for its day, unless the diary
    is filtered: then such a day may or may not match, and stays unanswered, as does one of which an entry leaves open
    what is asked for.
    """
    coverage = day_states(diary, period)
    rows = in_period(diary.episodes.day, period)
    if not rows.any() and not coverage.answered:
        return nothing_there(diary)
    first = period.first.toordinal()
    is_spasm, known = coverage.is_match, coverage.is_known
    is_clear = coverage.in_state(CLEAR)
    if diary.is_filtered:
        # Other entries of a day say that it was answered, and that none of them is asked for; if they do say it.
        may_match = is_spasm | coverage.is_unlisted | (coverage.open_entries > 0)
        is_clear = is_clear | (coverage.in_state(SPASM) & ~may_match)
    kind = np.zeros(len(period), np.int8)
    for name, is_it in (
        (UNANSWERED, coverage.is_asked & ~known),
        (PAUSED, coverage.in_state(PAUSED)),
        (CLEAR, is_clear),
        (CONTINUED, coverage.in_state(CONTINUED)),
        (SPASM, is_spasm),
    ):
        kind[is_it] = DAY_KINDS.index(name)
    worst = worst_of_days(diary, period)
    return Calendar(
        period=period,
        kind=kind,
        worst=worst,
        entries=np.bincount(diary.episodes.day[rows] - first, minlength=len(period)),
        spasms=int(diary.episodes.count[rows].sum()),
        n=int((known & is_spasm).sum()),
        of=int(known.sum()),
        asked=coverage.asked,
        rated_days=int((is_spasm & ~np.isnan(worst)).sum()),
        severe_days=int((is_spasm & (worst >= SEVERE_FROM)).sum()),
        is_paused=coverage.is_paused,
        months=bins(period, BY_MONTH),
        is_filtered=diary.is_filtered,
        is_all_paused=coverage.is_all_paused,
    )


def worst_of_days(diary: Diary, period: Period) -> np.ndarray:
    """The highest number of every day; nan where there is none."""
    first, worst = period.first.toordinal(), np.full(len(period), np.nan)
    episodes, answers = diary.episodes, diary.answers
    rated = in_period(episodes.day, period) & ~np.isnan(episodes.intensity)
    np.fmax.at(worst, episodes.day[rated] - first, episodes.intensity[rated])
    if not diary.is_filtered:
        unlisted = in_period(answers.day, period) & (answers.answer == ANSWER_CODES.index(UNLISTED))
        np.fmax.at(worst, answers.day[unlisted] - first, answers.unlisted_worst[unlisted])
    return worst
