"""What safety asks of the screen for one entry: the question to ask now, the cards, and whether steps may be shown.

From the entry's facts and what is known beyond it. No preference and no filter may change it. Pure.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from tracker.guidance.candidates import Candidates
from tracker.guidance.conditions import CARD_CONDITIONS, GIVES_WAY_TO
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.places import CHEST_PLACES, LIMB_PLACES, NOWHERE_CLEAR, SidedRegion
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, QUESTION_OF, SAFETY_QUESTIONS, SafetyQuestion
from tracker.guidance.schema import EMERGENCY, TAKES_SELF_CARE_OFF, CitedArticle, Entry, Library
from tracker.guidance.thresholds import EASING_REMINDED_FROM_MINUTES, QUESTIONS_AN_ENTRY
from tracker.vocabulary.episodes import NO
from tracker.vocabulary.follow_up import YES
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class EntryCard:
    """A card that was raised, and what raised it, in words."""

    entry: Entry
    reasons: tuple[str, ...]
    citations: tuple[CitedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is put to this entry."""

    question: SafetyQuestion
    text: LazyText
    is_known_here: bool = False
    """True for the question about the chest if this place was often answered "my usual spasm": steps need not wait."""

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def if_yes(self) -> LazyText:
        return self.question.if_yes

    @property
    def holds_steps(self) -> bool:
        return self.question.holds_steps and not self.is_known_here


@dataclass(frozen=True, slots=True)
class Assessment:
    """What stands on the screen for one entry, before anything else."""

    asked: AskedQuestion | None
    """The question to ask now: one at a time."""
    cards: tuple[EntryCard, ...]
    """The gravest first."""
    reminds_of_doctor: bool = False
    """True if "Not easing? Call a doctor today" is said, as text."""
    beyond_limit: AskedQuestion | None = None
    """The next question, where as many were asked as an entry is asked: said with what a yes means, not asked."""
    holds_steps: bool = False
    """True if an open question, asked or not, comes before any step."""

    @property
    def takes_self_care_off(self) -> bool:
        """True if an urgent or emergency card is up: no self-care step may stand beside it."""
        return any(card.entry.care in TAKES_SELF_CARE_OFF for card in self.cards)

    @property
    def shows_steps(self) -> bool:
        """True if steps may be shown: no such card, and no question that comes first."""
        return not self.takes_self_care_off and not self.holds_steps

    @property
    def asks_two_lines(self) -> bool:
        """True if the question is the one about the chest."""
        return self.asked is not None and self.asked.code == CHEST_SIGNS_QUESTION

    def __bool__(self) -> bool:
        return bool(self.asked or self.cards or self.beyond_limit)


def assess(
    facts: EntryFacts,
    library: Library,
    *,
    may_ask: bool = True,
    usual_places: Collection[SidedRegion] = frozenset(),
) -> Assessment:
    """The question, the cards and what follows from them.

    Parameters: the facts; `may_ask`: False for an entry that is too long past; `usual_places`: where "No, this is my
    usual spasm" was answered often enough.
    Example: a left calf cramp, 9 of 10, two minutes, nothing else noticed: no question, no cards, steps.
    """
    cards, open_questions = _cards(facts, library), _open_questions(facts, usual_places)
    asked = beyond = None
    asking = open_questions
    if any(card.entry.care == EMERGENCY for card in cards):
        # Sitting up saves lives there, whatever else is wrong: that question is asked beside an emergency too.
        asking = [each for each in open_questions if each.code in ASKED_BESIDE_AN_EMERGENCY]
    if asking and may_ask:
        if _count_answered(facts) < QUESTIONS_AN_ENTRY:
            asked = asking[0]
        elif asking[0].holds_steps:
            beyond = asking[0]
    holds = any(each.holds_steps for each in open_questions)
    return Assessment(asked, cards, _reminds_of_doctor(facts, cards), beyond, holds)


ASKED_BESIDE_AN_EMERGENCY = frozenset({"dysreflexia"})
_PARTS_OF_ONE = ({"one-side", "still-there"},)
"""Questions that count once: the second follows from the first."""


