"""The table that stands behind every chart: what it shows as words and numbers, with links to the entries."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from tracker.formatting import sentences_words

Link = Callable[..., str]
"""`link(**{"from": date, "to": date, "region": code, "side": code})`: address of the diary list, narrowed to that."""


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell names the row; `url` leads to its entries, "" to none."""

    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())
    note: str = ""
    """How it was counted, and what to keep in mind."""
    has_words: bool = False
    """Cells hold phrases besides numbers: the fourth after the name, a whole sentence at times."""


def how_counted(result) -> str:
    """A result's method and caveat, which are sentences."""
    return sentences_words((result.method, result.caveat))


def more_in_table(n: int) -> str:
    """What a drawing that is full leaves to its table."""
    return ngettext("%(n)d more is in the table.", "%(n)d more are in the table.", n) % {"n": n}
