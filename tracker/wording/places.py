"""Where: the places with their sides in words, and as a table. No computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.places import Place, PlaceOnSide, Places
from tracker.formatting import comma_words, list_words, number_words, sentences_words, share_words
from tracker.vocabulary.body_map import (
    NOT_DRAWN,
)
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT, SIDES, mark_words
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("Where on the body")
"""What its chart is called on pages."""

NAMED = 3
NUMBERED = 4
"""Places that the doctor's page lists; they have a number in the figure beside it."""


def title(result: Places) -> str:
    """The finding: the region that was noted most, with a side where that side alone was noted most, too."""
    first, *others = result.places
    side = max((LEFT, RIGHT, MIDDLE), key=first.on)
    rivals = [first.on(other) for other in (LEFT, RIGHT, MIDDLE, NO_SIDE) if other != side]
    is_ahead = first.on(side) > max(rivals) and all(first.on(side) >= other.entries for other in others)
    n, side = (first.on(side), side) if is_ahead else (first.entries, NO_SIDE)
    return _("Most often: %(where)s (%(share)s)") % {
        "where": mark_words(first.region, side),
        "share": share_words(n, result.n),
    }


def subtitle(result: Places) -> str:
    """What one mark is."""
    return _("Entries with a place. Color: typical strength.")


def reading(result: Places, reader: Reader, most: int = NAMED) -> str:
    """One or two sentences: the most frequent places, what is not in the figure, and what it rests on.

    `most`: places that are named.
    """
    if reader is DOCTOR:
        return _reading_for_doctor(result, most)
    named = [place_words(place) for place in result.places[:most]]
    sentences = [_("Most often: %(places)s.") % {"places": list_words(named)}]
    apart = [
        f"{mark_words(place.region, '')} {number_words(place.entries)}"
        for place in result.places[most:]
        if place.region in NOT_DRAWN
    ]
    if apart:
        sentences.append(_("Not in the figure: %(places)s.") % {"places": list_words(apart)})
    noted = ngettext("You noted a place in %(share)s entry.", "You noted a place in %(share)s entries.", result.of)
    return sentences_words([*sentences, noted % {"share": share_words(result.n, result.of)}])


def _reading_for_doctor(result: Places, most: int) -> str:
    words = ngettext("Of %(n)s entry with a place.", "Of %(n)s entries with a place.", result.n)
    sentences = [words % {"n": number_words(result.n)}]
    spots = result.spots
    if more := len(spots[most:]):
        sentences.append(others_words(more))
    if any(place.both for place in result.places):
        sentences.append(_("An entry on both sides counts once for each side."))
    if without := result.of - result.n:
        lacking = ngettext("%(n)s entry has no place noted.", "%(n)s entries have no place noted.", without)
        sentences.append(lacking % {"n": number_words(without)})
    return sentences_words(sentences)


def others_words(more: int) -> str:
    """That so many further places were named."""
    words = ngettext("%(n)s other place was also named.", "%(n)s other places were also named.", more)
    return words % {"n": number_words(more)}


def spot_words(spot: PlaceOnSide) -> str:
    """A place as a line begins with it: "Left calf"."""
    words = str(mark_words(spot.region, spot.side))
    return words[:1].upper() + words[1:]


def place_words(place: Place) -> str:
    """A region with its entries and sides, for the person: "left calf (14)", or "calf (22: left 15, right 8)", where an
    entry on both sides counts on each."""
    counts = {LEFT: place.left, RIGHT: place.right, BOTH: place.both, MIDDLE: place.middle}
    total = number_words(place.entries)
    for side, n in counts.items():
        if n == place.entries:
            return f"{mark_words(place.region, side)} ({total})"
    where = mark_words(place.region, NO_SIDE)
    shown = [(side, place.on(side)) for side in (LEFT, RIGHT, MIDDLE) if place.on(side)]
    by_side = comma_words(f"{SIDES.label(side)} {number_words(n)}" for side, n in shown)
    return f"{where} ({total}: {by_side})" if by_side else f"{where} ({total})"


def table(result: Places, link: Link) -> Table:
    """A row for every region, the most frequent first, with its sides."""
    headers = (
        _("Region"),
        _("Entries"),
        _("Left"),
        _("Right"),
        _("Both sides"),
        _("Middle"),
        pgettext("a table's column", "Typical strength"),
    )
    rows = tuple(
        TableRow(
            (
                str(mark_words(place.region, NO_SIDE)),
                *(number_words(n) for n in (place.entries, place.left, place.right, place.both, place.middle)),
                number_words(place.typical) if place.typical is not None else "–",
            ),
            link(region=place.region),
        )
        for place in result.places
    )
    return Table(headers, rows, how_counted(result))
