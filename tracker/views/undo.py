"""Messages with a button that undoes what was done, and what to do when a button is pressed twice."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.models import Revision
from tracker.models.owned import OwnedModel
from tracker.pages.edits import Edit
from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest
from tracker.services.revisions import edit_kept
from tracker.vocabulary.lazy_text import LazyText

AnyRow = TypeVar("AnyRow", bound=OwnedModel)


class HasUid(Protocol):
    """A row, by which its revisions are found."""

    @property
    def uid(self) -> uuid.UUID: ...


def with_undo(request: SignedInRequest, words: LazyText, address: str, **fields: str | Iterable[str]) -> SafeString:
    """The words and a button "Undo" that sends these fields to the address."""
    return with_button(request, words, address, _("Undo"), **fields)


def with_button(
    request: SignedInRequest, words: LazyText, address: str, button: str, **fields: str | Iterable[str]
) -> SafeString:
    """The words and a button that sends these fields to the address; a field of several values comes several times."""
    hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            hidden += format_html('<input type="hidden" name="{}" value="{}">', name, value)
    return format_html(
        '<span>{}</span><form method="post" action="{}">{}'
        '<button class="btn btn-plain" type="submit">{}</button></form>',
        words,
        address,
        hidden,
        button,
    )


def saved_words(
    request: SignedInRequest,
    edit: Edit | None,
    words: str,
    kind: str,
    row: HasUid,
    now: dt.datetime,
    address: str,
    removal: str = "",
) -> str:
    """The message after a change at this instant: what was kept of another tab's, and "Undo" if something was changed.

    `address`: the name of the address that goes back to a revision of this kind. `removal`: where there is none, the
    address that takes away what was new.
    """
    words = edit.saved_words(words) if edit else words
    revision = edit_kept(diary_owner(request), kind, row.uid, now)
    undo = reverse(address, args=[revision.pk]) if revision else removal
    return with_undo(request, words, undo) if undo else words


def was_just_removed(request: SignedInRequest, rows: QuerySet[AnyRow], uid: uuid.UUID, kind: str) -> bool:
    """True if the row was removed before: a button that is pressed twice has done its work, and must not answer 404.

    Parameters: the owner's rows that the uid would be among; the kind of their revisions.
    """
    removed = Revision.objects.filter(owner=diary_owner(request), kind=kind, uid=uid, action=Revision.DELETE)
    return not rows.filter(uid=uid).exists() and removed.exists()
