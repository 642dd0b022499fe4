"""All rules, by name: what they raise from a log, and why, in a sentence.

Each must have its card in every language; the loader sees to it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.guidance.rules import daily_life, factors, how_often, medicines, muscle, nerves, places, profile, relief
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import Raised, Rule
from tracker.guidance.schema import CARE_RANK, Library

_MODULES = (muscle, how_often, daily_life, nerves, places, medicines, factors, relief, profile)

RULES: Mapping[str, Rule] = {rule.name: rule for module in _MODULES for rule in module.RULES}
"""In the order in which equals are shown."""

if len(RULES) != sum(len(module.RULES) for module in _MODULES):
    raise ValueError("two rules have one name")


def raise_all(facts: Facts, library: Library) -> tuple[Raised, ...]:
    """Everything that the log and the profile raise: the gravest first, then what the log shows most strongly.

    What does not hold raises nothing. Order is stable: what is equal stands in the order of the rules.
    """
    raised = [each for rule in RULES.values() for each in rule.raised(facts, library)]
    return tuple(sorted(raised, key=lambda each: (CARE_RANK[each.care], -each.strength)))


def because(raised: Raised, own_words: Mapping[str, str] = MappingProxyType({})) -> str:
    """What the log shows, in the language of the moment.

    `own_words`: labels of the person's own codes by code. Raises KeyError for a rule that there is not.
    Example: "4 of your 9 entries of the night were in a calf."
    """
    return RULES[raised.rule].sentence(raised, own_words)
