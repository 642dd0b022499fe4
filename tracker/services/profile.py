"""Writes of the health profile: say, change, end, remove and bring back a row, and the answer "none" to a kind."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Self

from django.contrib.auth.models import User

from tracker.days import PartialDate
from tracker.models import ProfileItem, Revision
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
from tracker.vocabulary.profile import FIXED_CODES, PROFILE_KINDS, SPANS
from tracker.vocabulary.terms import NONE_OF_THESE

MOST_REMOVED_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemData:
    """One row as the person enters it. A date of None was not given. Its kind stands beside it: it never changes.

    Kinds that say nothing but when have their one code whatever is given."""

    code: str = ""
    text: str = ""
    dose: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    is_expected: bool = False
    """`until` was ahead when it was said: a due date."""
    note: str = ""
    for_spasms: bool = False
    """Of a medicine: taken for the spasms themselves."""
    look_since: bool = False
    look_until: bool = False
    """Look at the 90 days before and after it began, or ended: marked before anybody could know what follows."""
    private: bool = False

    @classmethod
    def from_row(cls, item: ProfileItem) -> Self:
        """What is stored of the row."""
        return cls(
            code=item.code,
            text=item.text,
            dose=item.dose,
            since=PartialDate.from_data(item.from_on, item.from_precision) if item.from_on else None,
            until=PartialDate.from_data(item.to_on, item.to_precision) if item.to_on else None,
            is_expected=item.is_expected,
            note=item.note,
            for_spasms=item.for_spasms,
            look_since=item.look_since,
            look_until=item.look_until,
            private=item.private,
        )


class KindAnsweredError(ValueError):
    """ "None" was said of a kind that has rows."""


def save_item(owner: User, kind: str, uid: uuid.UUID, data: ItemData, *, now: dt.datetime) -> ProfileItem:
    """Stores a row under this uid, new or changed; the same once more changes nothing.

    What was answered with "none" has a row now, so that answer goes. Of a kind that is told once, such as when the
    spasms began, the row that is there is changed. Changing a stored value keeps the row as it was as a revision.
    Raises KeyError for an unknown kind.
    """
    is_once = PROFILE_KINDS[kind].is_once
    data = replace(data, code=FIXED_CODES.get(kind, data.code))
    with diary_write(owner):
        rows = ProfileItem.objects.of(owner).filter(kind=kind).exclude(code=NONE_OF_THESE)
        item = (rows if is_once else rows.filter(uid=uid)).first() or _new(owner, kind, uid)
        if item.pk:
            before = ItemData.from_row(item)
            if before == data:
                return item
            keep_revision(owner, _ITEM, item, now=now)
        _fill(item, data)
        ProfileItem.objects.of(owner).filter(kind=kind, code=NONE_OF_THESE).delete()
        item.save()
        renew_data_version(owner)
    return item


def _new(owner: User, kind: str, uid: uuid.UUID) -> ProfileItem:
    # A client chooses the uid: one that a row of another kind has must not hit that row.
    is_taken = ProfileItem.objects.of(owner).filter(uid=uid).exists()
    return ProfileItem(owner=owner, kind=kind, uid=uuid.uuid4() if is_taken else uid)


def _fill(item: ProfileItem, data: ItemData) -> None:
    item.code, item.text, item.dose, item.note, item.private = data.code, data.text, data.dose, data.note, data.private
    item.for_spasms, item.is_expected = data.for_spasms, data.is_expected
    item.from_on, item.from_precision = (data.since.first, data.since.precision) if data.since else (None, "")
    item.to_on, item.to_precision = (data.until.last, data.until.precision) if data.until else (None, "")
    item.look_since, item.look_until = data.look_since, data.look_until


def end_item(owner: User, item: ProfileItem, on: dt.date, *, now: dt.datetime) -> bool:
    """Ends the row on this day. False if it ended before, began later, or is of a kind that has no end."""
    with diary_write(owner):
        stored = ProfileItem.objects.of(owner).filter(pk=item.pk, kind__in=SPANS).exclude(code=NONE_OF_THESE).first()
        if stored is None or (stored.to_on and stored.to_on <= on) or (stored.from_on and stored.from_on > on):
            return False
        keep_revision(owner, _ITEM, stored, now=now)
        stored.to_on, stored.to_precision, stored.is_expected = on, PartialDate.DAY, False
        # It was marked on another day.
        stored.look_until = False
        stored.save(update_fields=["to_on", "to_precision", "is_expected", "look_until"])
        renew_data_version(owner)
    return True


def remove_item(owner: User, item: ProfileItem, *, now: dt.datetime) -> Revision | None:
    """Deletes a row; it can be brought back for 30 days. None if it was gone already."""
    with diary_write(owner):
        stored = ProfileItem.objects.of(owner).filter(pk=item.pk).exclude(code=NONE_OF_THESE).first()
        if stored is None:
            return None
        return delete_with_revision(owner, _ITEM, stored, now=now)


def removed_items(owner: User, *, now: dt.datetime) -> list[tuple[Revision, ProfileItem]]:
    """What was removed in the last 30 days, the latest first, MOST_REMOVED_ROWS at most: each revision,
    with the row as it was (not stored). One query."""
    revisions = deletions(owner, Revision.PROFILE, now)[:MOST_REMOVED_ROWS]
    return [(revision, _from_data(owner, revision)) for revision in revisions]


def restore_item(owner: User, revision: Revision, *, now: dt.datetime) -> ProfileItem | None:
    """Brings a removed row back and uses its revision up. None if the 30 days are over.

    Of a kind that is told once, what was told since is removed in turn, and can be brought back too. Going back to
    before a change keeps the row as it is now as a revision.
    """

    def rebuild(_snapshot: Snapshot) -> ProfileItem:
        before = _from_data(owner, revision)
        if PROFILE_KINDS[before.kind].is_once and revision.action == Revision.DELETE:
            for other in ProfileItem.objects.of(owner).filter(kind=before.kind):
                remove_item(owner, other, now=now)
        item = save_item(owner, before.kind, before.uid, ItemData.from_row(before), now=now)
        item.added_at = before.added_at
        item.save(update_fields=["added_at"])
        return item

    return restore(owner, _ITEM, revision, rebuild, now=now)


def _as_data(item: ProfileItem) -> Snapshot:
    dates = {name: getattr(item, name) and getattr(item, name).isoformat() for name in ("from_on", "to_on")}
    names = (
        "kind",
        "code",
        "text",
        "dose",
        "from_precision",
        "to_precision",
        "is_expected",
        "note",
        "for_spasms",
        "look_since",
        "look_until",
        "private",
    )
    return {name: getattr(item, name) for name in names} | dates | {"added_at": item.added_at.isoformat()}


def _from_data(owner: User, revision: Revision) -> ProfileItem:
    values = dict(revision.snapshot)
    for name in ("from_on", "to_on"):
        values[name] = dt.date.fromisoformat(values[name]) if values[name] else None
    values["added_at"] = created_at_of(revision)
    return ProfileItem(owner=owner, uid=revision.uid, **values)


_ITEM = RevisionKind(Revision.PROFILE, 1, _as_data)


def say_none(owner: User, kind: str, today: dt.date) -> None:
    """Answers a kind with "none", said on this day. Raises KeyError for an unknown kind, KindAnsweredError if it has
    rows: what is over is still something that was."""
    if kind not in PROFILE_KINDS:
        raise KeyError(kind)
    with diary_write(owner):
        rows = ProfileItem.objects.of(owner).filter(kind=kind)
        if rows.exclude(code=NONE_OF_THESE).exists():
            raise KindAnsweredError(kind)
        if not rows.exists():
            ProfileItem.objects.create(
                owner=owner, kind=kind, code=NONE_OF_THESE, from_on=today, from_precision=PartialDate.DAY
            )
            renew_data_version(owner)


def take_back_none(owner: User, kind: str) -> bool:
    """Takes the answer "none" of a kind back. False if it was not answered with "none"."""
    with diary_write(owner):
        gone = ProfileItem.objects.of(owner).filter(kind=kind, code=NONE_OF_THESE).delete()[0]
        if gone:
            renew_data_version(owner)
    return bool(gone)
