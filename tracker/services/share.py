"""Share links: make, find by token, try a passphrase, list an opening, revoke, open again after a restore.

The token is returned once, when the link is made. What is stored is its SHA-256: it is random and 192 bits long, so no
salt and no slow hash is needed, and a link is found by the hash alone. Nothing here changes the diary, so the data
version stays. A link is listed for SHARE_KEPT; its row goes with the next link that is made then, its openings with it.
"""

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from tracker.days import Period
from tracker.models import ShareLink, ShareOpening
from tracker.models.share import PHRASE_LENGTH_LEAST, PHRASE_LENGTH_MOST, SHARE_DAYS_MOST, SHARE_KEPT

TOKEN_BYTES = 24
TRIES_AN_HOUR = 60
"""Passphrases that may be tried on one link, by everybody together: more than one address can use up, which is held
back before (views/tries.py)."""
TRIES_COUNTED_FOR = dt.timedelta(hours=1)

OPENED, CLOSED, TOO_OFTEN = "opened", "closed", "too-often"
RIGHT_PHRASE, WRONG_PHRASE = "right", "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a link shows, and for how long."""

    period: Period
    before: Period
    choice: dict[str, Any]
    """What was ticked, as `ReportChoice.as_data` writes it."""
    time_zone: str
    days: int
    label: str = ""
    phrase: str = ""
    """"" for none."""


def make_link(owner: User, uid: uuid.UUID, offer: Offer, *, now: dt.datetime) -> tuple[ShareLink, str]:
    """Stores a link whose cut-off is now. Returns it with its token, which is known here and never again.

    The same uid once more makes nothing: the token is "" then. Raises ValueError for days beyond 1 to 90, and for a
    passphrase that is too short or too long.
    """
    if not 1 <= offer.days <= SHARE_DAYS_MOST:
        raise ValueError(f"a link opens for 1 to {SHARE_DAYS_MOST} days, not for {offer.days}")
    if offer.phrase and not PHRASE_LENGTH_LEAST <= len(offer.phrase) <= PHRASE_LENGTH_MOST:
        raise ValueError(f"a passphrase has {PHRASE_LENGTH_LEAST} to {PHRASE_LENGTH_MOST} characters")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        _forget_old_ones(owner, now)
        link, made = ShareLink.objects.of(owner).get_or_create(
            uid=uid,
            defaults={
                "owner": owner,
                "token_hash": hash_of(token),
                "label": offer.label,
                "made_at": now,
                "cut_off": now,
                "days": offer.days,
                "first_on": offer.period.first,
                "last_on": offer.period.last,
                "before_first_on": offer.before.first,
                "before_last_on": offer.before.last,
                "time_zone": offer.time_zone,
                "choice": offer.choice,
                "phrase_hash": make_password(offer.phrase) if offer.phrase else "",
            },
        )
    return link, token if made else ""


def _forget_old_ones(owner: User, now: dt.datetime) -> None:
    ShareLink.objects.of(owner).filter(made_at__lt=now - SHARE_KEPT).delete()


def hash_of(token: str) -> str:
    """What is stored of a token: SHA-256 of its UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def link_of(token: str, *, now: dt.datetime) -> ShareLink | None:
    """The link that this token opens now; None for one that is unknown, revoked, expired, closed by a restore, or of a
    closed account."""
    link = ShareLink.objects.with_token_hash(hash_of(token)).first()
    return link if link and link.is_open(now) else None


def record_opening(link: ShareLink, *, now: dt.datetime) -> str:
    """Lists an opening. OPENED if the page may be shown now; CLOSED if the link ended meanwhile."""
    with transaction.atomic():
        stored = ShareLink.objects.of(link.owner).select_for_update().filter(pk=link.pk).first()
        if stored is None or not stored.is_open(now):
            return CLOSED
        ShareOpening.objects.create(link=stored, at=now)
    return OPENED


def try_phrase(link: ShareLink, phrase: str, *, now: dt.datetime) -> str:
    """Whether this is the link's passphrase: RIGHT_PHRASE, WRONG_PHRASE, or TOO_OFTEN, which checks no phrase.

    TRIES_AN_HOUR are counted in the link's row, before the phrase is looked at: tries at the same moment count too, and
    no cache that is emptied lets more in. The right one starts the count anew.
    """
    rows = ShareLink.objects.of(link.owner).filter(pk=link.pk)
    with transaction.atomic():
        stored = rows.select_for_update().first()
        if stored is None or not stored.is_open(now):
            return WRONG_PHRASE
        if stored.tries_from is None or stored.tries_from <= now - TRIES_COUNTED_FOR:
            rows.update(tries=1, tries_from=now)
        elif stored.tries >= TRIES_AN_HOUR:
            return TOO_OFTEN
        else:
            rows.update(tries=F("tries") + 1)
    # Slow on purpose, so not within the transaction.
    if len(phrase) > PHRASE_LENGTH_MOST or not check_password(phrase, stored.phrase_hash):
        return WRONG_PHRASE
    rows.update(tries=0, tries_from=None)
    return RIGHT_PHRASE


def revoke(owner: User, link: ShareLink, *, now: dt.datetime) -> bool:
    """Revokes the link: it opens nothing from now on. False if it was revoked before, or is gone."""
    return bool(ShareLink.objects.of(owner).filter(pk=link.pk, revoked_at=None).update(revoked_at=now))


def reopen(owner: User, link: ShareLink, *, now: dt.datetime) -> bool:
    """Opens a link again that a restore closed. False if it was revoked, has expired, or is gone."""
    with transaction.atomic():
        rows = ShareLink.objects.of(owner).filter(pk=link.pk)
        stored = rows.select_for_update().first()
        if stored is None or not stored.could_open(now):
            return False
        rows.update(closed_by_restore_at=None)
    return True
