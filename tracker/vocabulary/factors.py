"""What may set a spasm off: one vocabulary for a suspected trigger on an episode and for the evening check-in."""

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import NONE_TERM, Term, Vocabulary, is_own_code

FACTORS = Vocabulary(
    Term("overuse", _("used this muscle more than usual")),
    Term("hard-exercise", _("hard exercise")),
    Term("sudden-increase", _("suddenly more exercise")),
    Term("overstretching", _("overstretching")),
    Term("long-same-position", _("a long time in one position")),
    Term("repetitive-work", _("the same movement for a long time")),
    Term("poor-posture", _("poor posture")),
    Term("awkward-sleep", _("slept awkwardly")),
    Term("little-rest", _("little rest")),
    Term("little-movement", _("little movement")),
    Term("little-fluid", _("drank little")),
    Term("hot-weather", _("hot weather")),
    Term("fluid-loss", _("lost fluid (sweat, vomiting, diarrhea)")),
    Term("injury-strain", _("injury or strain")),
    Term("stress", _("stress")),
    Term("low-minerals", _("low in minerals")),
    Term("poor-sleep", _("poor sleep"), "", False),
    Term("illness-fever", _("illness or fever"), "", False),
    Term("missed-medicine", _("missed medicine"), "", False),
    Term("alcohol", _("alcohol"), "", False),
    Term("period", _("period"), "", False),
    Term("cold", _("cold"), "", False),
    NONE_TERM,
)

MISSED_A_MEDICINE = "missed-medicine"
"""With a medicine for the spasms in the profile it is a warning, asked in the check-in or ticked on an entry."""

SUSPECTED_ONLY = frozenset({"low-minerals"})
"""Never asked in the check-in: nobody can answer it of an evening."""

MOST_ASKED = 8
"""How many factors the check-in asks for at most."""


def is_factor(code: str) -> bool:
    """True for a code of the vocabulary or a person's own one; "none" counts, it is an answer."""
    return code in FACTORS or is_own_code(code)
