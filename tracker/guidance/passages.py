"""How a source article is cut into numbered passages, so that a citation means the same sentence to everybody.

This is how `sources.toml` was made and how a test compares it with the texts where they are at hand; nothing that
serves a page reads an article. No text of an article lives here or anywhere else in the project.

The cut:

- Bytes are UTF-8. Every run of white space inside a line (no-break spaces too) counts as one space; lines are stripped.
- A line that starts with "- ", "– " or "• " is a list item; the mark is not part of its text.
- Any other line that lacks a final mark (. : !), or is one question alone, is a heading and starts a section. It has
  no number. Sections are numbered through the article from 1; one that holds nothing is not counted.
- What is left is paragraphs. A paragraph or a list item is cut into sentences after . ! ? before a capital letter.
- Sentences are numbered through the article from 1. Paragraphs are numbered too; the items of one list are one.
"""

import hashlib
import re
from dataclasses import dataclass

_LIST_ITEM = re.compile(r"^[-–•] +")
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class CutPassage:
    """One sentence or list item of an article: where it stands and its text, which is compared and never stored."""

    number: int
    section: int
    paragraph: int
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def cut(article: str) -> list[CutPassage]:
    """The numbered passages of an article's text, in order."""
    passages: list[CutPassage] = []
    section, paragraph, in_list, after_heading = 0, 0, False, True
    for line in article.splitlines():
        text = " ".join(line.split())
        if not text:
            continue
        is_item = bool(_LIST_ITEM.match(text))
        if not is_item and _is_heading(text):
            after_heading, in_list = True, False
            continue
        section += after_heading
        after_heading = False
        if not (is_item and in_list):
            paragraph += 1
        in_list = is_item
        for sentence in _SENTENCE_END.split(_LIST_ITEM.sub("", text)):
            passages.append(CutPassage(len(passages) + 1, section, paragraph, sentence))
    return passages


def _is_heading(line: str) -> bool:
    is_question_alone = line.endswith("?") and not _SENTENCE_END.search(line)
    return is_question_alone or line[-1] not in ".:!"
