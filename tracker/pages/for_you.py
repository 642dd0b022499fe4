"""The cards that the log raises for the person: as Today and "For you" list them, one with its grounds, the answers."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from tracker.guidance.about import title_words
from tracker.guidance.loader import library_in
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import SELF_CARE, Entry
from tracker.guidance.thresholds import REST_DAYS
from tracker.models import Episode, GuidanceAnswer
from tracker.pages.cards import ANSWERS_READ_BACK, ShownCard, all_shown, shown, why_address
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import Alarm, alarm, assessed, assessed_lately, beside
from tracker.selectors.entries import EntryLine
from tracker.selectors.guidance import ENTRIES_SHOWN, days_without_entry, entries_behind
from tracker.selectors.person import own_words
from tracker.services import guidance as service
from tracker.services import guidance_answers
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class ForYouCards:
    """The cards of Today, as a part of it or on a page of their own."""

    cards: tuple[ShownCard, ...]
    back_to: str
    """The name of the page that an answer leads back to."""
    fitting: ShownCard | None = None
    """The card about the entry that was saved just now."""


def for_you_cards(
    cards: Iterable[Raised], words: Mapping[str, str], back_to: str, fitting: Raised | None = None
) -> ForYouCards:
    """These cards in the language of the moment. `words`: labels of the person's own codes."""
    return ForYouCards(tuple(all_shown(cards, words)), back_to, shown(fitting, words) if fitting else None)


def for_you_now(request: SignedInRequest, now: dt.datetime) -> ForYouCards:
    """What Today shows, computed anew if the diary changed since it was stored."""
    findings = service.findings(diary_person(request), now)
    fitting, cards = None, beside(assessed_lately(request, now), findings.today)
    # Beside an alarm there is nothing about the entry.
    if not alarm(request, now) and (fitting := _fitting(request, findings, now)):
        # Three in all; the gravest come first, so that none of them is left out.
        cards = [card for card in cards if card != fitting][:2]
    return for_you_cards(cards, findings.words, "today" if request.htmx else "guidance-for-you", fitting)


def saved_entry(request: SignedInRequest) -> uuid.UUID | None:
    """The entry that was saved just now, as the address names it; None for none and for nonsense."""
    try:
        return uuid.UUID(request.GET.get("saved", ""))
    except ValueError:
        return None


def _fitting(request: SignedInRequest, findings: service.Findings, now: dt.datetime) -> Raised | None:
    """The card that fits the entry saved just now; None where that entry has safety cards of its own."""
    uid, person = saved_entry(request), diary_person(request)
    row = Episode.objects.of(person.owner).filter(uid=uid).first() if uid else None
    if row is None or assessed(request, row, now).assessment:
        return None
    return guidance_answers.fitting(person, findings, row.pk)


@dataclass(frozen=True, slots=True)
class CardGrounds:
    """What a card rests on, a page of entries at a time."""

    card: ShownCard
    rule: tuple[LazyText, ...]
    """When a card of this kind is shown."""
    entries: tuple[EntryLine, ...]
    days: tuple[dt.date, ...]
    """Days that count without an entry."""
    number: int
    """Of the page of entries."""
    has_more: bool
    time_zone: str


@dataclass(frozen=True, slots=True)
class WhyPage:
    """One card: when it is shown, and what it rests on."""

    entry: Entry
    answers: tuple[tuple[GuidanceAnswer, LazyText], ...]
    today: dt.date
    grounds: CardGrounds | None
    """None while the log does not raise it, and beside an alarm."""
    alarm: Alarm | None
    back_to: str = "guidance-why"


def why_page(request: SignedInRequest, entry: Entry, now: dt.datetime) -> WhyPage:
    """The card of this entry of the library, about what the address names."""
    person, about = diary_person(request), request.GET.get("about", "")
    findings = service.findings(person, now)
    card = findings.card(entry.key, about)
    rows = [row for row in guidance_answers.latest_answers(person.owner) if (row.key, row.about) == (entry.key, about)]
    current = alarm(request, now) if card is not None and entry.care == SELF_CARE else None
    return WhyPage(
        entry,
        tuple((row, ANSWERS_READ_BACK[row.answer]) for row in rows),
        findings.on,
        _grounds(request, card, findings.words) if card is not None and current is None else None,
        current,
    )


def _grounds(request: SignedInRequest, card: Raised, words: Mapping[str, str]) -> CardGrounds:
    person, number = diary_person(request), _page_number(request, len(card.episodes))
    return CardGrounds(
        card=shown(card, words),
        rule=RULES[card.rule].says,
        entries=tuple(entries_behind(person.owner, card.episodes, number)),
        days=tuple(days_without_entry(person.owner, card.on, card.episodes)),
        number=number,
        has_more=number * ENTRIES_SHOWN < len(card.episodes),
        time_zone=person.time_zone,
    )


def _page_number(request: SignedInRequest, count: int) -> int:
    """The page that the address asks for, within those that there are."""
    text = request.GET.get("page", "")
    last = max(1, -(-count // ENTRIES_SHOWN))
    return min(max(1, int(text)), last) if text.isascii() and text.isdigit() and len(text) < 9 else 1


@dataclass(frozen=True, slots=True)
class AnsweredCard:
    """A card that the person answered."""

    answer: GuidanceAnswer
    title: LazyText
    words: LazyText
    """The answer, as it is read back."""
    why: str
    """The address that says what the card rests on."""


@dataclass(frozen=True, slots=True)
class AnsweredCardsPage:
    """The cards answered within the time that an answer keeps them away."""

    answered: tuple[AnsweredCard, ...]
    rest_days: int = REST_DAYS


def answered_cards_page(request: SignedInRequest, now: dt.datetime) -> AnsweredCardsPage:
    """Every answer that still holds, to be taken back."""
    owner = diary_owner(request)
    since = diary_person(request).today(now) - dt.timedelta(days=REST_DAYS)
    own = own_words(owner)
    labels, entries = {**own.relief, **own.factors}, library_in(get_language()).entries
    return AnsweredCardsPage(
        tuple(
            AnsweredCard(
                row,
                title_words(entries[row.key], row.about, labels),
                ANSWERS_READ_BACK[row.answer],
                why_address(row.key, row.about),
            )
            for row in guidance_answers.latest_answers(owner)
            if row.answered_on > since and row.key in entries
        )
    )
