"""The page of a running entry, and its part that follows the place and the clock."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from tracker.exchange.lists import write_regions
from tracker.forms.region_picker import RegionPicker
from tracker.forms.running import StartCorrectionForm, WhereForm
from tracker.guidance.assess import Assessment
from tracker.guidance.engine import Help
from tracker.guidance.releases import ReleaseHelp
from tracker.guidance.schema import ENTRY_DURING
from tracker.guidance.thresholds import (
    CHEST_MINUTES_FROM,
    EASING_ASKED_FROM_MINUTES,
    EASING_REMINDED_FROM_MINUTES,
)
from tracker.models import Episode
from tracker.pages.caregiver import can_be_undone
from tracker.pages.night import is_night
from tracker.pages.owner import diary_owner, diary_person, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import Alarm, assessed, form_flags, help_shown, offers_headache, signs_of
from tracker.records.regions import RegionMark
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.recent import recent_regions
from tracker.services.safety import FORGOTTEN_AFTER, Assessed, is_forgotten
from tracker.vocabulary.lazy_text import LazyText

_STAGES = (
    *(dt.timedelta(minutes=n) for n in sorted({CHEST_MINUTES_FROM, EASING_ASKED_FROM_MINUTES})),
    dt.timedelta(minutes=EASING_REMINDED_FROM_MINUTES),
    FORGOTTEN_AFTER,
)
"""Times of running at which the page may have something new to say."""


@dataclass(frozen=True, slots=True)
class RunningHelp:
    """What follows the place and the clock: what safety says first, then what helps."""

    episode: Episode
    assessed: Assessed
    help: Help | None
    release_help: ReleaseHelp | None
    alarm: Alarm | None
    """Another entry, or a card of the log, that comes first."""
    is_help_withheld: bool
    """The same for a caregiver, who is told nothing of it but that it keeps the steps away."""
    offers_headache: bool
    signs: list[tuple[str, LazyText, bool]]
    """(code, words, noticed) of what may be unusual."""
    asks_whether_stopped: bool
    look_again_in: int | None
    """Seconds until there may be something new to say; None if there will not be."""
    where: WhereForm | None = None
    drawn: Mapping[str, str] | None = None
    """What the form of the place shows, as it carries it along."""
    kept_places: tuple[RegionMark, ...] = ()
    """Places of another tab that were kept."""
    is_saved: bool = False
    """The place was saved just now."""

    @property
    def assessment(self) -> Assessment:
        return self.assessed.assessment

    @property
    def comes_first(self) -> bool:
        """It stands before the form of the place: once there is one, and always where safety asks or says something."""
        about = self.assessment
        has_place = bool(self.assessed.details.regions)
        return has_place or bool(about.cards or about.asked or about.beyond_limit or self.alarm)


def running_help(request: SignedInRequest, row: Episode, now: dt.datetime) -> RunningHelp:
    """The part of the page of this running entry."""
    safety = assessed(request, row, now)
    shown = help_shown(request, safety, ENTRY_DURING, now)
    is_withheld = is_caregiver(request) and shown.alarm is not None
    return RunningHelp(
        episode=row,
        assessed=safety,
        help=shown.help,
        release_help=shown.release,
        alarm=None if is_withheld else shown.alarm,
        is_help_withheld=is_withheld,
        offers_headache=offers_headache(safety),
        signs=signs_of(safety),
        asks_whether_stopped=is_forgotten(row, now),
        look_again_in=_seconds_to_next_stage(now - row.started_at),
    )


def _seconds_to_next_stage(running: dt.timedelta) -> int | None:
    ahead = [stage - running for stage in _STAGES if stage > running]
    return int(min(ahead).total_seconds()) + 1 if ahead else None


def drawn_place(regions: Iterable[RegionMark], chest_signs: str) -> dict[str, str]:
    """What the form of the place carries of what it shows, so that a place that another tab saved is seen."""
    return {"regions": write_regions(tuple(regions)), "chest_signs": chest_signs}


@dataclass(frozen=True, slots=True)
class RunningPage:
    """The running time, where it is, and what helps now."""

    line: EntryLine
    running_seconds: int
    help: RunningHelp
    where: WhereForm
    correction: StartCorrectionForm
    flags: list[str]
    """What the form of the place knows beyond its fields, for the style sheet."""
    is_night: bool
    """It is past bedtime: the page is dimmer than any theme."""
    can_be_undone: bool
    """A caregiver may delete it."""


def running_page(
    request: SignedInRequest,
    row: Episode,
    now: dt.datetime,
    *,
    where: WhereForm | None = None,
    correction: StartCorrectionForm | None = None,
) -> RunningPage:
    """The page of this running entry. `where` and `correction`: as they were sent."""
    help_now = running_help(request, row, now)
    details = help_now.assessed.details
    marks = [RegionMark(*mark) for mark in details.regions]
    where = where or WhereForm(initial={"regions": marks, "chest_signs": row.chest_signs})
    if not is_caregiver(request):
        cast(RegionPicker, where.fields["regions"].widget).recent = recent_regions(diary_owner(request))
    return RunningPage(
        line=entry_lines([row], {row.pk: details})[0],
        running_seconds=max(0, int((now - row.started_at).total_seconds())),
        help=replace(help_now, where=where, drawn=drawn_place(marks, row.chest_signs)),
        where=where,
        correction=correction or StartCorrectionForm(now=now, episode=row),
        flags=form_flags(request, now, but=row),
        is_night=is_night(diary_person(request), now),
        can_be_undone=can_be_undone(request, row, now),
    )
