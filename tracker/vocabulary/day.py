"""What is said of one day: the check-in's answer, the day's state, how much spasms limited it."""

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary

NONE, LISTED, UNLISTED = "none", "listed", "unlisted"
CHECK_IN_ANSWERS = Vocabulary(
    Term(NONE, _("no spasm")),
    Term(LISTED, _("the ones listed")),
    Term(UNLISTED, _("yes, not listed one by one")),
)

UNLISTED_COUNTS = Vocabulary(Term("1-5", _("1 to 5")), Term("6-10", _("6 to 10")), Term("more", _("more than 10")))

SPASM, CONTINUED, CLEAR, UNANSWERED, PAUSED = "spasm", "continued", "clear", "unanswered", "paused"
DAY_STATES = Vocabulary(
    Term(SPASM, _("spasm day")),
    Term(CONTINUED, _("continued from the day before")),
    Term(CLEAR, _("clear")),
    Term(UNANSWERED, _("not answered")),
    Term(PAUSED, _("paused")),
)

DAYS_BACK = 7
"""How many days before today can still be answered."""

LIMITED_MIN, LIMITED_MAX = 0, 4
LIMITED = Vocabulary(
    Term("0", _("not at all")),
    Term("1", _("a little")),
    Term("2", _("somewhat")),
    Term("3", _("a lot")),
    Term("4", _("completely")),
)
