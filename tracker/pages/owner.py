"""Whose diary a request may see, and as whom."""

from dataclasses import replace

from django.contrib.auth.models import User

from tracker.models import Grant
from tracker.pages.diary_access import LOOKING
from tracker.pages.request import Request, SignedInRequest
from tracker.selectors.person import Person, person_of


def diary_owner(request: SignedInRequest) -> User:
    """The owner of the diary that the request is about: who is signed in, or who let them in (middleware.py)."""
    grant = grant_in_use(request)
    return grant.owner if grant else request.user


def grant_in_use(request: Request) -> Grant | None:
    """What lets the person into the diary; None in their own."""
    return getattr(request, "grant", None)


def is_caregiver(request: Request) -> bool:
    """True in the diary of somebody who gave a part of it: its pages show less there."""
    grant = grant_in_use(request)
    return grant is not None and not grant.keeps


def diary_person(request: SignedInRequest) -> Person:
    """The owner with their settings, read once a request; of somebody else's diary with what may be seen of it."""
    if not hasattr(request, "diary_person"):
        person = person_of(diary_owner(request))
        grant = grant_in_use(request)
        if grant and not grant.keeps:
            match = request.resolver_match
            person = replace(
                person,
                logged_by=request.user.get_username(),
                # Whoever logs writes, and what is computed with a write is computed over the whole diary.
                leaves_private_out=bool(match and match.url_name in LOOKING),
                shows_notes=grant.sees_notes,
            )
        request.diary_person = person
    return request.diary_person
