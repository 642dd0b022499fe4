"""Bars for factors under their states, from the top down: places first, marks when the height is known. Drawing."""

from collections.abc import Callable
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tracker.analysis.factor_blocks import Missing
from tracker.analysis.factors import LINKED, LINKED_EARLIER, FactorAnalysis, FactorResult
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
    dashed,
    fitting,
    hit,
    text_width,
    wrapped,
)
from tracker.wording.link_states import (
    STATE_WORDS,
    both_counts_words,
    counts_words,
    label_words,
    missing_words,
    pointed_at_words,
)

BAR_GAP, GROUP_GAP = 10, 12
_LEFT = 8
_LINE, _SMALL_LINE, _BAR, _BAR_ROW = 19, 18, 13, 20
_COUNTER = 260
_ROLE = {LINKED: "quiet-ink", LINKED_EARLIER: "quiet-ink"}
"""What did not pass stays gray: its bars are counts, not findings."""


class TextLook(TypedDict, total=False):
    """How words look on a canvas."""

    role: str
    size: float
    align: str
    weight: str


class FactorColumn:
    """What is drawn from the top down: first the places, then, when the height is known, the marks."""

    def __init__(self, result: FactorAnalysis, paper: Paper) -> None:
        self.result, self.paper = result, paper
        self.top = 0.0
        self._marks: list[Callable[[Canvas], object]] = []
        self._tracks: list[Bounds] = []
        self._without: list[Bounds] = []
        self._with: dict[str, list[Bounds]] = {}
        self._hits: list[tuple[float, float, str]] = []
        # Beside the bars on a wide paper, above them on a narrow one.
        self._label_width = paper.width - 2 * _LEFT if paper.is_narrow else 226
        self._beside = _LEFT if paper.is_narrow else _LEFT + self._label_width + 10
        shares = [share for one in result.results for share in counts_words(one.counts)]
        self._value_width = max([text_width(share, SMALL_FONT) for share in shares], default=0) + 8
        self._word_width = max(text_width(word, SMALL_FONT) for word in (_("with it"), _("without it"))) + 6
        self._bar_left = self._beside + self._word_width
        self._bar_width = paper.width - _LEFT - self._value_width - self._bar_left

    def skip(self, height: float) -> None:
        self.top += height

    def text(self, x: float, top: float, words: str, **style: Unpack[TextLook]) -> None:
        """Words whose line begins at `top`, counted from the upper edge."""
        size = style.get("size", FONT)
        self._marks.append(lambda canvas: canvas.text(x, canvas.height - top - size, words, **style))

    def small(self, words: str, *, after: float = 0) -> None:
        """A quiet line, or as many as it takes."""
        for piece in wrapped(words, self.paper.width - 2 * _LEFT):
            self.text(_LEFT, self.top, piece, role="quiet-ink", size=SMALL_FONT)
            self.top += _SMALL_LINE
        self.top += after

    def heading(self, state: str) -> None:
        """The state in words, and what has to be said with it."""
        words = STATE_WORDS[state]
        head = str(words.head)
        for piece in wrapped(head[:1].upper() + head[1:], (self.paper.width - 2 * _LEFT) / 1.06, FONT):
            self.text(_LEFT, self.top, piece, weight="bold")
            self.top += _LINE
        if words.rest:
            self.small(str(words.rest))
        self.top += 6

    def counter(self, missing: Missing) -> None:
        """How much of what is needed is there: "You have 41 of about 90 days.", and the same as a dashed bar."""
        self.small(missing_words(missing, self.result.outcome))
        if missing.have < missing.need and missing.need > 1:
            y, filled = self.top + 2, _COUNTER * missing.have / missing.need
            style: FillStyle = {"facecolor": color("outline"), "linewidth": 0}
            if filled:
                self._marks.append(lambda canvas: canvas.rectangle(_LEFT, canvas.height - y - 7, filled, 7, **style))
            self._marks.append(lambda canvas: canvas.rectangle(_LEFT, canvas.height - y - 7, _COUNTER, 7, **dashed(1)))
            self.top += 14
        self.top += 4

    def counts(self, one: FactorResult) -> None:
        """A factor of which nothing can be told yet: what was counted, and nothing that looks like a comparison."""
        start, rows = self.top, self._name(one)
        words = both_counts_words(one.counts)
        self.text(self._beside, start + (_LINE * rows if self.paper.is_narrow else 1), words, size=SMALL_FONT)
        self.top = start + _LINE * rows + (_SMALL_LINE if self.paper.is_narrow else 0)
        self._hit(one, start)
        self.top += 5

    def bars(self, one: FactorResult) -> None:
        """A factor that was judged: one bar for the days with, one for those without, like with like; and counts."""
        start, rows = self.top, self._name(one)
        y = start + (_LINE * rows if self.paper.is_narrow else 0)
        counted, compared = counts_words(one.counts), one.compared
        shares = (compared.with_it, compared.without) if compared else (0, 0)
        for place, word in enumerate((_("with it"), _("without it"))):
            line, share = y + place * _BAR_ROW, shares[place]
            self.text(self._beside, line + 1, word, role="quiet-ink", size=SMALL_FONT)
            self.text(self.paper.width - _LEFT, line + 1, counted[place], size=SMALL_FONT, align="right")
            self._tracks.append((0, line + 3, 1, _BAR))
            bars = self._without if place else self._with.setdefault(_ROLE.get(one.state, "outline"), [])
            if share:
                bars.append((0, line + 3, share, _BAR))
        self.top = max(y + 2 * _BAR_ROW, start + _LINE * rows)
        self._hit(one, start)
        self.top += BAR_GAP

    def _name(self, one: FactorResult) -> int:
        """The factor's name, from here down. Returns how many lines it took."""
        pieces = wrapped(label_words(self.result, one), self._label_width, FONT)
        for place, piece in enumerate(pieces):
            self.text(_LEFT, self.top + place * _LINE, fitting(piece, self._label_width))
        return len(pieces)

    def _hit(self, one: FactorResult, start: float) -> None:
        self._hits.append((start, self.top - start, pointed_at_words(self.result, one)))

    def canvas(self, caption: Caption | None) -> Canvas:
        height = self.top + 6
        canvas = Canvas(self.paper, height, caption)
        for mark in self._marks:
            mark(canvas)
        axes = canvas.axes(self._bar_left, 0, self._bar_width, height)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlim(0, 1)
        axes.set_ylim(height, 0)
        blocks(axes, self._tracks, gid="tracks", facecolor=color("spasm-0"), linewidth=0)
        for role, rectangles in self._with.items():
            blocks(axes, rectangles, gid=f"with-{role}", facecolor=color(role), linewidth=0)
        hollow: FillStyle = {"facecolor": color("paper"), "edgecolor": color("outline"), "linewidth": 1.4}
        blocks(axes, self._without, gid="without", **hollow)
        left = (_LEFT - self._bar_left) / self._bar_width
        for place, (top, high, words) in enumerate(self._hits):
            gid = f"mark-{place}"
            canvas.titles[gid] = words
            hit(axes, left, top, (self.paper.width - 2 * _LEFT) / self._bar_width, high, gid=gid, url=None)
        return canvas
