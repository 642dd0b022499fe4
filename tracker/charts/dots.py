"""A dot for every entry over time, each a link to its day: for intensity and duration alike. No computing."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

import numpy as np
from matplotlib.axes import Axes

from tracker.analysis.bins import Bins
from tracker.charts.theme import Canvas, Paper, color, hit
from tracker.wording.bins import bin_words
from tracker.wording.tables import Link

FEW = 150
MAX_DOTS = 1500
"""Above this, counts are drawn in place of dots."""
MAX_LINK_CHARACTERS = 90_000
"""Above this the addresses alone would make the drawing too heavy, and links go to whole bins."""


class Dots(Protocol):
    """A result with an entry in each row."""

    @property
    def n(self) -> int: ...
    @property
    def day(self) -> np.ndarray: ...
    @property
    def moment(self) -> np.ndarray: ...
    @property
    def is_private(self) -> np.ndarray: ...


class BinnedEntries(Protocol):
    """A result in bins: `density` are its entries, of shape (bins, classes)."""

    @property
    def bins(self) -> Bins: ...
    @property
    def density(self) -> np.ndarray: ...


def draw_dots(result: Dots, heights: np.ndarray, axes: Axes, paper: Paper, link: Link) -> bool:
    """Draws the dots; True if each of them is a link to its day, or no link is needed.

    `heights` has a place for each entry of the result.
    """
    few = result.n <= FEW
    shown = ~result.is_private if paper.is_for_others else slice(None)
    dots = axes.scatter(
        result.moment[shown],
        heights[shown],
        s=(64 if few else 20) * (0.8 if paper.is_narrow else 1),
        color=color("spasm-3"),
        alpha=0.85 if few else 0.55,
        linewidths=0,
        zorder=5 if few else 2,
        clip_on=False,
    )
    if paper.is_for_others:
        return True
    addresses = {day: day_link(link, day) for day in np.unique(result.day).tolist()}
    if sum(len(addresses[day]) for day in result.day.tolist()) > MAX_LINK_CHARACTERS:
        return False
    dots.set_urls([addresses[day] for day in result.day.tolist()])
    return True


def day_link(link: Link, ordinal: int) -> str:
    """The address of the day with this ordinal."""
    day = dt.date.fromordinal(ordinal)
    return link(**{"from": day, "to": day})


def link_bins(
    result: BinnedEntries,
    canvas: Canvas,
    axes: Axes,
    span: tuple[float, float],
    words_of: Callable[[int], str],
    link: Link,
) -> None:
    """Links to the days of each bin, as high as `span` (bottom and height), where single dots carry none.

    `words_of` says a number of its entries.
    """
    if canvas.paper.is_for_others:
        return
    for place, count in enumerate(result.density.sum(axis=1).tolist()):
        if not count:
            continue
        first, last = result.bins.bounds(place)
        gid = f"mark-{place}"
        canvas.titles[gid] = f"{bin_words(result.bins, place)}: {words_of(count)}"
        url = link(**{"from": first, "to": last})
        hit(axes, first.toordinal(), span[0], (last - first).days + 1, span[1], gid=gid, url=url)
