"""Files that wait until their owner confirms them: in a folder, under random names, for an hour.

The name begins with whose it is, so that nobody finds another person's: whoever asks names only the random part.
"""

import datetime as dt
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.models import User

WAITS_FOR = dt.timedelta(hours=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep_upload(folder: Path, owner: User, file: BinaryIO) -> str:
    """Keeps the file, for its owner alone, and returns what it is asked for by. One waits a person: the last."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget_uploads_of(folder, owner.pk)
    token = secrets.token_hex(16)
    path = _path(folder, owner, token)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
            file.seek(0)
            shutil.copyfileobj(file, kept)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return token


def open_upload(folder: Path, owner: User, token: str, *, now: dt.datetime) -> BinaryIO | None:
    """The owner's file; None if there is none, or if its hour is over."""
    forget_uploads(folder, now=now)
    if not _TOKEN.fullmatch(token):
        return None
    with suppress(FileNotFoundError):
        return _path(folder, owner, token).open("rb")
    return None


def drop_upload(folder: Path, owner: User, token: str) -> None:
    """Removes the owner's file."""
    if _TOKEN.fullmatch(token):
        _path(folder, owner, token).unlink(missing_ok=True)


def forget_uploads_of(folder: Path, number: int) -> None:
    """Removes whatever waits for the person of this number."""
    for path in folder.glob(f"{number}-*"):
        path.unlink(missing_ok=True)


def forget_uploads(folder: Path, *, now: dt.datetime) -> None:
    """Removes whatever has waited for too long, and what a crash left."""
    until = (now - WAITS_FOR).timestamp()
    for path in folder.glob("*"):
        # Another process may have done so meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime <= until:
                path.unlink()


def _path(folder: Path, owner: User, token: str) -> Path:
    return folder / f"{owner.pk}-{token}"
