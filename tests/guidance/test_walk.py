"""The walk as a page: rows by hand, and passages that are left without an answer or have two."""

import pytest

from tracker.guidance.schema import Citation, Entry, Library, Passage, SourceArticle
from tracker.guidance.walk import walk


def source(passages, not_used):
    rows = {number: Passage(number, "Opening", 1, "0" * 64) for number in range(1, passages + 1)}
    return SourceArticle(1, "1-one.txt", "One", "An article.", "A little.", rows, not_used)


def entry(key, *passages, origin="sources"):
    citations = tuple(Citation(1, number) for number in passages)
    return Entry(key, origin, "fact", "causes", "A title", "A text.", citations=citations)


def library(*entries, passages=4, not_used=None):
    return Library("en", {1: source(passages, not_used or {})}, {each.key: each for each in entries}, {})


def rows(page):
    return [line for line in page.splitlines() if line.startswith("| ") and line != "| passage | entries |"]


def test_each_passage_stands_with_its_entries_and_equal_neighbors_share_a_row():
    page = walk(library(entry("b", 1, 2, 3), entry("a", 3), not_used={4: "advertising"}))
    assert rows(page) == ["| 1–2 | `b` |", "| 3 | `a`, `b` |", "| 4 | none: advertising |"]
    assert "## Source 1: One" in page


def test_equal_answers_that_do_not_touch_stay_apart():
    page = walk(library(entry("a", 1, 3, 4), not_used={2: "advertising"}))
    assert rows(page) == ["| 1 | `a` |", "| 2 | none: advertising |", "| 3–4 | `a` |"]


def test_what_rests_on_no_article_is_named():
    general = entry("saddle-numbness", origin="general-safety")
    assert "general safety information:\n`saddle-numbness`." in walk(library(entry("a", 1, 2, 3, 4), general))


@pytest.mark.parametrize(
    ("cited", "not_used", "named"),
    [((1, 2), {3: "advertising"}, "1:4"), ((1, 2, 3), {3: "advertising", 4: "advertising"}, "1:3")],
    ids=["no answer", "two answers"],
)
def test_a_passage_has_exactly_one_answer(cited, not_used, named):
    with pytest.raises(ValueError, match=named):
        walk(library(entry("a", *cited), not_used=not_used))


def test_the_page_ends_with_one_line_end():
    page = walk(library(entry("a", 1, 2, 3, 4)))
    assert page.endswith("`a` |\n")
