"""How often somebody tried, by the address they come from: guesses at share links and tokens, at a passphrase, and
openings. And how often a token was used.

Who has a link that opens is never held back by what others do at the same address, or with the same link from another
one. The counts are kept in the database (services/counters.py) under names that tell no address.
"""

import datetime as dt
import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac

from tracker.models import AccessToken, ShareLink
from tracker.pages.request import Request
from tracker.services import counters
from tracker.services.storage import kept_if_possible

MISSES = 20
"""Links that show nothing, within WINDOW: beyond them such a link is not even looked for."""
PHRASES = 5
"""Passphrases tried on one link, within WINDOW."""
WINDOW = dt.timedelta(minutes=10)
OPENINGS = 120
"""Openings of one link within an hour: a person reads the page a few times, and each opening is listed."""
HOUR = dt.timedelta(hours=1)
CALLS = 120
"""Requests of one token that store something, within WINDOW: a button that got stuck fills no diary."""
BACKUPS_AN_HOUR = 12
"""Downloads of everything by one token within an hour."""
NOBODY = "unknown"
"""Requests that do not say where they come from are counted together."""


def address_of(request: Request) -> str:
    """Where the request comes from, as the accounts count it: behind HTTPS what the proxy says. Of IPv6 the network of
    64 bits, which one machine has to itself."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return NOBODY
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def _key(what: str, request: Request, link: ShareLink | None = None) -> str:
    counted = (what, address_of(request), link.pk if link else "")
    return salted_hmac("tracker.tries", repr(counted), algorithm="sha256").hexdigest()


def _is_too_many(key: str, most: int, window: dt.timedelta, now: dt.datetime) -> bool:
    """Counts one more; True beyond `most` within the window, which begins with the first of them."""
    # Who goes on trying writes nothing any more.
    if (counters.value_of(key, now=now) or 0) >= most:
        return True
    return counters.count_up(key, now + window, now=now) > most


def is_miss_too_many(request: Request, now: dt.datetime) -> bool:
    """Counts a link that shows nothing; True once its address had MISSES of them already.

    Where nothing can be stored, it is not counted: a token is too long to be guessed, and there is nothing to open.
    """
    is_too_many = False
    with kept_if_possible():
        is_too_many = _is_too_many(_key("miss", request), MISSES, WINDOW, now)
    # Nothing was counted if the block was left early: mypy does not know that it can be.
    return is_too_many  # noqa: RET504


def is_token_too_many(request: Request, now: dt.datetime) -> bool:
    """Counts a token that lets nothing in; True once its address had MISSES of them already. As of links."""
    is_too_many = False
    with kept_if_possible():
        is_too_many = _is_too_many(_key("token", request), MISSES, WINDOW, now)
    return is_too_many  # noqa: RET504


def is_call_too_many(token: AccessToken, now: dt.datetime) -> bool:
    """Counts a request that stores something; True once this token had CALLS of them."""
    return _is_too_many(_key_of_token("call", token), CALLS, WINDOW, now)


def is_backup_too_many(token: AccessToken, now: dt.datetime) -> bool:
    """Counts a download of everything; True once this token had BACKUPS_AN_HOUR of them."""
    return _is_too_many(_key_of_token("backup", token), BACKUPS_AN_HOUR, HOUR, now)


def _key_of_token(what: str, token: AccessToken) -> str:
    return salted_hmac("tracker.tries", repr((what, token.pk)), algorithm="sha256").hexdigest()


def is_phrase_too_many(request: Request, link: ShareLink, now: dt.datetime) -> bool:
    """Counts a passphrase before it is looked at; True once its address tried PHRASES on this link."""
    return _is_too_many(_key("phrase", request, link), PHRASES, WINDOW, now)


def forget_phrases(request: Request, link: ShareLink) -> None:
    """The right one was typed: whoever did begins anew."""
    counters.forget(_key("phrase", request, link))


def is_opening_too_many(request: Request, link: ShareLink, now: dt.datetime) -> bool:
    """Counts an opening; True once its address had OPENINGS of this link within the hour."""
    return _is_too_many(_key("opening", request, link), OPENINGS, HOUR, now)
