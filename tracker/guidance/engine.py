"""Picks what fits: the safety of one entry, and what helps for a region at a moment. Pure functions over a library."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.guidance.conditions import CARD_CONDITIONS, HEART_OR_LUNGS, TWO_LINES, EntryFacts
from tracker.guidance.schema import (
    AVOID,
    DURING,
    FACT,
    STEP,
    TAKES_SELF_CARE_OFF,
    Cited,
    Disagreement,
    Entry,
    Library,
)
from tracker.guidance.thresholds import STEPS_DURING_MAX


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was raised, and what raised it, in words."""

    entry: Entry
    reasons: tuple[str, ...]
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Safety:
    """What safety asks of the screen for one entry. No preference and no filter may change it."""

    asks_two_lines: bool
    cards: tuple[Card, ...]
    """The gravest first."""

    @property
    def takes_self_care_off(self) -> bool:
        """True if an urgent or emergency card is up: no self-care step may stand beside it."""
        return any(card.entry.care in TAKES_SELF_CARE_OFF for card in self.cards)


@dataclass(frozen=True, slots=True)
class Advice:
    """An entry picked for a moment, with its citations gathered by source."""

    entry: Entry
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What helps: steps in order, what to leave, what is good to know, and where the sources differ about any of it."""

    moment: str
    steps: tuple[Advice, ...]
    avoid: tuple[Advice, ...]
    know: tuple[Advice, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def is_during(self) -> bool:
        return self.moment == DURING

    def __bool__(self):
        return bool(self.steps or self.avoid or self.know)


def safety_for_entry(facts: EntryFacts, library: Library) -> Safety:
    """The two lines and the cards for one entry, from the entry alone.

    Example: a left calf cramp, 9 of 10, two minutes, nothing else noticed: no lines, no cards.
    """
    cards = []
    for entry in library.cards():
        condition = CARD_CONDITIONS.get(entry.condition)
        reasons = condition.reasons(facts) if condition else ()
        if reasons:
            cards.append(Card(entry, reasons, tuple(library.cited(entry.citations))))
    return Safety(bool(TWO_LINES.reasons(facts)), tuple(cards))


def help_for(regions: Iterable[str], moment: str, library: Library) -> Help:
    """What helps for these region codes at this moment ("during", "after"); without a region, what helps anywhere.

    General entries and those for the regions stand in one stable order, by rank. An entry for the region takes the
    place of the general one that it names. During a spasm there are at most three steps.
    """
    regions = tuple(regions)
    steps = _picked(STEP, regions, moment, library)
    if moment == DURING:
        steps = steps[:STEPS_DURING_MAX]
    avoid = _picked(AVOID, regions, moment, library)
    know = _picked(FACT, regions, moment, library)
    return Help(
        moment,
        _with_citations(steps, library),
        _with_citations(avoid, library),
        _with_citations(know, library),
        tuple(library.disagreements_of([*steps, *avoid])),
    )


def _with_citations(entries, library) -> tuple[Advice, ...]:
    return tuple(Advice(entry, tuple(library.cited(entry.citations))) for entry in entries)


def cards_to_raise(library: Library) -> list[Card]:
    """Every card that an entry can raise, for a form to carry until one is due; without reasons."""
    return [
        Card(entry, (), tuple(library.cited(entry.citations)))
        for entry in library.cards()
        if entry.condition in CARD_CONDITIONS
    ]


def two_lines_question(library: Library) -> str:
    """What is asked before a spasm of the chest or beside it is saved."""
    return next(entry.question for entry in library.cards() if entry.condition == HEART_OR_LUNGS.name)


def _picked(role, regions, moment, library) -> list[Entry]:
    fitting = [
        entry
        for entry in library.entries.values()
        if entry.role == role and moment in entry.moments and entry.fits(regions)
    ]
    replaced = {entry.instead_of for entry in fitting}
    return sorted((entry for entry in fitting if entry.key not in replaced), key=lambda entry: (entry.rank, entry.key))
