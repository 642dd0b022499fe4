"""How often: the headline with the range that missing days allow, and counts per day, week, month or year. Pure."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.bins import BY_WEEK, Bins, bins, unit_of_columns
from tracker.analysis.coverage import Coverage, day_states, in_period
from tracker.analysis.landmarks import landmarks_in
from tracker.analysis.results import FEW_DAYS, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import Diary, Landmark
from tracker.vocabulary.day import CLEAR, CONTINUED
from tracker.vocabulary.lazy_text import LazyText

LEAST_ANSWERED_DAYS = 14
LEAST_ANSWERED_SHARE = 0.6
USUAL_DAYS = 30
"""The denominator in which rates are said."""
BAD_SPELL_DAYS = 30
"""Of a diary: people begin one in a bad spell. Ours; after 30 days a bad spell has passed in most diaries."""

DAYS_A_WEEK = 7
LEAST_FULL_WEEKS = 4
"""With every day known, before their range is said. Ours."""

LOW_SHARE, NO_CLEAR_DAY = "low-share", "no-clear-day"


@dataclass(frozen=True, slots=True)
class InDays:
    """A rate in so many days, with the range that the missing days allow."""

    rate: float
    """Of the days of which it is known."""
    low: float
    high: float
    """If none of the unknown days, or all of them, had counted."""
    days: int


@dataclass(frozen=True, slots=True)
class Headline:
    """On how many of the known days there was a spasm (or an entry that the filter asks for)."""

    n: int
    """Days with a spasm; in a filtered diary, with an entry that matches."""
    of: int
    """Days of which that is known."""
    unknown: int
    """Asked days of which it is not; each of them may be one more."""
    asked: int
    entries: int
    """Entries in the whole period, those in pauses too."""
    spasms: int
    """Spasms in these entries: a burst is one entry with a count."""
    entry_rate: InDays | None
    """Entries per 30 known days; None where no rate may be said. Its range: per 30 asked days, if none of the unknown
    ones had an entry, or each as many as a day with entries has on average. Unanswered days are more often quiet ones,
    so the lower end is the likelier."""
    no_rate_reason: str
    """FEW_DAYS, LOW_SHARE, NO_CLEAR_DAY or ""."""
    is_filtered: bool
    left_open: int
    """Of the unknown days, those that were answered: with an entry that leaves open what the filter asks for, or with
    spasms not listed one by one. Of these the low end is not the likelier."""
    outside: int
    """Days with a spasm (or match) in a pause: not in `n`."""
    is_all_paused: bool
    """No day was asked for, because all of them are in a pause."""
    continued: int
    """Known days without a spasm of their own into which an earlier day's entry ran: neither in `n` nor clear."""
    unlisted: int
    """Known days with spasms that were not logged one by one, so that the entries do not hold them; 0 in a filtered
    diary, where such a day is not known."""
    is_quiet_likelier: bool
    """Days that are not known are more often quiet ones: nobody left them open for want of an answer of an entry, nor
    because private entries are left out."""
    method: LazyText = _("Days with an entry, out of the days answered. Unanswered days do not count as clear.")
    caveat: LazyText = _("The range allows for every unanswered day.")

    @property
    def highest(self) -> int:
        """The most days that it can have been, had every unknown day been one."""
        return self.n + self.unknown

    def in_days(self, days: int) -> InDays | None:
        """Spasm days in so many days, to stand beside those of another window; None where no rate may be said.

        Example: 9 of 26 with 4 unanswered, in 30: about 10.4, and 9 to 13.
        """
        if self.no_rate_reason:
            return None
        shares = self.n / self.of, self.n / self.asked, self.highest / self.asked
        middle, low, high = (days * share for share in shares)
        return InDays(middle, low, high, days)


