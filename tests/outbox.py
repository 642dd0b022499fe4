"""Taps as a device without a network keeps them, and sending them to the server's side of it, by a clock of our own."""

import datetime as dt
import uuid

from tests.factories import NOON
from tracker.models import Day, Episode, Revision, SentItem
from tracker.pages.outbox import Batch, store_batch
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.episode_rows import record_of

PHONE, TABLET = uuid.UUID(int=1), uuid.UUID(int=2)
SECOND, MINUTE, HOUR, DAY = (dt.timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
SPASM = uuid.UUID(int=8)


def pairs(fields):
    """The fields of a form as an item has them; a list is a field of several values."""
    named = {name.removesuffix("_"): value for name, value in fields.items()}
    return [[name, each] for name, value in named.items() for each in (value if isinstance(value, list) else [value])]


def tap(kind, *, at=NOON, uid=None, date=None, item=None, clock=dt.timedelta(0), fields=(), **more):
    """An item: what was tapped at that instant, on a device whose clock is ahead by `clock`."""
    about = ({"uid": str(uid)} if uid else {}) | ({"date": str(date)} if date else {})
    tapped_at = (at + clock).isoformat()
    item = item or uuid.uuid4()
    return {"id": str(item), "kind": kind, "tapped_at": tapped_at, "fields": pairs(dict(fields))} | about | more


def on_page(path, *, at=NOON, fields=(), **more):
    """An item of a page that was open."""
    item = tap("", at=at, fields=fields, **more)
    del item["kind"]
    return item | {"path": path}


def start(uid=SPASM, *, at=NOON, **fields):
    return tap("start", at=at, fields={"uid": str(uid)} | fields)


def send(owner, *items, now=NOON + HOUR, device=PHONE, clock=dt.timedelta(0)):
    """The results of a batch that is sent, and arrives, at that instant."""
    batch = Batch("", device, now + clock, [dict(item) for item in items])
    return store_batch(owner, batch, now=now)


def codes(results):
    return [each["result"] for each in results]


def send_one(owner, item, **when):
    return send(owner, item, **when)[0]


def entry(owner, uid=SPASM):
    return record_of(Episode.objects.get(owner=owner, uid=uid))


def rows(owner):
    """All that items of an outbox can change, without when it was stored and without keys of rows."""
    entries = [record_of(row).as_data() for row in Episode.objects.of(owner).order_by("started_at", "uid")]
    for each in entries:
        del each["edited_at"]
    days = []
    for day in Day.objects.of(owner).order_by("date"):
        factors = [
            (
                row.code,
                row.is_yes,
                row.first_answered_at,
                row.changed_at,
                [(b.was_yes, b.until) for b in row.before.all()],
            )
            for row in day.factors.order_by("code")
        ]
        values = (day.date, day.answer, day.answered_at, day.unlisted_count, day.unlisted_worst, day.limited)
        days.append((*values, day.limited_at, day.note, day.private, factors))
    revisions = [(row.kind, row.action) for row in Revision.objects.filter(owner=owner).order_by("pk")]
    return {"entries": entries, "days": days, "revisions": sorted(revisions)}


def notes(owner):
    return SentItem.objects.filter(owner=owner)


def amend(owner, change, now=NOON + HOUR):
    """A change on another device, with a network."""
    row = Episode.objects.get(owner=owner, uid=SPASM)
    return service.amend_episode(person_of(owner), row, change, now=now)
