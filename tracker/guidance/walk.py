"""The walk through the sources as a page: which passage went into which entry, or why into none. Pure.

`manage.py write_source_walk` writes it to docs/sources.md; a test holds the page against the library.
"""

from collections.abc import Mapping
from itertools import groupby

from tracker.guidance.schema import Library, SourceArticle

_INTRODUCTION = """\
# The walk through the sources

Which passage of the five articles went into which entry of the guidance. The articles are named 1 to 5; passages are
numbered as `tracker/guidance/sources.toml` says. The project holds none of their text.

The walk is complete: every sentence and list item of every article stands here once, with the entries that cite it, or
with the reason why none does (`none: ...`, kept in `sources.toml` under `not_used`). Lines without a number (headings,
"Leave a Comment" and the like) are not walked. `manage.py write_source_walk` writes this page from the citations; a
test holds it against the library.
"""
_OURS = """\
Framing that is ours, not the articles': every "our caution" line, what an entry says is "beyond the sources", the
question before a chest entry, and the cautious reading of each disagreement.
"""


def walk(library: Library) -> str:
    """The page, in Markdown. Raises ValueError for passages that are both cited and given a reason, or neither.

    Example of a row: "| 2–3 | `comes-suddenly`, `what-a-spasm-is` |".
    """
    wrong = [place for source in library.sources.values() for place in _wrong(source, _cited(source, library))]
    if wrong:
        raise ValueError(f"passages without one answer (entries, or a reason in sources.toml): {', '.join(wrong)}")
    general = sorted(entry.key for entry in library.entries.values() if entry.is_general_safety)
    from_no_article = "Entries that rest on no article, marked as general safety information:\n" + ",\n".join(
        f"`{key}`" for key in general
    )
    parts = [_INTRODUCTION, f"{from_no_article}.\n", _OURS]
    return "\n".join(parts + [_part(source, library) for source in library.sources.values()])


def _cited(source: SourceArticle, library: Library) -> dict[int, list[str]]:
    """{passage: the keys of the entries that cite it, sorted}."""
    keys: dict[int, list[str]] = {}
    for entry, cited in library.citing(source.number):
        for number in cited.numbers:
            keys.setdefault(number, []).append(entry.key)
    return {number: sorted(entry_keys) for number, entry_keys in keys.items()}


def _wrong(source: SourceArticle, cited: Mapping[int, list[str]]) -> list[str]:
    return [
        f"{source.number}:{number}" for number in source.passages if (number in cited) == (number in source.not_used)
    ]


def _part(source: SourceArticle, library: Library) -> str:
    cited = _cited(source, library)

    def answer(number: int) -> str:
        if number in cited:
            return ", ".join(f"`{key}`" for key in cited[number])
        return f"none: {source.not_used[number]}"

    rows = [f"## Source {source.number}: {source.title}", "", "| passage | entries |", "|---|---|"]
    for words, group in groupby(source.passages, key=answer):
        numbers = list(group)
        span = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        rows.append(f"| {span} | {words} |")
    return "\n".join(rows) + "\n"
