"""`spasmlog run`, which `bin/run` ends in: what is missing is made, then this process serves.

What a first start, or one after an update, has to do is done by processes of their own: the server would hold in memory
what they read.
"""

import ctypes
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spasmlog import environment
from spasmlog.environment import ConfigurationError
from spasmlog.folder import BASE_DIR, COMMAND, EMPTY_DIARY, IS_INSTALLED, START_COMMAND, prepared, var_dir
from spasmlog.serving import complaint, listening_host, listening_port

NOT_UP_TO_DATE = f"The database is not ready for this version yet. {START_COMMAND} gets it ready when it starts."
_M_ARENA_MAX, ARENAS = -8, 2
"""glibc gives each thread memory of its own, and keeps it: a third of a worker's, once every thread has drawn."""


def run(*, with_demo: bool = False) -> None:
    """Serves until it is stopped; makes the demo account first, if asked. Raises ConfigurationError."""
    _refuse_taken_port()
    # Everything that is written is the person's own.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spasmlog.settings")
    with _own_folder() as var:
        _bring_tables_up_to_date(var)
        if not IS_INSTALLED:
            _collect_static_files(var / "static")
    if with_demo:
        _manage("demo")
    # Another start may have been quicker.
    _refuse_taken_port()
    _serve()


def begin_diary() -> None:
    """Makes the tables where there are none yet, for who makes an account before the first start.

    Raises ConfigurationError for a diary of another version: only a start brings it up to date, after a backup.
    """
    with _own_folder():
        import django

        django.setup()
        from django.db import connection

        from spasmlog.tables import has_all_tables, has_any_tables

        try:
            is_done, is_new = has_all_tables(), not has_any_tables()
        finally:
            connection.close()
        if is_new:
            _manage("migrate", "--noinput", "--verbosity", "0")
        elif not is_done:
            raise ConfigurationError(NOT_UP_TO_DATE)


def _refuse_taken_port() -> None:
    trouble = complaint(listening_host(), listening_port())
    if trouble:
        raise ConfigurationError(trouble)


@contextmanager
def _own_folder() -> Iterator[Path]:
    """The diary's own folder, for this start alone: with ready tables in it, if the package has some and it is new."""
    var = prepared(var_dir()).absolute()
    # For the processes that are begun in another folder.
    os.environ["SPASMLOG_VAR"] = str(var)
    with _one_at_a_time(var):
        if IS_INSTALLED:
            _copy_empty_diary(var / "spasmlog.sqlite3")
        yield var


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Lets one of several starts make the key, the tables and the files; the others wait.

    The lock is on the folder itself, so no file is left behind, and it ends with the process however that ends. A
    system that cannot lock goes on at once.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("Another start is under way here. Waiting for it ...\n")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            pass
        yield
    finally:
        os.close(descriptor)


def _copy_empty_diary(database: Path) -> None:
    """A first start begins with tables that are ready. One beside which SQLite has left something begins as ever."""
    beside = [database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-shm", "-journal")]
    if environment.text("SPASMLOG_DATABASE_URL", "") or any(path.exists() for path in beside):
        return
    half = database.with_name(f".{database.name}-{os.getpid()}")
    try:
        with half.open("wb") as file:
            file.write(EMPTY_DIARY.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        half.replace(database)
    finally:
        half.unlink(missing_ok=True)


def _bring_tables_up_to_date(var: Path) -> None:
    import django

    django.setup()
    from django.db import Error, connection

    from spasmlog.tables import has_all_tables
    from tracker.management.postgresql_backups import UNFINISHED

    try:
        is_done = has_all_tables() and not (var / UNFINISHED).exists()
    except Error as error:
        raise ConfigurationError(_cannot_open(str(error), is_file=connection.vendor == "sqlite")) from None
    finally:
        connection.close()
    if not is_done:
        _manage("migrate", "--noinput", "--verbosity", "0")


def _cannot_open(why: str, *, is_file: bool) -> str:
    """In two sentences, where Django would show forty lines of code."""
    advice = (
        f"{COMMAND} restore FILE puts a backup in its place."
        if is_file
        else "Is PostgreSQL running, and is SPASMLOG_DATABASE_URL right?"
    )
    return f"The database cannot be opened: {why.strip().partition(chr(10))[0]}.\n{advice}"


def _collect_static_files(target: Path) -> None:
    """Puts together what is served, unless it was done for the same files and packages."""
    stamp, mark = target / ".stamp", _mark_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii").strip() == mark:
        return
    _manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
    stamp.write_text(f"{mark}\n", encoding="ascii")


def _mark_of_static_files() -> str:
    digest = hashlib.sha256(sys.version.encode())
    static = BASE_DIR / "static"
    for path in (BASE_DIR / "requirements.txt", *sorted(static.rglob("*"))):
        if path.is_file():
            digest.update(f"{path.relative_to(BASE_DIR)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _manage(*arguments: str) -> None:
    """One of Django's commands, to its end. What it says when it fails is all that is said."""
    done = subprocess.run([sys.executable, "-m", "django", *arguments], cwd=BASE_DIR, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _serve() -> None:
    if "MALLOC_ARENA_MAX" not in os.environ:
        # Only glibc has it, and reads the variable before this program begins.
        limit = getattr(ctypes.CDLL(None), "mallopt", None)
        if limit:
            limit(_M_ARENA_MAX, ARENAS)
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "--config", "python:spasmlog.serving"]
    WSGIApplication("%(prog)s").run()
