"""Conditions of the health profile that the sources tie to spasms. Told once, in the profile and on the visit's list.

There is no card for them: the library's own fact about a condition is what is raised, so that nothing is said twice.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch
from tracker.vocabulary.conditions import CONDITIONS

TIED_BY_SOURCES = tuple(code for code, term in CONDITIONS.items() if term.from_sources)
"""The others matter to the steps alone: which of them may be shown."""


def _conditions(facts: Facts) -> Iterator[RuleMatch]:
    for code in TIED_BY_SOURCES:
        if code in facts.profile.named:
            yield RuleMatch(0, 0, 0, about=code)


def _says_condition(card: LogCard, own_words: Mapping[str, str]) -> str:
    return _("Your profile lists %(condition)s.") % {"condition": CONDITIONS.label(card.about)}


PROFILE_RULES = (
    Rule(
        name="profile-condition",
        topic="profile",
        when=gettext_lazy("Your profile lists it. It is shown only there and on the page before a visit."),
        find=_conditions,
        sentence=_says_condition,
        conditions=TIED_BY_SOURCES,
        is_for_twitches=True,
        raises_facts=True,
        is_quiet=True,
    ),
)
