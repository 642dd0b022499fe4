"""What the style guide shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.forms.running import AfterForm
from tracker.guidance.assess import EntryCard
from tracker.guidance.engine import Help
from tracker.pages.cards import ShownCard
from tracker.selectors.entries import EntryLine


@dataclass(frozen=True, slots=True)
class StyleguidePage:
    """An example of every component."""

    tokens: Sequence[str]
    """Names of colors."""
    intensities: Sequence[int]
    states: Sequence[str]
    """Of days."""
    form: AfterForm
    failed: AfterForm
    """The same form with an error."""
    entries: Sequence[EntryLine]
    cards: Sequence[EntryCard]
    """About one entry."""
    log_cards: Sequence[ShownCard]
    """About the log."""
    help: Help
    today: dt.date
