"""What every page takes from the person's preferences: theme and size of the text; the paper of each theme."""

from django.utils.functional import SimpleLazyObject

from tracker.pages.owner import diary_person
from tracker.pages.request import Request, is_signed_in

PAPER = {"light": "#f8f4ec", "dark": "#15130f"}
"""What lies behind every page, by theme, for what style sheets do not reach: `--paper` in static/css/tokens.css."""


NIGHT_PAPER = "#0d0b08"
"""The same of a spasm that runs past bedtime, whatever the theme."""


def look(request: Request) -> dict[str, SimpleLazyObject]:
    """`look.theme` and `look.text_size`, read when a page asks for them; nobody's look for a visitor."""
    if not (hasattr(request, "user") and is_signed_in(request)):
        return {}
    signed_in = request
    return {"look": SimpleLazyObject(lambda: diary_person(signed_in))}
