"""What a device kept without a network: whose outbox may be sent, and the batch that it sends. Answers JSON alone."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from tracker.pages.outbox import (
    BAD_REQUEST,
    MOST_BYTES_SENT,
    PROTOCOL,
    Batch,
    BatchError,
    read_batch,
    store_batch,
    who_is,
)
from tracker.pages.owner import diary_owner
from tracker.pages.request import Request, SignedInRequest, is_signed_in

TOO_LARGE, SIGNED_OUT, OTHER_PERSON = "too-large", "signed-out", "other-person"


@require_http_methods(["GET", "HEAD", "POST"])
def outbox(request: Request) -> JsonResponse:
    """Says who is signed in and gives a token; or stores what a device of theirs kept."""
    if request.method == "POST":
        return _take(request) if is_signed_in(request) else _refused(403, SIGNED_OUT)
    who, token = "", ""
    if is_signed_in(request):
        who, token = who_is(diary_owner(request), settings.SECRET_KEY), get_token(request)
    return JsonResponse({"protocol": PROTOCOL, "who": who, "csrf": token, "now": timezone.now().isoformat()})


def _take(request: SignedInRequest) -> JsonResponse:
    batch = _batch(request)
    if isinstance(batch, JsonResponse):
        return batch
    owner, now = diary_owner(request), timezone.now()
    who = who_is(owner, settings.SECRET_KEY)
    if not constant_time_compare(batch.who, who):
        return _refused(409, OTHER_PERSON)
    results = store_batch(owner, batch, now=now)
    return JsonResponse({"protocol": PROTOCOL, "who": who, "now": now.isoformat(), "results": results})


def _batch(request: SignedInRequest) -> Batch | JsonResponse:
    """What was sent, or why it is refused."""
    if request.content_type != "application/json":
        return _refused(400, BAD_REQUEST)
    try:
        if len(request.body) > MOST_BYTES_SENT:
            return _refused(413, TOO_LARGE)
        return read_batch(request.body)
    except RequestDataTooBig:
        return _refused(413, TOO_LARGE)
    except UnreadablePostError:
        return _refused(400, BAD_REQUEST)
    except BatchError as error:
        return _refused(400, str(error))


def _refused(status: int, code: str) -> JsonResponse:
    """The whole batch is refused, and nothing of it is stored."""
    return JsonResponse({"code": code}, status=status)
