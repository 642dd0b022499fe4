"""Whose diary a request may see."""

from django.contrib.auth.models import User

from tracker.pages.request import SignedInRequest
from tracker.selectors.person import Person, person_of


def diary_owner(request: SignedInRequest) -> User:
    """The owner of the diary that the request is about. The one place to change when a caregiver may look in."""
    return request.user


def diary_person(request: SignedInRequest) -> Person:
    """The owner with their settings, read once a request."""
    if not hasattr(request, "diary_person"):
        request.diary_person = person_of(diary_owner(request))
    return request.diary_person
