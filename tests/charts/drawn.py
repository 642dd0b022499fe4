"""What charts are drawn from and read back with: links as plain text, marks by their gid."""

from functools import cache

import numpy as np

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.charts import registry

OTHERS = {"factors", "timeline"}
"""Charts whose results are not made from a diary and its days alone."""
CHARTS = tuple(chart for chart in registry.CHARTS.values() if chart.name not in OTHERS)


_USES = (
    (),
    (("gentle-stretch", "", "during", "greatly"), ("medication", "Magnesium 300", "after", "not-at-all")),
    (("gentle-stretch", "", "during", "worse"), ("heat", "", "", "")),
    (("gentle-stretch", "", "after", "slightly"), ("medication", "magnesium 300", "after", "moderately")),
)


def link(**narrowed) -> str:
    """An address that says what it narrows to."""
    return "/diary/?" + "&".join(f"{name}={value}" for name, value in narrowed.items())


@cache
def diary_of(n: int, period):
    """A diary of `n` entries spread over the period, with everything that charts read, without randomness."""
    entries = [
        Entry(
            at(n * 7 % len(period), 4 + n * 5 % 19, n % 60),
            intensity=n * 3 % 11,
            count=1 + n % 3,
            at_onset=("asleep", "sitting", "")[n % 3],
            regions=((("calf", "left"), ("lower-back", "both"), ("widespread", ""), ("knee", "right"))[n % 4],),
            seconds=(None, 20, 90, 600, 4000)[n % 5],
            factors=((), ("none",), ("stress", "x-long-drive"), ("poor-sleep",))[n % 4],
            relief=_USES[n % len(_USES)],
        )
        for n in range(n)
    ]
    return make_diary(*entries, period=period, answers=dict.fromkeys(range(0, len(period), 3), "none"))


def marks(canvas, gid: str) -> list:
    """The marks of that gid, on whatever axes."""
    return [artist for axes in canvas.figure.axes for artist in axes.get_children() if artist.get_gid() == gid]


def rectangles(canvas, gid: str) -> list[tuple[float, float, float, float]]:
    """x, y, width, height of every rectangle of a block mark."""
    collected = []
    for mark in marks(canvas, gid):
        for corners in mark.get_path().vertices.reshape(-1, 5, 2):
            low, high = np.min(corners, axis=0), np.max(corners, axis=0)
            collected.append((*low.tolist(), *(high - low).round(6).tolist()))
    return collected


def words(canvas) -> list[str]:
    """Every text of the drawing that is not empty."""
    figure = canvas.figure
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    ticks = [
        label for axes in figure.axes for label in (*axes.get_xticklabels(), *axes.get_yticklabels()) if axes.axison
    ]
    return [text.get_text() for text in (*texts, *ticks) if text.get_text()]


__all__ = ["CHARTS", "Entry", "at", "days", "diary_of", "link", "make_diary", "marks", "rectangles", "words"]
