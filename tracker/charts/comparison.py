"""This window against the one before, a small panel for every measure. Drawing; no computing."""

from django.utils.translation import gettext as _
from matplotlib.axes import Axes

from tracker.analysis.comparison import Comparison
from tracker.charts.alone import drawn_alone
from tracker.charts.comparison_panels import Bar, Panel, panels
from tracker.charts.theme import (
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    FillStyle,
    LineLook,
    Paper,
    Swatch,
    blocks,
    color,
    fitting,
    hit,
    text_width,
    wrapped,
)
from tracker.formatting import period_words
from tracker.wording.comparison import short_period_words
from tracker.wording.tables import Link

_LEFT, _COLUMN_GAP = 8, 36
_HEAD, _ROW, _BAR, _PANEL_GAP, _LINE = 28, 42, 14, 14, 18
_TWO_COLUMNS = 600
"""From so wide a paper on; on less, half of it would cut off titles and notes."""
_LEAST_WIDTH = 2.5
"""Of a bar and of a middle half, in pixels: so thin a one can still be seen."""


@drawn_alone
def draw(result: Comparison, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """For every measure two bars, before and now, on one scale; the value stands at the end, what it rests on below."""
    shown, columns = panels(result), 2 if paper.width >= _TWO_COLUMNS else 1
    width = (paper.width - 2 * _LEFT - (columns - 1) * _COLUMN_GAP) / columns
    caveats = [wrapped(panel.caveat, width) if panel.caveat else [] for panel in shown]
    # Of each row of panels, as high as the one in it that says the most.
    highs = [
        _HEAD + 2 * _ROW + _LINE * max(len(lines) for lines in caveats[first : first + columns])
        for first in range(0, len(shown), columns)
    ]
    bottom = 22 + 20 * _legend(result, Canvas(paper, 100), 50)
    height = bottom + sum(highs) + (len(highs) - 1) * _PANEL_GAP
    canvas = Canvas(paper, height, caption)
    # One pair of axes in pixels for all of them: each further pair would take as long as everything drawn here.
    axes = canvas.axes(0, 0, paper.width, height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, paper.width)
    axes.set_ylim(0, height)
    tops = [height - sum(highs[:row]) - row * _PANEL_GAP for row in range(len(highs))]
    places = [(_LEFT + place % columns * (width + _COLUMN_GAP), tops[place // columns]) for place in range(len(shown))]
    words = (_("before"), _("this period"))
    track_left = max(text_width(label, SMALL_FONT) for label in words) + 6
    values = [bar.value for panel in shown for bar in (panel.before, panel.after) if bar]
    track_right = width - max(text_width(value, SMALL_FONT) for value in values) - 10
    parts: dict[str, list[Bounds]] = {"track": [], "before": [], "now": []}
    for number, (panel, (left, top)) in enumerate(zip(shown, places, strict=True)):
        canvas.text(left, top - 16, fitting(panel.title, width, weight="bold"), weight="bold")
        if panel.before is None or panel.after is None:
            for line, line_words in enumerate(wrapped(panel.missing, width)):
                canvas.text(left, top - 40 - _LINE * line, line_words, role="quiet-ink", size=SMALL_FONT)
            continue
        for line, line_words in enumerate(caveats[number]):
            y = top - _HEAD - 2 * _ROW - _LINE * line - 10
            canvas.text(left, y, line_words, role="quiet-ink", size=SMALL_FONT)
        for row, (gid, bar) in enumerate((("before", panel.before), ("now", panel.after))):
            y = top - _HEAD - row * _ROW - _BAR - 2
            canvas.text(left, y + 2, words[row], role="quiet-ink", size=SMALL_FONT)
            canvas.text(left + width, y + 2, bar.value, size=SMALL_FONT, align="right", weight="bold")
            # Below the bar, or as far to its left as a long one needs.
            start = max(0, min(track_left, width - text_width(bar.note, SMALL_FONT)))
            canvas.text(left + start, y - 16, fitting(bar.note, width, SMALL_FONT), role="quiet-ink", size=SMALL_FONT)
            _place_bar(axes, bar, gid, parts, (left + track_left, y, track_right - track_left))
            _link_bar(canvas, axes, panel, bar, (number, row), result, link, (left, y - 20, width, _ROW))
    blocks(axes, parts["track"], gid="track", facecolor=color("hairline"), linewidth=0, zorder=1)
    before_look: FillStyle = {
        "facecolor": color("hairline"),
        "edgecolor": color("quiet-ink"),
        "linewidth": 1,
        "zorder": 2,
    }
    blocks(axes, parts["before"], gid="before", **before_look)
    blocks(axes, parts["now"], gid="now", facecolor=color("quiet-ink"), linewidth=0, zorder=2)
    _legend(result, canvas, bottom - 30)
    return canvas


def _place_bar(
    axes: Axes, bar: Bar, gid: str, parts: dict[str, list[Bounds]], track: tuple[float, float, float]
) -> None:
    """One bar on its track, with what the missing days allow (or the worst day) as a whisker, and the median."""
    x, y, width = track
    parts["track"].append((x, y + _BAR / 2 - 0.75, width, 1.5))
    if bar.bar is not None:
        start, end = (x + width * place for place in bar.bar)
        thin = max(0, _LEAST_WIDTH - (end - start))
        if end > x:
            parts[gid].append((min(start, x + width - thin), y, end - start + thin, _BAR))
    style: LineLook = {"color": color("ink"), "zorder": 3, "clip_on": False}
    halo: LineLook = {"color": color("paper"), "zorder": 2.5, "clip_on": False}
    if bar.whisker is not None:
        low, high = (x + width * place for place in bar.whisker)
        middle = y + _BAR / 2
        lines = [((low, high), (middle, middle)), ((high, high), (middle - 4, middle + 4))]
        if bar.tick is None:
            lines.append(((low, low), (middle - 4, middle + 4)))
            for line in lines:
                axes.plot(*line, linewidth=4, **halo)
        for line in lines:
            axes.plot(*line, linewidth=1.4, gid=f"whisker-{gid}", **style)
    if bar.tick is not None:
        place = x + width * bar.tick
        line = ((place, place), (y - 2, y + _BAR + 2))
        axes.plot(*line, linewidth=5.5, **halo)
        axes.plot(*line, linewidth=2.5, gid=f"median-{gid}", **style)


def _link_bar(
    canvas: Canvas,
    axes: Axes,
    panel: Panel,
    bar: Bar,
    place: tuple[int, int],
    result: Comparison,
    link: Link,
    box: Bounds,
) -> None:
    window = (result.before_days, result.after_days)[place[1]]
    gid = f"mark-{place[0]}-{place[1]}"
    words = f"{bar.value} ({bar.note})" if bar.note else bar.value
    canvas.titles[gid] = f"{period_words(window.first, window.last)}: {panel.title}: {words}"
    hit(axes, *box, gid=gid, url=link(**{"from": window.first, "to": window.last}))


def _legend(result: Comparison, canvas: Canvas, y: float) -> int:
    """What the marks are. Returns how many rows it took."""

    def before(canvas: Canvas, x: float, y: float) -> None:
        canvas.rectangle(x, y, 11, 11, facecolor=color("hairline"), edgecolor=color("quiet-ink"), linewidth=1)

    def whisker(canvas: Canvas, x: float, y: float) -> None:
        for left, low, wide, tall in ((x, y + 5, 12, 1.4), (x, y + 1.5, 1.4, 8.5), (x + 11, y + 1.5, 1.4, 8.5)):
            canvas.rectangle(left, low, wide, tall, facecolor=color("ink"), linewidth=0)

    def median(canvas: Canvas, x: float, y: float) -> None:
        canvas.rectangle(x, y, 11, 11, facecolor=color("hairline"), edgecolor=color("quiet-ink"), linewidth=1)
        canvas.rectangle(x + 4.5, y - 1.5, 2.5, 14, facecolor=color("ink"), linewidth=0)

    items: list[tuple[Swatch, str]] = [
        (before, _("before: %(days)s") % {"days": short_period_words(result.before_days)}),
        ("quiet-ink", _("this period: %(days)s") % {"days": short_period_words(result.after_days)}),
    ]
    shown = [bar for panel in panels(result) for bar in (panel.before, panel.after) if bar]
    if any(bar.whisker and bar.tick is None for bar in shown):
        allow = _("possible range (unknown days)") if result.is_filtered else _("possible range (unanswered days)")
        items.append((whisker, allow))
    if any(bar.tick is not None for bar in shown):
        items.append((median, _("median, middle half and worst")))
    return canvas.legend(_LEFT, y, items)
