"""What was done, and how it was rated, during against after: diverging bars. Drawing alone."""

from django.utils.translation import gettext as _

from tracker.analysis.relief import HELPED_FROM, Ratings, Relief
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    Swatch,
    blocks,
    color,
    fitting,
    hit,
)
from tracker.formatting import share_words
from tracker.vocabulary.relief import EFFECTS, remedy_words
from tracker.wording.relief import filter_key, moment_words, ratings_words
from tracker.wording.tables import Link, more_in_table

MOST_REMEDIES = 8
_ROLES = ("ink", "spasm-0", "hairline", "outline", "quiet-ink")
"""From worse to greatly. What did not help lies to the left of the middle line, what did to the right."""
_HEAD, _ROW, _BAR, _GAP = 24, 26, 16, 10
_LEFT = 8


@drawn_alone
def draw(result: Relief, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """For every remedy a bar for each moment: not helped to the left, helped to the right, as shares of its uses."""
    shown = result.shown[:MOST_REMEDIES]
    label_width, share_width = 62, 64
    more = len(result.remedies) - len(shown)
    legend_rows = _legend(Canvas(paper, 100), 50)
    foot = 10 + 20 * (more > 0)
    bottom = foot + 16 + 20 * legend_rows
    height = sum(_HEAD + _ROW * len(remedy.by_moment) + _GAP for remedy in shown)
    canvas = Canvas(paper, bottom + height + 22, caption)
    left, width = _LEFT + label_width, paper.width - _LEFT - label_width - share_width - 8
    axes = canvas.axes(left, bottom, width, height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-1, 1)
    axes.set_ylim(height, 0)
    parts: dict[str, list[Bounds]] = {role: [] for role in _ROLES}
    top = 0
    for place, remedy in enumerate(shown):
        label = remedy_words(remedy.code, remedy.text, result.words)
        canvas.text(
            _LEFT, bottom + height - top - 15, fitting(label, paper.width - 2 * _LEFT, weight="bold"), weight="bold"
        )
        start = top
        top += _HEAD
        for ratings in remedy.by_moment:
            y = bottom + height - top - _BAR + 3
            canvas.text(_LEFT, y, moment_words(ratings.moment), role="quiet-ink", size=SMALL_FONT)
            words = share_words(ratings.helped, ratings.n) if ratings.is_enough else _("too few")
            canvas.text(paper.width - 8, y, words, role="quiet-ink", size=SMALL_FONT, align="right")
            if ratings.is_enough:
                _stack(ratings, top, parts)
            top += _ROW
        # Beside the bars alone: a line through the names would be in their way.
        axes.plot((0, 0), (start + _HEAD - 4, top - 4), color=color("ink"), linewidth=1.2, gid="middle")
        gid = f"mark-{place}"
        canvas.titles[gid] = f"{label}: {'; '.join(ratings_words(ratings) for ratings in remedy.by_moment)}"
        hit(axes, -1, start, 2, top - start, gid=gid, url=link(relief=filter_key(remedy)))
        top += _GAP
    for role, rectangles in parts.items():
        style: FillStyle = {"facecolor": color(role), "edgecolor": color("outline"), "linewidth": 0.7}
        blocks(axes, rectangles, gid=f"rated-{role}", **style)
    middle = left + width / 2
    y = bottom + height + 8
    canvas.text(middle - 8, y, _("did not help"), role="quiet-ink", size=SMALL_FONT, align="right")
    canvas.text(middle + 8, y, _("helped"), role="quiet-ink", size=SMALL_FONT)
    _legend(canvas, bottom - 22)
    if more > 0:
        canvas.text(_LEFT, 10, more_in_table(more), role="quiet-ink", size=SMALL_FONT)
    return canvas


def _stack(ratings: Ratings, top: float, parts: dict[str, list[Bounds]]) -> None:
    """The shares of one bar, outward from the middle line."""
    left = right = 0.0
    # Outward: "not at all" lies next to the line, "worse" beyond it.
    for effect in (*reversed(range(HELPED_FROM)), *range(HELPED_FROM, len(EFFECTS))):
        share = ratings.by_effect[effect] / ratings.n
        if not share:
            continue
        if effect < HELPED_FROM:
            left -= share
            parts[_ROLES[effect]].append((left, top, share, _BAR))
        else:
            parts[_ROLES[effect]].append((right, top, share, _BAR))
            right += share


def _legend(canvas: Canvas, y: float) -> int:
    """From worse to greatly. Returns how many rows it took."""
    return canvas.legend(
        _LEFT,
        y,
        [(_swatch(role), str(EFFECTS.label(code))) for role, code in zip(_ROLES, EFFECTS, strict=True)],
    )


def _swatch(role: str) -> Swatch:
    def draw_swatch(canvas: Canvas, x: float, y: float, size: float = 11) -> None:
        canvas.rectangle(x, y, size, size, facecolor=color(role), edgecolor=color("outline"), linewidth=0.7)

    return draw_swatch
