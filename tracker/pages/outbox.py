"""A batch that a device sent from its outbox: each item on its own, in order, once.

The protocol is docs/offline.md. An item and the note that it is stored are one transaction. What an item does:
outbox_entries, outbox_days.
"""

import datetime as dt
import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tracker.formatting import date_words
from tracker.forms.datetimes import parse_instant
from tracker.pages import outbox_days, outbox_entries, trial_writes
from tracker.pages import outbox_item as items
from tracker.pages.outbox_case import Case, NotStoredError
from tracker.pages.outbox_item import Item, ItemError, ItemKind, ItemOutcome, Result, UnknownKindError
from tracker.pages.unsaved_words import TROUBLE_WORDS
from tracker.selectors.person import person_by_now
from tracker.services.episodes import EntryGoneError
from tracker.services.guidance import look_for_missed_medicine
from tracker.services.outbox import note_of, note_stored, purge_notes
from tracker.services.storage import is_beyond_numbers, kept_if_possible, trouble_of
from tracker.services.versions import diary_write

log = logging.getLogger(__name__)

PROTOCOL = 1
MOST_ITEMS = 50
MOST_BYTES_SENT = 256 * 1024
BAD_REQUEST, BAD_CLOCK = "bad-request", "bad-clock"

_ACTS: dict[ItemKind, Callable[[Case], Result]] = {
    ItemKind.START: outbox_entries.start,
    ItemKind.WHERE: outbox_entries.say_where,
    ItemKind.BEGAN: outbox_entries.correct_start,
    ItemKind.COUNT: outbox_entries.count_on,
    ItemKind.STOP: outbox_entries.stop,
    ItemKind.NUMBER: outbox_entries.number,
    ItemKind.OVER: outbox_entries.over,
    ItemKind.ANSWER: outbox_entries.answer,
    ItemKind.NOTICE: outbox_entries.say_noticed,
    ItemKind.DELETE: outbox_entries.delete,
    ItemKind.CHECK_IN: outbox_days.check_in,
    ItemKind.TAKE_BACK: outbox_days.take_back,
    ItemKind.CLEAR: outbox_days.clear,
    ItemKind.CLEAR_DAYS: outbox_days.clear_days,
    ItemKind.NIGHT: trial_writes.answer_night,
    ItemKind.CARD: outbox_days.answer_card,
    ItemKind.DEVICE_ZONE: outbox_days.set_device_zone,
}


class BatchError(ValueError):
    """A batch that cannot be read; its code."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a device sent at once."""

    who: str
    device: uuid.UUID
    sent_at: dt.datetime
    """By the device's clock."""
    items: list[Any]


@dataclass(slots=True)
class _Course:
    """What the items so far have to tell the later ones."""

    entries: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """The uid under which an entry was stored, where that is another one than was sent."""
    to_come: set[uuid.UUID] = field(default_factory=set)
    """Entries that an item was to make, and that are not stored."""
    trouble: str = ""
    """Why nothing can be stored, in words."""


def who_is(owner: User, secret: str) -> str:
    """A name for the person that says nothing of them: the same in every session and after a new password.

    Another one on every installation (`secret`), and for whoever has that number in a database that was begun anew.
    """
    about = f"{owner.pk} {owner.date_joined.isoformat()}"
    return salted_hmac("tracker.outbox", about, secret=secret, algorithm="sha256").hexdigest()


