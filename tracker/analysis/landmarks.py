"""Visits and dated changes of treatment that lie in a period. Pure; nothing is concluded from them."""

from tracker.days import ONE_DAY, Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_DOSE, LANDMARK_ENDED, LANDMARK_VISIT, Diary, Landmark

__all__ = [
    "LANDMARK_BEGAN",
    "LANDMARK_DOSE",
    "LANDMARK_ENDED",
    "LANDMARK_VISIT",
    "Landmark",
    "landmarks_in",
    "starts_at_visit",
]


def landmarks_in(diary: Diary, period: Period) -> tuple[Landmark, ...]:
    """What of visits and changes of treatment lies in the period?

    Parameters: a diary with the period loaded; the period. Returns them by date. They say when something was, not what
    it did: people book visits in bad weeks, so some improvement afterwards is expected.
    Example: a visit on 12 March, a period in April: none.
    """
    return tuple(mark for mark in diary.landmarks if mark.on in period)


def starts_at_visit(diary: Diary, window: Period) -> bool:
    """Whether the window begins on the day of a visit, or on the day after one: people see a doctor in bad weeks."""
    return any(
        mark.what == LANDMARK_VISIT and mark.on in {window.first, window.first - ONE_DAY} for mark in diary.landmarks
    )
