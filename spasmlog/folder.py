"""The folder that holds database, key and caches. `python -m spasmlog.folder` makes it and prints its path."""

import sys
from pathlib import Path

from spasmlog import environment

BASE_DIR = Path(__file__).resolve().parent.parent
OWN_FILES = ("secret-key", "spasmlog.sqlite3", "spasmlog.sqlite3-wal", "spasmlog.sqlite3-shm")


def var_dir() -> Path:
    """SPASMLOG_VAR, or var/ in the project's folder."""
    return Path(environment.text("SPASMLOG_VAR", str(BASE_DIR / "var"))).expanduser()


def prepared(folder: Path) -> Path:
    """The folder, made if need be, readable by its owner alone. Raises ConfigurationError if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name in OWN_FILES:
            if (folder / name).exists():
                (folder / name).chmod(0o600)
        probe = folder / ".write-test"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise environment.ConfigurationError(
            f"No permission to write in {folder} ({error.strerror}).\n"
            "The diary lives there: change its owner, or name another folder in SPASMLOG_VAR."
        ) from None
    return folder


if __name__ == "__main__":
    sys.stdout.write(f"{prepared(var_dir())}\n")
