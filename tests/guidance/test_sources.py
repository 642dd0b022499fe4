"""sources.toml against the articles, where they are at hand, and docs/sources.md against the library."""

import os
import re
from pathlib import Path

import pytest

from tracker.guidance.loader import load_library
from tracker.guidance.passages import cut
from tracker.guidance.walk import walk

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = Path(os.environ.get("SPASMLOG_SOURCES") or ROOT.parent / "shared" / "sources")
"""Where the five articles may lie: outside the project, which holds none of their text."""
SOURCES = load_library().sources.values()
SHARED_WORDS = 8
"""So many words in a row as in an article count as copied."""


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.file)
def test_a_source_is_numbered_without_gaps_and_is_the_article_that_was_read(source):
    passages = list(source.passages.values())
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    assert all(re.fullmatch("[0-9a-f]{64}", passage.sha256) for passage in passages)
    paragraphs = [passage.paragraph for passage in passages]
    assert paragraphs == sorted(paragraphs)
    assert set(paragraphs) == set(range(1, paragraphs[-1] + 1))
    if ARTICLES.is_dir():
        article = cut((ARTICLES / source.file).read_text(encoding="utf-8"))
        assert [(passage.number, passage.paragraph, passage.sha256) for passage in passages] == [
            (each.number, each.paragraph, each.sha256) for each in article
        ]
        sections = list(dict.fromkeys(passage.section for passage in passages))
        assert [sections.index(passage.section) + 1 for passage in passages] == [each.section for each in article]


def test_there_are_the_five_in_order():
    assert [(source.number, source.file[0]) for source in SOURCES] == [(n, str(n)) for n in range(1, 6)]


def test_how_an_article_is_cut():
    article = (
        "A Title\n\nOne sentence. Another\u00a0one!  A third? Yes.\n\nWhat now?\n\n- an item\n"
        "\u2013 Two: here. And there.\n\nIt ends:\nLeave a Comment"
    )
    assert [(each.number, each.section, each.paragraph, each.text) for each in cut(article)] == [
        (1, 1, 1, "One sentence."),
        (2, 1, 1, "Another one!"),
        (3, 1, 1, "A third?"),
        (4, 1, 1, "Yes."),
        (5, 2, 2, "an item"),
        (6, 2, 2, "Two: here."),
        (7, 2, 2, "And there."),
        (8, 2, 3, "It ends:"),
    ]


def _runs(text):
    words = re.findall(r"[a-z']+", text.lower())
    return {" ".join(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}


def test_no_entry_repeats_a_sentence_of_an_article():
    library = load_library()
    ours = set()
    for entry in library.entries.values():
        ours |= _runs(entry.text) | _runs(entry.what_to_do)
    for disagreement in library.disagreements.values():
        for text in [disagreement.reading, *(side.says for side in disagreement.sides)]:
            ours |= _runs(text)
    assert ours
    if ARTICLES.is_dir():
        for path in ARTICLES.glob("*.txt"):
            assert ours & _runs(path.read_text(encoding="utf-8")) == set(), path.name


# docs/sources.md: the walk

WALK = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


def walked() -> dict[tuple[int, int], str]:
    """{(source, passage): what the walk says about it}; a passage that stands there twice fails."""
    rows = {}
    for part in WALK.split("\n## Source ")[1:]:
        source = int(part.partition(":")[0])
        for first, last, answer in re.findall(r"^\| (\d+)(?:\u2013(\d+))? \| (.+) \|$", part, re.MULTILINE):
            for number in range(int(first), int(last or first) + 1):
                assert (source, number) not in rows
                rows[source, number] = answer
    return rows


def test_the_walk_answers_every_passage():
    assert set(walked()) == {(source.number, number) for source in SOURCES for number in source.passages}


def test_the_walk_names_the_entries_that_cite_a_passage_and_no_others():
    cited = {}
    for entry in load_library().entries.values():
        for citation in entry.citations:
            cited.setdefault((citation.source, citation.passage), set()).add(entry.key)
    named = {place: set(re.findall(r"`([a-z0-9-]+)`", answer)) for place, answer in walked().items()}
    assert {place: keys for place, keys in named.items() if keys} == cited


def test_a_passage_without_an_entry_says_why():
    others = {place: answer for place, answer in walked().items() if "`" not in answer}
    assert others == {
        (source.number, number): f"none: {reason}" for source in SOURCES for number, reason in source.not_used.items()
    }


def test_the_page_is_what_the_command_writes():
    assert walk(load_library()) == WALK, "run manage.py write_source_walk"
