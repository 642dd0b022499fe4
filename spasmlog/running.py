"""Tells whether spasmlog runs on a folder: whoever serves it holds a lock on the folder's mark, until it ends.

The lock ends with the last process that holds it, however that ends, so nothing is left behind by a kill.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from spasmlog.environment import ConfigurationError
from spasmlog.folder import MARK

_held: list[int] = []
"""Open for as long as this process and those that it makes live."""


def hold(folder: Path) -> None:
    """Says from now on that spasmlog runs on this folder. Raises ConfigurationError while a backup is restored."""
    try:
        mark = os.open(folder / MARK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        # A folder that cannot be written has no mark, and nothing is restored into it.
        return
    try:
        fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(mark)
        raise ConfigurationError("A backup is being restored right now. Start spasmlog once that is done.") from None
    except OSError:
        os.close(mark)
    else:
        _held.append(mark)


@contextmanager
def not_running(folder: Path) -> Iterator[None]:
    """Keeps spasmlog from starting on this folder. Raises ConfigurationError if it runs, or is about to."""
    with _locked(folder / MARK, "spasmlog is running"), _locked(folder, "spasmlog is starting"):
        yield


@contextmanager
def _locked(path: Path, otherwise: str) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # A disk that cannot lock goes without, as a start does.
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConfigurationError(
                    f"{otherwise}, so nothing was restored. Stop it first (Ctrl-C where it was started, or "
                    "“systemctl stop”), then try again."
                ) from None
        yield
    finally:
        os.close(descriptor)
