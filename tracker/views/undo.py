"""What taking back in one tap needs: the message with its button, and the second of two taps."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.models import Revision
from tracker.views.access import diary_owner


def with_undo(request: HttpRequest, words: str, address: str, **fields: str):
    """The words and a button "Undo" that sends these fields to the address."""
    hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    for name, value in fields.items():
        hidden += format_html('<input type="hidden" name="{}" value="{}">', name, value)
    return format_html(
        '<span>{}</span><form method="post" action="{}">{}'
        '<button class="btn btn-plain" type="submit">{}</button></form>',
        words,
        address,
        hidden,
        _("Undo"),
    )


def was_just_removed(request: HttpRequest, rows: QuerySet, uid, kind: str) -> bool:
    """True for the second of two taps that remove: not "not found", for what was asked for is done.

    Parameters: the owner's rows that the uid would be among; the kind of their revisions.
    """
    removed = Revision.objects.filter(owner=diary_owner(request), kind=kind, uid=uid)
    return not rows.filter(uid=uid).exists() and removed.exists()
