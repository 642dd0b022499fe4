"""What a person may allow another account in their diary."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary

MAY_LOOK, MAY_LOG, MAY_BOTH, MAY_KEEP = "look", "log", "both", "keep"
GRANTED = Vocabulary(
    Term(
        MAY_LOOK,
        pgettext_lazy("what a caregiver may do", "look"),
        _("They see Trends, the year, and the doctor’s summary, without anything private. They can’t change anything."),
    ),
    Term(
        MAY_LOG,
        pgettext_lazy("what a caregiver may do", "log"),
        _("They can log spasms, as they happen or later, and answer the check-in. They can’t read the diary."),
    ),
    Term(
        MAY_BOTH,
        pgettext_lazy("what a caregiver may do", "look and log"),
        _(
            "They can log spasms and answer the check-in. They also see Trends, the year, and the doctor’s summary, "
            "without anything private."
        ),
    ),
    Term(
        MAY_KEEP,
        pgettext_lazy("what a caregiver may do", "keep it"),
        _("They can do everything there."),
    ),
)
OFFERED_GRANTS = (MAY_LOOK, MAY_LOG, MAY_BOTH)
"""Those that an invitation can give. A diary is kept by whoever began it for somebody."""