def read_batch(body: bytes) -> Batch:
    """The batch of a request. Raises BatchError."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise BatchError(BAD_REQUEST) from None
    if not isinstance(sent, dict) or sent.get("protocol") != PROTOCOL:
        raise BatchError(BAD_REQUEST)
    raw, who = sent.get("items"), sent.get("who")
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS or not isinstance(who, str):
        raise BatchError(BAD_REQUEST)
    try:
        device = uuid.UUID(sent["device"])
    except (KeyError, ValueError, AttributeError, TypeError):
        raise BatchError(BAD_REQUEST) from None
    clock = sent.get("sent_at")
    sent_at = parse_instant(clock) if isinstance(clock, str) else None
    if sent_at is None:
        raise BatchError(BAD_CLOCK)
    return Batch(who, device, sent_at, raw)


def store_batch(owner: User, batch: Batch, *, now: dt.datetime) -> list[dict[str, Any]]:
    """Stores what can be stored, and returns what is answered to each item, in order."""
    course, answers = _Course(), []
    for raw in batch.items:
        result = _result(owner, batch, raw, course, now)
        answers.append(result.as_data(items.id_as_sent(raw)))
    if any(answer["result"] == ItemOutcome.STORED for answer in answers):
        _after_storing(owner, now)
    return answers


def _after_storing(owner: User, now: dt.datetime) -> None:
    """What only has to be done once for all; without it nothing is missing."""
    try:
        with kept_if_possible():
            purge_notes(owner, now=now)
            look_for_missed_medicine(person_by_now(owner), now)
    except Exception:
        log.exception("Person %s: stored, but not looked at", owner.pk)


def _result(owner: User, batch: Batch, raw: object, course: _Course, now: dt.datetime) -> Result:
    """What comes of one item. Raises nothing: an item that fails keeps no other from being stored."""
    if course.trouble:
        return Result(ItemOutcome.FAILED, {"words": course.trouble})
    try:
        item = items.read_item(raw, batch.sent_at)
    except ItemError as error:
        return items.invalid({error.field: [str(error)]})
    except UnknownKindError:
        return Result(ItemOutcome.UNKNOWN, {})
    try:
        result = _stored_or_not(owner, batch, item, course, now)
    except Exception as error:
        result = _failed(owner, error, course)
    if item.kind in items.MAKES_ENTRY and item.entry:
        if not result.is_stored:
            course.to_come.add(item.entry)
        elif result.entry and result.entry != item.entry:
            course.entries[item.entry] = result.entry
    return result


def _failed(owner: User, error: Exception, course: _Course) -> Result:
    trouble = trouble_of(error)
    if trouble:
        log.error("Nothing can be stored: %s", trouble)
        course.trouble = str(TROUBLE_WORDS[trouble])
        return Result(ItemOutcome.FAILED, {"words": course.trouble})
    if is_beyond_numbers(error):
        return items.invalid({"": [_("This can’t be read. Throw it away, and log it again.")]})
    log.error("Person %s: an item of an outbox failed", owner.pk, exc_info=error)
    return Result(ItemOutcome.FAILED, {"words": _("Something went wrong while saving this. It stays on this device.")})


def _stored_or_not(owner: User, batch: Batch, item: Item, course: _Course, now: dt.datetime) -> Result:
    try:
        return _in_one_transaction(owner, batch, item, course, now)
    except IntegrityError:
        # The same item came twice at the same time: now it is noted, or what it met is there to be compared with.
        return _in_one_transaction(owner, batch, item, course, now)


def _in_one_transaction(owner: User, batch: Batch, item: Item, course: _Course, now: dt.datetime) -> Result:
    with diary_write(owner):
        note = note_of(owner, item.uid)
        if note is not None and note.digest == item.digest:
            return items.stored(note.made)
        # By now: an earlier item may have changed what holds for this one.
        person = person_by_now(owner)
        if item.asks:
            words = _("You logged this on %(day)s, more than 90 days ago. Save it with that date?")
            at = now - item.waited
            day = date_words(person.wall_clock(at).date())
            return Result(ItemOutcome.ASK, {"words": words % {"day": day}, "at": at.isoformat(timespec="seconds")})
        entry = note.made if note and note.made else item.entry and course.entries.get(item.entry, item.entry)
        case = Case(
            person=person,
            item=item,
            device=batch.device,
            entry=entry,
            now=now,
            is_corrected=note is not None,
            is_entry_to_come=item.entry in course.to_come,
        )
        try:
            result = _ACTS[item.kind](case)
        except NotStoredError as error:
            result = error.result
        except EntryGoneError:
            result = items.gone(can_restore=False, words=_("This spasm isn’t in your diary anymore."))
        if result.is_stored:
            _note(owner, case, result)
        else:
            transaction.set_rollback(True)
        return result


def _note(owner: User, case: Case, result: Result) -> None:
    item = case.item
    note_stored(
        owner,
        item.uid,
        device=case.device,
        kind=item.kind,
        about=str(result.entry) if result.entry else case.about,
        made=result.entry,
        digest=item.digest,
        marks=result.marks,
        now=case.now,
    )
