"""The evening check-in of a day: its question, its form, and the days that can still be answered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.days import ONE_DAY
from tracker.formatting import WEEKDAYS, date_words, day_words, time_words
from tracker.forms.check_in import CheckInForm, answers_so_far
from tracker.pages.check_in_edit import check_in_edit
from tracker.pages.edits import Edit
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.trial_night import TrialNightPart, trial_night_of
from tracker.selectors.check_in import AskedDay, CheckInState, asked_days, check_in_state, factor_labels
from tracker.selectors.person import Person
from tracker.vocabulary.day import UNLISTED
from tracker.vocabulary.factors import FACTORS

EVENING_HOUR = 17
"""From here on Today offers the check-in, and "none since" takes today in."""
CAREGIVERS_DAYS = 1
"""How many days back a caregiver can answer for."""
_NOON_HOUR = 12


def is_evening(person: Person, now: dt.datetime) -> bool:
    """True from the evening on until the person's day ends."""
    clock = person.wall_clock(now)
    return clock.hour >= EVENING_HOUR or clock.date() > person.today(now)


def is_morning(person: Person, now: dt.datetime) -> bool:
    """True from the beginning of the person's day until noon."""
    clock = person.wall_clock(now)
    return clock.date() == person.today(now) and clock.hour < _NOON_HOUR


def day_to_ask_first(person: Person, now: dt.datetime) -> dt.date:
    """The day that the check-in opens with: before noon yesterday, if it was to be asked and was not."""
    today = person.today(now)
    yesterday = asked_days(person, today)[1]
    return yesterday.date if is_morning(person, now) and yesterday.is_asked and not yesterday.answer else today


def check_in_form(
    person: Person, state: CheckInState, today: dt.date, data: Mapping[str, Any] | None = None
) -> CheckInForm:
    """The form for a day, with what is stored of it, or with what was sent."""
    labels = factor_labels(person.owner) if state.asked else {}
    return CheckInForm(
        data,
        question=_caregivers_question(state, today) if person.logged_by else _question(state, today),
        has_entries=bool(state.entries),
        sees_entries=not person.logged_by,
        factors=[(code, labels.get(code) or FACTORS.label(code)) for code in state.asked],
        initial=answers_so_far(state.day, state.factors),
    )


def _caregivers_question(state: CheckInState, today: dt.date) -> str:
    """Makes sense whatever is logged, which they do not see, and says nothing of it."""
    if state.date == today:
        return _("Any spasms today that aren’t logged yet?")
    return _("Any spasms yesterday that aren’t logged yet?")


def _question(state: CheckInState, today: dt.date) -> str:
    """Whether there were any; where some are logged, whether these were all."""
    if state.since:
        when = {"day": day_words(state.since.date(), today), "time": time_words(state.since)}
        if state.entries:
            return _("Was that all since your last check-in (%(day)s %(time)s)?") % when
        return _("Any spasms since your last check-in (%(day)s %(time)s)?") % when
    if state.date == today:
        return _("Was that all today?") if state.entries else _("Any spasms today?")
    if state.date == today - ONE_DAY:
        return _("Was that all yesterday?") if state.entries else _("Any spasms yesterday?")
    if (today - state.date).days < 7:
        all_words = pgettext("on a weekday", "Was that all on %(day)s?")
        any_words = pgettext("on a weekday", "Any spasms on %(day)s?")
        return (all_words if state.entries else any_words) % {"day": WEEKDAYS[state.date.weekday()]}
    all_words = pgettext("on a date", "Was that all on %(day)s?")
    any_words = pgettext("on a date", "Any spasms on %(day)s?")
    return (all_words if state.entries else any_words) % {"day": date_words(state.date, with_year=False)}


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """The check-in of one day."""

    today: dt.date
    date: dt.date
    state: CheckInState
    form: CheckInForm
    edit: Edit
    days: tuple[AskedDay, ...]
    """The days that can be answered, today last."""
    deadline: dt.datetime
    """Until when the day's answers count as given on time, by the person's clock."""
    is_after_deadline: bool
    clear_offer: tuple[dt.date, ...]
    """Open days since the last spasm that one button marks clear, the earliest first."""
    has_factors: bool
    trial_night: TrialNightPart | None
    """The line of a running trial, on today's check-in in the evening."""

    @property
    def has_answers(self) -> bool:
        """Something was answered that can be removed."""
        day = self.state.day
        return bool(self.state.factors) or (day is not None and (bool(day.answer) or day.limited is not None))

    @property
    def yesterday(self) -> dt.date:
        return self.today - ONE_DAY


def check_in_page(
    request: SignedInRequest,
    date: dt.date,
    now: dt.datetime,
    form: CheckInForm | None = None,
    edit: Edit | None = None,
) -> CheckInPage:
    """The check-in of this day. `form` and `edit`: as they were sent."""
    person = diary_person(request)
    today = person.today(now)
    state = check_in_state(person, date, today)
    # What the days before were like is not a caregiver's to see, nor a trial.
    days = () if person.logged_by else asked_days(person, today)
    form = form or check_in_form(person, state, today)
    is_open_until = today if is_evening(person, now) else today - ONE_DAY
    # "No spasms since Monday" is true only of the days after the last spasm.
    last_spasm = max((day.date for day in days if day.has_entries or day.answer == UNLISTED), default=dt.date.min)
    return CheckInPage(
        today=today,
        date=date,
        state=state,
        form=form,
        edit=edit or check_in_edit(request.POST, form, state),
        days=tuple(reversed(days)),
        deadline=person.wall_clock(person.deadline(date)),
        is_after_deadline=now >= person.deadline(date),
        clear_offer=tuple(day.date for day in reversed(days) if day.is_open and last_spasm < day.date <= is_open_until),
        has_factors=bool(person.factors.on(today)),
        trial_night=None if person.logged_by else _tonight(request, date, now),
    )


def _tonight(request: SignedInRequest, date: dt.date, now: dt.datetime) -> TrialNightPart | None:
    """Tonight's arm; the question of the morning stands on Today alone."""
    person = diary_person(request)
    if date != person.today(now) or not is_evening(person, now):
        return None
    part = trial_night_of(request, now)
    return part if part and part.tells else None
