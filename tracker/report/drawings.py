"""Charts of the doctor's page for paper: vector drawings in the light colors. What they show, charts/ decides."""

import re
from dataclasses import dataclass

from tracker.charts.alone import drawn_alone
from tracker.charts.registry import CHARTS, DAYS_ALONE, SMALL
from tracker.charts.render import file_svg
from tracker.charts.theme import SMALL_FONT, Canvas, Paper, color, text_width
from tracker.formatting import short_date_words
from tracker.report.content import ChartBlock

_WIDE, _BESIDE = (Paper("wide", width, is_for_others=True) for width in (860, 490))
_LARGE_WIDE, _LARGE_BESIDE = (Paper("wide", width, is_for_others=True) for width in (600, 380))
"""The width of a page, and that of its wider column: the fewer pixels, the larger their letters on paper."""
_SMALL = Paper("small", 242, is_for_others=True)
_FONT, _FONTS = "DejaVu Sans", re.compile('font-family="[^"]*"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG without links, and its width in pixels."""

    svg: str
    width: int


@drawn_alone
def drawing(chart: ChartBlock, *, is_large: bool = False, is_beside: bool = False) -> Drawing:
    """A chart for paper, with its dated marks and no others.

    Parameters: the chart; whether it is for large print; whether another section stands beside it.
    Raises KeyError for a chart that no module draws.
    """
    narrower, wider = (_LARGE_BESIDE, _LARGE_WIDE) if is_large else (_BESIDE, _WIDE)
    sheet = drawn(chart, narrower if is_beside else wider, is_short=is_large)
    name = f"{chart.name}-small" if chart.is_small else chart.name
    svg = file_svg(sheet, name, title=chart.title, description=chart.reading).decode()
    return Drawing(_FONTS.sub(f'font-family="{_FONT}"', svg, count=1), sheet.paper.width)


@drawn_alone
def drawn(chart: ChartBlock, paper: Paper, *, is_short: bool = False) -> Canvas:
    """The chart on a sheet of that width, with its dated marks and no others; a small one has a width of its own.

    `is_short`: of the weeks the days alone, so that page 1 has room for large letters.
    """
    registered = CHARTS[chart.name]
    if chart.is_small:
        return registered.draw_in_size(SMALL, chart.result, _SMALL)
    if is_short and DAYS_ALONE in registered.sizes:
        sheet = registered.draw_in_size(DAYS_ALONE, chart.result, paper)
    else:
        sheet = registered.draw(chart.result, paper, lambda **_entries: "")
    _mark(sheet, chart)
    return sheet


def _mark(sheet: Canvas, chart: ChartBlock) -> None:
    """A line at every marked day, and its date where there is room; beside the chart that date has its words."""
    if not chart.marks:
        return
    upper, *others = sheet.figure.axes
    width, height = sheet.figure.bbox.size
    edge = upper.get_position()
    # Between two axes; above the only ones, right of what stands there.
    y, free_from = (edge.y0 * height - 20, 0.0) if others else (edge.y1 * height + 12, edge.x0 * width + 52)
    for mark in chart.marks:
        middle, words = mark.on.toordinal() + 0.5, short_date_words(mark.on)
        for axes in sheet.figure.axes:
            axes.axvline(middle, color=color("ink"), linewidth=1.2, dashes=(3, 2.5), zorder=2.6, clip_on=False)
        x = upper.transData.transform((middle, 0))[0]
        half = text_width(words, SMALL_FONT) / 2
        if x - half >= free_from:
            sheet.text(x, y, words, role="ink", size=SMALL_FONT, align="center")
            free_from = x + half + 6
