"""What was done against a spasm, when, and how well it worked by the person's own rating."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary, is_own_code

NOTHING = "nothing"
MEDICATION = "medication"

RELIEF = Vocabulary(
    Term("gentle-stretch", _("gentle stretch")),
    Term("moving", _("moving, walking about")),
    Term("change-position", _("changing how I lie or sit")),
    Term("rest", _("rest")),
    Term("fluids", _("drinking something")),
    Term("heat", _("heat")),
    Term("cold", _("cold")),
    Term("heat-cold-alternating", _("alternating heat and cold")),
    Term("massage", _("massage")),
    Term("bandage", _("bandage")),
    Term("relaxation", _("relaxation")),
    Term("physio-exercise", _("physical therapy exercise")),
    Term("acupuncture", _("acupuncture")),
    Term(MEDICATION, _("medicine")),
    Term(NOTHING, _("did nothing")),
)

DURING, AFTER = "during", "after"
MOMENTS = Vocabulary(Term(DURING, _("during")), Term(AFTER, _("after")))

EFFECTS = Vocabulary(
    Term("worse", _("worse")),
    Term("not-at-all", _("not at all")),
    Term("slightly", _("slightly")),
    Term("moderately", _("moderately")),
    Term("greatly", _("greatly")),
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
        "\0" not in key and is_relief(code) and (not text or (code == MEDICATION and len(text) <= RELIEF_TEXT_LENGTH))
    )


def remedy_words(code: str, text: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """What was done; a medicine with its name: "medicine: Magnesium 300". `own`: labels of own codes by code."""
    label = str(RELIEF.label(code, own))
    return f"{label}: {text}" if text else label
