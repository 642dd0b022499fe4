"""One drawing at a time in a process: matplotlib keeps settings, fonts and measures for all threads together.

Two threads that draw at once get each other's letters: half of what they draw is wrong. A page waits for the drawing
before it, which is over in a tenth of a second.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_DRAWING = threading.RLock()


def drawn_alone(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that makes a canvas or writes one, kept from running beside another of these."""

    @wraps(function)
    def alone(*arguments: _P.args, **named: _P.kwargs) -> _R:
        with _DRAWING:
            return function(*arguments, **named)

    vars(alone)["is_drawn_alone"] = True
    return alone
