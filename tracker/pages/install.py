"""spasmlog as an app on a device: what a browser is told to install it, and which device is offered it."""

import re
from urllib.parse import urlsplit

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from tracker.pages.look import PAPER
from tracker.pages.request import Request

HINT_COOKIE = "home-screen-hint"
"""Of a device on which the hint was hidden. The device is meant, not the person, so no preference."""

_LOCAL = {"localhost", "127.0.0.1", "::1"}
_SAFARI_ON_IPHONE = re.compile(
    r"Mozilla/5\.0 \(iPhone;[^)]*\) AppleWebKit/[\d.]+ \(KHTML, like Gecko\) Version/[\d.]+ Mobile/\w+ Safari/[\d.]+"
)
"""Other browsers there add their own name; an app on the Home Screen leaves out `Version` and `Safari`."""


def manifest_data() -> dict[str, object]:
    """The manifest: the same for everybody who reads the pages in one language."""
    return {
        "id": reverse("today"),
        "name": pgettext("full name of the app", "spasmlog, a diary for spasms"),
        "short_name": pgettext("short name of the app", "spasmlog"),
        "description": _("Log a spasm in seconds, see what your log shows, and take it all to your doctor."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("today"),
        "scope": reverse("today"),
        "display": "standalone",
        "background_color": PAPER["light"],
        "theme_color": PAPER["light"],
        "categories": ["health", "medical"],
        "icons": [_icon(192), _icon(512), _icon(512, "maskable-", "maskable")],
        # Each opens a page that only reads.
        "shortcuts": [
            _shortcut(pgettext("shortcut of the app", "Spasm now"), "spasm-now"),
            _shortcut(pgettext("shortcut of the app", "Check-in"), "check-in"),
            _shortcut(pgettext("shortcut of the app", "Diary"), "diary"),
        ],
    }


def _icon(side: int, kind: str = "", purpose: str = "any") -> dict[str, str]:
    file = static(f"img/icon-{kind}{side}.png")
    return {"src": file, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _shortcut(name: str, url_name: str) -> dict[str, object]:
    return {"name": name, "url": reverse(url_name), "icons": [_icon(192)]}


def can_have_passkeys(request: Request) -> bool:
    """True if browsers make passkeys for the address: a safe one, with a name rather than a number."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return is_safe_address(request) and not re.fullmatch(r"[\d.]+|.*:.*", host)


def is_safe_address(request: Request) -> bool:
    """True if browsers take the address for safe: from others they install nothing that works without a network."""
    return request.is_secure() or urlsplit(f"//{request.get_host()}").hostname in _LOCAL


def offers_home_screen(request: Request) -> bool:
    """True for Safari on an iPhone, which forgets what pages store unless they were added to the Home Screen."""
    agent = request.headers.get("User-Agent", "")
    is_hidden = HINT_COOKIE in request.COOKIES
    return not is_hidden and bool(_SAFARI_ON_IPHONE.fullmatch(agent)) and is_safe_address(request)
