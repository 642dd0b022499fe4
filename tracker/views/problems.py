"""What a program is told that gets no answer: problem+json (RFC 9457), in plain words beside the field."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from tracker.pages.unsaved_words import TROUBLE_WORDS
from tracker.services.storage import BUSY
from tracker.vocabulary.lazy_text import LazyText

API = "/api/"
"""What the addresses for programs begin with."""


def is_for_programs(request: HttpRequest) -> bool:
    """True for an address that programs ask, which read no page."""
    return request.path_info.startswith(API)


def problem(
    status: int, code: str, words: LazyText, errors: Mapping[str, list[str]] | None = None, **headers: str
) -> HttpResponse:
    """Why there is no answer. `code` is stable, for programs; `words` are for people; `errors`: what is wrong, by
    field."""
    data: dict[str, object] = {"title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": str(words)}
    if errors:
        data["errors"] = dict(errors)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JsonResponse(data, status=status, headers=named, content_type="application/problem+json")


def unreadable() -> HttpResponse:
    """What cannot be read at all."""
    return problem(400, "bad-request", _("This can’t be read. Send JSON in UTF-8."))


def failed() -> HttpResponse:
    """A fault of ours."""
    return problem(500, "failed", _("Something went wrong here. Nothing was saved."))


def no_room(trouble: str) -> HttpResponse:
    """Nothing can be stored just now."""
    return problem(503 if trouble == BUSY else 507, trouble, TROUBLE_WORDS[trouble])
