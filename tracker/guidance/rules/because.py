"""Why a card was raised, in one sentence with its numbers."""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.registry import RULES


def because(raised: Raised, own_words: Mapping[str, str] = MappingProxyType({})) -> str:
    """What the log shows, in the language of the moment.

    `own_words`: labels of the person's own codes by code. Raises KeyError for a rule that there is not.
    Example: "4 of your 9 entries of the night were in a calf."
    """
    return RULES[raised.rule].sentence(raised, own_words)
