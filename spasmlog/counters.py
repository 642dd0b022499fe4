"""The cache in which the accounts count tries: not a cache at all, but a table that nothing is pushed out of.

allauth keeps its limits (failed log-ins, sign-ups, changed passwords) in Django's default cache. In a bounded cache
beside the drawings, somebody who asks for many charts would lift them.
"""

import datetime as dt
from types import ModuleType
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils import timezone
from django.utils.crypto import salted_hmac

NEVER = dt.timedelta(days=365)


class CounterCache(BaseCache):
    """Django's interface of a cache, over tracker.services.counters. Values are what JSON can hold."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        value = self._counters.value_of(self._hashed(key, version), now=timezone.now())
        return default if value is None else value

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        now = timezone.now()
        self._counters.store_value(self._hashed(key, version), value, self._until(timeout, now), now=now)

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        now = timezone.now()
        is_first: bool = self._counters.store_first(
            self._hashed(key, version), value, self._until(timeout, now), now=now
        )
        return is_first

    def delete(self, key: str, version: int | None = None) -> bool:
        was_there: bool = self._counters.forget(self._hashed(key, version))
        return was_there

    @property
    def _counters(self) -> ModuleType:
        # Settings name this class before there are any models.
        from tracker.services import counters

        return counters

    def _hashed(self, key: str, version: int | None) -> str:
        return hashed(self.make_key(key, version))

    def _until(self, timeout: float | None, now: dt.datetime) -> dt.datetime:
        if timeout is DEFAULT_TIMEOUT:
            timeout = self.default_timeout
        return now + (NEVER if timeout is None else dt.timedelta(seconds=timeout))


def hashed(key: str) -> str:
    """A name for a counter from which nobody without the secret key learns an address or an account."""
    return salted_hmac("spasmlog.counters", key, algorithm="sha256").hexdigest()
