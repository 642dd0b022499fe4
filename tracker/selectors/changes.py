"""Dated changes of treatment and visits: those that mark the charts, and those that are marked to be looked at."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.days import PartialDate, Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_VISIT, Landmark, OtherChange
from tracker.models import ProfileItem, Visit
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
    """What began or ended, or with whom; "" is not said."""
    is_private: bool


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


def treatment_changes(owner: User, added_until: dt.datetime | None = None) -> list[OtherChange]:
    """When each treatment began and ended, as well as it is known; without what was added after an instant, if one is
    given. One query."""
    rows = ProfileItem.objects.of(owner).filter(kind__in=TREATMENTS).exclude(code=NONE_OF_THESE)
    changes = []
    for row in rows.filter(added_at__lte=added_until) if added_until else rows:
        words = _treatment_words(row)
        for what, on, precision in _ends(row):
            if on is not None:
                date = PartialDate.from_data(on, precision)
                changes.append(OtherChange(what, str(row.uid), date, row.kind, words, row.private))
    return changes


def changes_of_item(row: ProfileItem) -> list[DatedChange]:
    """When this row began and ended, as far as it is known to the day, and of a kind that is treatment."""
    if row.kind not in TREATMENTS:
        return []
    return [
        DatedChange(what, str(row.uid), on, row.kind, _treatment_words(row), row.private)
        for what, on, precision in _ends(row)
        if on is not None and precision == "day"
    ]


def _treatment_words(row: ProfileItem) -> str:
    return " ".join(str(part) for part in (item_words(row.kind, row.code, row.text), row.dose) if part)


def _ends(row: ProfileItem) -> tuple[tuple[str, dt.date | None, str], ...]:
    """(what, date, how well it is known) of its beginning and its end."""
    return (
        (LANDMARK_BEGAN, row.from_on, row.from_precision),
        (LANDMARK_ENDED, row.to_on, row.to_precision),
    )


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


def _dated(name: str, period: Period) -> Q:
    return Q(**{f"{name}_on__gte": period.first, f"{name}_on__lte": period.last, f"{name}_precision": "day"})
