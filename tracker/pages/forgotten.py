"""The page that asks when a spasm stopped that has run for hours: each answer says what it would store."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.days import wall_clock
from tracker.formatting import duration_words, long_duration_words, weekday_time_words
from tracker.forms.stop import NOT_KNOWN, STOPPED_AFTER, STOPPED_NOW, StopForm
from tracker.models import Episode
from tracker.pages.owner import diary_owner, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.recent import usual_seconds

LENGTHS = (5 * 60, 15 * 60, 60 * 60)
"""What is offered, in seconds; the person's usual length takes the place of the one that is nearest to it."""


@dataclass(frozen=True, slots=True)
class EndOption:
    """One answer: the value of its button, its words, and what it would store."""

    when: str
    words: str
    stores: str


@dataclass(frozen=True, slots=True)
class ForgottenPage:
    """A spasm that still runs, and when it may have stopped. Nothing is chosen beforehand."""

    line: EntryLine
    running_for: str
    lengths: tuple[EndOption, ...]
    unknown: EndOption
    now: EndOption
    form: StopForm
    """For another time; with what was wrong, if it was sent."""


def forgotten_page(request: SignedInRequest, row: Episode, now: dt.datetime, form: StopForm) -> ForgottenPage:
    """The question for this running entry."""
    running = (now - row.started_at).total_seconds()
    # How long spasms usually last is of the past.
    usual = None if is_caregiver(request) else usual_seconds(diary_owner(request))
    return ForgottenPage(
        line=entry_lines([row])[0],
        running_for=duration_words(running),
        lengths=tuple(_lengths(row, usual, running)),
        unknown=EndOption(NOT_KNOWN, _("I don’t know when"), _("Saves it without a length")),
        now=EndOption(STOPPED_NOW, _("Just now"), _stores(row, running, [_("lasted %(length)s")])),
        form=form,
    )


def _lengths(row: Episode, usual: int | None, running: float) -> Iterator[EndOption]:
    offered = dict.fromkeys(LENGTHS, False)
    if usual is not None and usual < running:
        offered.pop(min(LENGTHS, key=lambda length: abs(length - usual)))
        offered[usual] = True
    for length, is_usual in sorted(offered.items()):
        words = _("After about %(length)s") % {"length": long_duration_words(length)}
        yield EndOption(
            f"{STOPPED_AFTER}-{length}", words, _stores(row, length, [_("your usual length")] if is_usual else [])
        )


def _stores(row: Episode, seconds: float, more: list[str]) -> str:
    """When it would end, on the clocks of its place: "Thursday, 00:03 · your usual length"."""
    ended = wall_clock(row.started_at + dt.timedelta(seconds=seconds), row.time_zone)
    facts = [words % {"length": duration_words(seconds)} for words in more]
    return " · ".join([weekday_time_words(ended), *facts])
