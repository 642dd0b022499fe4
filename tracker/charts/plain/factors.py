"""What goes with spasms, as ten dots for the days with it and ten for those without. Drawing alone."""

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, TransformedPath

from tracker.analysis.factors import TOO_EARLY, FactorAnalysis, FactorResult
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import THINNEST, circle, target
from tracker.charts.theme import (
    FONT,
    SMALL_FONT,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    color,
    fitting,
    text_width,
    wrapped,
)
from tracker.wording.factors import with_words, without_words
from tracker.wording.link_states import (
    STATE_WORDS,
    NaturalDays,
    label_words,
    missing_words,
    natural_days,
    natural_rates_words,
    pointed_at_words,
)
from tracker.wording.tables import Link, more_in_table

_MOST, _MOST_ON_A_PHONE = 2, 1
_EDGE, _LINE, _SMALL_LINE, _ROW, _GAP = 1, 20, 18, 25, 8
_TEN, _RADIUS, _STEP = 10, 6.5, 16.5
_LABEL, _LABEL_WIDE = 58, 96


@drawn_alone
def draw(result: FactorAnalysis, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Each judged factor with its two rows of ten; those that wait, with what they wait for. No mark is a link."""
    shown = result.results[: _MOST_ON_A_PHONE if paper.is_narrow else _MOST]
    more = len(result.results) - len(shown)
    heads = [_head(result, one, paper) for one in shown]
    heights = [
        len(name) * _LINE + len(rest) * _SMALL_LINE + (0 if is_waiting(one) else 2 * _ROW) + _GAP
        for one, (name, rest) in zip(shown, heads, strict=True)
    ]
    foot = _SMALL_LINE if more else 0
    canvas = Canvas(paper, sum(heights) - _GAP + foot + 8, caption)
    axes = canvas.axes(0, 0, paper.width, canvas.height)
    axes.set_xlim(0, paper.width)
    axes.set_ylim(0, canvas.height)
    axes.set_axis_off()
    y = canvas.height - 2
    for number, (one, (name, rest), height) in enumerate(zip(shown, heads, heights, strict=True)):
        top = y
        for piece in name:
            canvas.text(_EDGE, y - FONT, piece, weight="bold")
            y -= _LINE
        if not rest:
            beside = _verdict_left(name[-1], paper)
            canvas.text(beside, y + _LINE - FONT, _verdict(one), role="quiet-ink", size=SMALL_FONT)
        for piece in rest:
            canvas.text(_EDGE, y - SMALL_FONT, piece, role="quiet-ink", size=SMALL_FONT)
            y -= _SMALL_LINE
        if not is_waiting(one):
            _draw_tens(one, canvas, axes, y)
        y = top - height
        if not paper.is_for_others:
            box = (_EDGE, y + _GAP / 2, paper.width - 2 * _EDGE, height - _GAP)
            target(canvas, axes, box, pointed_at_words(result, one), number=number, url=None, scale=(1, 1))
    if more:
        canvas.text(_EDGE, 5, more_in_table(more), role="quiet-ink", size=SMALL_FONT)
    return canvas


def is_waiting(one: FactorResult) -> bool:
    """Nothing but counts may be said of it yet."""
    return one.state == TOO_EARLY


def _head(result: FactorAnalysis, one: FactorResult, paper: Paper) -> tuple[list[str], list[str]]:
    """The lines of its name, and those below it: what it waits for, or its verdict where that has no room beside it."""
    width = paper.width - 2 * _EDGE
    label = label_words(result, one)
    name = wrapped(label[:1].upper() + label[1:], width, FONT)
    if not is_waiting(one):
        has_room = _verdict_left(name[-1], paper) + text_width(_verdict(one), SMALL_FONT) <= paper.width
        return name, [] if has_room else [fitting(_verdict(one), width, SMALL_FONT)]
    rest = missing_words(one.missing, result.outcome) if one.missing else str(STATE_WORDS[one.state].full)
    return name, wrapped(rest, width)


def _verdict_left(line: str, paper: Paper) -> float:
    """Over the numbers below, or behind a longer name, whose letters are bold."""
    return max(_numbers_left(paper), _EDGE + text_width(line, FONT) * 1.06 + 6)


def _dots_left(paper: Paper) -> float:
    return _EDGE + (_LABEL if paper.is_narrow else _LABEL_WIDE)


def _numbers_left(paper: Paper) -> float:
    return _dots_left(paper) + _TEN * _STEP + 6


def _verdict(one: FactorResult) -> str:
    return str(STATE_WORDS[one.state].short)


def _draw_tens(one: FactorResult, canvas: Canvas, axes: Axes, top: float) -> None:
    """Ten dots after days with it, ten after days without, and at the end the number that they and the title show."""
    paper = canvas.paper
    days = natural_days(one.compared, is_link=one.is_link) if one.compared else NaturalDays(_TEN, 0, 0)
    left = _dots_left(paper)
    both = (days.with_it, days.without)
    rows = zip((with_words(), without_words()), both, natural_rates_words(days), strict=True)
    for row, (label, n, rate) in enumerate(rows):
        y = top - row * _ROW - _ROW / 2
        canvas.text(_EDGE, y - SMALL_FONT * 0.36, label, size=SMALL_FONT)
        canvas.text(_numbers_left(paper), y - SMALL_FONT * 0.36, rate, role="quiet-ink", size=SMALL_FONT)
        filled = _TEN * n / days.of
        for dot in range(_TEN):
            _dot(axes, left + dot * _STEP + _RADIUS, y, min(max(filled - dot, 0), 1))


def _dot(axes: Axes, x: float, y: float, share: float) -> None:
    """A dot of which that share is filled, from the left: a little is never nothing."""
    ring = circle(x, y, _RADIUS, _RADIUS)
    without: FillStyle = {"facecolor": color("clear"), "edgecolor": color("tick"), "linewidth": 1.2}
    axes.add_artist(PathPatch(ring, gid="without", clip_on=False, **without))
    if not share:
        return
    filled: FillStyle = {
        "facecolor": color("spasm-3"),
        "edgecolor": color("edge"),
        "linewidth": 1.2,
        "zorder": 3,
    }
    part = PathPatch(ring, gid="with", **filled)
    axes.add_artist(part)
    if share < 1:
        left, high = x - _RADIUS - 1, _RADIUS + 1
        across = 1 + max(2 * _RADIUS * share, THINNEST)
        box = Affine2D().scale(across, 2 * high).translate(left, y - high)
        part.set_clip_path(TransformedPath(Path.unit_rectangle(), box + axes.transData))
