"""What every page takes from the person's preferences: theme and size of the text."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tracker.views.access import diary_person


def look(request: HttpRequest) -> dict:
    """`look.theme` and `look.text_size`, read when a page asks for them; nobody's look for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"look": SimpleLazyObject(lambda: diary_person(request))}
