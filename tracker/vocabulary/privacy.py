"""What "private" means for others, in the words of every form and page: how much of a row the doctor's summary has."""

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary

COUNTED, LEFT_OUT = "counted", "left-out"
PRIVATE_MEANS = Vocabulary(
    Term(COUNTED, _("The doctor’s summary counts it, but never lists or names it.")),
    Term(LEFT_OUT, _("The doctor’s summary leaves it out.")),
)
"""Of an entry or a day; of a visit or a row of the health profile. A shared link shows the doctor's summary."""