@dataclass(frozen=True, slots=True)
class FullWeeks:
    """Spasm days of the weeks of which every day is known."""

    fewest: int
    most: int
    n: int
    """How many such weeks there are."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """Counts per bin. Arrays of shape (bins,)."""

    bins: Bins
    headline: Headline
    entries: np.ndarray
    spasms: np.ndarray
    spasm_days: np.ndarray
    """Asked days with a spasm; in a filtered diary, with a match."""
    other_days: np.ndarray
    """Asked days known to be without one, continued days not among them: clear, or (filtered) without a match."""
    continued_days: np.ndarray
    """Asked days into which an earlier day's entry ran; never counted as clear."""
    unknown_days: np.ndarray
    asked_days: np.ndarray
    paused_days: np.ndarray
    touches_beginning: bool = False
    """The period holds some of the diary's first days, and later ones."""
    is_today_open: bool = False
    """Today is one of the days, and nothing is known of it yet: it is in none of the counts."""
    landmarks: tuple[Landmark, ...] = ()
    """Visits and changes of treatment in the period, by date."""
    method: LazyText = _("Weeks run from Monday to Sunday. An entry counts on the day it started.")
    caveat: LazyText = _("A week with few answered days can look quieter than it was.")

    @property
    def answered_days(self) -> np.ndarray:
        days: np.ndarray = self.spasm_days + self.other_days + self.continued_days
        return days

    @property
    def is_filtered(self) -> bool:
        return self.headline.is_filtered

    @property
    def full_weeks(self) -> FullWeeks | None:
        """The fewest and the most spasm days of the weeks with every day known; None with fewer than four such weeks,
        and where another week may lie outside, whatever its other days were.

        A week that the period cuts is no week: it cannot lie below, but what is known or open in it may lie above.
        Example: weeks with 1, 3, 0 and 2 of 7 answered days: 0 to 3, of 4 weeks; also with one of 2 and 1 day open
        (2 to 3), but not with one of 2 and 2 days open (2 to 4).
        """
        if self.bins.unit != BY_WEEK:
            return None
        spasms, known = self.spasm_days, self.answered_days
        days = spasms[known == DAYS_A_WEEK]
        if len(days) < LEAST_FULL_WEEKS:
            return None
        # Days of a pause, or from before the diary began, are as little known as unanswered ones.
        is_in_diary = self.asked_days + self.paused_days > 0
        is_whole = (self.bins.sums(np.ones(len(self.bins.place))) == DAYS_A_WEEK) & is_in_diary
        unknown = np.where(is_whole, DAYS_A_WEEK, self.asked_days) - known
        fewest, most = int(days.min()), int(days.max())
        if (is_whole & (spasms < fewest)).any() or (spasms + unknown > most).any():
            return None
        return FullWeeks(fewest, most, len(days))


def headline(diary: Diary, period: Period) -> Headline:
    """On how many days was there a spasm, and how many can it have been?

    Parameters: a diary with the period loaded; the period.
    Returns n of the answered days, and the range that the missing days allow, instead of an interval that would
    pretend that days are independent of each other.
    Example: 30 days asked for, 26 answered, entries on 9: "9 of 26 (4 unanswered: 9 to 13 of 30)".
    Assumes nothing of the unanswered days. No rate with fewer than 14 answered days, fewer than 60 % of the asked
    ones, or if no clear day was confirmed, ever or among these days while some of them are unanswered (then nobody
    knows which silence is clear).
    """
    return _headline(diary, period, day_states(diary, period))


