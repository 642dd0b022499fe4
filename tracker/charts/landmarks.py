"""Visits and changes of treatment on charts over time: a thin line, a shape and words. No computing.

What is drawn is also in the table: where labels would collide only the shape is drawn, and says its words when
pointed at.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from tracker.analysis.landmarks import LANDMARK_BEGAN, LANDMARK_VISIT, Landmark
from tracker.charts.theme import SMALL_FONT, Canvas, Swatch, color, fitting, hit, text_width
from tracker.formatting import date_words
from tracker.wording.landmarks import Marked, mark_words, short_words

ROW = 22
"""Room that shapes and labels take above the axes, in pixels."""
Group: TypeAlias = tuple[float, dt.date, list[Landmark]]
"""One shape: where it stands, its day, and what happened then."""
MOST_LABELS = {"wide": 8, "medium": 5, "narrow": 3}
_LONGEST_LABEL, _SHORTEST_LABEL = 260, 48
_REACH = 7
"""Half of a shape with some air, in pixels."""


def row_of(result: Marked) -> int:
    """The room that the marks of a result need above its axes."""
    return ROW if result.landmarks else 0


def legend(result: Marked) -> list[tuple[Swatch, str]]:
    """What the shapes mean, of those that are drawn."""
    kinds = {_what_of(marks) == LANDMARK_VISIT for _on, marks in _by_day(result)}
    items: list[tuple[Swatch, str]] = []
    if True in kinds:
        items.append((_swatch(LANDMARK_VISIT), _("visit")))
    if False in kinds:
        items.append((_swatch(LANDMARK_BEGAN), _("treatment changed")))
    return items


def draw_landmarks(
    result: Marked,
    canvas: Canvas,
    axes: Sequence[Axes],
    *,
    left: float,
    width: float,
    top: float,
    across: Callable[[float], float] = float,
) -> None:
    """The lines over all of the axes, the shapes right above them, and as many words as there is room for.

    Parameters: the result; the axes, which show days along the same stretch of the canvas,
    the upper one first; that stretch and the upper edge of the upper axes, in pixels; where an ordinal lies on them.
    """
    if not result.landmarks:
        return
    start, end = axes[0].get_xlim()
    pixel = (end - start) / width
    places = [(left + (across(on.toordinal() + 0.5) - start) / pixel, on, marks) for on, marks in _by_day(result)]
    groups = _groups(places)
    for number, (x, on, marks) in enumerate(groups):
        for each in axes:
            each.axvline(
                across(on.toordinal() + 0.5),
                color=color("quiet-ink"),
                linewidth=1,
                dashes=(3, 2.5),
                zorder=2.6,
                clip_on=False,
            )
        _shape(canvas, x, top + 9, _what_of(marks), gid=f"landmark-{number}")
        gid = f"mark-landmark-{number}"
        canvas.titles[gid] = "; ".join(f"{date_words(mark.on)}: {mark_words(mark)}" for mark in marks)
        # Only above the axes: below, a week or a dot is what is met.
        upper = axes[0]
        low, high = upper.get_ylim()
        unit = (high - low) / (upper.get_position().height * canvas.figure.get_figheight() * 72)
        hit(upper, across(on.toordinal() + 0.5) - 9 * pixel, high, 18 * pixel, ROW * unit, gid=gid, url=None)
    for x, words, align in _labels(groups, canvas, left):
        canvas.text(x, top + 5, words, role="quiet-ink", size=SMALL_FONT, align=align)


def _by_day(result: Marked) -> list[tuple[dt.date, list[Landmark]]]:
    days: dict[dt.date, list[Landmark]] = {}
    for mark in result.landmarks:
        days.setdefault(mark.on, []).append(mark)
    return sorted(days.items())


def _groups(places: Iterable[Group]) -> list[Group]:
    """Days whose shapes would lie on each other share the first one's."""
    groups: list[Group] = []
    for x, on, marks in places:
        if groups and x - groups[-1][0] < 2 * _REACH:
            groups[-1][2].extend(marks)
        else:
            groups.append((x, on, list(marks)))
    return groups


def _what_of(marks: Sequence[Landmark]) -> str:
    return LANDMARK_VISIT if any(mark.what == LANDMARK_VISIT for mark in marks) else LANDMARK_BEGAN


def _labels(groups: Sequence[Group], canvas: Canvas, left: float) -> list[tuple[float, str, str]]:
    """(x, words, align) of the labels: visits first, of them the latest, each where nothing else is.

    Beyond `left` stand the numbers of the axis.
    """
    taken = [(x - _REACH, x + _REACH) for x, _on, _marks in groups]
    labels: list[tuple[float, str, str]] = []
    for x, _on, marks in sorted(groups, key=lambda group: (_what_of(group[2]) != LANDMARK_VISIT, -group[0])):
        if len(labels) == MOST_LABELS[canvas.paper.name]:
            break
        words, more = short_words(marks)
        if not words:
            continue
        wanted = min(text_width(words + more, SMALL_FONT), _LONGEST_LABEL)
        to_the_right = min([low for low, _high in taken if low > x] + [canvas.paper.width]) - x - 2 * _REACH
        to_the_left = x - 2 * _REACH - max([high for _low, high in taken if high < x] + [left])
        is_right = to_the_right >= min(wanted, to_the_left)
        room = min(wanted, to_the_right if is_right else to_the_left)
        if room < min(wanted, _SHORTEST_LABEL):
            continue
        start = x + _REACH + 2 if is_right else x - _REACH - 2 - room
        taken.append((start, start + room))
        shown = words + more if text_width(words + more, SMALL_FONT) <= room else fitting(words, room, SMALL_FONT)
        labels.append((x + _REACH + 2, shown, "left") if is_right else (x - _REACH - 2, shown, "right"))
    return labels


def _shape(canvas: Canvas, x: float, y: float, what: str, *, gid: str = "") -> None:
    """A filled triangle for a visit, a hollow diamond for a change of treatment."""
    across, up = canvas.figure.get_size_inches() * 72
    is_visit = what == LANDMARK_VISIT
    canvas.figure.add_artist(
        Line2D(
            [x / across],
            [y / up],
            transform=canvas.figure.transFigure,
            linestyle="none",
            marker="v" if is_visit else "D",
            markersize=10 if is_visit else 7.5,
            markerfacecolor=color("ink" if is_visit else "paper"),
            markeredgecolor=color("ink"),
            markeredgewidth=1.4,
            gid=gid or None,
        )
    )


def _swatch(what: str) -> Swatch:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        _shape(canvas, x + 5.5, y + 5.5, what)

    return draw
