"""The type of a view. Those of a request are in tracker/pages/request.py."""

from collections.abc import Callable
from typing import TypeAlias

from django.http.response import HttpResponseBase

from tracker.pages.request import Request, SignedInRequest

__all__ = ["Request", "SignedInRequest", "View"]

View: TypeAlias = Callable[..., HttpResponseBase]
