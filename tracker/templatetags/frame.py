"""What stands around every page."""

from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker.pages.look import PAPER

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context, here: str | None = None) -> SafeString:
    """{% navigation %}: the bar with the main pages, the one that is open marked.

    {% navigation here="" %} marks none: what stands in place of a page, such as an error, is not that page.
    """
    if here is None:
        match = context["request"].resolver_match
        here = match.url_name if match else None
    return _navigation(here, get_language())


@lru_cache(maxsize=400)
def _navigation(here: str | None, language: str | None) -> SafeString:
    """The bar is the same for everybody, so it is drawn once. `language` only keys the cache."""
    return render_to_string("parts/bar.html", {"here": here})


@register.simple_tag
def paper_color(theme: str = "") -> SafeString:
    """{% paper_color look.theme %}: what a browser gives to its own bars above the page, so that they end as one.

    In the theme the person chose, and otherwise in the one of the device.
    """
    if theme in PAPER:
        return format_html('<meta name="theme-color" content="{}">', PAPER[theme])
    return format_html_join(
        "", '<meta name="theme-color" content="{1}" media="(prefers-color-scheme: {0})">', PAPER.items()
    )
