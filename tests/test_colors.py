"""The color law holds in every theme: words can be read, marks can be seen, and strength is told by depth."""

from itertools import pairwise

import pytest

from tests.styles import TOKENS, contrast

pytestmark = pytest.mark.pure

TEXT, MARK = 4.5, 3
CARE = ("care-doctor", "care-today", "care-emergency")
STEPS = range(1, 6)
WORDS = [
    *((name, ground) for name in ("ink", "quiet-ink", "action", *CARE) for ground in ("paper", "sheet")),
    ("ink", "soft-action"),
    ("quiet-ink", "soft-action"),
    ("action", "soft-action"),
    ("action-strong", "paper"),
    ("on-action", "solid"),
    ("paper", "ink"),
    *((f"on-spasm-{step}", f"spasm-{step}") for step in range(6)),
    *(("on-care", name) for name in CARE),
]
"""(letters, what they stand on)"""
MARKS = [
    *((name, "paper") for name in ("outline", "edge", "tick", "action", "spasm-3", "spasm-4", "spasm-5", *CARE)),
    ("outline", "sheet"),
    ("outline", "skin"),
    ("tick", "clear"),
    ("ink", "spasm-1"),
]
"""(mark or outline, what it stands on)"""


@pytest.fixture(params=TOKENS)
def tokens(request):
    return TOKENS[request.param]


def test_there_are_three_themes_of_the_same_names():
    assert [*TOKENS] == ["light", "dark", "night"]
    assert len({frozenset(tokens) for tokens in TOKENS.values()}) == 1
    assert len(TOKENS["light"]) > 25


@pytest.mark.parametrize(("letters", "ground"), WORDS)
def test_words_can_be_read(tokens, letters, ground):
    assert contrast(tokens[letters], tokens[ground]) >= TEXT


@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(tokens, mark, ground):
    # The line of the body on its skin is told by the silhouette, too.
    least = 2.7 if ground == "skin" else MARK
    assert contrast(tokens[mark], tokens[ground]) >= least


def test_what_is_pressed_has_an_edge_that_can_be_seen(tokens):
    """At night the solid button is an outline."""
    assert max(contrast(tokens[name], tokens["paper"]) for name in ("solid", "action")) >= MARK


def test_depth_is_distance_from_the_paper(tokens):
    distance = [contrast(tokens[f"spasm-{step}"], tokens["paper"]) for step in STEPS]
    assert all(farther > nearer * 1.2 for nearer, farther in pairwise(distance))


def test_nothing_else_has_the_color_of_a_spasm(tokens):
    spasm = {tokens[f"spasm-{step}"] for step in STEPS} | {tokens["edge"]}
    assert len(spasm) == 6
    assert not spasm & {value for name, value in tokens.items() if not name.startswith("spasm-") and name != "edge"}
