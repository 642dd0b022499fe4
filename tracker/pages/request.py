"""The type of a request: Django's, with what the middleware adds and what is read only once for it."""

from typing import TYPE_CHECKING, TypeGuard

from django.contrib.auth.models import User
from django.http import HttpRequest

if TYPE_CHECKING:
    import uuid

    from django_htmx.middleware import HtmxDetails

    from tracker.models import Grant
    from tracker.selectors.person import Person
    from tracker.services.safety import Assessed, SafetyProfile


class Request(HttpRequest):
    """A request of anybody. Django makes the requests; this class only says what they carry."""

    htmx: "HtmxDetails"
    diary_person: "Person"
    """Whose diary it is, with their settings; there once `owner.diary_person` was called."""
    diary_uid: "uuid.UUID"
    """Which diary the address names; there if it names one."""
    grant: "Grant"
    """What lets the person into that diary; there once it was looked up."""


class SignedInRequest(Request):
    """A request behind a guard that lets nobody through who is not signed in."""

    user: User
    safety_profile: "SafetyProfile"
    """What the health profile says today; there once `safety.safety_profile` was called."""
    assessed_lately: "list[Assessed]"
    """The entries that ask or warn; there once `safety.assessed_lately` was called."""


def is_signed_in(request: Request) -> TypeGuard[SignedInRequest]:
    """True if somebody is signed in."""
    return request.user.is_authenticated
