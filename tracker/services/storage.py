"""What to do when the database cannot be written: its disk is full, read-only or broken, its file is gone, or another
write lasts.

What is only kept to be quicker is left out then; what a person sent is not stored, and whoever sent it is told so.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DataError, Error, transaction

FULL, READ_ONLY, BROKEN, BUSY, MOVED = "full", "read-only", "broken", "busy", "moved"

_SQLITE = {
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_IOERR": BROKEN,
    "SQLITE_CANTOPEN": BROKEN,
    "SQLITE_CORRUPT": BROKEN,
    "SQLITE_NOTADB": BROKEN,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
}
_POSTGRESQL = {"53100": FULL, "25006": READ_ONLY, "58030": BROKEN, "55P03": BUSY, "40P01": BUSY}
_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EIO: BROKEN}


def trouble_of(error: BaseException | None) -> str:
    """Why something cannot be stored (FULL, READ_ONLY, BROKEN, BUSY or MOVED); "" for an error about anything else."""
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, "")
    if not isinstance(error, Error):
        return ""
    # Django's error wraps the driver's, which alone knows the code.
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name == "SQLITE_READONLY_DBMOVED":
        return MOVED
    # SQLITE_READONLY_ROLLBACK, SQLITE_IOERR_WRITE: the first two words are the kind.
    return _SQLITE.get("_".join(name.split("_")[:2]), "") or _POSTGRESQL.get(getattr(cause, "sqlstate", "") or "", "")


def is_beyond_numbers(error: BaseException) -> bool:
    """True if a query was asked for a number larger than any that is stored: a made-up key of 30 digits."""
    if isinstance(error, OverflowError):
        return "SQLite INTEGER" in str(error)
    return isinstance(error, DataError) and getattr(error.__cause__, "sqlstate", "") == "22003"


@contextmanager
def kept_if_possible() -> Iterator[None]:
    """A transaction for what is stored only so that the next page is quicker: if it cannot be, nothing is missing."""
    try:
        with transaction.atomic():
            yield
    except Error as error:
        if not trouble_of(error):
            raise
