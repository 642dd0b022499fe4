"""Dated changes of treatment and visits: those that mark the charts, and those that are marked to be looked at."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.days import Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_DOSE, LANDMARK_ENDED, LANDMARK_VISIT, Landmark, OtherChange
from tracker.models import ProfileItem, Visit
from tracker.selectors.profile import ProfileLine, profile_of
from tracker.treatments import dose_changes
from tracker.vocabulary.profile import TREATMENTS, item_words
from tracker.vocabulary.terms import NONE_OF_THESE


@dataclass(frozen=True, slots=True)
class DatedChange:
    """Something that began or ended on a day, or a visit."""

    what: str
    """LANDMARK_BEGAN, LANDMARK_ENDED or LANDMARK_VISIT."""
    of: str
    """The uid of its row."""
    on: dt.date
    kind: str
    """Of the health profile, what began or ended; "" for a visit."""
    words: str
    """What began or ended, or with whom; "" is not said. Of a changed dose, what it is of."""
    is_private: bool
    doses: tuple[str, str] | None = None
    """From which dose to which, if that is what happened on that day."""


def marked_changes(owner: User) -> list[DatedChange]:
    """What is marked as it stands now, by date. Two queries."""
    rows = ProfileItem.objects.of(owner).filter(Q(look_since=True) | Q(look_until=True))
    marked = [
        change
        for row in rows
        for change in changes_of_item(row)
        if (row.look_since if change.what == LANDMARK_BEGAN else row.look_until)
    ]
    marked += [change_of_visit(visit) for visit in Visit.objects.of(owner).filter(look=True)]
    return sorted(marked, key=lambda change: (change.on, change.of, change.what))


def changes_named(owner: User, uids: Iterable[str]) -> dict[tuple[str, str], DatedChange]:
    """What these rows are called by now, by (what, uid); those that were removed are not in it. Two queries, none
    without uids."""
    wanted = list(uids)
    if not wanted:
        return {}
    items = ProfileItem.objects.of(owner).filter(uid__in=wanted)
    changes = [change for row in items for change in changes_of_item(row)]
    changes += [change_of_visit(visit) for visit in Visit.objects.of(owner).filter(uid__in=wanted)]
    return {(change.what, change.of): change for change in changes}


def treatment_changes(
    owner: User, added_until: dt.datetime | None = None, *, for_others: bool = False
) -> list[OtherChange]:
    """When each treatment began, ended or had its dose changed, as well as it is known; without what was added after an
    instant, if one is given. One query.

    `for_others`: nothing private, and no end from which something private goes on.
    """
    profile = profile_of(owner, dt.date.max, added_until)
    lines = [line for line in (profile.without_private() if for_others else profile).lines if line.kind in TREATMENTS]
    changes = [_dose_change(before, after) for before, after in dose_changes(lines) if before.tells_end]
    with_a_dose = {
        end for change in changes for end in ((LANDMARK_ENDED, change.of_before), (LANDMARK_BEGAN, change.of))
    }
    for line in lines:
        ends = ((LANDMARK_BEGAN, line.since), (LANDMARK_ENDED, line.until if line.tells_end else None))
        changes += [
            OtherChange(what, str(line.uid), date, line.kind, _with_dose(line.words, line.dose))
            for what, date in ends
            if date is not None and (what, str(line.uid)) not in with_a_dose
        ]
    return changes


def _dose_change(before: ProfileLine, after: ProfileLine) -> OtherChange:
    if after.since is None:
        raise ValueError("a dose that began on no day")
    return OtherChange(
        LANDMARK_DOSE,
        str(after.uid),
        after.since,
        after.kind,
        after.words,
        (before.dose, after.dose),
        str(before.uid),
    )


def called_by_dose(change: DatedChange, changes: Iterable[OtherChange]) -> DatedChange:
    """The change, called what it is where its row began or ended with another dose: what then happened is neither."""
    for other in changes:
        row = {LANDMARK_BEGAN: other.of, LANDMARK_ENDED: other.of_before}.get(change.what)
        if other.doses and row == change.of:
            return replace(change, words=other.words, doses=other.doses)
    return change


def changes_of_item(row: ProfileItem) -> list[DatedChange]:
    """When this row began and ended, as far as it is known to the day, and of a kind that is treatment."""
    if row.kind not in TREATMENTS:
        return []
    words = _with_dose(str(item_words(row.kind, row.code, row.text)), row.dose)
    return [
        DatedChange(what, str(row.uid), on, row.kind, words, row.private)
        for what, on, precision in (
            (LANDMARK_BEGAN, row.from_on, row.from_precision),
            (LANDMARK_ENDED, row.to_on, row.to_precision),
        )
        if on is not None and precision == "day"
    ]


def _with_dose(words: str, dose: str) -> str:
    return " ".join(part for part in (words, dose) if part)


def change_of_visit(visit: Visit) -> DatedChange:
    """The visit, as a change that can be marked."""
    return DatedChange(LANDMARK_VISIT, str(visit.uid), visit.on, "", visit.with_whom, visit.private)


def load_landmarks(owner: User, period: Period) -> tuple[Landmark, ...]:
    """Visits and dated changes of treatment in a period, by date. Two queries.

    Only what is known to the day: a mark in the middle of a month would say a day that nobody said.
    """
    visits = Visit.objects.of(owner).filter(on__gte=period.first, on__lte=period.last)
    changes = [change_of_visit(visit) for visit in visits]
    rows = ProfileItem.objects.of(owner).filter(kind__in=TREATMENTS).exclude(code=NONE_OF_THESE)
    for row in rows.filter(_dated("from", period) | _dated("to", period)).order_by("pk"):
        changes += [change for change in changes_of_item(row) if change.on in period]
    landmarks = [Landmark(change.on, change.what, change.words, private=change.is_private) for change in changes]
    return tuple(sorted(landmarks, key=lambda mark: mark.on))


def landmarks_for_others(owner: User, period: Period) -> tuple[Landmark, ...]:
    """The same for who sees nothing private: neither what is, nor an end from which something private goes on. Four
    queries."""
    lines = profile_of(owner, period.last).without_private().lines
    silent = {
        (line.until.first, _with_dose(line.words, line.dose)) for line in lines if line.until and not line.tells_end
    }
    return tuple(
        mark
        for mark in load_landmarks(owner, period)
        if not mark.private and not (mark.what == LANDMARK_ENDED and (mark.on, mark.words) in silent)
    )


def _dated(name: str, period: Period) -> Q:
    return Q(**{f"{name}_on__gte": period.first, f"{name}_on__lte": period.last, f"{name}_precision": "day"})
