"""The page that says when to get help, the same for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.guidance.when_to_get_help import FOR_A_CHILD, FOR_WHOM, HELP_LISTS, HelpList
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class WhenToGetHelpPage:
    """Three short lists of plain signs."""

    lists: Sequence[HelpList] = HELP_LISTS
    for_a_child: LazyText = FOR_A_CHILD
    for_whom: LazyText = FOR_WHOM
