"""Filters for rows of the health profile: their dates in words."""

from django import template

from tracker.formatting import partial_date_words, span_words

register = template.Library()


@register.filter
def when(line):
    """When it was, or from when to when, as exactly as it was said: "since May 2019"; "" if it was not said."""
    since, until = partly(line.since), partly(line.until)
    return span_words(since, until) if line.goes_on else since


@register.filter
def partly(date):
    """A PartialDate in words: "2019", "May 2019", "10 May 2019"; "" for None."""
    return partial_date_words(date.first, date.precision) if date else ""
