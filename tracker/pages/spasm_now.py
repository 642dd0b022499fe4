"""The page with one large button, to which a shortcut of the installed app leads."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest
from tracker.selectors.entries import EntryLine, running_lines
from tracker.services.safety import FORGOTTEN_AFTER


@dataclass(frozen=True, slots=True)
class SpasmNowPage:
    """The button, or what runs already."""

    start_uid: uuid.UUID
    """Of the entry that the button starts, so that a button pressed twice starts one."""
    running: tuple[tuple[EntryLine, bool], ...]
    """(entry, true if it runs for so long that the person is asked whether it stopped)."""


def spasm_now_page(request: SignedInRequest, now: dt.datetime) -> SpasmNowPage:
    """What the page shows. Writes nothing, whoever opens it: only the button does."""
    lines = running_lines(diary_owner(request))
    return SpasmNowPage(uuid.uuid4(), tuple((line, now - line.started_at >= FORGOTTEN_AFTER) for line in lines))
