"""What was done, and in how many uses it helped: a quiet bar for each remedy, with its count. Drawing alone."""

from tracker.analysis.relief import Relief
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import THINNEST, target
from tracker.charts.theme import (
    FONT,
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    blocks,
    color,
    fitting,
    text_width,
)
from tracker.vocabulary.relief import remedy_words
from tracker.wording.relief import filter_key, uses_words
from tracker.wording.tables import Link, more_in_table

_MOST = 4
_ROW, _BAR, _EDGE = 36, 8, 1


@drawn_alone
def draw(result: Relief, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """The remedies with enough rated uses, the most used first; the track is all of a remedy's rated uses."""
    shown = [remedy for remedy in result.shown if remedy.rated][:_MOST]
    more = len(result.remedies) - len(shown)
    foot = 20 if more > 0 else 2
    canvas = Canvas(paper, foot + _ROW * len(shown), caption)
    width = paper.width - 2 * _EDGE
    axes = canvas.axes(_EDGE, foot, width, _ROW * len(shown))
    axes.set_xlim(0, width)
    axes.set_ylim(_ROW * len(shown), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    tracks: list[Bounds] = []
    bars: list[Bounds] = []
    for place, remedy in enumerate(shown):
        top, y = place * _ROW, foot + _ROW * (len(shown) - place)
        words = uses_words(remedy)
        room = width - text_width(words, SMALL_FONT) - 8
        label = remedy_words(remedy.code, remedy.text, result.words)
        canvas.text(_EDGE, y - 17, fitting(label[:1].upper() + label[1:], room, FONT))
        canvas.text(paper.width - _EDGE, y - 17, words, role="quiet-ink", size=SMALL_FONT, align="right")
        tracks.append((0, top + 23, width, _BAR))
        if remedy.helped:
            bars.append((0, top + 23, max(width * remedy.helped / remedy.rated, THINNEST), _BAR))
        if not paper.is_for_others:
            box = (0.0, float(top + 2), width, float(_ROW - 4))
            url = link(relief=filter_key(remedy))
            target(canvas, axes, box, f"{label}: {words}", number=place, url=url, scale=(1, 1))
    hollow: FillStyle = {"facecolor": "none", "edgecolor": color("outline"), "linewidth": 1.2}
    blocks(axes, tracks, gid="tracks", **hollow)
    blocks(axes, bars, gid="helped", facecolor=color("quiet-ink"), linewidth=0)
    if more > 0:
        canvas.text(_EDGE, 6, more_in_table(more), role="quiet-ink", size=SMALL_FONT)
    return canvas