def _count_answered(facts: EntryFacts) -> int:
    count = len(facts.follow_up) + bool(facts.chest_signs)
    return count - sum(max(0, len(parts & facts.follow_up.keys()) - 1) for parts in _PARTS_OF_ONE)


def _cards(facts: EntryFacts, library: Library) -> tuple[EntryCard, ...]:
    reasons_of = {name: reasons for name in _CARDS.of(facts) if (reasons := CARD_CONDITIONS[name].reasons(facts))}
    if not reasons_of:
        return ()
    return tuple(
        EntryCard(entry, reasons_of[entry.condition], tuple(library.cited(entry.citations)))
        for entry in library.cards()
        if entry.condition in reasons_of and GIVES_WAY_TO.get(entry.condition, _NOTHING).isdisjoint(reasons_of)
    )


_NOTHING: frozenset[str] = frozenset()
_CARDS = Candidates(CARD_CONDITIONS.values())
_QUESTIONS = Candidates(question.asked for question in SAFETY_QUESTIONS)


def _open_questions(facts: EntryFacts, usual_places: Collection[SidedRegion]) -> list[AskedQuestion]:
    """The questions that are due and not answered, the most dangerous first."""
    may_ask = _QUESTIONS.of(facts)
    return [
        AskedQuestion(
            question,
            question.text_for(facts),
            question.code == CHEST_SIGNS_QUESTION and _is_usual(facts, usual_places),
        )
        for question in SAFETY_QUESTIONS
        if question.asked.name in may_ask and not question.is_answered(facts) and question.asked.holds(facts)
    ]


def _is_usual(facts: EntryFacts, usual_places: Collection[SidedRegion]) -> bool:
    """True if all places that the two lines are asked for are known as usual, and the entry brings no sign of its own.

    Never in the chest."""
    lines = QUESTION_OF[CHEST_SIGNS_QUESTION].asked
    asking = [place for place in facts.regions if lines.holds(EntryFacts(regions=(place,), at_onset=facts.at_onset))]
    return (
        bool(asking)
        and CHEST_PLACES.isdisjoint(asking)
        and set(asking) <= set(usual_places)
        and facts.noticed.isdisjoint({"sweating-faint-sick", "pain-spreads"})
    )


def _reminds_of_doctor(facts: EntryFacts, cards: Collection[EntryCard]) -> bool:
    in_limb = not facts.regions or not (LIMB_PLACES | NOWHERE_CLEAR).isdisjoint(facts.regions)
    return (
        facts.is_running
        and in_limb
        and facts.duration_minutes is not None
        and facts.duration_minutes >= EASING_REMINDED_FROM_MINUTES
        and YES not in facts.follow_up.get("easing", _NOTHING)
        and not cards
    )


def depends_on(facts: EntryFacts, flags: Collection[str]) -> bool:
    """True if knowing these flags could change what is asked of the entry, or raised by it.

    Where it could not, nobody has to be asked for them.
    """
    known = replace(facts, flags=facts.flags | frozenset(flags))
    may_ask = _QUESTIONS.of(facts)
    asked = [question for question in SAFETY_QUESTIONS if question.asked.name in may_ask]
    conditions = (*(question.asked for question in asked), *(CARD_CONDITIONS[name] for name in _CARDS.of(facts)))
    return any(when.flags and when.holds(known) for each in conditions for when in each.whens) or any(
        question.text_if and question.asked.holds(facts) for question in asked
    )


def may_warn(facts: EntryFacts) -> bool:
    """True if anything in the entry could ask a question or raise a card, whatever else is or becomes known."""
    return any(question.asked.could_hold(facts) for question in SAFETY_QUESTIONS) or any(
        condition.could_hold(facts) for condition in CARD_CONDITIONS.values()
    )


def entry_cards(library: Library) -> list[EntryCard]:
    """Every card that an entry can raise, for a form to carry until one is due; without reasons."""
    return [
        EntryCard(entry, (), tuple(library.cited(entry.citations)))
        for entry in library.cards()
        if entry.condition in CARD_CONDITIONS
    ]


USUAL_ANSWER = NO
"""The answer to the question about the chest that says "my usual spasm"."""
