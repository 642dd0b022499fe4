"""Two threads that draw at once: each gets what it would have drawn alone."""

import inspect
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.charts.drawn import CHARTS, days, diary_of, link
from tracker import charts
from tracker.charts.alone import drawn_alone
from tracker.charts.render import file_png, file_svg, inline_svg
from tracker.charts.theme import NARROW, WIDE, Caption
from tracker.report import drawings

MONTHS = days(120)
NAMES = sorted(path.stem for path in Path(charts.__file__).parent.glob("*.py") if path.stem != "__init__")
OWN = [*(import_module(f"{charts.__name__}.{name}") for name in NAMES), drawings]


def results() -> list:
    """A few charts of different kinds with what they draw: enough to get in each other's way nearly always."""
    collected = []
    for chart in CHARTS[::3]:
        diary = diary_of(60, MONTHS)
        period = days(60, 60) if chart.needs(MONTHS) != MONTHS else MONTHS
        collected.append((chart, chart.analyze(diary, period)))
    return collected


def in_every_form(chart, result) -> tuple:
    """The drawing as pages and files have it."""
    words = {"title": "A title", "description": "What it shows."}
    return (
        inline_svg(chart.draw(result, WIDE, link), f"{chart.name}-wide"),
        inline_svg(chart.draw(result, NARROW, link), f"{chart.name}-narrow"),
        file_svg(chart.draw(result, WIDE, link, Caption("A title")), chart.name, **words),
        file_png(chart.draw(result, WIDE, link, Caption("A title")), **words),
    )


def test_two_threads_draw_what_one_draws():
    todo = results()
    alone = [in_every_form(*each) for each in todo]
    start = threading.Barrier(2)

    def draw_all(order: int) -> list:
        start.wait(20)
        return [in_every_form(*each) for each in todo[::order]][::order]

    with ThreadPoolExecutor(2) as threads:
        forwards, backwards = threads.map(draw_all, (1, -1))
    assert [a == b for a, b in zip(forwards, alone, strict=True)] == [True] * len(todo)
    assert [a == b for a, b in zip(backwards, alone, strict=True)] == [True] * len(todo)


def drawing_functions(module: ModuleType) -> list:
    """The functions of the module that give a canvas to others, or write one."""
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and function.__module__ == module.__name__
        and (
            {"Canvas", "Drawing"} & {getattr(inspect.signature(function).return_annotation, "__name__", "")}
            or module.__name__.endswith(".render")
        )
    ]


@pytest.mark.parametrize("module", OWN, ids=lambda module: module.__name__.rpartition(".")[2])
def test_whatever_draws_does_so_alone(module):
    assert [each.__name__ for each in drawing_functions(module) if not hasattr(each, "is_drawn_alone")] == []


def test_that_looks_at_all_of_them():
    assert len([function for module in OWN for function in drawing_functions(module)]) > len(CHARTS) + 5


def test_a_drawing_that_fails_lets_the_next_one_draw():
    @drawn_alone
    def failing():
        raise ValueError("nothing to draw")

    @drawn_alone
    def drawing():
        return "drawn"

    with pytest.raises(ValueError, match="nothing to draw"):
        failing()
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(drawing).result(10) == "drawn"
