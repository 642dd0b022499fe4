"""Filters for rows of the health profile: their dates in words."""

from typing import Protocol

from django import template

from tracker.days import PartialDate
from tracker.formatting import partial_date_words, span_words

register = template.Library()


class Dated(Protocol):
    """What has dates, of a row of the profile."""

    @property
    def since(self) -> PartialDate | None: ...

    @property
    def until(self) -> PartialDate | None: ...

    @property
    def goes_on(self) -> bool: ...


@register.filter
def when(line: Dated) -> str:
    """When it was, or from when to when, as exactly as it was said: "since May 2019"; "" if it was not said."""
    since, until = partly(line.since), partly(line.until)
    return span_words(since, until) if line.goes_on else since


@register.filter
def partly(date: PartialDate | None) -> str:
    """A PartialDate in words: "2019", "May 2019", "10 May 2019"; "" for None."""
    return partial_date_words(date.first, date.precision) if date else ""
