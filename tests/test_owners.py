"""Every read and write of rows says whose they are: a walk over the source of views, selectors and services.

A query starts at an owner (`.of(...)`, or `owner=...` in its first call). Rows of details have no owner of their own:
they are asked for by the row that they belong to, which came from such a query. What the walk cannot see is whether
the owner is the right one; that is what tests/test_urls.py tries out.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "tracker"
FILES = sorted(path for folder in ("views", "selectors", "services") for path in (ROOT / folder).glob("*.py"))

OF_AN_OWNER = {
    "user",
    "owner",
    "owner_id",
    "day__owner",
    "factor__day__owner",
    "episode__owner",
    "episode__owner_id",
    "made_by__owner",
}
OF_A_ROW = {
    "episode",
    "episode__in",
    "day",
    "day__in",
    "factor",
    "factor__in",
    "link",
    "link__in",
    "made_by",
    "trial",
} | {"grant", "grant__in"}
BY_A_SECRET = {"with_token_hash", "given_to"}
"""Who has the token of a share link reads what it shows without an account; the link says whose it is. So does what an
account was given: it is found by the account."""
MADE_ROWS = {"bulk_create", "bulk_update"}
"""They are handed rows, each of which names its owner: the database insists on it."""


OF_NOBODY = {"Counter", "User", "Session", "LogEntry"}
"""Counts of tries, made before anybody is known, under names that tell nothing; and the accounts themselves with what
Django keeps beside them, which hold nothing of a diary."""


def on_managers(tree):
    """(line, model, method, keywords) of what is called first on every `.objects`."""
    for node in ast.walk(tree):
        called = getattr(node, "func", None)
        if isinstance(called, ast.Attribute) and getattr(called.value, "attr", "") == "objects":
            yield node.lineno, ast.unparse(called.value.value), called.attr, {word.arg for word in node.keywords}


def on_models(tree):
    """The same for every `get_object_or_404(Model, ...)`; of a queryset the walk sees the queryset itself."""
    for node in ast.walk(tree):
        if getattr(getattr(node, "func", None), "id", "") == "get_object_or_404" and isinstance(node.args[0], ast.Name):
            yield node.lineno, node.args[0].id, "get", {word.arg for word in node.keywords}


def that_name_nobody(tree):
    """Queries that do not say whose rows they mean."""
    for line, model, method, keywords in (*on_managers(tree), *on_models(tree)):
        if model in OF_NOBODY:
            continue
        if method not in {"of", *BY_A_SECRET, *MADE_ROWS} and not keywords & (OF_AN_OWNER | OF_A_ROW):
            yield line, model, method


@cache
def tree_of(path):
    return ast.parse(path.read_text())


def test_every_query_says_whose_rows_it_means():
    matches = {path.relative_to(ROOT).as_posix(): list(that_name_nobody(tree_of(path))) for path in FILES}
    assert {name: queries for name, queries in matches.items() if queries} == {}


def test_no_manager_is_passed_around():
    """Every `.objects` is called on the spot, so the walk above has seen them all."""
    for path in FILES:
        mentions = [node for node in ast.walk(tree_of(path)) if getattr(node, "attr", "") == "objects"]
        assert len(mentions) == len(list(on_managers(tree_of(path)))), path


@pytest.mark.parametrize(
    "line",
    [
        "Episode.objects.all()",
        "Episode.objects.filter(uid=uid)",
        "Day.objects.get(pk=1)",
        "get_object_or_404(Pause, pk=1)",
    ],
)
def test_the_walk_sees_what_names_nobody(line):
    assert list(that_name_nobody(ast.parse(line)))
