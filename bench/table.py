"""A measured figure against its budget, a simulated one against its bounds, as a table in plain text."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `budget` is the most it may be, in the same unit."""

    name: str
    value: float
    budget: float
    unit: str

    @property
    def is_over(self) -> bool:
        return self.value > self.budget


@dataclass(frozen=True, slots=True)
class Row:
    """A simulated figure, and the bounds it must keep; None where it is only told."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def is_out(self) -> bool:
        return (self.low is not None and self.value < self.low) or (self.high is not None and self.value > self.high)

    def __str__(self) -> str:
        bounds = " to ".join(f"{bound:.3f}" for bound in (self.low, self.high) if bound is not None)
        return f"{self.name:<74} {self.value:8.3f}  {bounds:<16} {'OUT' if self.is_out else 'ok' if bounds else 'told'}"


def print_rows(rows: Iterable[Row]) -> list[Row]:
    """Prints each as soon as it is there, and returns them."""
    printed = []
    for row in rows:
        print(row, flush=True)
        printed.append(row)
    return printed


def verdict(out: list[str]) -> int:
    """The exit code, after a line that names what is out of bounds."""
    print(f"\nOut of bounds: {'; '.join(out)}" if out else "\nEverything is within its bounds.")
    return 1 if out else 0


def print_table(title: str, figures: list[Figure]) -> list[Figure]:
    """Prints the figures and returns them."""
    width = max(len(figure.name) for figure in figures)
    print(f"\n{title}\n{'-' * len(title)}")
    for figure in figures:
        verdict = "OVER" if figure.is_over else "ok"
        print(f"{figure.name:<{width}}  {figure.value:>8.1f} of {figure.budget:>7.1f} {figure.unit:<3} {verdict}")
    return figures


def report(figures: list[Figure], smoke: bool = False) -> int:
    """The exit code: non-zero if anything is over budget (a smoke run only shows that measuring works)."""
    over = [figure.name for figure in figures if figure.is_over]
    if smoke:
        return 0
    print(f"\nOver budget: {', '.join(over)}" if over else "\nEverything is within budget.")
    return 1 if over else 0
