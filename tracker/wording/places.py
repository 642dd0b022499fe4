"""Where: the places with their sides in words, and as a table. No computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.regions import Place, Places
from tracker.formatting import list_words, number_words, share_words
from tracker.vocabulary.body_map import (
    NOT_DRAWN,
)
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT, SIDES, mark_words
from tracker.wording.readers import Reader
from tracker.wording.tables import Link, Row, Table, how_counted

NAMED = 3


def title(result: Places) -> str:
    """What is shown."""
    return _("Where on the body")


def reading(result: Places, reader: Reader) -> str:
    """One or two sentences: the most frequent places, what is not in the figure, and what it rests on."""
    named = [_place_words(place) for place in result.places[:NAMED]]
    words = ngettext(
        "Most often: %(places)s, of %(n)s entry that says where.",
        "Most often: %(places)s, of %(n)s entries that say where.",
        result.n,
    ) % {
        "places": list_words(named),
        "n": number_words(result.n),
    }
    apart = [
        f"{mark_words(place.region, '')} {number_words(place.entries)}"
        for place in result.places[NAMED:]
        if place.region in NOT_DRAWN
    ]
    if apart:
        words += " " + _("Not in the figure: %(places)s.") % {"places": list_words(apart)}
    if result.n < result.of:
        words += " " + _("%(share)s entries say where.") % {"share": share_words(result.n, result.of)}
    return words


def _place_words(place: Place) -> str:
    """ "left calf (14)" if all of its entries are on one side, else "calf (22: left 15, right 8)"."""
    counts = {LEFT: place.left, RIGHT: place.right, BOTH: place.both, MIDDLE: place.middle}
    total = number_words(place.entries)
    for side, n in counts.items():
        if n == place.entries:
            return f"{mark_words(place.region, side)} ({total})"
    sides = [f"{SIDES.label(side)} {number_words(place.on(side))}" for side in (LEFT, RIGHT, MIDDLE) if place.on(side)]
    where = mark_words(place.region, NO_SIDE)
    return f"{where} ({total}: {', '.join(sides)})" if sides else f"{where} ({total})"


def table(result: Places, link: Link) -> Table:
    """A row for every region, the most frequent first, with its sides."""
    headers = (_("Region"), _("Entries"), _("Left"), _("Right"), _("Both sides"), _("Middle"))
    rows = tuple(
        Row(
            (
                str(mark_words(place.region, NO_SIDE)),
                *(number_words(n) for n in (place.entries, place.left, place.right, place.both, place.middle)),
            ),
            link(region=place.region),
        )
        for place in result.places
    )
    return Table(headers, rows, how_counted(result))
