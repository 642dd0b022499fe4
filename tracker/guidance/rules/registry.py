"""All rules, by name: what they raise from a log, and why, in a sentence.

Each must have its card in every language; the loader sees to it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.guidance.rules.daily_life import DAILY_LIFE_RULES
from tracker.guidance.rules.factors import FACTORS_RULES
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.how_often import HOW_OFTEN_RULES
from tracker.guidance.rules.medicines import MEDICINES_RULES
from tracker.guidance.rules.muscle import MUSCLE_RULES
from tracker.guidance.rules.nerves import NERVES_RULES
from tracker.guidance.rules.places import PLACES_RULES
from tracker.guidance.rules.profile import PROFILE_RULES
from tracker.guidance.rules.relief import RELIEF_RULES
from tracker.guidance.rules.rule import LogCard, Rule
from tracker.guidance.schema import CARE_RANK, Library

_IN_ORDER = (
    *MUSCLE_RULES,
    *HOW_OFTEN_RULES,
    *DAILY_LIFE_RULES,
    *NERVES_RULES,
    *PLACES_RULES,
    *MEDICINES_RULES,
    *FACTORS_RULES,
    *RELIEF_RULES,
    *PROFILE_RULES,
)

RULES: Mapping[str, Rule] = {rule.name: rule for rule in _IN_ORDER}
"""In the order in which equals are shown."""

if len(RULES) != len(_IN_ORDER):
    raise ValueError("two rules have one name")


def log_cards(facts: Facts, library: Library) -> tuple[LogCard, ...]:
    """Everything that the log and the profile raise: the gravest first, then what the log shows most strongly.

    What does not hold raises nothing. Order is stable: what is equal stands in the order of the rules.
    """
    cards = [each for rule in RULES.values() for each in rule.cards(facts, library)]
    return tuple(sorted(cards, key=lambda each: (CARE_RANK[each.care], -each.strength)))


def explain(card: LogCard, own_words: Mapping[str, str] = MappingProxyType({})) -> str:
    """What the log shows, in the language of the moment.

    `own_words`: labels of the person's own codes by code. Raises KeyError for a rule that there is not.
    Example: "4 of your 9 entries of the night were in a calf."
    """
    return RULES[card.rule].sentence(card, own_words)
