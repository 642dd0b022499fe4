"""Visits: plan, note what was said, put questions to them, write what changed, remove and bring back."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Self

from django.contrib.auth.models import User

from tracker.days import PartialDate
from tracker.models import ProfileItem, Question, Revision, Visit
from tracker.services import profile
from tracker.services.revisions import (
    RevisionKind,
    Snapshot,
    created_at_of,
    delete_with_revision,
    deletions,
    keep_revision,
    restore,
)
from tracker.services.versions import diary_write, renew_data_version

MOST_REMOVED_VISITS = 50
_TEXTS = ("with_whom", "what_for", "note", "said", "tests", "look", "private")
_LATER_COLUMNS = {"look": False}
"""What snapshots of before these columns say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlan:
    """A visit as the person plans it."""

    on: dt.date
    with_whom: str = ""
    what_for: str = ""
    note: str = ""
    look: bool = False
    """Look at the 90 days before and after it: marked before anybody could know what follows."""
    private: bool = False

    @classmethod
    def from_row(cls, visit: Visit) -> Self:
        """The plan of a stored visit."""
        return cls(**{name: getattr(visit, name) for name in cls.__slots__})


def save_visit(owner: User, uid: uuid.UUID, plan: VisitPlan, *, now: dt.datetime) -> Visit:
    """Stores a visit under this uid, new or changed; the same once more changes nothing.

    Changing a stored value keeps the visit as it was as a revision.
    """
    with diary_write(owner):
        visit = Visit.objects.of(owner).filter(uid=uid).first() or Visit(owner=owner, uid=uid)
        if visit.pk:
            before = VisitPlan.from_row(visit)
            if before == plan:
                return visit
            keep_revision(owner, _VISIT, visit, now=now)
        for name, value in asdict(plan).items():
            setattr(visit, name, value)
        visit.save()
        renew_data_version(owner)
    return visit


def note_after(owner: User, visit: Visit, *, said: str, tests: str, now: dt.datetime) -> bool:
    """Stores what was said at the visit and which tests were ordered. False if nothing changes, or the visit is gone.

    The visit as it was is kept as a revision.
    """
    with diary_write(owner):
        stored = Visit.objects.of(owner).filter(pk=visit.pk).first()
        if stored is None or (stored.said, stored.tests) == (said, tests):
            return False
        keep_revision(owner, _VISIT, stored, now=now)
        stored.said, stored.tests = said, tests
        stored.save(update_fields=["said", "tests"])
        renew_data_version(owner)
    return True


def remove_visit(owner: User, visit: Visit, *, now: dt.datetime) -> Revision | None:
    """Deletes a visit; it can be brought back with its questions for 30 days. None if it was gone already.

    The questions stay: an open one is for the next visit then. What the health profile holds stays too.
    """
    with diary_write(owner):
        stored = Visit.objects.of(owner).filter(pk=visit.pk).first()
        if stored is None:
            return None
        return delete_with_revision(owner, _VISIT, stored, now=now)


def removed_visits(owner: User, *, now: dt.datetime) -> list[tuple[Revision, Visit]]:
    """What was removed in the last 30 days, the latest first, MOST_REMOVED_VISITS at most: each revision,
    with the visit as it was (not stored). One query."""
    revisions = deletions(owner, Revision.VISIT, now)[:MOST_REMOVED_VISITS]
    return [(revision, _from_data(owner, revision)) for revision in revisions]


def restore_visit(owner: User, revision: Revision, *, now: dt.datetime) -> Visit | None:
    """Brings a removed visit back, with those of its questions that no other visit has, and uses the revision up.

    Going back to before a change keeps the visit as it is now as a revision. None if the 30 days are over.
    """

    def rebuild(snapshot: Snapshot) -> Visit:
        before = _from_data(owner, revision)
        visit = Visit.objects.of(owner).filter(uid=revision.uid).first()
        if visit is None:
            visit = before
            visit.save()
        elif revision.action == Revision.EDIT:
            keep_revision(owner, _VISIT, visit, now=now)
            for name in ("on", *_TEXTS):
                setattr(visit, name, getattr(before, name))
            visit.save()
        if revision.action == Revision.DELETE:
            Question.objects.filter(owner=owner, uid__in=snapshot["questions"], visit=None).update(visit=visit)
        return visit

    return restore(owner, _VISIT, revision, rebuild, now=now)


def _as_data(visit: Visit) -> Snapshot:
    questions = Question.objects.filter(owner_id=visit.owner_id, visit=visit).values_list("uid", flat=True)
    texts = {name: getattr(visit, name) for name in _TEXTS}
    dates = {"on": visit.on.isoformat(), "added_at": visit.added_at.isoformat()}
    return texts | dates | {"questions": [str(uid) for uid in questions]}


def _from_data(owner: User, revision: Revision) -> Visit:
    snapshot = _LATER_COLUMNS | revision.snapshot
    texts = {name: snapshot[name] for name in _TEXTS} | {"added_at": created_at_of(revision)}
    return Visit(owner=owner, uid=revision.uid, on=dt.date.fromisoformat(revision.snapshot["on"]), **texts)


_VISIT = RevisionKind(Revision.VISIT, 1, _as_data)


def put_question(owner: User, question: Question, visit: Visit) -> bool:
    """Puts the question to this visit. False if it was already, or if either is gone."""
    with diary_write(owner):
        if not Visit.objects.of(owner).filter(pk=visit.pk).exists():
            return False
        rows = Question.objects.filter(owner=owner, pk=question.pk)
        row = rows.first()
        if row is None or row.visit_id == visit.pk:
            return False
        rows.update(visit=visit)
        renew_data_version(owner)
    return True


def mark_answered(owner: User, question: Question, visit: Visit) -> bool:
    """Marks the question as answered at this visit. False if it is gone, or was answered before."""
    with diary_write(owner):
        changed = Question.objects.filter(owner=owner, pk=question.pk, answered_on=None).update(
            visit=visit, answered_on=visit.on
        )
        if changed:
            renew_data_version(owner)
    return bool(changed)


def change_dose(
    owner: User, item: ProfileItem, dose: str, on: dt.date, uid: uuid.UUID, *, now: dt.datetime
) -> ProfileItem | None:
    """Changes the dose from this day on: ends the row, and begins a new one with this uid.

    Sent twice, it makes one; sent again with another dose, that one has it. None if the row cannot end on that
    day: it is over, or began later.
    """
    with diary_write(owner):
        made = ProfileItem.objects.of(owner).filter(uid=uid).first()
        if made:
            data = replace(profile.ItemData.from_row(made), dose=dose)
            return profile.save_item(owner, made.kind, uid, data, now=now)
        if not profile.end_item(owner, item, on, now=now):
            return None
        since = PartialDate.from_data(on, PartialDate.DAY)
        data = profile.ItemData(
            code=item.code,
            text=item.text,
            dose=dose,
            since=since,
            for_spasms=item.for_spasms,
            private=item.private,
        )
        return profile.save_item(owner, item.kind, uid, data, now=now)
