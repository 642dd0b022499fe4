"""What templates ask of the guidance: the cards and the question that a form carries, words for codes."""

from django import template
from django.utils.translation import get_language

from tracker.guidance.engine import Card, cards_to_raise, two_lines_question
from tracker.guidance.loader import library_in
from tracker.guidance.schema import Cited, Disagreement, Entry
from tracker.vocabulary.episodes import SAFETY_ANSWERS

register = template.Library()

EMERGENCY_NUMBERS = ("112", "911", "999")


@register.simple_tag
def safety_cards() -> list[Card]:
    """The cards that an entry can raise; the style sheet shows the one that is due."""
    return cards_to_raise(library_in(get_language()))


@register.simple_tag
def chest_question() -> str:
    """The question asked before a spasm of the chest or beside it is saved."""
    return two_lines_question(library_in(get_language()))


@register.simple_tag
def chest_answers() -> list[tuple[str, str]]:
    """(code, label) of its answers."""
    return SAFETY_ANSWERS.choices()


@register.simple_tag
def emergency_numbers() -> tuple[str, ...]:
    """The numbers that reach help in most countries."""
    return EMERGENCY_NUMBERS


@register.simple_tag
def sides_cited(disagreement: Disagreement) -> list[tuple[str, list[Cited]]]:
    """(what a side says, its citations by source) of a disagreement."""
    library = library_in(get_language())
    return [(side.says, library.cited(side.citations)) for side in disagreement.sides]


@register.simple_tag
def entry_cited(entry: Entry) -> list[Cited]:
    """What an entry cites, gathered by source."""
    return library_in(get_language()).cited(entry.citations)
