"""How somebody comes into a diary that is not their own, or is told that there is none."""

from django.conf import settings
from django.contrib.auth import load_backend
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import timezone

from tracker.models import Grant
from tracker.pages.addresses import beginning_of
from tracker.pages.diary_access import is_outside, opens
from tracker.pages.owner import diary_person
from tracker.pages.request import Request, is_signed_in
from tracker.services.grants import grant_of, note_opening


def enter(request: Request) -> HttpResponseBase | None:
    """None: the view may answer, in the diary that the address names. Otherwise the answer. Raises Http404.

    From here on addresses that are made lead into that diary.
    """
    if not is_signed_in(request):
        return redirect_to_login(request.get_full_path())
    now = timezone.now()
    grant, name = grant_of(request.user, request.diary_uid, now=now), _name(request)
    if grant is None:
        raise Http404("no such diary")
    if is_outside(grant, name) and request.method in {"GET", "HEAD"}:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{request.path_info}?{query}" if query else request.path_info)
    owner = _with_all_that_comes_along(grant)
    if owner is None or not opens(grant, name):
        raise Http404("not open to others")
    grant.owner = owner
    request.grant = grant
    set_script_prefix(beginning_of(request.diary_uid))
    # A form is answered with what it is about, too: the doctor's summary is drawn anew by one.
    if request.method != "HEAD":
        note_opening(grant, diary_person(request).today(now), now=now)
    return None


def _name(request: Request) -> str:
    match = request.resolver_match
    return (match and match.view_name) or ""


def _with_all_that_comes_along(grant: Grant) -> User | None:
    """The owner as a page reads them: with their settings and what is stored for Today (spasmlog/backend.py)."""
    backend = load_backend(settings.AUTHENTICATION_BACKENDS[0])
    user: User | None = backend.get_user(grant.owner_id)
    return user
