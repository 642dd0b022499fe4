"""What templates ask of the guidance: the cards and the question that a form carries, words for codes."""

from django import template
from django.utils.translation import get_language

from tracker.guidance.loader import library_in
from tracker.guidance.schema import Cited, Disagreement, Entry

register = template.Library()


@register.simple_tag
def sides_cited(disagreement: Disagreement) -> list[tuple[str, list[Cited]]]:
    """(what a side says, its citations by source) of a disagreement."""
    library = library_in(get_language())
    return [(side.says, library.cited(side.citations)) for side in disagreement.sides]


@register.simple_tag
def entry_cited(entry: Entry) -> list[Cited]:
    """What an entry cites, gathered by source."""
    return library_in(get_language()).cited(entry.citations)
