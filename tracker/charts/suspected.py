"""What the person suspected, as ranked bars that say they are an opinion. Drawing alone."""

from tracker.analysis.suspected import SuspectedTriggers
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import SMALL_FONT, Canvas, Caption, Paper, blocks, color, fitting, hit, text_width
from tracker.formatting import share_words
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE
from tracker.wording.suspected import bar_words, full_length_words
from tracker.wording.tables import Link, more_in_table

MOST_BARS = 10
_ROW, _BAR = 40, 14
_LEFT, _RIGHT = 8, 8


@drawn_alone
def draw(result: SuspectedTriggers, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """A bar for every factor on a track as long as all entries that answered; "none of these" apart, below."""
    bars = [(factor.code, factor.entries, "quiet-ink") for factor in result.factors[:MOST_BARS]]
    if result.none:
        bars.append((NONE_OF_THESE, result.none, "outline"))
    more = len(result.factors) - MOST_BARS
    bottom = 30 + 20 * (more > 0)
    height = _ROW * len(bars)
    canvas = Canvas(paper, bottom + height + 4, caption)
    width = paper.width - _LEFT - _RIGHT
    axes = canvas.axes(_LEFT, bottom, width, height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, result.n)
    axes.set_ylim(height, 0)
    blocks(
        axes,
        [(0, place * _ROW + 20, result.n, _BAR) for place in range(len(bars))],
        gid="tracks",
        facecolor=color("spasm-0"),
        linewidth=0,
    )
    for place, (code, entries, role) in enumerate(bars):
        top = place * _ROW
        blocks(axes, [(0, top + 20, entries, _BAR)], gid=f"bar-{code}", facecolor=color(role), linewidth=0)
        share = share_words(entries, result.n)
        label = str(FACTORS.label(code, result.words))
        y = bottom + height - top - 15
        canvas.text(_LEFT, y, fitting(label, width - text_width(share, SMALL_FONT) - 8))
        canvas.text(paper.width - _RIGHT, y, share, role="quiet-ink", size=SMALL_FONT, align="right")
        gid = f"mark-{place}"
        canvas.titles[gid] = bar_words(label, share)
        hit(axes, 0, top, result.n, _ROW - 4, gid=gid, url=link(factor=code))
    if more > 0:
        canvas.text(_LEFT, bottom - 6, more_in_table(more), role="quiet-ink", size=SMALL_FONT)
    words = full_length_words(result)
    canvas.text(_LEFT, 8, words, role="quiet-ink", size=SMALL_FONT)
    return canvas
