"""What was done against a spasm, when, and how well it worked by the person's own rating."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary, is_own_code

NOTHING = "nothing"
REMEDY_MEDICATION = "medication"

RELIEF = Vocabulary(
    Term("gentle-stretch", pgettext_lazy("remedy", "gentle stretch")),
    Term("moving", pgettext_lazy("remedy", "moving or walking around")),
    Term("change-position", pgettext_lazy("remedy", "changing how I lie or sit")),
    Term("rest", pgettext_lazy("remedy", "rest")),
    Term("fluids", pgettext_lazy("remedy", "drinking something")),
    Term("heat", pgettext_lazy("remedy", "heat")),
    Term("cold", pgettext_lazy("remedy", "cold")),
    Term("heat-cold-alternating", pgettext_lazy("remedy", "alternating heat and cold")),
    Term("massage", pgettext_lazy("remedy", "massage")),
    Term("bandage", pgettext_lazy("remedy", "bandage")),
    Term("relaxation", pgettext_lazy("remedy", "relaxation")),
    Term("physio-exercise", pgettext_lazy("remedy", "physical therapy exercise")),
    Term("acupuncture", pgettext_lazy("remedy", "acupuncture")),
    Term(REMEDY_MEDICATION, pgettext_lazy("remedy", "medicine")),
    Term(NOTHING, pgettext_lazy("remedy", "did nothing")),
)

DURING, AFTER = "during", "after"
MOMENTS = Vocabulary(
    Term(DURING, pgettext_lazy("when a remedy was used", "during")),
    Term(AFTER, pgettext_lazy("when a remedy was used", "after")),
)

EFFECTS = Vocabulary(
    Term("worse", pgettext_lazy("how much a remedy helped", "worse")),
    Term("not-at-all", pgettext_lazy("how much a remedy helped", "not at all")),
    Term("slightly", pgettext_lazy("how much a remedy helped", "slightly")),
    Term("moderately", pgettext_lazy("how much a remedy helped", "moderately")),
    Term("greatly", pgettext_lazy("how much a remedy helped", "greatly")),
)

RELIEF_TEXT_LENGTH = 120


def is_relief(code: str) -> bool:
    """True for a code of the vocabulary or a person's own one."""
    return code in RELIEF or is_own_code(code)


def remedy_key(code: str, text: str = "") -> str:
    """A remedy as one word in an address: the code, and after "=" what a medicine is called."""
    return f"{code}={text}" if text else code


def remedy_of_key(key: str) -> tuple[str, str]:
    """(code, text) of a key: "medication=Magnesium 300" is ("medication", "Magnesium 300")."""
    code, _sign, text = key.partition("=")
    return code, text.strip()


def is_remedy_key(key: str) -> bool:
    """True for the key of a remedy; only a medicine has a text."""
    code, text = remedy_of_key(key)
    # PostgreSQL takes no NUL, not even to compare with.
    return (
        "\0" not in key
        and is_relief(code)
        and (not text or (code == REMEDY_MEDICATION and len(text) <= RELIEF_TEXT_LENGTH))
    )


def remedy_words(code: str, text: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """What was done; a medicine with its name: "medicine: Magnesium 300". `own`: labels of own codes by code."""
    label = str(RELIEF.label(code, own))
    return f"{label}: {text}" if text else label
