"""What a code is: one Term, kept in an ordered Vocabulary, and the shape of a person's own codes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.lazy_text import LazyText

NONE_OF_THESE = "none"
"""Stored when the person said "none of these": an answer, unlike no row at all (METHODS §1)."""

OWN_PREFIX = "x-"
OWN_WORDS_LENGTH = 46
"""How many characters a word of the person's own may have."""
OWN_CODE_LENGTH = 160
"""Room for OWN_WORDS_LENGTH characters that are each written as three (%3A)."""
_NOT_IN_A_LIST = "%:;=-"
"""What separates codes and their parts in a list, beside spaces and controls."""
_ENCODED = re.compile(r"(?:%[0-9A-F]{2})+")


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its label and, where the word needs it, a sentence of help."""

    code: str
    label: LazyText
    help: LazyText = ""
    from_sources: bool = True
    """False for words of ours that none of the five source articles names."""


AnyTerm = TypeVar("AnyTerm", bound=Term, covariant=True)


class Vocabulary(Mapping[str, AnyTerm], Generic[AnyTerm]):
    """Terms by code, in the order in which they are shown and exported."""

    def __init__(self, *terms: AnyTerm) -> None:
        self._terms = {term.code: term for term in terms}
        self._order = {code: place for place, code in enumerate(self._terms)}
        if len(self._terms) != len(terms):
            raise ValueError("a vocabulary names a code twice")

    def __getitem__(self, code: str) -> AnyTerm:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def choices(self) -> list[tuple[str, LazyText]]:
        """(code, label) pairs, as form and model fields take them."""
        return [(term.code, term.label) for term in self._terms.values()]

    def label(self, code: str, own: Mapping[str, str] = MappingProxyType({})) -> LazyText:
        """The label of a code; an own code or one this version does not know reads as its own words.

        `own`: labels of own codes by code, as the person spelled them.
        """
        term = self._terms.get(code)
        return term.label if term else own.get(code) or own_label(code)

    def sort_key(self, code: str) -> tuple[int, str]:
        """Sorts codes in vocabulary order, a person's own ones after, by their spelling."""
        return (self._order.get(code, len(self._order)), code)


def folded_word(words: str) -> str:
    """A person's own words as they are compared: case and the two ways to write an accent make no difference."""
    # Decomposed first: folding may not see an accent that is written into its letter (Unicode, caseless matching).
    folded = unicodedata.normalize("NFD", words.strip()).casefold()
    return unicodedata.normalize("NFC", folded)


def is_own_code(code: str) -> bool:
    """True if `code` has the shape of a code that a person made up."""
    if len(code) > OWN_CODE_LENGTH or not code.startswith(OWN_PREFIX):
        return False
    body = code.removeprefix(OWN_PREFIX)
    plain = _ENCODED.sub("", body)
    try:
        words = _decoded(body)
    except UnicodeDecodeError:
        return False
    is_plain = not any(_is_encoded(each) for each in plain if each != "-")
    # Words have no spaces around them, and PostgreSQL takes no NUL.
    return is_plain and words == words.strip() and _can_be_seen(words) and "\0" not in words


def own_code(words: str) -> str:
    """The code of a person's own words, from which they can be read back: "Long drive" is x-long-drive.

    Words that differ in more than case and the way accents are written have different codes. Empty if nothing in the
    words can be seen, or if they are too long to be stored.
    """
    folded = folded_word(words)
    code = OWN_PREFIX + "".join(_in_a_code(each) for each in folded)
    return code if is_own_code(code) else ""


def own_code_among(words: str, known: Mapping[str, str]) -> str:
    """The code of a person's own words, given the labels by code of those that they have already.

    Words that are there keep their code. Codes of earlier versions stood for several words ("Coffee +" was x-coffee):
    such a code keeps the meaning of its label, and "coffee" gets a code that is written in another way.
    """
    folded = folded_word(words)
    for code, label in known.items():
        if folded_word(label) == folded:
            return code
    code = own_code(words)
    if code not in known:
        return code
    other = OWN_PREFIX + _percent_encoded(folded[0]) + "".join(_in_a_code(each) for each in folded[1:])
    return other if is_own_code(other) else ""


def own_label(code: str) -> str:
    """An own code as words, for when the person's own spelling is not at hand."""
    try:
        return _decoded(code.removeprefix(OWN_PREFIX))
    except UnicodeDecodeError:
        return code.removeprefix(OWN_PREFIX)


def _is_encoded(character: str) -> bool:
    """True for what a list of codes cannot hold as it is: separators, spaces, controls."""
    return character in _NOT_IN_A_LIST or character.isspace() or unicodedata.category(character) == "Cc"


def _in_a_code(character: str) -> str:
    if character == " ":
        return "-"
    return _percent_encoded(character) if _is_encoded(character) else character


def _percent_encoded(character: str) -> str:
    # Not quote(), which leaves letters and "-" as they are.
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _decoded(body: str) -> str:
    with_spaces = body.replace("-", " ")
    return _ENCODED.sub(lambda match: bytes.fromhex(match[0].replace("%", "")).decode(), with_spaces)


def _can_be_seen(words: str) -> bool:
    """True if there is more than spaces, controls and other characters without a shape."""
    return any(unicodedata.category(each)[0] not in "ZC" for each in words)


NONE_TERM = Term(NONE_OF_THESE, _("none of these"))
