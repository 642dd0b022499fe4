"""Every chart, once: its code, what it is called, what is counted for it, who says it, and which module draws it.

Pages, files and the doctor's summary look here and nowhere else. matplotlib takes half a second, so a module that draws
is loaded at its first drawing, and nothing here imports one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from tracker.analysis.calendar import calendar
from tracker.analysis.comparison import compared_with_before, days_before
from tracker.analysis.day import timeline
from tracker.analysis.duration import durations
from tracker.analysis.frequency import frequency
from tracker.analysis.places import places
from tracker.analysis.relief import relief
from tracker.analysis.results import TooLittle
from tracker.analysis.suspected import suspected_triggers
from tracker.analysis.timing import timing
from tracker.analysis.usual import severity_beside_usual, with_earlier_stretches
from tracker.days import Period
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording import calendar as calendar_words
from tracker.wording import comparison as comparison_words
from tracker.wording import day as day_words
from tracker.wording import duration as duration_words
from tracker.wording import factors as factors_words
from tracker.wording import frequency as frequency_words
from tracker.wording import places as places_words
from tracker.wording import relief as relief_words
from tracker.wording import severity as severity_words
from tracker.wording import suspected as suspected_words
from tracker.wording import timing as timing_words
from tracker.wording.readers import Reader
from tracker.wording.tables import Link, Table

if TYPE_CHECKING:
    from tracker.charts.theme import Canvas, Caption, Paper

ChartResult = TypeVar("ChartResult")
ToSay = TypeVar("ToSay", contravariant=True)

SMALL, DAYS_ALONE = "small", "days-alone"
"""Sizes besides the usual one: a figure beside a list of its places; the days as blocks, with a legend."""


class Topic(Protocol[ToSay]):
    """What a module of wording/ has for a chart."""

    def title(self, result: ToSay, /) -> str:
        """The finding: a few words with their number."""

    def subtitle(self, result: ToSay, /) -> str:
        """What one mark is."""

    def reading(self, result: ToSay, reader: Reader, /) -> str:
        """What is to be seen, in a few sentences."""

    def table(self, result: ToSay, link: Link, /) -> Table:
        """The same as rows of words and numbers."""


def _the_days_themselves(period: Period) -> Period:
    return period


@dataclass(frozen=True, slots=True, eq=False)
class Chart(Generic[ChartResult]):
    """One chart. `ChartResult` is what its analysis returns."""

    name: str
    """Its code in addresses, files and stored questions: it never changes."""
    title: LazyText
    """Its heading on pages, in the language of the moment."""
    topic: str
    """Name of the module of charts/ that draws it."""
    words: Topic[ChartResult]
    analyze: Callable[..., ChartResult | TooLittle] | None
    """From a diary and its days to a result; None where the result is stored and covers the whole diary."""
    needs: Callable[[Period], Period] = _the_days_themselves
    """The days that must be loaded to look at a period."""
    sizes: Mapping[str, str] = field(default_factory=dict)
    """Functions that draw it in another size, each with its module in charts/."""
    has_plain: bool = False
    """A module of charts/plain/ draws it without statistics, for the page that everybody reads; `draw` has the
    details."""

    @property
    def is_of_whole_diary(self) -> bool:
        """True if no days and no filter change what it shows."""
        return self.analyze is None

    def draw(self, result: ChartResult, paper: "Paper", link: Link, caption: "Caption | None" = None) -> "Canvas":
        """The drawing, with a caption where it stands alone."""
        canvas: Canvas = self.load().draw(result, paper, link, caption)
        return canvas

    def draw_plain(self, result: ChartResult, paper: "Paper", link: Link, caption: "Caption | None" = None) -> "Canvas":
        """The drawing for who knows no statistics; the usual one where that is plain enough."""
        if not self.has_plain:
            return self.draw(result, paper, link, caption)
        canvas: Canvas = self.load_plain().draw(result, paper, link, caption)
        return canvas

    def draw_in_size(self, size: str, result: ChartResult, paper: "Paper") -> "Canvas":
        """The drawing in one of its `sizes`. Raises KeyError if it has no such size."""
        module, _dot, function = self.sizes[size].rpartition(".")
        canvas: Canvas = getattr(import_module(f"tracker.charts.{module}"), function)(result, paper)
        return canvas

    def load(self) -> ModuleType:
        """The module that draws it."""
        return import_module(f"tracker.charts.{self.topic}")

    def load_plain(self) -> ModuleType:
        """The module that draws it without statistics."""
        return import_module(f"tracker.charts.plain.{self.topic}")


def _with_days_before(period: Period) -> Period:
    before = days_before(period)
    return Period(before.first, period.last) if before else period


_ALL: tuple[Chart[Any], ...] = (
    Chart(
        "comparison", comparison_words.HEADING, "comparison", comparison_words, compared_with_before, _with_days_before
    ),
    Chart(
        "weekly",
        frequency_words.HEADING,
        "frequency",
        frequency_words,
        frequency,
        sizes={DAYS_ALONE: "plain.frequency.draw_days"},
        has_plain=True,
    ),
    Chart("calendar", calendar_words.HEADING, "calendar", calendar_words, calendar),
    Chart(
        "intensity",
        severity_words.HEADING,
        "severity",
        severity_words,
        severity_beside_usual,
        with_earlier_stretches,
        has_plain=True,
    ),
    Chart("duration", duration_words.HEADING, "duration", duration_words, durations, has_plain=True),
    Chart("body", places_words.HEADING, "places", places_words, places, sizes={SMALL: "places.draw_small"}),
    Chart("hours", timing_words.HEADING, "timing", timing_words, timing, has_plain=True),
    Chart("suspected", suspected_words.HEADING, "suspected", suspected_words, suspected_triggers),
    # Its result comes from blocks that were stored when they closed, not from the diary as it stands.
    Chart("factors", factors_words.HEADING, "factors", factors_words, None, has_plain=True),
    Chart("relief", relief_words.HEADING, "relief", relief_words, relief, has_plain=True),
    Chart("timeline", day_words.HEADING, "day", day_words, timeline),
)
CHARTS: Mapping[str, Chart[Any]] = {chart.name: chart for chart in _ALL}
"""By code."""


def load_all() -> None:
    """Loads whatever draws, so that no first chart waits for it."""
    for chart in _ALL:
        chart.load()
        if chart.has_plain:
            chart.load_plain()
