"""The table that stands behind every chart: what it shows as words and numbers, with links to the entries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import ngettext

from tracker.formatting import sentences_words
from tracker.vocabulary.lazy_text import LazyText

Link = Callable[..., str]
"""`link(**{"from": date, "to": date, "region": code, "side": code})`: address of the diary list, narrowed to that."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The first cell names the row; `url` leads to its entries, "" to none."""

    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(default=())
    note: str = ""
    """How it was counted, and what to keep in mind."""
    has_words: bool = False
    """Cells hold phrases besides numbers: the fourth after the name, a whole sentence at times."""
    has_sentences: bool = False
    """Every cell may be a phrase of several words, or a sentence."""


class HasMethod(Protocol):
    """A result of an analysis, which says how it was counted and what to keep in mind."""

    @property
    def method(self) -> LazyText: ...
    @property
    def caveat(self) -> LazyText: ...


def how_counted(result: HasMethod) -> str:
    """A result's method and caveat, which are sentences."""
    return sentences_words((result.method, result.caveat))


def more_in_table(n: int) -> str:
    """What a drawing that is full leaves to its table."""
    return ngettext("%(n)d more is in the table.", "%(n)d more are in the table.", n) % {"n": n}


def more_beside_words(n: int) -> str:
    """The same where there is room for two words: "and 2 more"."""
    return ngettext("and %(n)d more", "and %(n)d more", n) % {"n": n}
