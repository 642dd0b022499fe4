"""A form as a browser sent it, to be handed back when it could not be saved. Nothing of it is kept on the server."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.chosen import chosen_words
from tracker.forms.running import with_our_clock
from tracker.vocabulary.lazy_text import LazyText

MOST_CHARACTERS = 500_000
"""More than any form of ours holds, and well below what a request may bring: the page that hands it back must fit in
the next request."""
MOST_FIELDS = 900

TYPED = {
    "note": _("Note"),
    "text": pgettext_lazy("typed text that is not saved yet", "In your words"),
    "said": _("What was said"),
    "tests": _("Tests that were ordered"),
    "with_whom": _("Who with"),
    "what_for": _("What for"),
    "dose": _("Dose"),
    "reason": _("Reason"),
    "label": _("Who it is for"),
    "name": pgettext_lazy("of a button, an app or a passkey", "Name"),
    "own": _("Something else"),
    "own_factor": _("Something else"),
    "emergency_number": _("Your emergency number"),
}
"""Fields that people type in, by name. Those that are ticked or chosen: see chosen.py."""
TYPED_IN_PARTS = re.compile(r".+_text(_.+)?")
"""Fields of the region picker and of what helped, which make up their names."""

SECRETS = {"phrase": _("Passphrase"), "unlock_phrase": _("Passphrase")}
"""What is not written into a page again: the person types it once more."""
PASSWORD = re.compile(r"password|passwd|passphrase", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form held."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    """(name, value) of all that can be sent again, in order."""
    typed: list[tuple[LazyText, str]] = field(default_factory=list)
    """(label, value) of what was typed, to be shown."""
    chosen: list[tuple[str, list[str]]] = field(default_factory=list)
    """(label, words) of what was ticked or chosen, as far as there are words for it."""
    secrets: list[tuple[str, LazyText]] = field(default_factory=list)
    """(name, label) of what was filled in and has to be typed again."""
    has_files: bool = False
    is_too_long: bool = False
    """It cannot be handed back: `fields` is empty."""

    @property
    def is_whole(self) -> bool:
        """True if sending `fields` again sends all that was sent."""
        return not (self.secrets or self.has_files or self.is_too_long)


def read_sent(
    data: QueryDict,
    *,
    now: dt.datetime | None = None,
    has_files: bool = False,
    without: str = "",
    text_label: LazyText = "",
) -> Sent:
    """What `data` holds, apart from the token of the form and from fields whose name starts with `without`.

    `now`: when it arrived, so that a tap keeps its time. `text_label`: what the form calls its field `text`, if not as
    most do.
    """
    everything = [(name, value) for name, value in _pairs(data) if not (without and name.startswith(without))]
    secrets: list[tuple[str, LazyText]] = [
        (name, SECRETS.get(name, _("Password"))) for name, value in everything if is_secret(name) and value
    ]
    fields = [(name, value) for name, value in everything if not is_secret(name)]
    fields = with_our_clock(fields, now) if now else fields
    too_long = sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS or len(fields) > MOST_FIELDS
    labels = {name: (name == "text" and text_label) or typed_label(name) for name, _value in fields}
    typed = [(labels[name], value) for name, value in fields if labels[name] and value.strip()]
    return Sent([] if too_long else fields, typed, chosen_words(fields), secrets, has_files, too_long)


def _pairs(data: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in data.lists():
        if name != TOKEN:
            yield from ((name, value) for value in values)


def is_secret(name: str) -> bool:
    """True for a password or a passphrase."""
    return name in SECRETS or bool(PASSWORD.search(name))


def typed_label(name: str) -> LazyText:
    """What a field that people type in is called on the screen; "" for any other."""
    return TYPED.get(name) or (TYPED["text"] if TYPED_IN_PARTS.fullmatch(name) else "")
