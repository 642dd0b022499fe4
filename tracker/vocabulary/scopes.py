"""What a token lets a button or another program do. One scope a token, and none holds another."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.terms import Term, Vocabulary

LOG, READ, BACKUP, CALENDAR = "log", "read", "backup", "calendar"
SCOPES = Vocabulary(
    Term(
        LOG,
        pgettext_lazy("what a token may do", "log"),
        _("Starts and stops a spasm, answers the check-in, and sees what is running. It can’t read your diary."),
    ),
    Term(
        READ,
        pgettext_lazy("what a token may do", "read"),
        _("Reads all your entries, private ones too. It can’t change anything."),
    ),
    Term(
        BACKUP,
        pgettext_lazy("what a token may do", "back up"),
        _("Downloads everything you told spasmlog as one file."),
    ),
    Term(
        CALENDAR,
        pgettext_lazy("what a token may do", "calendar reminder"),
        _("Shows a calendar when to remind you, and nothing else."),
    ),
)
CHOSEN_SCOPES = (LOG, READ, BACKUP)
"""Those that a person chooses from; that of the calendar goes with its address."""
