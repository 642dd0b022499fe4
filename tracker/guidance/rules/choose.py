"""Which of the cards that the log raises are shown: at most three on Today, at most one after saving. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tracker.guidance.rules.registry import RULES
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import SELF_CARE, TAKES_SELF_CARE_OFF
from tracker.guidance.thresholds import (
    AFTER_SAVING_TOPIC_DAYS,
    COUNT_RISES_BY,
    REST_DAYS,
    REST_DAYS_OF_A_DOCTORS_CARD_PUT_ASIDE,
    TODAY_MAX,
)

ASIDE, DOCTOR_KNOWS, QUESTION = "aside", "doctor-knows", "question"
ANSWERS = (ASIDE, DOCTOR_KNOWS, QUESTION)
"""What a person can say to a card: put it aside; my doctor knows; keep it as a question for the visit."""


SAID_BY_AN_ENTRY = {"missed-medicine-check-in": frozenset({"missed-spasm-medicine", "missed-spasm-medicine-fever"})}
"""By card of the log: cards of one entry that say the same, or more. Beside one of these it is left out."""


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """A person's answer to a card, its day, and the card's count on that day."""

    key: str
    about: str
    answer: str
    """One of ANSWERS."""
    on: dt.date
    n: int


def awake(cards: Iterable[LogCard], answered: Iterable[CardAnswer], on: dt.date) -> tuple[LogCard, ...]:
    """What may be shown by itself on this date: no card for the profile and the visit alone, and none that rests.

    A card rests after an answer, for 90 days; one that says to see a doctor and was only put aside, for 28. It wakes
    early when its count has risen by half since. A rule may rest for longer, or for good. Urgent and emergency cards
    never rest, and while one is there no self-care card is shown. Of several answers to a card the latest counts.
    Example: put aside on 1 May at 6 entries: back at 9 entries, or on 30 July.
    """
    latest = {(each.key, each.about): each for each in sorted(answered, key=lambda each: each.on)}
    shown = [each for each in cards if not each.is_quiet and not _rests(each, latest.get((each.key, each.about)), on)]
    if any(each.care in TAKES_SELF_CARE_OFF for each in shown):
        shown = [each for each in shown if each.care != SELF_CARE]
    return tuple(shown)


def without_repeats(cards: Iterable[LogCard], entry_cards: Collection[str]) -> tuple[LogCard, ...]:
    """The cards of the log, without those that a card of an entry says already. `entry_cards`: keys of these."""
    return tuple(each for each in cards if SAID_BY_AN_ENTRY.get(each.key, frozenset()).isdisjoint(entry_cards))


def for_today(cards: Iterable[LogCard], answered: Iterable[CardAnswer], on: dt.date) -> tuple[LogCard, ...]:
    """The cards of the Today page on this date: at most three of those that do not rest, in their order.

    One a topic: three remedies that do not help, or three factors, would leave no room for anything else. The next of
    the topic comes up when the first was answered.
    """
    first_of_topic: dict[str, LogCard] = {}
    for each in awake(cards, answered, on):
        first_of_topic.setdefault(each.topic, each)
    return tuple(first_of_topic.values())[:TODAY_MAX]


def after_saving(
    cards: Iterable[LogCard], entry_key: int, shown: Collection[tuple[str, dt.date]], on: dt.date
) -> LogCard | None:
    """The one quiet card that fits the entry just saved: the first that rests on it. None: nothing is shown.

    Parameters: what is awake (`awake`), computed with the entry in it; the entry's key; the topics that were shown
    after saving, and when. A topic is shown once in 14 days; urgent and emergency cards always.
    """
    recent = {topic for topic, shown_on in shown if (on - shown_on).days < AFTER_SAVING_TOPIC_DAYS}
    cards = tuple(cards)
    is_urgent = any(each.care in TAKES_SELF_CARE_OFF for each in cards)
    for each in cards:
        if each.is_quiet or entry_key not in each.episodes:
            continue
        if each.care in TAKES_SELF_CARE_OFF:
            return each
        if each.topic not in recent and not (is_urgent and each.care == SELF_CARE):
            return each
    return None


def _rests(card: LogCard, answered: CardAnswer | None, on: dt.date) -> bool:
    if answered is None or card.care in TAKES_SELF_CARE_OFF:
        return False
    rule = RULES.get(card.rule)
    if rule and rule.is_once:
        return answered.on >= dt.date.fromisoformat(card.values["since"])
    if rule and rule.rests_days:
        return (on - answered.on).days < rule.rests_days
    is_brief = answered.answer == ASIDE and card.care != SELF_CARE
    days = REST_DAYS_OF_A_DOCTORS_CARD_PUT_ASIDE if is_brief else REST_DAYS
    has_risen = card.n > answered.n and card.n >= COUNT_RISES_BY * answered.n
    return (on - answered.on).days < days and not has_risen
