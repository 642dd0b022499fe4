"""Grants: invite, accept, note the day of an opening, revoke; and diaries that an account keeps for somebody.

The token of an invitation is returned once, when it is made. What is stored is its SHA-256, as of a share link. Nothing
here changes what a diary says, so the data version stays.
"""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Grant, GrantOpening, KeptDiary, Preferences
from tracker.models.grant import GRANT_KEPT, KEPT_NAMES
from tracker.services.share import hash_of
from tracker.services.storage import kept_if_possible
from tracker.vocabulary.grants import MAY_KEEP, OFFERED_GRANTS

INVITATION_BYTES = 32
GRANTS_MOST = 20
"""Grants and invitations of one diary that hold at the same time, and diaries that one account keeps."""


class TooManyGrantsError(ValueError):
    """There are GRANTS_MOST already."""


class OwnDiaryError(ValueError):
    """The invitation is to the account's own diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What an invitation gives, and until when."""

    may: str
    sees_notes: bool
    expires_at: dt.datetime
    label: str = ""


def invite(owner: User, uid: uuid.UUID, offer: Invitation, *, now: dt.datetime) -> tuple[Grant, str]:
    """Stores an invitation that can be accepted for INVITATION_LASTS. Returns it with its token, which is known here
    and never again.

    The same uid once more makes nothing: the token is "" then. Raises TooManyGrantsError, and ValueError for what no
    invitation can give.
    """
    if offer.may not in OFFERED_GRANTS:
        raise ValueError(f"an invitation gives one of {OFFERED_GRANTS}, not {offer.may!r}")
    token = secrets.token_urlsafe(INVITATION_BYTES)
    with transaction.atomic():
        _lock(owner)
        grants = Grant.objects.of(owner)
        _forget_old_ones(owner, now)
        made_before = grants.filter(uid=uid).first()
        if made_before is not None:
            return made_before, ""
        if sum(grant.could_hold(now) for grant in grants.all()) >= GRANTS_MOST:
            raise TooManyGrantsError
        grant = Grant.objects.create(
            owner=owner,
            uid=uid,
            token_hash=hash_of(token),
            label=offer.label,
            may=offer.may,
            sees_notes=offer.sees_notes,
            made_at=now,
            expires_at=offer.expires_at,
        )
    return grant, token


def _lock(account: User) -> None:
    """Two forms at once wait for each other."""
    User.objects.select_for_update().get(pk=account.pk)


def _forget_old_ones(owner: User, now: dt.datetime) -> None:
    ended = Grant.objects.of(owner).filter(expires_at__lt=now - GRANT_KEPT)
    revoked = Grant.objects.of(owner).filter(revoked_at__lt=now - GRANT_KEPT)
    ended.delete()
    revoked.delete()


def invitation_of(token: str, *, now: dt.datetime) -> Grant | None:
    """The invitation that this token accepts now; None for one that is unknown, used, revoked, over, or of a closed
    account."""
    grant = Grant.objects.with_token_hash(hash_of(token)).first()
    return grant if grant and grant.is_open_invitation(now) else None


def accept(account: User, invitation: Grant, *, now: dt.datetime) -> Grant | None:
    """Gives the account what the invitation says. None if it was used or revoked meanwhile. Raises OwnDiaryError.

    What the account may do in that diary already is replaced, and its address stays.
    """
    owner = invitation.owner
    if owner.pk == account.pk:
        raise OwnDiaryError
    with transaction.atomic():
        _lock(owner)
        grants = Grant.objects.of(owner)
        stored = grants.filter(pk=invitation.pk).first()
        if stored is None or not stored.is_open_invitation(now):
            return None
        held = next((grant for grant in grants.filter(to=account) if grant.holds(now)), None)
        if held is not None and held.keeps:
            raise OwnDiaryError
        if held is None:
            stored.to, stored.token_hash, stored.accepted_at = account, None, now
            stored.save()
            return stored
        held.may, held.sees_notes, held.expires_at = stored.may, stored.sees_notes, stored.expires_at
        held.label, held.accepted_at = stored.label, now
        held.save()
        stored.delete()
    return held


def grant_of(account: User, uid: uuid.UUID, *, now: dt.datetime) -> Grant | None:
    """What this account may do in the diary of this address now; None for a grant that is unknown, somebody else's,
    revoked or over. One query, whichever it is."""
    grant = Grant.objects.given_to(account).filter(uid=uid).first()
    return grant if grant and grant.holds(now) else None


def revoke_grant(owner: User, grant: Grant, *, now: dt.datetime) -> bool:
    """Ends it: the next request finds nothing. False if it ended before or is gone. Who keeps a diary, keeps it."""
    rows = Grant.objects.of(owner).filter(pk=grant.pk, revoked_at=None).exclude(may=MAY_KEEP)
    return bool(rows.update(revoked_at=now, token_hash=None))


def give_up_grant(account: User, grant: Grant, *, now: dt.datetime) -> bool:
    """The same by the account that has it."""
    rows = Grant.objects.given_to(account).filter(pk=grant.pk, revoked_at=None).exclude(may=MAY_KEEP)
    return bool(rows.update(revoked_at=now))


def note_opening(grant: Grant, today: dt.date, *, now: dt.datetime) -> None:
    """Notes that the diary was opened on this day of its owner: one row a day, and none if nothing can be stored.

    Only the first opening of a day writes; the others read.
    """
    openings = GrantOpening.objects.filter(grant=grant)
    if grant.keeps or openings.filter(on=today).exists():
        return
    with kept_if_possible():
        GrantOpening.objects.get_or_create(grant=grant, on=today, defaults={"at": now})


# Diaries kept for somebody


def begin_kept_diary(account: User, uid: uuid.UUID, name: str, time_zone: str, *, now: dt.datetime) -> Grant:
    """Begins a diary that nobody logs in to and this account keeps. The same uid once more begins none.

    Raises TooManyGrantsError.
    """
    with transaction.atomic():
        _lock(account)
        kept = Grant.objects.given_to(account).filter(may=MAY_KEEP)
        begun_before = kept.filter(uid=uid).first()
        if begun_before is not None:
            return begun_before
        if kept.count() >= GRANTS_MOST:
            raise TooManyGrantsError
        owner = User(username=f"{KEPT_NAMES}{uuid.uuid4().hex}")
        owner.set_unusable_password()
        owner.save()
        KeptDiary.objects.create(owner=owner, name=name)
        Preferences.objects.create(owner=owner, time_zone=time_zone)
        return Grant.objects.create(owner=owner, uid=uid, to=account, may=MAY_KEEP, made_at=now, accepted_at=now)


def rename_kept_diary(owner: User, name: str) -> None:
    """Calls this diary otherwise, on every page and on what is made of it from now on."""
    KeptDiary.objects.filter(owner=owner).update(name=name)


def owners_kept_by(account: User) -> list[User]:
    """The owners of the diaries that this account keeps, and nobody else does."""
    kept = User.objects.filter(pk__in=Grant.objects.given_to(account).filter(may=MAY_KEEP).values("owner"))
    return list(kept.order_by("pk"))
