"""Storing a question that was typed, on the list or on a visit's page."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tracker.models import Question, Revision
from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest
from tracker.services import questions as service
from tracker.services.revisions import deletion_of
from tracker.services.versions import diary_write
from tracker.views.access import stays_or_comes_back


def keep_typed_question(
    request: SignedInRequest, wanted: Mapping[str, Any], today: dt.date, *, written_from: str = ""
) -> Question:
    """Stores what the form asks. The very question that was removed since comes back at a button only."""
    owner = diary_owner(request)
    with diary_write(owner):
        removed = deletion_of(owner, Revision.QUESTION, wanted["uid"], timezone.now()) if wanted["uid"] else None
        # Other words are another question: a browser that goes back to a form sends its uid once more.
        if removed and removed.snapshot["text"] == wanted["text"]:
            stays_or_comes_back(request, Revision.QUESTION, wanted["uid"])
        return service.keep_question(owner, wanted["text"], today, uid=wanted["uid"], written_from=written_from)
