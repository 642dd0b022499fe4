"""What may set a spasm off: one vocabulary for a suspected trigger on an episode and for the evening check-in."""

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import NONE_TERM, Term, Vocabulary, is_own_code

FACTORS = Vocabulary(
    Term("overuse", pgettext_lazy("factor", "used this muscle more than usual")),
    Term("hard-exercise", pgettext_lazy("factor", "hard exercise")),
    Term("sudden-increase", pgettext_lazy("factor", "sudden increase in exercise")),
    Term("overstretching", pgettext_lazy("factor", "overstretching")),
    Term("long-same-position", pgettext_lazy("factor", "a long time in one position")),
    Term("repetitive-work", pgettext_lazy("factor", "the same movement for a long time")),
    Term("poor-posture", pgettext_lazy("factor", "poor posture")),
    Term("awkward-sleep", pgettext_lazy("factor", "slept awkwardly")),
    Term("little-rest", pgettext_lazy("factor", "little rest")),
    Term("little-movement", pgettext_lazy("factor", "little movement")),
    Term("little-fluid", pgettext_lazy("factor", "drank little")),
    Term("hot-weather", pgettext_lazy("factor", "hot weather")),
    Term("fluid-loss", pgettext_lazy("factor", "lost fluid (sweat, vomiting, diarrhea)")),
    Term("injury-strain", pgettext_lazy("factor", "injury or strain")),
    Term("stress", pgettext_lazy("factor", "stress")),
    Term("low-minerals", pgettext_lazy("factor", "low in minerals")),
    Term("poor-sleep", pgettext_lazy("factor", "poor sleep"), "", False),
    Term("illness-fever", pgettext_lazy("factor", "illness or fever"), "", False),
    Term("missed-medicine", pgettext_lazy("factor", "missed medicine"), "", False),
    Term("alcohol", pgettext_lazy("factor", "alcohol"), "", False),
    Term("period", pgettext_lazy("factor", "period"), "", False),
    Term("cold", pgettext_lazy("factor", "cold"), "", False),
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
