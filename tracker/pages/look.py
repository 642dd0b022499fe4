"""What every page takes from the person's preferences: theme, text size, their night; the paper of each theme."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tracker.pages.night import is_night
from tracker.pages.owner import diary_person
from tracker.pages.request import Request, is_signed_in

PAPER = {"light": "#f8f4ec", "dark": "#15130f"}
"""What lies behind every page, by theme, for what style sheets do not reach: `--paper` in static/css/tokens.css."""


NIGHT_PAPER = "#0d0b08"
"""The same of a spasm that runs past bedtime, whatever the theme."""


def look(request: Request) -> dict[str, SimpleLazyObject]:
    """`look.theme` and `look.text_size`, and `is_night`: where a page is dark, its large buttons are dim.

    Read when a page asks for them; nobody's look for a visitor. The clock is read here, as in a view."""
    if not (hasattr(request, "user") and is_signed_in(request)):
        return {}
    signed_in = request
    return {
        "look": SimpleLazyObject(lambda: diary_person(signed_in)),
        "is_night": SimpleLazyObject(lambda: is_night(diary_person(signed_in), timezone.now())),
    }
