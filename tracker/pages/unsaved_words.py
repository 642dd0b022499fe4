"""What is not saved, and what the button does that sends it once more, by the name of its address."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.services.storage import BROKEN, BUSY, FULL, MOVED, READ_ONLY
from tracker.vocabulary.lazy_text import LazyText

NOT_SAVED = {
    "day-clear": _("Your clear day isn’t saved yet."),
    "check-in-day": _("Your check-in isn’t saved yet."),
    "check-in-clear": _("Your clear days aren’t saved yet."),
    "check-in-open": _("These days are still marked clear."),
    "check-in-factors": _("Your choice for the check-in isn’t saved yet."),
    "check-in-take-back": _("Your answers for that day are still there."),
    "pauses": _("Your pause isn’t saved yet."),
    "pause-end": _("Your pause hasn’t ended yet."),
    "pause-remove": _("Your pause hasn’t been removed yet."),
    "episode-add": _("Your entry isn’t saved yet."),
    "episode-edit": _("Your changes to this entry aren’t saved yet."),
    "episode-delete": _("This entry hasn’t been deleted yet."),
    "episode-start": _("The start of your spasm isn’t saved yet."),
    "episode-where": _("The place isn’t saved yet."),
    "episode-correct-start": _("The new start time isn’t saved yet."),
    "episode-stop": _("The end of your spasm isn’t saved yet."),
    "episode-count": _("This isn’t counted yet."),
    "episode-resume": _("This hasn’t been undone yet."),
    "episode-after": _("Your number isn’t saved yet."),
    "episode-answer": _("Your answer isn’t saved yet."),
    "episode-notice": _("What you noticed isn’t saved yet."),
    "guidance-answer": _("Your answer isn’t saved yet."),
    "question-change": _("Your question isn’t saved yet."),
    "question-remove": _("This question hasn’t been removed yet."),
    "questions": _("Your question isn’t saved yet."),
    "visit": _("Your question isn’t saved yet."),
    "visit-new": _("Your visit isn’t saved yet."),
    "visit-change": _("Your changes to this visit aren’t saved yet."),
    "visit-after": _("Your notes on this visit aren’t saved yet."),
    "visit-remove": _("This visit hasn’t been removed yet."),
    "visit-change-add": _("What changed isn’t saved yet."),
    "visit-change-dose": _("The new dose isn’t saved yet."),
    "profile-add": _("This part of your health profile isn’t saved yet."),
    "profile-change": _("This part of your health profile isn’t saved yet."),
    "profile-remove": _("This part of your health profile hasn’t been removed yet."),
    "share-new": _("Your link hasn’t been made yet."),
    "share-reopen": _("Your link hasn’t been turned on yet."),
    "share-revoke": _("Your link hasn’t been turned off yet. It still works."),
    "token-new": _("Your token hasn’t been made yet."),
    "token-calendar": _("Your calendar address hasn’t been made yet."),
    "token-revoke": _("Your token hasn’t been turned off yet. It still works."),
    "your-data": _("Your file hasn’t been read yet."),
    "import-upload": _("Your file hasn’t been read yet."),
    "import-file": _("Nothing has been imported yet."),
    "import-answers": _("Your answers aren’t saved yet."),
    "import-undo": _("Your import hasn’t been undone yet."),
    "archive": _("Your file hasn’t been made yet."),
    "archive-restore": _("Nothing has been restored yet."),
    "account-delete": _("Your diary and your account are still here."),
    "settings": _("Your settings aren’t saved yet."),
    "diary-invite": _("Your invitation hasn’t been made yet."),
    "diary-accept": _("You haven’t accepted the invitation yet."),
    "diary-new": _("The new diary hasn’t been started yet."),
    "diary-rename": _("The diary still has its old name."),
    "diary-give-up": _("You can still open this diary."),
    "grant-revoke": _("Their access hasn’t ended yet."),
    "sign-in-device-log-out": _("That device is still logged in."),
    "sign-in-others-log-out": _("Your other devices are still logged in."),
}
NOTHING_SAVED = _("Nothing is saved yet.")
"""For any other address."""

SHOWN_FIRST = {
    "-delete": pgettext_lazy("button", "Delete"),
    "-remove": pgettext_lazy("button", "Remove"),
    "-erase": pgettext_lazy("button", "Erase"),
    "grant-revoke": pgettext_lazy("button", "End access"),
    "diary-invite": pgettext_lazy("button", "Make invitation"),
    "diary-accept": pgettext_lazy("button", "Accept"),
    "diary-give-up": pgettext_lazy("button", "Leave this diary"),
    "-revoke": pgettext_lazy("button", "Turn off"),
    "-reopen": pgettext_lazy("button", "Turn on again"),
    "-take-back": pgettext_lazy("button", "Remove answers"),
    "import-undo": pgettext_lazy("button", "Undo this import"),
    "share-new": pgettext_lazy("button", "Make link"),
    "-log-out": pgettext_lazy("button", "Log out"),
    "token-new": pgettext_lazy("button", "Make token"),
    "token-calendar": pgettext_lazy("button", "Make address"),
}
"""What is never done right after logging in but shown once more, by how its name ends: the words of its button."""


_QUESTIONS = frozenset({"question-change", "questions", "visit"})


def text_label(name: str) -> LazyText:
    """What the form of this address calls its field `text`; "" where it is called as most are."""
    return _("Your question") if name in _QUESTIONS else ""


def not_saved_words(name: str) -> LazyText:
    """The sentence that says what of this address is not saved."""
    return NOT_SAVED.get(name, NOTHING_SAVED)


def is_shown_first(name: str) -> bool:
    """True for what deletes, and for what shows a diary to somebody else."""
    return name.endswith(tuple(SHOWN_FIRST))


def button_words(name: str) -> LazyText:
    """What the button that sends it once more says."""
    if name == "archive":
        return pgettext_lazy("button", "Download everything")
    return next((words for end, words in SHOWN_FIRST.items() if name.endswith(end)), pgettext_lazy("button", "Save"))


TROUBLE_WORDS = {
    FULL: _("The diary’s disk is full. Make some room on it, then try again."),
    READ_ONLY: _("Nothing can be saved on the diary’s disk. Ask the person who runs this machine to check it."),
    BROKEN: _("The diary’s disk isn’t working properly. Ask the person who runs this machine to check it."),
    MOVED: _(
        "The diary’s file was moved or replaced while spasmlog was running. "
        "Put it back, or stop spasmlog and start it again."
    ),
    BUSY: _("Something else is being saved right now. Wait a moment, then try again."),
}
"""Why nothing can be stored."""
