"""What a code is: one Term, kept in an ordered Vocabulary, and the shape of a person's own codes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

NONE_OF_THESE = "none"
"""Stored when the person said "none of these": an answer, unlike no row at all (METHODS §1)."""

OWN_PREFIX = "x-"
OWN_CODE = re.compile(r"^x-[^\W_]+(?:-[^\W_]+)*\Z")
OWN_CODE_LENGTH = 48


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its label and, where the word needs it, a sentence of help."""

    code: str
    label: str
    help: str = ""
    from_sources: bool = True
    """False for words of ours that none of the five source articles names."""


class Vocabulary(Mapping):
    """Terms by code, in the order in which they are shown and exported."""

    def __init__(self, *terms: Term):
        self._terms = {term.code: term for term in terms}
        self._order = {code: place for place, code in enumerate(self._terms)}
        if len(self._terms) != len(terms):
            raise ValueError("a vocabulary names a code twice")

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def choices(self) -> list[tuple[str, str]]:
        """(code, label) pairs, as form and model fields take them."""
        return [(term.code, term.label) for term in self._terms.values()]

    def label(self, code: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
        """The label of a code; an own code or one this version does not know reads as its own words.

        `own`: labels of own codes by code, as the person spelled them.
        """
        term = self._terms.get(code)
        return term.label if term else own.get(code) or own_label(code)

    def sort_key(self, code: str) -> tuple[int, str]:
        """Sorts codes in vocabulary order, a person's own ones after, by their spelling."""
        return (self._order.get(code, len(self._order)), code)


def is_own_code(code: str) -> bool:
    """True if `code` has the shape of a code that a person made up."""
    return len(code) <= OWN_CODE_LENGTH and bool(OWN_CODE.match(code))


def own_code(words: str) -> str:
    """The code of a person's own words: "Long drive!" is x-long-drive. Empty if no letter or digit is left."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")
    return OWN_PREFIX + slug[: OWN_CODE_LENGTH - len(OWN_PREFIX)].strip("-") if slug else ""


def own_label(code: str) -> str:
    """An own code as words, for when the person's own spelling is not at hand."""
    return code.removeprefix(OWN_PREFIX).replace("-", " ")


NONE_TERM = Term(NONE_OF_THESE, _("none of these"))
