"""The cache of drawings that several servers share: Redis or Valkey by its address, or tables of the database.

As with files (cache.py): whatever is wrong with it, the drawing is made anew.
"""

import hashlib
import hmac
import logging
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

_MARK_LENGTH = hashlib.sha256().digest_size
_WRONG = (RedisError, OSError, pickle.PickleError, ValueError)
"""What a server that is away, or that something else writes to, may lead to."""
_AT_ONCE = 500


class SignedPickles:
    """What Django's cache packs its values with. Only what this spasmlog packed is unpacked: a pickle of somebody else
    could run any program."""

    def dumps(self, value: object) -> bytes:
        """The value, behind a mark that needs the secret key."""
        packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return self._mark(packed) + packed

    def loads(self, content: bytes) -> Any:
        """The value. Raises ValueError if it was not packed here."""
        mark, packed = content[:_MARK_LENGTH], content[_MARK_LENGTH:]
        if not hmac.compare_digest(mark, self._mark(packed)):
            raise ValueError("not packed with this key")
        return pickle.loads(packed)

    def _mark(self, packed: bytes) -> bytes:
        return hmac.new(f"spasmlog.cache:{settings.SECRET_KEY}".encode(), packed, hashlib.sha256).digest()


class HealingRedisCache(RedisCache):
    """Django's own, for which a server that does not answer has nothing and keeps nothing."""

    if TYPE_CHECKING:
        # Django's own, missing in its stubs.
        @property
        def _cache(self) -> Any: ...

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._is_failing = False

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._asked(super().get, key, default, version, otherwise=default)

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._asked(super().set, key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        was_there: bool = self._asked(super().delete, key, version, otherwise=False)
        return was_there

    def clear(self) -> None:
        """Removes what is of this cache, and nothing else that the server holds. Raises OSError if it cannot: what
        is to be forgotten is tried again."""
        try:
            client = self._cache.get_client(None, write=True)
            keys: list[bytes] = []
            for key in client.scan_iter(f"{self.key_prefix}:*", count=_AT_ONCE):
                keys.append(key)
                if len(keys) >= _AT_ONCE:
                    client.unlink(*keys)
                    keys.clear()
            if keys:
                client.unlink(*keys)
        except RedisError as error:
            raise OSError(f"the shared cache cannot be emptied: {type(error).__name__}") from error

    def _asked(self, ask: Callable[..., Any], *arguments: Any, otherwise: Any = None) -> Any:
        """What the server answers. If it is of no use, one line in the log until it is: every chart would say so."""
        try:
            answer = ask(*arguments)
        except _WRONG as error:
            if not self._is_failing:
                self._is_failing = True
                log.warning("The shared cache cannot be used, charts are drawn each time: %s", type(error).__name__)
            return otherwise
        self._is_failing = False
        return answer
