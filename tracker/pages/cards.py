"""Cards that the log raised, made ready to be shown: the words of the library, the reason, what can be answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.guidance.loader import library_in
from tracker.guidance.rules.choose import ASIDE, DOCTOR_KNOWS, QUESTION
from tracker.guidance.rules.registry import explain
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import TAKES_SELF_CARE_OFF, CitedArticle, Entry
from tracker.services.guidance_answers import answers_to
from tracker.vocabulary.lazy_text import LazyText

ANSWER_WORDS = {
    ASIDE: _("Hide"),
    DOCTOR_KNOWS: _("My doctor knows"),
    QUESTION: _("Ask at my next visit"),
}
"""On the buttons."""

ANSWERS_READ_BACK = {
    ASIDE: _("hidden"),
    DOCTOR_KNOWS: _("my doctor knows"),
    QUESTION: _("saved for your next visit"),
}
"""Read back later."""

ANSWERED_WORDS = {
    ASIDE: _("Hidden."),
    DOCTOR_KNOWS: _("Saved. Your doctor knows."),
    QUESTION: _("Saved for your next visit."),
}
"""In the message right after the answer."""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card in the language of the moment."""

    log_card: LogCard
    entry: Entry
    reason: str
    citations: tuple[CitedArticle, ...]
    answers: tuple[tuple[str, LazyText], ...]
    """(code, words) of the answers that it takes."""

    @property
    def is_urgent(self) -> bool:
        return self.entry.care in TAKES_SELF_CARE_OFF

    @property
    def reasons(self) -> tuple[str, ...]:
        """As a card of an entry has them: one part of a page shows both."""
        return (self.reason,)

    @property
    def why(self) -> str:
        """The address of the entries that it rests on."""
        return why_address(self.log_card.key, self.log_card.about)


def why_address(key: str, about: str) -> str:
    """Where a card says what it rests on."""
    query = f"?{urlencode({'about': about})}" if about else ""
    return reverse("guidance-why", args=[key]) + query


def shown(card: LogCard, words: Mapping[str, str]) -> ShownCard:
    """A card with its words. `words`: labels of the person's own codes by code."""
    library = library_in(get_language())
    entry = library.entries[card.key]
    answers: tuple[tuple[str, LazyText], ...] = tuple((code, ANSWER_WORDS[code]) for code in answers_to(card))
    return ShownCard(card, entry, explain(card, words), tuple(library.cited(entry.citations)), answers)


def all_shown(cards: Iterable[LogCard], words: Mapping[str, str]) -> list[ShownCard]:
    """The same for several."""
    return [shown(each, words) for each in cards]
