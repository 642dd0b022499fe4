"""What a device needs to work without a network: the worker, the page it shows then, and what it may know."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.pages.device import device_facts
from tracker.pages.offline import release
from tracker.pages.owner import diary_person
from tracker.pages.request import Request, SignedInRequest


@require_safe
def service_worker(request: Request) -> HttpResponse:
    """The worker of this release, for the whole site."""
    return HttpResponse(release().worker, content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request: Request) -> HttpResponse:
    """The page that a device shows without a network, the same for everybody."""
    return HttpResponse(release().html)


@require_safe
def offline_drawings(request: Request) -> HttpResponse:
    """The drawings of that page, the same for everybody."""
    return HttpResponse(release().drawings)


@login_required
@require_safe
def offline_device(request: SignedInRequest) -> HttpResponse:
    """What the person's own device may know of them."""
    person = diary_person(request)
    return JsonResponse(device_facts(person, timezone.now()).as_data())
