"""What the person suspects often: exercise, one position, fluid, minerals, rest, stress, and any other factor."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from tracker.guidance.rules.factor_ticks import says_ticks, says_ticks_or_onset, ticks
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import Found, Rule
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE

FLUID = "fluid"
LOWER_BACK, LEGS = "overworked-lower-back", "legs-fluid-heat-effort"

JOINT = {
    "hard-or-more-exercise": ("hard-exercise", "sudden-increase"),
    "same-muscles-for-long": ("long-same-position", "poor-posture", "awkward-sleep", "repetitive-work"),
}
"""Patterns that speak for all of their factors: none of them needs a card beside."""

FLUID_FACTORS = ("little-fluid", "hot-weather", "hard-exercise", "fluid-loss")
"""What the pattern of the legs looks for."""

OF_THEIR_OWN = ("little-rest", "stress", "low-minerals")
"""Factors with a card of their own."""

_PREFIX = "suspected-"
_SPOKEN_FOR = frozenset(OF_THEIR_OWN).union(*JOINT.values()) | {NONE_OF_THESE}
LEFT_OVER = tuple(code for code in FACTORS if code not in _SPOKEN_FOR)


def _ticked(name: str) -> Callable[[Facts], Iterator[Found]]:
    return lambda facts: ticks(facts, name, about=name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else "")


def _legs(facts: Facts) -> Iterator[Found]:
    if not facts.profile.must_ask_about_fluid:
        yield from ticks(facts, LEGS)


def _legs_ask_first(facts: Facts) -> Iterator[Found]:
    if facts.profile.must_ask_about_fluid:
        yield from ticks(facts, LEGS)


def _other(facts: Facts) -> Iterator[Found]:
    """Every factor that no other rule speaks for, the person's own too."""
    legs, lower_back = facts.pattern(LEGS), facts.pattern(LOWER_BACK)
    said = {*(legs.factors if legs.holds else ()), *(lower_back.factors if lower_back.holds else ())}
    for pattern in facts.patterns:
        code = pattern.name.removeprefix(_PREFIX)
        if pattern.name.startswith(_PREFIX) and code not in _SPOKEN_FOR | said:
            yield from ticks(facts, pattern.name, about=code)


def _rule(name: str, topic: str, when: str, *, patterns, find=None, sentence=says_ticks, **details) -> Rule:
    return Rule(name, topic, when, find or _ticked(patterns[0]), sentence, patterns=patterns, **details)


def _singles(*codes: str) -> tuple[str, ...]:
    return tuple(_PREFIX + code for code in codes)


_ASK_FIRST = ("heart-failure", "kidney-failure")

RULES = (
    _rule(
        "hard-or-more-exercise",
        "exercise",
        _(
            "Hard exercise or suddenly more of it, ticked on 3 or more of 28 days and in a third of the answered "
            "entries."
        ),
        patterns=("hard-or-more-exercise", *_singles(*JOINT["hard-or-more-exercise"])),
    ),
    _rule(
        "same-muscles-for-long",
        "position",
        _(
            "Long in one position, poor posture, awkward sleep or the same movement for long, ticked on 3 or more of "
            "28 days and in a third of the answered entries; a start while sitting, driving or at the computer counts."
        ),
        patterns=("same-muscles-for-long", *_singles(*JOINT["same-muscles-for-long"])),
        sentence=says_ticks_or_onset,
    ),
    _rule(
        "legs-fluid-heat-effort",
        FLUID,
        _(
            "Little fluid, lost fluid, heat or hard exercise, ticked for a leg on 3 or more of 28 days and in a third "
            "of the answered entries of legs; without heart failure or kidney disease in the profile."
        ),
        find=_legs,
        patterns=(LEGS, *_singles(*FLUID_FACTORS)),
        conditions=_ASK_FIRST,
    ),
    _rule(
        "legs-fluid-ask-first",
        FLUID,
        _("The same, with heart failure, kidney disease or dialysis in the profile."),
        find=_legs_ask_first,
        patterns=(LEGS, *_singles(*FLUID_FACTORS)),
        conditions=_ASK_FIRST,
    ),
    _rule(
        "low-minerals",
        "minerals",
        _("“Low in minerals” ticked on 3 or more of 28 days and in a third of the answered entries."),
        patterns=_singles("low-minerals"),
    ),
    _rule(
        "overworked-lower-back",
        "lower-back",
        _(
            "“Used this muscle more than usual” ticked for the lower back on 3 or more of 28 days and in a third of "
            "the answered entries of the lower back."
        ),
        patterns=(LOWER_BACK,),
    ),
    _rule(
        "little-rest",
        "rest",
        _("“Little rest” ticked on 3 or more of 28 days and in a third of the answered entries."),
        patterns=_singles("little-rest"),
    ),
    _rule(
        "stress",
        "stress",
        _("“Stress” ticked on 3 or more of 28 days and in a third of the answered entries."),
        patterns=_singles("stress"),
    ),
    _rule(
        "suspected-factor",
        "factors",
        _(
            "Any other factor, also one of your own, ticked on 3 or more of 28 days and in a third of the answered "
            "entries."
        ),
        find=_other,
        patterns=(*_singles(*LEFT_OVER), LEGS, LOWER_BACK),
        factors=LEFT_OVER,
    ),
)
