"""Whose diary a request may see, and the guards that views start with: signed in, this row for this owner or 404."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.models import Episode, GuidanceAnswer, Pause, ProfileItem, Question, Revision, ShareLink, Visit
from tracker.selectors.person import Person, person_of
from tracker.vocabulary.terms import NONE_OF_THESE


def diary_owner(request: HttpRequest):
    """The owner of the diary that the request is about. The one place to change when a caregiver may look in."""
    return request.user


def diary_person(request: HttpRequest) -> Person:
    """The owner with their settings, read once a request."""
    if not hasattr(request, "diary_person"):
        request.diary_person = person_of(diary_owner(request))
    return request.diary_person


def tap(view):
    """For what one tap does: POST alone, signed in alone.

    A visitor who only asks for its address is led to Today after logging in: a tap has no page of its own.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            return require_POST(view)(request, *args, **kwargs)
        return redirect_to_login(reverse("today"))

    return guarded


def episode_or_404(request: HttpRequest, uid) -> Episode:
    """The owner's episode with this uid; anybody else's is not found."""
    return get_object_or_404(Episode.objects.of(diary_owner(request)), uid=uid)


def pause_or_404(request: HttpRequest, pk: int) -> Pause:
    """The owner's pause; anybody else's is not found."""
    return get_object_or_404(Pause, owner=diary_owner(request), pk=pk)


def profile_item_or_404(request: HttpRequest, uid) -> ProfileItem:
    """The owner's row of the health profile; anybody else's, and the answers "none", are not found."""
    return get_object_or_404(ProfileItem.objects.of(diary_owner(request)).exclude(code=NONE_OF_THESE), uid=uid)


def question_or_404(request: HttpRequest, uid) -> Question:
    """The owner's question; anybody else's is not found."""
    return get_object_or_404(Question, owner=diary_owner(request), uid=uid)


def visit_or_404(request: HttpRequest, uid) -> Visit:
    """The owner's visit; anybody else's is not found."""
    return get_object_or_404(Visit.objects.of(diary_owner(request)), uid=uid)


def share_link_or_404(request: HttpRequest, uid) -> ShareLink:
    """The owner's share link; anybody else's is not found."""
    return get_object_or_404(ShareLink.objects.of(diary_owner(request)), uid=uid)


def guidance_answer_or_404(request: HttpRequest, uid) -> GuidanceAnswer:
    """What the owner said to a card; anybody else's answer is not found."""
    return get_object_or_404(GuidanceAnswer, owner=diary_owner(request), uid=uid)


def revision_or_404(request: HttpRequest, pk: int, kind: str = Revision.EPISODE) -> Revision:
    """The owner's revision of an entry, or of another kind of row; anybody else's is not found."""
    return get_object_or_404(Revision, owner=diary_owner(request), kind=kind, pk=pk)
