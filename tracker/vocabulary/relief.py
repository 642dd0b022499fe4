"""What was done against a spasm, when, and how well it worked by the person's own rating."""

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
    Term("heat-cold-alternating", _("heat and cold in turn")),
    Term("massage", _("massage")),
    Term("bandage", _("bandage")),
    Term("relaxation", _("relaxation")),
    Term("physio-exercise", _("physiotherapy exercise")),
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
