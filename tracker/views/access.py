"""Whose diary a request may see, and the "this row for this owner, or 404" guards that views start with."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tracker.models import Episode, Revision
from tracker.selectors.person import Person, person_of


def diary_owner(request: HttpRequest):
    """The owner of the diary that the request is about. The one place to change when a caregiver may look in."""
    return request.user


def diary_person(request: HttpRequest) -> Person:
    """The owner with their settings, read once a request."""
    if not hasattr(request, "diary_person"):
        request.diary_person = person_of(diary_owner(request))
    return request.diary_person


def episode_or_404(request: HttpRequest, uid) -> Episode:
    """The owner's episode with this uid; anybody else's is not found."""
    return get_object_or_404(Episode.objects.of(diary_owner(request)), uid=uid)


def revision_or_404(request: HttpRequest, pk: int) -> Revision:
    """The owner's revision; anybody else's is not found."""
    return get_object_or_404(Revision, owner=diary_owner(request), pk=pk)
