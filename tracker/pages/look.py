"""What every page takes from preferences: theme, size of the text, night; paper of each theme; whose diary it is."""

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tracker.pages.night import is_night
from tracker.pages.owner import diary_person, grant_in_use, is_caregiver
from tracker.pages.request import Request, SignedInRequest, is_signed_in
from tracker.pages.whose import whose_diary
from tracker.selectors.person import Person, person_of

PAPER = {"light": "#f8f4ec", "dark": "#15130f"}
"""What lies behind every page, by theme, for what style sheets do not reach: `--paper` in static/css/tokens.css."""


NIGHT_PAPER = "#0d0b08"
"""The same of a spasm that runs past bedtime, whatever the theme."""


def look(request: Request) -> dict[str, Any]:
    """`look.theme` and `look.text_size`, read when a page asks for them; nobody's look for a visitor.

    `is_night`: where a page is dark, its large buttons are dim. The clock is read here, as in a view.
    `whose`: of a diary that is not one's own. `has_other_diaries`: of one's own, whether there are others to go to.
    """
    if not (hasattr(request, "user") and is_signed_in(request)):
        return {}
    signed_in = request
    grant = grant_in_use(request)
    return {
        "look": SimpleLazyObject(lambda: _look(signed_in)),
        "is_night": SimpleLazyObject(lambda: is_night(diary_person(signed_in), timezone.now())),
        "whose": whose_diary(grant) if grant else None,
        "has_other_diaries": grant is None and _has_other_diaries(signed_in),
    }


def _look(request: SignedInRequest) -> Person:
    person = diary_person(request)
    if grant_in_use(request) is None:
        return person
    # In another's diary, too, pages look as the reader chose. The emergency number is that of where the diary is kept.
    own = person_of(request.user)
    zone = "" if is_caregiver(request) else person.unknown_time_zone
    return replace(person, theme=own.theme, text_size=own.text_size, unknown_time_zone=zone)


def _has_other_diaries(request: SignedInRequest) -> bool:
    """No query: what lasts longest of what they were given comes along with who is signed in (spasmlog/backend.py)."""
    grant = getattr(request.user, "longest_grant", None)
    return grant is not None and grant.holds(timezone.now())
