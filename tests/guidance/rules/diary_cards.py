"""From a diary to what it raises, with the real patterns and the real library."""

from tests.analysis.patterns.logs import TODAY, log
from tracker.analysis.patterns.registry import patterns
from tracker.guidance.loader import load_library
from tracker.guidance.rules.choose import for_today
from tracker.guidance.rules.facts import Facts, ProfileFacts
from tracker.guidance.rules.registry import log_cards
from tracker.guidance.rules.rule import LogCard

LIBRARY = load_library()


NOTHING_SAID = ProfileFacts()


def profile(*conditions: str, **said) -> ProfileFacts:
    return ProfileFacts(frozenset(conditions), **said)


def facts(
    *entries, of=NOTHING_SAID, verdicts=None, directions=None, own_words=None, are_of_hard_days=False, **options
) -> Facts:
    "What is known for a diary of 90 days that ends today; `of` is the profile."
    result = patterns(log(*entries, **options), TODAY)
    return Facts(result, of, verdicts or {}, own_words or {}, directions or {}, are_of_hard_days)


def cards_of(*entries, **options) -> tuple[LogCard, ...]:
    """All that it raises."""
    return log_cards(facts(*entries, **options), LIBRARY)


def rules(*entries, **options) -> list[str]:
    """Names of the rules that fire, without those for the profile and the visit alone."""
    return [each.rule for each in cards_of(*entries, **options) if not each.is_quiet]


def card_of_rule(rule: str, *entries, **options) -> LogCard:
    """The one card of this rule."""
    (matches,) = [each for each in cards_of(*entries, **options) if each.rule == rule]
    return matches


def today(*entries, **options) -> list[str]:
    """Keys of the cards on Today, nothing answered."""
    return [each.key for each in for_today(cards_of(*entries, **options), (), TODAY)]