def frequency(diary: Diary, period: Period, unit: str | None = None) -> Frequency | TooLittle:
    """How many entries and how many spasm days, week by week?

    Parameters: a diary with the period loaded; the period; a unit of bins.py (weeks, unless the period is
    long).
    Returns counts for every bin, with the days that they rest on.
    Example: a week with 5 asked days, entries on 2 of them, "none" on 2: 2 spasm days, 2 others, 1 unknown.
    """
    coverage = day_states(diary, period)
    top = _headline(diary, period, coverage)
    if not top.entries and not coverage.answered:
        return nothing_there(diary)
    cut = bins(period, unit or unit_of_columns(period))
    known, match = coverage.is_known, coverage.is_match
    is_continued = known & ~match & coverage.in_state(CONTINUED)
    entries, spasms = _per_day(diary, period)
    return Frequency(
        bins=cut,
        headline=top,
        entries=cut.sums(entries),
        spasms=cut.sums(spasms),
        spasm_days=cut.sums(known & match),
        other_days=cut.sums(known & ~match & ~is_continued),
        continued_days=cut.sums(is_continued),
        unknown_days=cut.sums(coverage.is_asked & ~known),
        asked_days=cut.sums(coverage.is_asked),
        paused_days=cut.sums(coverage.is_paused),
        touches_beginning=touches_beginning(diary, period) and asked_after_first_days(diary, period),
        is_today_open=coverage.is_today_open,
        landmarks=landmarks_in(diary, period),
    )


def touches_beginning(diary: Diary, period: Period) -> bool:
    """Whether the days hold some of the diary's first ones: those are worse than what follows, whatever is done."""
    return diary.first_on is not None and (period.first - diary.first_on).days < BAD_SPELL_DAYS


def asked_after_first_days(diary: Diary, period: Period) -> bool:
    """Whether the days go on beyond the diary's first ones, so that these stand beside others."""
    return diary.first_on is not None and (min(period.last, diary.today) - diary.first_on).days >= BAD_SPELL_DAYS


def _per_day(diary: Diary, period: Period) -> tuple[np.ndarray, np.ndarray]:
    """Entries and spasms of every day of the period."""
    rows = in_period(diary.episodes.day, period)
    place = diary.episodes.day[rows] - period.first.toordinal()
    entries = np.bincount(place, minlength=len(period))
    spasms = np.bincount(place, weights=diary.episodes.count[rows], minlength=len(period))
    return entries, spasms.astype(np.int64)


def _headline(diary: Diary, period: Period, coverage: Coverage) -> Headline:
    known, match = coverage.is_known, coverage.is_match
    entries, spasms = _per_day(diary, period)
    n, of, asked = int((known & match).sum()), int(known.sum()), coverage.asked
    why = _no_rate_reason(diary, coverage, of)
    left_open = int((coverage.is_answered & ~known).sum())
    logged = float(entries[known].sum())
    # A day that is not known may have been a spasm day like those that are.
    usual = max(1.0, logged / max(1, int((entries[known] > 0).sum())))
    # Entries that leave open what the filter asks for may all match.
    unlogged = np.maximum(usual, coverage.open_entries)[coverage.is_asked & ~known].sum()
    most = logged + float(unlogged) + float(coverage.open_entries[known].sum())
    daily = (logged / max(of, 1), logged / max(asked, 1), most / max(asked, 1))
    rate, low, high = (USUAL_DAYS * each for each in daily)
    return Headline(
        n=n,
        of=of,
        unknown=asked - of,
        asked=asked,
        entries=int(entries.sum()),
        spasms=int(spasms.sum()),
        entry_rate=None if why else InDays(rate, low, high, USUAL_DAYS),
        no_rate_reason=why,
        is_filtered=diary.is_filtered,
        left_open=left_open,
        is_quiet_likelier=not (left_open or diary.leaves_private_out),
        outside=int((match & ~coverage.is_asked).sum()),
        is_all_paused=coverage.is_all_paused,
        continued=int((known & ~match & coverage.in_state(CONTINUED)).sum()),
        unlisted=int((known & coverage.is_unlisted).sum()) if not diary.is_filtered else 0,
    )


def _no_rate_reason(diary: Diary, coverage: Coverage, of: int) -> str:
    if of < LEAST_ANSWERED_DAYS:
        return FEW_DAYS
    if of < LEAST_ANSWERED_SHARE * coverage.asked:
        return LOW_SHARE
    if (coverage.is_asked & coverage.in_state(CLEAR)).any():
        return ""
    # Where days only ever say "spasm", those without are silent: their rate would be that of every day.
    return NO_CLEAR_DAY if coverage.unanswered or not diary.has_clear_day else ""
