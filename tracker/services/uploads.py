"""Files that wait until their owner confirms them, for an hour: in a folder, under random names.

Where several servers share a cache, they wait there (shared_uploads.py), and whoever asks need not know.

The name begins with whose it is, so that nobody finds another person's: whoever asks names only the random part. What
the person calls the file stands in a file beside it.
"""

import datetime as dt
import io
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.models import User

from tracker.services.shared_uploads import forget, put, shared_uploads, take

WAITS_FOR = dt.timedelta(hours=1)
ARCHIVE, TABLE = "", "table-"
"""What can wait: each is found only as what it is."""
_NAME_LENGTH = 200
_CALLED = ".name"
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep_upload(folder: Path, owner: User, file: BinaryIO, kind: str = ARCHIVE, name: str = "") -> str:
    """Keeps the file, for its owner alone, and returns what it is asked for by. One of a kind waits: the last."""
    cache = shared_uploads()
    if cache is not None:
        token = secrets.token_hex(16)
        file.seek(0)
        put(cache, owner, kind, (token, name[:_NAME_LENGTH], file.read()), WAITS_FOR.total_seconds())
        return token
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for earlier in folder.glob(f"{owner.pk}-{kind}[0-9a-f]*"):
        earlier.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    path = _path(folder, owner, token, kind)
    try:
        file.seek(0)
        _write(path, file)
        if name:
            _write(_beside(path), io.BytesIO(name[:_NAME_LENGTH].encode(errors="replace")))
    except OSError:
        for written in (path, _beside(path)):
            written.unlink(missing_ok=True)
        raise
    return token


def _write(path: Path, content: BinaryIO) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        shutil.copyfileobj(content, kept)


def open_upload(folder: Path, owner: User, token: str, kind: str = ARCHIVE, *, now: dt.datetime) -> BinaryIO | None:
    """The owner's file; None if there is none of that kind, or if its hour is over."""
    if not _TOKEN.fullmatch(token):
        return None
    cache = shared_uploads()
    if cache is not None:
        waiting = take(cache, owner, kind, token)
        return waiting[0] if waiting else None
    forget_uploads(folder, now=now)
    with suppress(FileNotFoundError):
        return _path(folder, owner, token, kind).open("rb")
    return None


def upload_name(folder: Path, owner: User, token: str, kind: str = ARCHIVE) -> str:
    """What the person calls the file; "" if that is not known."""
    cache = shared_uploads()
    if cache is not None:
        waiting = take(cache, owner, kind, token)
        return waiting[1] if waiting else ""
    if _TOKEN.fullmatch(token):
        with suppress(FileNotFoundError):
            return _beside(_path(folder, owner, token, kind)).read_bytes().decode(errors="replace")
    return ""


def drop_upload(folder: Path, owner: User, token: str, kind: str = ARCHIVE) -> None:
    """Removes the owner's file."""
    cache = shared_uploads()
    if cache is not None and take(cache, owner, kind, token):
        forget(cache, owner.pk, (kind,))
    if _TOKEN.fullmatch(token):
        path = _path(folder, owner, token, kind)
        for kept in (path, _beside(path)):
            kept.unlink(missing_ok=True)


def forget_uploads_of(folder: Path, number: int) -> None:
    """Removes whatever waits for the person of this number."""
    cache = shared_uploads()
    if cache is not None:
        forget(cache, number, (ARCHIVE, TABLE))
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


def _path(folder: Path, owner: User, token: str, kind: str) -> Path:
    return folder / f"{owner.pk}-{kind}{token}"


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _CALLED)
