"""A message that takes back in one tap what it tells of."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.translation import gettext as _


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
