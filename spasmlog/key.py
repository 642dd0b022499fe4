"""The key that signs sessions: kept in a file, made on the first start."""

import os
import secrets
from pathlib import Path

from spasmlog.environment import ConfigurationError, text

SHORTEST = 32
"""Django's own keys have 50 characters and this one 100; one that somebody chose may be 32 hexadecimal digits."""


def key_in(path: Path) -> str:
    """The key kept in this file, made if there is none; two starts at once agree on one.

    An empty file counts as none: whatever it held is gone already, and all that hangs on it is that people have to
    log in again. Part of a key is refused, because someone may have it whole. Raises ConfigurationError.
    """
    try:
        if not path.exists() or not path.read_bytes().strip():
            _make(path)
        key = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        key = ""
    except OSError as error:
        raise ConfigurationError(
            f"The key in {path} cannot be read or made ({error.strerror}).\nLet this user read and write it."
        ) from None
    if len(key.strip()) < SHORTEST:
        raise ConfigurationError(
            f"The key in {path} is damaged or cut short.\nPut it back from a backup, or remove that file: "
            "the next start makes a new key, and everybody logs in again."
        )
    return key


def given_key(name: str) -> str:
    """The key in that variable; empty if none is given. Raises ConfigurationError for one that could be guessed."""
    key = text(name, "")
    if key and len(key) < SHORTEST:
        raise ConfigurationError(f"{name} is too short: use at least {SHORTEST} characters that nobody can guess.")
    return key


def _make(path: Path) -> None:
    """Writes a new key, whole or not at all; one that another start made meanwhile stays."""
    half = path.with_name(f".{path.name}-{os.getpid()}")
    with open(os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(75))
        file.flush()
        os.fsync(file.fileno())
    try:
        if not path.exists():
            os.link(half, path)
    except FileExistsError:
        pass
    except OSError:
        # Some disks know no second name for a file. bin/run lets one start at a time come here.
        half.replace(path)
    else:
        if not path.read_bytes().strip():
            half.replace(path)
    finally:
        half.unlink(missing_ok=True)
