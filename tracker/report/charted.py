"""Results as blocks with a drawing. Here, once, a result loses what the page must not say."""

from collections.abc import Callable
from dataclasses import Field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from tracker.analysis.results import TooLittle
from tracker.charts.registry import CHARTS
from tracker.report.content import MISSING_TONE, ChangeMark, ChartBlock, Fact, Paragraph
from tracker.wording.missing import why_nothing
from tracker.wording.readers import DOCTOR


class _Dataclass(Protocol):
    """A dataclass, of which `replace` makes another one."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


ChartedResult = TypeVar("ChartedResult", bound=_Dataclass)


def missing_line(part: TooLittle) -> Paragraph:
    """What a section says when there is too little for it."""
    return Paragraph(why_nothing(part, DOCTOR), tone=MISSING_TONE)


def charted(
    name: str,
    title: str,
    result: ChartedResult | TooLittle,
    reading: Callable[[ChartedResult], str] | None = None,
    *,
    marks: tuple[ChangeMark, ...] = (),
    facts: tuple[Fact, ...] = (),
    is_small: bool = False,
) -> ChartBlock | Paragraph:
    """The block that draws a result, or says what is missing for it.

    Parameters: the chart's code; its title; the result or TooLittle; what says the result in words,
    if the page has words of its own for it; the page's own marks; the list beside it; whether it is the small drawing.
    A result brings along all visits and treatments of its days. The page says those that were ticked, as marks of its
    own, and no word of the others: the block's result is without them, and the reading is made from that one.
    """
    if isinstance(result, TooLittle):
        return missing_line(result)
    if getattr(result, "landmarks", ()):
        result = replace(result, landmarks=())
    words = reading(result) if reading else CHARTS[name].words.reading(result, DOCTOR)
    return ChartBlock(name, title, str(words), result, is_small=is_small, facts=facts, marks=marks)
