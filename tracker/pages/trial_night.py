"""What Today and the check-in say of a running trial: in the evening tonight's arm, in the morning the question.

Never both, and nothing of any other night.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.formatting import time_words
from tracker.models import Trial, TrialAnswer, TrialSeal
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm, safety_profile
from tracker.selectors.person import Person
from tracker.selectors.trials import nights_with_entry, trial_seal
from tracker.services.safety import SafetyProfile
from tracker.services.trials import (
    TOLD_FROM_HOUR,
    is_with_tonight,
    night_asked,
    night_told,
    number_of,
    see_to,
)
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.trials import HABITS, Habit

_ASKS, _ANSWERED, _TELLS, _WAITS, _OVER = "asks", "answered", "tells", "waits", "over"


@dataclass(frozen=True, slots=True)
class TrialNightPart:
    """The line of a trial. Which it is, `state` says; what belongs to another state is empty."""

    state: str
    night: dt.date | None = None
    """The evening of the night that is asked about or told."""
    tonight: LazyText = ""
    """With or without, in the evening."""
    how: LazyText = ""
    """How the habit is done; empty for a night without."""
    had_spasm: bool = False
    entry_words: str = ""
    """That an entry began in the night, so that it counts as one with a spasm."""
    last_night: LazyText = ""
    """What was drawn for the night, once it is answered."""
    done_question: LazyText = ""
    was_done: bool | None = None
    kept: str = ""
    """What the night had, and whether that was the plan; empty until it is answered."""
    told_at: str = ""
    """From when on tonight is told."""
    address: str = ""
    """Of the result, when it is over."""

    @property
    def asks(self) -> bool:
        return self.state == _ASKS

    @property
    def is_answered(self) -> bool:
        return self.state == _ANSWERED

    @property
    def tells(self) -> bool:
        return self.state == _TELLS

    @property
    def waits(self) -> bool:
        return self.state == _WAITS

    @property
    def is_over(self) -> bool:
        return self.state == _OVER


def trial_night_of(request: SignedInRequest, now: dt.datetime) -> TrialNightPart | None:
    """The line, for a page that has not looked for urgent cards itself. No query without a trial."""
    person = diary_person(request)
    if trial_seal(person.owner) is None:
        return None
    return trial_night_part(person, safety_profile(request, now), now, is_urgent=has_urgent_card(request, now))


def has_urgent_card(request: SignedInRequest, now: dt.datetime) -> bool:
    """True while an emergency or urgent card is up, of an entry or of the log."""
    up = alarm(request, now)
    return up is not None and bool(up.cards or (up.entry and up.entry.assessment.takes_self_care_off))


def trial_night_part(
    person: Person, profile: SafetyProfile, now: dt.datetime, *, is_urgent: bool, looks_back: bool = False
) -> TrialNightPart | None:
    """The line; None and no query without a trial. Ends the trial first, where it has to (see services/trials.py).

    Four queries at most, unless a look is due.
    """
    seal = trial_seal(person.owner)
    if seal is None:
        return None
    trial = see_to(person, seal, profile, now, is_urgent=is_urgent, looks_back=looks_back)
    if trial.ended_at is not None:
        return TrialNightPart(_OVER, address=reverse("trial-result", args=[trial.uid]))
    clock = person.wall_clock(now)
    evening, asked = night_told(clock), night_asked(clock)
    if evening is not None:
        return _tonight(seal, evening)
    number = None if asked is None else number_of(trial, asked)
    if asked is not None and number is not None:
        return _last_night(person, trial, asked, number)
    return TrialNightPart(_WAITS, told_at=_told_at())


def _told_at() -> str:
    return time_words(dt.time(TOLD_FROM_HOUR))


def _tonight(seal: TrialSeal, night: dt.date) -> TrialNightPart | None:
    is_with = is_with_tonight(seal, night)
    if is_with is None:
        # Its first night is tomorrow, or its last one is over.
        return TrialNightPart(_WAITS, told_at=_told_at()) if night < seal.trial.first_on else None
    habit = HABITS[seal.trial.habit]
    words = habit.with_words if is_with else habit.without_words
    return TrialNightPart(_TELLS, night, tonight=words, how=habit.help if is_with else "")


def _last_night(person: Person, trial: Trial, night: dt.date, number: int) -> TrialNightPart:
    row = TrialAnswer.objects.filter(trial=trial, number=number).first()
    if row is None:
        return TrialNightPart(_ASKS, night)
    habit = HABITS[trial.habit]
    entries = {} if row.had_spasm else nights_with_entry(person, night, night)
    return TrialNightPart(
        _ANSWERED,
        night,
        had_spasm=row.had_spasm,
        entry_words=_entry_words(entries, night),
        last_night=_("Planned: %(what)s.") % {"what": habit.kept_words if row.is_with else habit.left_words},
        done_question=habit.done_words,
        was_done=row.was_done,
        kept=_kept_words(habit, row),
        told_at=_told_at() if number + 1 < trial.length else "",
    )


def _kept_words(habit: Habit, row: TrialAnswer) -> str:
    if row.was_done is None:
        return ""
    what = {"what": habit.kept_words if row.was_done else habit.left_words}
    if row.was_done == row.is_with:
        return _("Last night: %(what)s, as planned") % what
    return _("Last night: %(what)s, not as planned") % what


def _entry_words(entries: Mapping[dt.date, dt.datetime], night: dt.date) -> str:
    if night not in entries:
        return ""
    return _("You logged a spasm at %(time)s, so this night counts as one with a spasm.") % {
        "time": time_words(entries[night])
    }
