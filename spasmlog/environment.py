"""Reads the environment variables that configure spasmlog; a value it does not understand stops the start."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit


class ConfigurationError(SystemExit):
    """A variable holds something it cannot hold; the message says which and what would do."""


def text(name: str, default: str) -> str:
    """The variable, or the default where it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on or 0, false, no, off."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ConfigurationError(f"{name} is {value!r}. Use yes or no.")


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """One of these words; the first where the variable is not set."""
    value = text(name, allowed[0]).lower()
    if value not in allowed:
        raise ConfigurationError(f"{name} is {value!r}. Choose one of these: {', '.join(allowed)}.")
    return value


def base_url(name: str, default: str) -> tuple[str, str, bool]:
    """An address such as https://diary.example.org as (origin, host, is https)."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        host, port_number = parts.hostname, parts.port
    except ValueError:
        host = port_number = None
    is_plain = host and parts.path in {"", "/"} and not (parts.query or parts.fragment or parts.username)
    if not host or not is_plain or parts.scheme not in {"http", "https"} or port_number == 0:
        raise ConfigurationError(
            f"{name} is {value!r}. Write it like https://diary.example.org or http://localhost:8000."
        )
    return f"{parts.scheme}://{parts.netloc}", host, parts.scheme == "https"


def contact(name: str) -> str:
    """A mailto: or https: address that people may write to; an email address becomes the first. "" where not set."""
    value = text(name, "")
    if "@" in value and ":" not in value:
        value = f"mailto:{value}"
    if value and (not value.startswith(("mailto:", "https://")) or not value.isprintable() or " " in value):
        raise ConfigurationError(f"{name} is {value!r}. Write an email address, or an address with https://.")
    return value


def single_sign_on(
    url_name: str, client_id_name: str, client_secret_name: str, name_name: str
) -> dict[str, str] | None:
    """Where people log in otherwise (OpenID Connect): its address, the client it knows spasmlog as, and its name. None
    where no address is set."""
    url = text(url_name, "").rstrip("/")
    if not url:
        return None
    parts = urlsplit(url)
    # Who reads along could log in as anybody.
    if not parts.hostname or not (parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1"}):
        raise ConfigurationError(f"{url_name} is {url!r}. Write it like https://login.example.org.")
    for needed in (client_id_name, client_secret_name):
        if not text(needed, ""):
            raise ConfigurationError(f"{needed} is missing. {url_name} needs it.")
    client = {"client_id": text(client_id_name, ""), "client_secret": text(client_secret_name, "")}
    return client | {"url": url, "name": text(name_name, parts.hostname)}


def proxy_log_in(header_name: str, addresses_name: str) -> tuple[str, list[IPv4Network | IPv6Network]]:
    """The header in which a proxy says who somebody is, as Django's name for it, and the addresses that may say so.
    ("", []) where not set: one without the other stops the start."""
    header, given = text(header_name, ""), text(addresses_name, "")
    if bool(header) != bool(given):
        raise ConfigurationError(f"{header_name} and {addresses_name} belong together. Set both or neither.")
    if not all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in header):
        raise ConfigurationError(f"{header_name} is {header!r}. Write the name of a header, such as Remote-User.")
    try:
        addresses = [ip_network(each.strip()) for each in given.split(",") if each.strip()]
    except ValueError as error:
        message = f"{addresses_name} is {given!r}. Write addresses with commas between them, such as 127.0.0.1."
        raise ConfigurationError(message) from error
    return (f"HTTP_{header.upper().replace('-', '_')}" if header else ""), addresses


def port(name: str, default: int) -> int:
    """A port number."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise ConfigurationError(f"{name} is {value!r}. Use a number from 1 to 65535.")
    return int(value)


def postgresql(name: str) -> dict[str, Any] | None:
    """A postgresql:// address as Django's settings; None where the variable is not set (SQLite then)."""
    value = text(name, "")
    if not value:
        return None
    parts: SplitResult | None
    try:
        parts = urlsplit(value)
        port_number = parts.port
    except ValueError:
        parts = port_number = None
    if not parts or parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ConfigurationError(f"{name} is not of the form postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port_number or ""),
    }


DATABASE = "database"
_REDIS = ("redis://", "rediss://", "unix://", "valkey://", "valkeys://")


def shared_cache(name: str, part: str) -> dict[str, Any] | None:
    """Settings of a cache that several servers share, for a part of what it keeps; None without the variable."""
    value = text(name, "")
    if not value:
        return None
    if value == DATABASE:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": f"spasmlog_{part}",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        }
    if not value.startswith(_REDIS) or value.endswith("://"):
        raise ConfigurationError(f"{name} is {value!r}. Write it like redis://host:6379/0, or write {DATABASE}.")
    return {
        "BACKEND": "spasmlog.shared_cache.HealingRedisCache",
        "LOCATION": value.replace("valkey", "redis", 1) if value.startswith("valkey") else value,
        "KEY_PREFIX": f"spasmlog-{part}",
        "OPTIONS": {
            "serializer": "spasmlog.shared_cache.SignedPickles",
            "socket_timeout": 2,
            "socket_connect_timeout": 1,
        },
    }
