"""How often somebody missed, by the address they come from: a guess at a share link or its pass phrase.

A second guard, against one machine that tries many links: the tokens alone cannot be guessed, and tries at a pass
phrase are counted in the link's row too. It may forget a miss when the cache is full, or when two come at once.
"""

import datetime as dt
import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

MISSES = 20
WINDOW = dt.timedelta(minutes=10)
NOBODY = "unknown"
"""Requests that do not say where they come from are counted together."""


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as the accounts count it: behind HTTPS what the proxy says. Of IPv6 the network of
    64 bits, which one machine has to itself."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return NOBODY
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def _key(request, now) -> str:
    # The cache makes a file name of it that tells no address.
    return f"misses:{int(now.timestamp() // WINDOW.total_seconds())}:{address_of(request)}"


def are_used_up(request: HttpRequest, now: dt.datetime) -> bool:
    """True from MISSES misses on, until the ten minutes of the clock are over."""
    return cache.get(_key(request, now), 0) >= MISSES


def count_miss(request: HttpRequest, now: dt.datetime) -> None:
    """One more miss."""
    key = _key(request, now)
    cache.set(key, cache.get(key, 0) + 1, WINDOW.total_seconds())
