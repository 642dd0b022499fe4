"""Files that wait until their owner confirms them, in the cache that several servers share: each may be asked next.

As with those in a folder (uploads.py): one of a kind waits for each person, for an hour, and only its owner finds it.
"""

import errno
import io
from typing import BinaryIO, TypeAlias

from django.contrib.auth.models import User
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

Waiting: TypeAlias = tuple[str, str, bytes]
"""The token, what the person calls the file, and what is in it."""

SHARED = "uploads"
"""The name of that cache among Django's; there is none where one server keeps files in its own folder."""


def shared_uploads() -> BaseCache | None:
    """The cache, if there is one."""
    return caches[SHARED] if SHARED in caches.settings else None


def put(cache: BaseCache, owner: User, kind: str, waiting: Waiting, seconds: float) -> None:
    """Keeps a file in the place of the one before. Raises OSError if it cannot be kept."""
    cache.set(_key(owner.pk, kind), waiting, seconds)
    # A cache says nothing of what it could not keep.
    if cache.get(_key(owner.pk, kind)) != waiting:
        raise OSError(errno.EIO, "the shared cache does not keep files")


def take(cache: BaseCache, owner: User, kind: str, token: str) -> tuple[BinaryIO, str] | None:
    """The file and its name; None if none of that token waits."""
    waiting: Waiting | None = cache.get(_key(owner.pk, kind))
    if not waiting or waiting[0] != token:
        return None
    return io.BytesIO(waiting[2]), waiting[1]


def forget(cache: BaseCache, number: int, kinds: tuple[str, ...]) -> None:
    """Removes whatever of these kinds waits for the person of this number."""
    for kind in kinds:
        cache.delete(_key(number, kind))


def _key(number: int, kind: str) -> str:
    return f"{number}-{kind}"
