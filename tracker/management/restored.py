"""What is done to a diary that comes from a backup, before anybody sees it."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import transaction

from tracker.models import AccessToken, Grant, Preferences, ShareLink
from tracker.models.person import fresh_mark
from tracker.vocabulary.grants import MAY_KEEP


def settle_restored(now: dt.datetime, *, end_sessions: bool) -> None:
    """Closes every share link, turns off every token, ends what caregivers may do, gives every diary a fresh data
    version and, if asked to, logs everybody out.

    A link, a token or a grant that was turned off after the backup works in it. What was drawn from the diary that is
    gone is met by nobody: its data version is no longer anybody's.
    """
    with transaction.atomic():
        ShareLink.objects.filter(revoked_at=None).update(closed_by_restore_at=now)
        AccessToken.objects.filter(revoked_at=None).update(revoked_at=now)
        # A diary that is kept for somebody would be nobody's without who keeps it.
        Grant.objects.filter(revoked_at=None).exclude(may=MAY_KEEP).update(revoked_at=now, token_hash=None)
        everybody = list(Preferences.objects.only("pk"))
        for preferences in everybody:
            preferences.data_version = fresh_mark()
        Preferences.objects.bulk_update(everybody, ["data_version"], batch_size=500)
        if end_sessions:
            Session.objects.all().delete()
