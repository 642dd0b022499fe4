"""A diary that alice gives a part of, and clients that are in it."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from tests.factories import NOON, ZONE
from tracker.models import Grant
from tracker.pages.addresses import beginning_of
from tracker.vocabulary.grants import MAY_KEEP, MAY_LOG

INVITATION = "an-invitation-of-43-characters-or-so-for-bob"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Of a module that imports it: it is NOON, and a page is the same each time, letter by letter."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    monkeypatch.setattr("django.middleware.csrf._get_new_csrf_string", lambda: "c" * 32)


def make_grant(owner, to, may=MAY_LOG, *, now=None, **fields) -> Grant:
    """A grant that holds for a month, accepted a day ago."""
    now = now or timezone.now()
    fields.setdefault("made_at", now - dt.timedelta(days=1))
    fields.setdefault("accepted_at", fields["made_at"])
    fields.setdefault("expires_at", None if may == MAY_KEEP else now + dt.timedelta(days=30))
    return Grant.objects.create(owner=owner, to=to, may=may, **fields)


def make_invitation(owner, may=MAY_LOG, token=INVITATION, *, now=None, **fields) -> Grant:
    """An invitation that was made a day ago; `token` accepts it."""
    from tracker.services.share import hash_of

    return make_grant(owner, None, may, now=now, token_hash=hash_of(token), accepted_at=None, **fields)


def keep_diary(account, name="Mia") -> Grant:
    """A diary that the account keeps for somebody."""
    from tracker.services.grants import begin_kept_diary

    return begin_kept_diary(account, uuid.uuid4(), name, ZONE, now=timezone.now())


def within(grant, path) -> str:
    """The address of a page in the diary of this grant."""
    return beginning_of(grant.uid) + path.removeprefix("/")
