"""How the log came about: what was written down late, edited, confirmed in bulk, kept private, and where. Pure.

A reader who was not there has to know what the numbers rest on (METHODS §5); nothing here changes a number.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import day_states, in_period
from tracker.days import Period
from tracker.diary import ANSWER_CODES, Diary
from tracker.vocabulary.day import CLEAR, NONE
from tracker.vocabulary.lazy_text import LazyText

LATER_HOURS = 48
"""An entry written down more hours than this after its onset was entered later (METHODS §1)."""
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class HowLogged:
    """What the entries and clear days of a period rest on."""

    n: int
    """Entries in the period."""
    entered_later: int
    edited: int
    private: int
    by_others: int
    """Entries that somebody else logged for the person."""
    clear: int
    """Asked days that are clear."""
    clear_late: int
    """Clear days confirmed at or after the deadline of their evening."""
    clear_in_bulk: int
    """Clear days confirmed in the same second as another one."""
    clear_late_or_in_bulk: int
    """Either of the two, each day once."""
    zones: tuple[tuple[str, int], ...]
    """(IANA name, entries), the most frequent first, of those that an entry names which is not private."""
    other_zones: int
    """How many more there are, which private entries alone name."""
    start_hours: tuple[tuple[dt.date, int], ...]
    """(from, hour) at which the person's day starts: on the period's first day, then every change within it."""
    method: LazyText = _(
        "“Entered later” means more than 48 hours after the start. “In bulk” means several clear days in one tap."
    )
    caveat: LazyText = _("What was never logged isn’t in any of these numbers.")


def provenance(diary: Diary, period: Period) -> HowLogged:
    """How were the entries and the clear days of a period written down?

    Parameters: a diary with the period loaded; the period.
    Returns counts; an empty period has zeros.
    Example: onsets on Monday noon, written down at once, after 48 h and after 49 h: 1 of 3 entered later.
    That several days were confirmed in one tap is not stored as such. It shows: they carry the same second, which no
    two answers given one by one do.
    """
    rows, how = in_period(diary.episodes.day, period), diary.provenance
    coverage, evenings, answers = day_states(diary, period), diary.evenings, diary.answers
    is_none = np.isin(evenings.day, answers.day[answers.answer == ANSWER_CODES.index(NONE)])
    _seconds, which, together = np.unique(evenings.answered_at[is_none], return_inverse=True, return_counts=True)
    in_bulk = evenings.day[is_none][together[which] > 1]
    late = evenings.day[evenings.answered_at >= evenings.deadline]
    clear = period.first.toordinal() + np.flatnonzero(coverage.in_state(CLEAR) & coverage.is_asked)
    zones = _zones(how.zone[rows], how.zones, how.zone[rows & ~how.is_private])
    is_late, is_in_bulk = np.isin(clear, late), np.isin(clear, in_bulk)
    return HowLogged(
        n=int(rows.sum()),
        entered_later=int((how.logged - diary.episodes.started > LATER_HOURS * _HOUR)[rows].sum()),
        edited=int(how.is_edited[rows].sum()),
        private=int(how.is_private[rows].sum()),
        by_others=int(how.is_by_other[rows].sum()),
        clear=len(clear),
        clear_late=int(is_late.sum()),
        clear_in_bulk=int(is_in_bulk.sum()),
        clear_late_or_in_bulk=int((is_late | is_in_bulk).sum()),
        zones=zones,
        other_zones=len(np.unique(how.zone[rows])) - len(zones),
        start_hours=_start_hours(diary, period),
    )


def _zones(place: np.ndarray, names: tuple[str, ...], named: np.ndarray) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(place, minlength=len(names)).tolist()
    counted = [(names[one], counts[one]) for one in np.unique(named).tolist()]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


def _start_hours(diary: Diary, period: Period) -> tuple[tuple[dt.date, int], ...]:
    """A change to the hour that held already is none."""
    hours = [(period.first, diary.starts.hour_on(period.first))]
    for from_on, hour in diary.starts.changes:
        if period.first < from_on <= period.last and hour != hours[-1][1]:
            hours.append((from_on, hour))
    return tuple(hours)
