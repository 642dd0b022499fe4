"""The words of the figure as a page says them: its two views and the names of its parts. The lines: body_drawing."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.body_map import BACK, FRONT, VIEWS
from tracker.vocabulary.body_zones import ZONES
from tracker.vocabulary.regions import LEFT, RIGHT

VIEW_LABELS = {FRONT: pgettext_lazy("view of the body", "Front"), BACK: pgettext_lazy("view of the body", "Back")}
SEEN_FROM = {FRONT: _("%(part)s, from the front"), BACK: _("%(part)s, from behind")}
YOUR_SIDE = {
    LEFT: (_("your left"), pgettext_lazy("side of the body", "left")),
    RIGHT: (_("your right"), pgettext_lazy("side of the body", "right")),
}

PART = "WHERE"
"""Where the script puts the name of a part into a sentence of the page."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One view. `picture_left` and `picture_right` say which side of the person is where, in a word or two and in one;
    `part_label` says of a part,
    `PART`, from where it is seen."""

    view: str
    label: str
    picture_left: tuple[str, str]
    picture_right: tuple[str, str]
    part_label: str


def figure_views() -> tuple[FigureView, ...]:
    """Front and back."""
    return tuple(_view(view) for view in VIEWS)


def zone_names() -> str:
    """What each zone is called, by its code, as JSON."""
    return json.dumps({zone.code: str(zone.label) for zone in ZONES}, ensure_ascii=False, separators=(",", ":"))


def _view(view: str) -> FigureView:
    in_picture = (RIGHT, LEFT) if view == FRONT else (LEFT, RIGHT)
    return FigureView(
        view=view,
        label=str(VIEW_LABELS[view]),
        picture_left=_words(in_picture[0]),
        picture_right=_words(in_picture[1]),
        part_label=SEEN_FROM[view] % {"part": PART},
    )


def _words(side: str) -> tuple[str, str]:
    long, short = YOUR_SIDE[side]
    return str(long), str(short)
