"""What every page says to the script that minds this device: whose page it is, of which release, and its words."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language

from tracker.pages.device import counted_words
from tracker.pages.offline import release
from tracker.pages.outbox import who_is

register = template.Library()


@register.simple_tag(takes_context=True)
def device_who(context: Context) -> str:
    """Whose page it is, as items of the outbox say it; empty for a visitor."""
    user = getattr(context.get("request"), "user", None)
    return who_is(user, settings.SECRET_KEY) if user is not None and user.is_authenticated else ""


@register.simple_tag
def device_release() -> str:
    """The mark of the release that made this page."""
    return release().mark


@register.simple_tag
def device_words() -> str:
    """Sentences with a number, for the script. JSON."""
    return counted_words(get_language())
