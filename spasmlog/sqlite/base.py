"""Notices a database file that was removed, or replaced by another, while the server runs.

The system lets a program go on writing into a file that has no name any more. Everything written would be answered as
stored, and be gone after the next start.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

if TYPE_CHECKING:
    from sqlite3 import _Parameters

_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLAC")
_seen: dict[str, tuple[int, int]] = {}
"""Which file the path named when this process, or the one it was forked from, first looked."""
_lock = threading.Lock()


class DatabaseFileGoneError(OperationalError):
    """The file that holds the diary was removed or replaced while the server runs. Nothing was stored."""


def remember(path: str | os.PathLike[str]) -> None:
    """Keeps which file this is; called before the workers are made, so that none takes a new file for the old one."""
    with _lock, suppress(FileNotFoundError):
        _seen.setdefault(os.fspath(path), _identity(path))


def forget(path: str | os.PathLike[str]) -> None:
    """For whoever removes the file on purpose, and knows that nobody writes to it."""
    with _lock:
        _seen.pop(os.fspath(path), None)


def _identity(path: str | os.PathLike[str]) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_dev, status.st_ino


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that refuses to write once its file is gone."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        path = os.fspath(self.settings_dict["NAME"])
        # Else SQLite would make an empty file in its place.
        self._check_file(path)
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            remember(path)
        return connection

    def create_cursor(self, name: str | None = None) -> sqlite3.Cursor:
        connection: sqlite3.Connection = self.connection
        return connection.cursor(factory=_cursor_of(self))

    def _start_transaction_under_autocommit(self) -> None:
        self.check_file()
        super()._start_transaction_under_autocommit()  # type: ignore[misc]  # missing in the stubs

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # missing in the stubs
        # Removed since it began: what was written is in no file that anybody will open again.
        self.check_file()

    def check_file(self) -> None:
        """Raises DatabaseFileGoneError if the path no longer names the file that this process writes to."""
        self._check_file(os.fspath(self.settings_dict["NAME"]))

    def _check_file(self, path: str) -> None:
        known = _seen.get(path)
        if known is None:
            return
        try:
            is_same = _identity(path) == known
        except FileNotFoundError:
            is_same = False
        if not is_same:
            raise DatabaseFileGoneError(f"{path} was removed or replaced while it is in use") from _moved()


def _moved() -> sqlite3.OperationalError:
    """The driver's error with SQLite's own code for this, by which it is told from other troubles."""
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorname = "SQLITE_READONLY_DBMOVED"
    return error


def _cursor_of(wrapper: DatabaseWrapper) -> Callable[[sqlite3.Connection], sqlite3.Cursor]:
    def cursor(connection: sqlite3.Connection) -> sqlite3.Cursor:
        made = _Cursor(connection)
        made.wrapper = wrapper
        return made

    return cursor


class _Cursor(base.SQLiteCursorWrapper):
    """Looks at the file before a change outside a transaction; inside one its beginning and its end look."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: "_Parameters | None" = None) -> Self:
        self._look_before(query)
        return super().execute(query, params)  # type: ignore[arg-type]  # Django's own takes None, too

    def executemany(self, query: str, param_list: "Iterable[_Parameters]") -> Self:
        self._look_before(query)
        return super().executemany(query, param_list)

    def _look_before(self, query: str) -> None:
        if not self.wrapper.in_atomic_block and query[:6].upper() in _CHANGES:
            self.wrapper.check_file()
