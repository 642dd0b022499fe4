"""What every page says to the script that minds this device: whose page it is, of which release, and its words."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker.forms.widgets import without_indents
from tracker.pages.device import device_sentences
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
def device_words(*names: str) -> str:
    """Sentences with a number, for the script: those of these names, else all. JSON."""
    return device_sentences(get_language(), names)


@register.simple_tag
def device_parts() -> SafeString:
    """What the script may show, before it is on the page."""
    return _device_parts(get_language())


@lru_cache(maxsize=32)
def _device_parts(language: str | None) -> SafeString:
    """The same for everybody, so it is written once. `language` only keys the cache."""
    return without_indents(render_to_string("parts/device_parts.html"))
