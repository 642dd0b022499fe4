"""What is shown instead of saving: to a visitor who was logged out, after a new login, about a row that is deleted."""

from dataclasses import dataclass

from tracker.forms.second_step import ProofForm
from tracker.forms.sent import Sent
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class UnsavedPage:
    """A form that arrived and was not saved, with all that was sent."""

    sent: Sent
    form: ProofForm | None
    """To log in on this very page, or to prove once more who one is; None where that is done."""
    not_saved: LazyText
    """The sentence that says what is not saved."""
    button: LazyText
    """What the button that sends the form once more says."""
    is_sent_at_once: bool
    """Logging in also saves."""
    address: str
    lacks_secret: str
    lacks_files: str
    """Names of the fields that say what the held form lacks."""
    asks_again: bool
    """They are logged in, and have to prove it."""


@dataclass(frozen=True, slots=True)
class UnsavedNote:
    """A note at the top of a page of which a part could not be saved or loaded."""

    is_post: bool
    """A button was pressed; else the page asked for a part of itself."""
    not_saved: LazyText
    is_logged_in: bool
    address: str
    """Of the page."""
    log_in: str
    """The address of the log-in page that leads back to it."""


@dataclass(frozen=True, slots=True)
class DeletedElsewherePage:
    """A form about a row that was deleted in another tab."""

    sent: Sent
    address: str
    bring_back: str
    """The name of the button that restores the row."""


@dataclass(frozen=True, slots=True)
class ClosedDiaryPage:
    """A form of somebody else's diary that is not open, or no longer."""

    sent: Sent
    """What was typed and chosen, to be copied; there is no way to send it again."""


@dataclass(frozen=True, slots=True)
class NotStoredPage:
    """Why something could not be stored or shown, with all that was sent."""

    reason: LazyText
    is_form: bool
    sent: Sent
    address: str
    csrf_token: str


@dataclass(frozen=True, slots=True)
class AnotherHostPage:
    """The request asked for a host that is not the one in SPASMLOG_URL."""

    host: str
    """Empty for one that is no host's name."""
    command: str
    """What to start spasmlog with, if the name is right."""
