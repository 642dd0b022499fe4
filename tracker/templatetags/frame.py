"""What stands around every page."""

from functools import lru_cache
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from tracker.forms.widgets import without_indents
from tracker.pages.addresses import address_outside
from tracker.pages.look import NIGHT_PAPER, PAPER

register = template.Library()


_OF_A_DAY = ("day-clear", "day-opened", "pause")
_OF_AN_ACCOUNT = ("account", "sign-in", "mfa")
_AREAS = {
    "today": (
        "today",
        "spasm-now",
        "episode-add",
        "episode-several",
        "episode-running",
        "check-in",
        *_OF_A_DAY,
        "device-zone",
    ),
    "diary": ("diary", "day-timeline", "episode", "revision", "deleted", "left-open", "leave"),
    "trends": ("trends", "factor", "trial"),
    "visits": ("visit", "question", "report", "share", "profile"),
    "guidance": ("guidance", "when-to-get-help"),
    "settings": (
        "settings",
        "diaries",
        "diary-new",
        "diary-rename",
        "diary-invite",
        "diary-accept",
        "diary-give-up",
        "grant",
        "account",
        "sign-in",
        "mfa",
        "your-data",
        "token",
        "import",
        "archive",
        "export",
        "days",
        "styleguide",
    ),
}
"""The parts of the menu, and how the names of their pages begin; where two fit, the longer one counts."""


def area_of(url_name: str) -> str:
    """The part of the menu that a page belongs to; "" for a page outside of it."""
    fitting = [(len(start), area) for area, starts in _AREAS.items() for start in starts if url_name.startswith(start)]
    return max(fitting)[1] if fitting else ""


@register.simple_tag(takes_context=True)
def navigation(context: Context, here: str | None = None) -> SafeString:
    """{% navigation %}: the menu, with a mark where the page belongs.

    {% navigation here="" %} marks nothing: what stands in place of a page, such as an error, is not that page.
    """
    name, whose = _name_of_page(context) if here is None else here, context.get("whose")
    if whose and whose.is_caregivers:
        grant = whose.grant
        return _navigation_of_caregiver(name, get_language(), get_script_prefix(), grant.may_look, grant.may_log)
    return _navigation(name, get_language(), get_script_prefix(), bool(context.get("has_other_diaries")))


@lru_cache(maxsize=400)
def _navigation(here: str, language: str | None, beginning: str, has_other_diaries: bool) -> SafeString:
    """The menu is the same for everybody, so it is drawn once. `language` and `beginning`, which is that of addresses,
    only key the cache."""
    area = area_of(here)
    parts = {"area": area, "is_it": area == here, "has_other_diaries": has_other_diaries}
    return without_indents(render_to_string("parts/bar.html", parts))


@lru_cache(maxsize=100)
def _navigation_of_caregiver(
    here: str, language: str | None, beginning: str, may_look: bool, may_log: bool
) -> SafeString:
    """The menu of a diary of which only a part is open."""
    open_parts = {"here": here, "may_look": may_look, "may_log": may_log}
    return without_indents(render_to_string("parts/bar_caregiver.html", open_parts))


@register.simple_tag
def outside_url(name: str) -> str:
    """{% outside_url "manifest" %}: an address that belongs to the account, a device or nobody, in whatever diary."""
    return address_outside(name)


@register.simple_tag(takes_context=True)
def here_mark(context: Context, url_name: str) -> SafeString:
    """{% here_mark "settings" %}: the attribute that says to a link of the frame that its page is open."""
    return mark_safe(' aria-current="page"' if _name_of_page(context) == url_name else "")


def _name_of_page(context: Context) -> str:
    match = context["request"].resolver_match
    return (match.url_name if match else None) or ""


@register.filter
def leads_to_invitation(address: str | None) -> bool:
    """{% if redirect_field_value|leads_to_invitation %}: a visitor followed an invitation and has to log in first."""
    try:
        return resolve(urlsplit(address or "").path).url_name == "diary-accept"
    except (Resolver404, ValueError):
        return False


@register.simple_tag
def paper_color(theme: str = "") -> SafeString:
    """{% paper_color theme %}: what a browser gives to its own bars above the page, so that they end as one.

    In the theme the person chose or at "night", and otherwise in the one of the device.
    """
    papers = {**PAPER, "night": NIGHT_PAPER}
    if theme in papers:
        return format_html('<meta name="theme-color" content="{}">', papers[theme])
    return format_html_join(
        "", '<meta name="theme-color" content="{1}" media="(prefers-color-scheme: {0})">', PAPER.items()
    )


@register.simple_tag(takes_context=True)
def single_sign_on_link(context: Context) -> SafeString | str:
    """{% single_sign_on_link %}: the way to log in elsewhere, where whoever runs spasmlog set one up."""
    if not settings.SINGLE_SIGN_ON:
        return ""
    address = reverse("openid_connect_login", args=["sso"])
    after = context.get("redirect_field_value") or ""
    query = f"?{urlencode({'next': after})}" if after else ""
    words = gettext("Log in with %(name)s") % {"name": settings.SINGLE_SIGN_ON["name"]}
    return format_html('<p><a class="btn btn-quiet btn-large" href="{}{}">{}</a></p>', address, query, words)
