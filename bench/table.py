"""A measured figure against its budget, as a table in plain text."""

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
