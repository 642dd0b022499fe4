"""All rules, by name. Each must have its card in every language; the loader sees to it."""

from collections.abc import Mapping

from tracker.guidance.rules import daily_life, factors, how_often, medicines, muscle, nerves, place, profile, reliefs
from tracker.guidance.rules.rule import Rule

_MODULES = (muscle, how_often, daily_life, nerves, place, medicines, factors, reliefs, profile)

RULES: Mapping[str, Rule] = {rule.name: rule for module in _MODULES for rule in module.RULES}
"""In the order in which equals are shown."""

if len(RULES) != sum(len(module.RULES) for module in _MODULES):
    raise ValueError("two rules have one name")
