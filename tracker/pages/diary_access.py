"""What may be opened in a diary that is not one's own: by the names of the addresses, which are all placed here.

A name that stands nowhere opens nothing, so that a new address is closed to others until somebody places it.
"""

from tracker.models import Grant

LOOKING = frozenset(
    {
        *("today", "trends", "trends-chart", "trends-table", "trends-file"),
        *("diary-year", "report", "report-pdf"),
        *("when-to-get-help", "diary-give-up"),
    }
)
"""What *look* opens. All of it is read without anything private (`selectors.person.Person.leaves_private_out`)."""

LOGGING = frozenset(
    {
        *(
            "today",
            "episode-start",
            "episode-running",
            "episode-running-help",
            "episode-where",
            "episode-correct-start",
        ),
        *("episode-count", "episode-stop", "episode-when-stopped", "episode-resume", "episode-after"),
        *("episode-answer", "episode-notice", "episode-add", "episode-places"),
        # Of what they logged the same day, and by its button alone.
        "episode-delete",
        # It leads on to what may be seen of an entry.
        "episode",
        *("check-in", "check-in-day", "when-to-get-help", "diary-give-up"),
    }
)
"""What *log* opens. Of entries it reaches those that run or were logged just now (`views/access.py`)."""

KEEPING = (
    LOOKING
    | LOGGING
    | {
        *("spasm-now", "day-opened", "day-clear", "check-in-clear", "check-in-open", "check-in-factors"),
        *("check-in-reminder", "check-in-take-back", "check-in-restore", "pauses", "pause-end", "pause-remove"),
        *("episode-several", "deleted", "episode-edit", "revision-undo", "diary", "left-open"),
        *("leave-all", "leave-one", "diary-day", "day-timeline", "day-timeline-table", "day-timeline-file"),
        *("factors", "factor", "guidance", "when-to-get-help", "guidance-for-you", "guidance-why", "guidance-answer"),
        *("guidance-answers", "guidance-take-back", "guidance-library", "guidance-entry", "guidance-releases"),
        *("guidance-disagreements", "guidance-sources", "guidance-source"),
        *("questions", "question-change", "question-move", "question-answered", "question-remove", "question-restore"),
        *("trial", "trial-start", "trial-night", "trial-done", "trial-stop", "trial-result", "trials-csv"),
        *("visits", "visit-new", "visit", "visit-change", "visit-after", "visit-remove", "visit-restore"),
        *("visit-question-move", "visit-question-put", "visit-question-answered", "visit-change-add"),
        *("visit-change-ended", "visit-change-dose"),
        *("share-links", "share-new", "share-revoke", "share-reopen", "export", "episodes-csv", "days-csv"),
        *("profile", "profile-add", "profile-none", "profile-ask-again", "profile-change", "profile-over"),
        *("profile-remove", "profile-restore", "settings", "device-zone"),
        *("your-data", "import-upload", "import-file", "import-answers", "import-undo", "archive", "archive-restore"),
        *("account-delete", "diaries", "diary-rename", "diary-invite", "grant-revoke"),
    }
) - {"diary-give-up"}
"""What is open to who keeps the diary for somebody: all that a diary has."""

OUTSIDE = frozenset(
    {
        *("settings-keys", "sign-in", "sign-in-device-log-out", "sign-in-others-log-out"),
        *("tokens", "token-new", "token-calendar", "token-revoke", "home-screen-hint-hide", "styleguide"),
        *("service-worker", "offline", "offline-drawings", "offline-device", "outbox", "manifest"),
        *("well-known-change-password", "well-known-security", "health", "shared-page", "calendar-feed"),
        *("api-now", "api-start", "api-stop", "api-check-in", "api-episodes", "api-backup", "api-nothing-here"),
        *("diary-new", "diary-accept"),
    }
)
"""What belongs to the account, to a device, to a program or to nobody: it is in no diary but one's own."""
OUTSIDE_BEGINS = ("account_", "mfa_", "openid_connect_", "socialaccount_")
"""The same of the names that allauth gives."""


THE_GUIDE = frozenset(
    {
        *("guidance-library", "guidance-entry", "guidance-releases", "guidance-disagreements", "guidance-sources"),
        "guidance-source",
    }
)
"""What the Guide says to everybody: a caregiver reads it in their own diary."""


def is_outside(grant: Grant, name: str) -> bool:
    """True for an address that belongs to no diary, or leads a caregiver back to their own."""
    is_for_all = name in THE_GUIDE and not grant.keeps
    return is_for_all or name in OUTSIDE or name.startswith(OUTSIDE_BEGINS)


def opens(grant: Grant, name: str) -> bool:
    """True if a grant that holds opens the address of this name."""
    if grant.keeps:
        return name in KEEPING
    return (grant.may_look and name in LOOKING) or (grant.may_log and name in LOGGING)
