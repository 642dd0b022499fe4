"""What is said of one day: the check-in's answer, the day's state, how much spasms limited it."""

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary

NONE, LISTED, UNLISTED = "none", "listed", "unlisted"
CHECK_IN_ANSWERS = Vocabulary(
    Term(NONE, pgettext_lazy("answer to the check-in", "no spasm")),
    Term(LISTED, pgettext_lazy("answer to the check-in", "only these")),
    Term(UNLISTED, pgettext_lazy("answer to the check-in", "yes, but I didn’t log each one")),
)

UNLISTED_COUNTS = Vocabulary(
    Term("1-5", pgettext_lazy("how many spasms", "1 to 5")),
    Term("6-10", pgettext_lazy("how many spasms", "6 to 10")),
    Term("more", pgettext_lazy("how many spasms", "more than 10")),
)

SPASM, CONTINUED, CLEAR, UNANSWERED, PAUSED = "spasm", "continued", "clear", "unanswered", "paused"
DAY_STATES = Vocabulary(
    Term(SPASM, pgettext_lazy("state of a day", "spasm day")),
    Term(CONTINUED, pgettext_lazy("state of a day", "continued from the day before")),
    Term(CLEAR, pgettext_lazy("state of a day", "clear")),
    Term(UNANSWERED, pgettext_lazy("state of a day", "unanswered")),
    Term(PAUSED, pgettext_lazy("state of a day", "paused")),
)

DAYS_BACK = 7
"""How many days before today can still be answered."""

LIMITED_MIN, LIMITED_MAX = 0, 4
LIMITED = Vocabulary(
    Term("0", pgettext_lazy("how much spasms limited the day", "not at all")),
    Term("1", pgettext_lazy("how much spasms limited the day", "a little")),
    Term("2", pgettext_lazy("how much spasms limited the day", "somewhat")),
    Term("3", pgettext_lazy("how much spasms limited the day", "a lot")),
    Term("4", pgettext_lazy("how much spasms limited the day", "completely")),
)
