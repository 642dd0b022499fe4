"""Where things lie: the code, what pages are made of, and the folder that holds database, key and caches.

In a checkout all of it is in the project's folder. An installed spasmlog only reads its own folder, and the diary is
where this system keeps what belongs to a person's programs. `python -m spasmlog.folder` makes that one, and prints it.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from spasmlog import environment

BASE_DIR = Path(__file__).resolve().parent.parent
_SITE = Path(__file__).resolve().parent / "site"
"""What bin/parts/wheel.py puts beside the code: templates, static files, and those files as they are served."""
IS_INSTALLED = _SITE.is_dir()
SITE_DIR = _SITE if IS_INSTALLED else BASE_DIR
COLLECTED = _SITE / "collected"
EMPTY_DIARY = _SITE / "empty.sqlite3"
COMMAND = "spasmlog" if IS_INSTALLED else "bin/spasmlog"
START_COMMAND = "spasmlog" if IS_INSTALLED else "bin/run"
"""What a person types here."""
MARK = ".spasmlog"
"""An empty file that says whose folder this is: in it files are removed, and only the owner may read."""
OWN_FILES = ("secret-key", "spasmlog.sqlite3", "spasmlog.sqlite3-wal", "spasmlog.sqlite3-shm")
_SURE_SIGNS = (MARK, "spasmlog.sqlite3", "static/.stamp")
"""The latter two: folders that were made before there was a mark, and those into which a backup was put."""
UPLOADS = "uploads"
UPLOADS_SECONDS = 3600
"""How long a file waits there for its owner's word."""
_OWN_NAMES = {*OWN_FILES, "cache", "matplotlib", "backups", "copies", UPLOADS}
_NOBODYS = {"lost+found", ".DS_Store", ".gitkeep"}
"""What a new disk or a file manager puts into an empty folder."""


def var_dir() -> Path:
    """SPASMLOG_VAR; else var/ in the project's folder, or the system's folder for a program's data."""
    given = environment.text("SPASMLOG_VAR", "")
    if given:
        return Path(given).expanduser()
    return platformdirs.user_data_path("spasmlog", appauthor=False) if IS_INSTALLED else BASE_DIR / "var"


def is_own(folder: Path) -> bool:
    """True for a folder that is empty or that spasmlog made; False for one that something else uses."""
    if any((folder / name).exists() for name in _SURE_SIGNS):
        return True
    return {path.name for path in folder.iterdir()} <= _OWN_NAMES | _NOBODYS


def claimed(folder: Path) -> Path:
    """The folder, made and marked if need be. Raises ConfigurationError for one that something else uses."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_own(folder):
            raise environment.ConfigurationError(
                f"{folder} holds files that are not from spasmlog, so it was left as it is.\n"
                "Name an empty or a new folder in SPASMLOG_VAR. "
                f"If it is spasmlog's after all, make an empty file named {MARK} in it."
            )
    except OSError as error:
        raise _not_writable(folder, error) from None
    if not (folder / MARK).exists():
        # Somebody who can only read it can still look; a start that must write says so, see `prepared`.
        with suppress(OSError):
            (folder / MARK).touch(mode=0o600)
    return folder


def prepared(folder: Path) -> Path:
    """The folder, made if need be, readable by its owner alone. Raises ConfigurationError if it cannot be written."""
    claimed(folder)
    try:
        folder.chmod(0o700)
        for name in OWN_FILES:
            if (folder / name).exists():
                (folder / name).chmod(0o600)
        probe = folder / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
        for path in uploads(folder).glob("*"):
            # What waited when spasmlog ended, and was forgotten meanwhile.
            if path.stat().st_mtime <= time.time() - UPLOADS_SECONDS:
                path.unlink()
    except OSError as error:
        raise _not_writable(folder, error) from None
    return folder


def uploads(folder: Path) -> Path:
    """Where files that were sent are kept until their owner confirms them."""
    with suppress(OSError):
        (folder / UPLOADS).mkdir(mode=0o700, exist_ok=True)
    return folder / UPLOADS


def _not_writable(folder: Path, error: OSError) -> environment.ConfigurationError:
    return environment.ConfigurationError(
        f"No permission to write in {folder} ({error.strerror}).\n"
        "The diary lives there: change its owner, or name another folder in SPASMLOG_VAR."
    )


if __name__ == "__main__":
    sys.stdout.write(f"{prepared(var_dir())}\n")
