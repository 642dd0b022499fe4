"""Charts of the doctor's page for paper: vector drawings in the light colors. What they show, charts/ decides."""

import re
from dataclasses import dataclass

from tracker.charts.alone import drawn_alone
from tracker.charts.registry import CHARTS, DAYS_ALONE, SMALL
from tracker.charts.render import file_svg
from tracker.charts.theme import SMALL_FONT, Canvas, Paper, color, text_width
from tracker.formatting import short_date_words
from tracker.report.content import ChartBlock

_WIDE, _BESIDE = (Paper("wide", width, is_for_others=True) for width in (860, 400))
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
    sheet = drawn(chart, narrower if is_beside else wider)
    name = f"{chart.name}-small" if chart.is_small else chart.name
    svg = file_svg(sheet, name, title=chart.title, description=chart.reading).decode()
    return Drawing(_FONTS.sub(f'font-family="{_FONT}"', svg, count=1), sheet.paper.width)


@drawn_alone
def drawn(chart: ChartBlock, paper: Paper) -> Canvas:
    """The chart on a sheet of that width, with its dated marks and no others; a small one has a width of its own."""
    registered = CHARTS[chart.name]
    if chart.is_small:
        return registered.draw_in_size(SMALL, chart.result, _SMALL)
    if DAYS_ALONE in registered.sizes:
        sheet = registered.draw_in_size(DAYS_ALONE, chart.result, paper)
    else:
        sheet = registered.draw(chart.result, paper, lambda **_entries: "")
    _mark(sheet, chart)
    return sheet


def _mark(sheet: Canvas, chart: ChartBlock) -> None:
    """A line where every marked day begins, and its date where there is room; beside the chart it has its words."""
    (axes,) = sheet.figure.axes[:1]
    edge, (width, height) = axes.get_position(), sheet.figure.bbox.size
    free_from = 0.0
    for mark in chart.marks:
        day, words = float(mark.on.toordinal()), short_date_words(mark.on)
        place = sheet.across(day) if sheet.across else day
        axes.axvline(place, color=color("ink"), linewidth=1.2, dashes=(3, 2.5), zorder=2.6, clip_on=False)
        room = text_width(words, SMALL_FONT)
        x = axes.transData.transform((place, 0))[0]
        left = min(max(x - room / 2, 0), width - room)
        if left >= free_from:
            sheet.text(left, edge.y1 * height + 8, words, role="ink", size=SMALL_FONT)
            free_from = left + room + 6
