"""What the person suspects often: exercise, one position, fluid, minerals, rest, stress, and any other factor."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.factors import Suspected
from tracker.analysis.patterns.thresholds import MONTH_DAYS, SUSPECTED_DAYS, SUSPECTED_SHARE
from tracker.guidance.rules.factor_ticks import says_ticks, says_ticks_or_onset, ticks
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import Rule, RuleMatch, Sentence
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import NONE_OF_THESE

FLUID = "fluid"
_EXERCISE, _LOWER_BACK, _LEGS = "hard-or-more-exercise", "overworked-lower-back", "legs-fluid-heat-effort"

JOINT = {
    _EXERCISE: ("hard-exercise", "sudden-increase"),
    "same-muscles-for-long": ("long-same-position", "poor-posture", "awkward-sleep", "repetitive-work"),
}
"""Patterns that speak for all of their factors: none of them needs a card beside."""

FLUID_FACTORS = ("little-fluid", "hot-weather", "hard-exercise", "fluid-loss")
"""What the pattern of the legs looks for."""

OF_THEIR_OWN = ("little-rest", "stress", "low-minerals")
"""Factors with a card of their own."""

EXPLAIN_THEMSELVES = ("period", "illness-fever")
"""A date and an illness: a card that counts them would add nothing."""

_PREFIX = "suspected-"
_SPOKEN_FOR = frozenset((*OF_THEIR_OWN, *EXPLAIN_THEMSELVES)).union(*JOINT.values()) | {NONE_OF_THESE}
LEFT_OVER = tuple(code for code in FACTORS if code not in _SPOKEN_FOR)


def _ticked(name: str) -> Callable[[Facts], Iterator[RuleMatch]]:
    return lambda facts: ticks(facts, name, about=name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else "")


def _exercise(facts: Facts) -> Iterator[RuleMatch]:
    legs, exercise = facts.pattern(_LEGS), facts.pattern(_EXERCISE)
    # Hard exercise that was ticked for legs alone is told with the legs.
    if not (legs.holds and set(exercise.episodes) <= set(legs.episodes)):
        yield from ticks(facts, _EXERCISE)


def _legs(facts: Facts) -> Iterator[RuleMatch]:
    if not facts.profile.must_ask_about_fluid:
        yield from ticks(facts, _LEGS)


def _legs_ask_first(facts: Facts) -> Iterator[RuleMatch]:
    if facts.profile.must_ask_about_fluid:
        yield from ticks(facts, _LEGS)


def _other(facts: Facts) -> Iterator[RuleMatch]:
    """Every factor that no other rule speaks for, the person's own too."""
    legs, lower_back = facts.pattern(_LEGS, Suspected), facts.pattern(_LOWER_BACK, Suspected)
    covered = {*(legs.factors if legs.holds else ()), *(lower_back.factors if lower_back.holds else ())}
    for pattern in facts.patterns:
        code = pattern.name.removeprefix(_PREFIX)
        if pattern.name.startswith(_PREFIX) and code not in _SPOKEN_FOR | covered:
            yield from ticks(facts, pattern.name, about=code)


_NUMBERS = {
    "days": SUSPECTED_DAYS,
    "window": MONTH_DAYS,
    "part": SUSPECTED_SHARE.numerator,
    "whole": SUSPECTED_SHARE.denominator,
}


def _rule(
    name: str,
    topic: str,
    when: LazyText,
    *,
    patterns: tuple[str, ...],
    find: Callable[[Facts], Iterator[RuleMatch]] | None = None,
    sentence: Sentence = says_ticks,
    factors: tuple[str, ...] = (),
    conditions: tuple[str, ...] = (),
) -> Rule:
    find = find or _ticked(patterns[0])
    return Rule(name, topic, when, find, sentence, _NUMBERS, patterns, factors, conditions)


def _singles(*codes: str) -> tuple[str, ...]:
    return tuple(_PREFIX + code for code in codes)


_ASK_FIRST = ("heart-failure", "kidney-failure")

FACTORS_RULES = (
    _rule(
        _EXERCISE,
        "exercise",
        _(
            "You selected hard exercise, or a sudden increase, on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered. "
            "If all of them were in a leg, the card about legs is shown instead."
        ),
        find=_exercise,
        patterns=(_EXERCISE, _LEGS, *_singles(*JOINT[_EXERCISE])),
    ),
    _rule(
        "same-muscles-for-long",
        "position",
        _(
            "You selected one position, poor posture, awkward sleep or the same movement for a long time. "
            "Or a spasm began while you sat, drove or used a computer. "
            "That happened on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        patterns=("same-muscles-for-long", *_singles(*JOINT["same-muscles-for-long"])),
        sentence=says_ticks_or_onset,
    ),
    _rule(
        _LEGS,
        FLUID,
        _(
            "For spasms in a leg, you selected “drank little”, lost fluid, heat or hard exercise. "
            "You did so on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered. "
            "Your profile lists no heart failure or kidney disease."
        ),
        find=_legs,
        patterns=(_LEGS, *_singles(*FLUID_FACTORS)),
        conditions=_ASK_FIRST,
    ),
    _rule(
        "legs-fluid-ask-first",
        FLUID,
        _(
            "Your profile lists heart failure, kidney disease or dialysis. "
            "For spasms in a leg, you selected “drank little”, lost fluid, heat or hard exercise. "
            "You did so on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        find=_legs_ask_first,
        patterns=(_LEGS, *_singles(*FLUID_FACTORS)),
        conditions=_ASK_FIRST,
    ),
    _rule(
        "low-minerals",
        "minerals",
        _(
            "You selected “low in minerals” on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        patterns=_singles("low-minerals"),
    ),
    _rule(
        _LOWER_BACK,
        "lower-back",
        _(
            "For spasms in your lower back, you selected “used this muscle more than usual”. "
            "You did so on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        patterns=(_LOWER_BACK,),
    ),
    _rule(
        "little-rest",
        "rest",
        _(
            "You selected “little rest” on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        patterns=_singles("little-rest"),
    ),
    _rule(
        "stress",
        "stress",
        _(
            "You selected “stress” on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered."
        ),
        patterns=_singles("stress"),
    ),
    _rule(
        "suspected-factor",
        "factors",
        _(
            "You selected any other factor, or one of your own, on %(days)d or more of %(window)d days. "
            "That is at least %(part)d in %(whole)d of the spasms where you answered. "
            "“Period” and “illness or fever” are left out."
        ),
        find=_other,
        patterns=(*_singles(*LEFT_OVER), _LEGS, _LOWER_BACK),
        factors=LEFT_OVER,
    ),
)
