"""What templates ask of the guidance: the cards and the question that a form carries, words for codes."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker.guidance.engine import fitted
from tracker.guidance.loader import library_in
from tracker.guidance.schema import DEFAULT_LANGUAGE, STEP, CitedArticle, Disagreement, Entry

register = template.Library()


@register.simple_tag
def sides_cited(disagreement: Disagreement) -> list[tuple[str, list[CitedArticle]]]:
    """(what a side says, its citations by source) of a disagreement."""
    library = library_in(get_language())
    return [(side.says, library.cited(side.citations)) for side in disagreement.sides]


@register.simple_tag
def lang_of(entry: Entry) -> str:
    """The attribute `lang` of an element with the entry's words, if they are not in the language of the page."""
    page = (get_language() or DEFAULT_LANGUAGE).partition("-")[0]
    return "" if entry.language.partition("-")[0] == page else format_html(' lang="{}"', entry.language)


@register.simple_tag
def source_chips(citations: Iterable[CitedArticle], key: str) -> SafeString:
    """The sources by their titles, each a link to the entry of this key. Written once: a page has many of them."""
    return _source_chips(get_language(), get_script_prefix(), tuple(cited.title for cited in citations), key)


@lru_cache(maxsize=500)
def _source_chips(_language: str | None, _beginning: str, titles: tuple[str, ...], key: str) -> SafeString:
    address = reverse("guidance-entry", kwargs={"key": key})
    chips = ((address, title) for title in titles)
    return format_html_join(" ", '<a class="source-chip" href="{}">{}</a>', chips)


@register.simple_tag
def entry_cited(entry: Entry) -> list[CitedArticle]:
    """What an entry cites, gathered by source."""
    return library_in(get_language()).cited(entry.citations)


@register.simple_tag
def instead_of(entry: Entry, conditions: Collection[str] | None) -> str:
    """What stands in place of a step for a person with these conditions; "" where the step stays as it is."""
    advice = fitted(entry, library_in(get_language()), conditions=conditions or ()) if entry.role == STEP else None
    return advice.instead if advice else ""
