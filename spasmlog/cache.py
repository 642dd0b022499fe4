"""The cache of drawings: files in a folder of their own, none of which anybody has to have.

Whatever is wrong with a file or with the folder, the drawing is made anew: a page never fails because something could
not be kept. What must not be forgotten under load (counted tries) does not belong here: see spasmlog/counters.py.
"""

import contextlib
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

log = logging.getLogger(__name__)


class HealingFileCache(FileBasedCache):
    """Django's cache of files, for which a broken file is a missing one, and a full or read-only disk keeps nothing."""

    if TYPE_CHECKING:
        # Django's own, missing in its stubs.
        def _key_to_file(self, key: str, version: int | None = None) -> str: ...

    def __init__(self, folder: str, params: dict[str, Any]) -> None:
        self._is_failing = False
        with contextlib.suppress(OSError):
            super().__init__(folder, params)
        # Set here too: the line above stops at a folder that cannot be made.
        self._dir = os.path.abspath(folder)  # noqa: PTH100  as Django's own methods need it

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except Exception as error:  # a cut or overwritten file may fail in any way while it is unpacked
            self._heal(key, version, error)
            return default

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            self._say_once(error)
        else:
            self._is_failing = False

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        try:
            return super().touch(key, timeout, version)
        except Exception as error:
            self._heal(key, version, error)
            return False

    def has_key(self, key: str, version: int | None = None) -> bool:
        try:
            return super().has_key(key, version)
        except Exception as error:
            self._heal(key, version, error)
            return False

    def _heal(self, key: str, version: int | None, error: Exception) -> None:
        """Takes the broken file away, so that the next one takes its place."""
        self._say_once(error)
        self._delete(self._key_to_file(key, version))

    def _delete(self, fname: str) -> bool:
        try:
            was_there: bool = super()._delete(fname)  # type: ignore[misc]  # missing in the stubs
            return was_there
        except IsADirectoryError:
            with contextlib.suppress(OSError):
                Path(fname).rmdir()
        except OSError as error:
            self._say_once(error)
        return False

    def _say_once(self, error: Exception) -> None:
        """One line until something can be kept again: every chart would say the same."""
        if not self._is_failing:
            self._is_failing = True
            log.warning("The cache cannot be read or written, charts are drawn each time: %s", type(error).__name__)
