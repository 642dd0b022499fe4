"""The addresses of a diary that is not one's own: all of them begin with what says whose it is.

`/diaries/<uid>/diary/` is the same page of another diary as `/diary/` is of one's own. While such a request is
answered, that beginning is Django's script prefix, so that `reverse` and `{% url %}` stay in the diary. Nothing is kept
in the session: each tab is in the diary that its address names.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import get_script_prefix, reverse, set_script_prefix

_OF_A_DIARY = re.compile(
    r"/diaries/(?P<uid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?P<rest>/.*)", re.DOTALL
)


def taken_apart(path: str) -> tuple[uuid.UUID, str] | None:
    """(which diary, the address within it) of a path; None for one's own diary."""
    match = _OF_A_DIARY.fullmatch(path)
    return (uuid.UUID(match["uid"]), match["rest"]) if match else None


def beginning_of(uid: uuid.UUID) -> str:
    """What the addresses of this diary begin with."""
    return f"/diaries/{uid}/"


@contextmanager
def addresses_of(beginning: str) -> Iterator[None]:
    """While this holds, `reverse` gives addresses that begin so; afterwards it gives what it gave before."""
    before = get_script_prefix()
    set_script_prefix(beginning)
    try:
        yield
    finally:
        set_script_prefix(before)


def address_outside(name: str, *args: Any) -> str:
    """The address of a page that belongs to no diary, or to one's own, from wherever one is."""
    with addresses_of("/"):
        return reverse(name, args=args)
