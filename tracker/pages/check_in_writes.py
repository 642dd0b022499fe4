"""What a check-in stores, whether it was sent just now or kept on a device for a while.

As in running_writes: no request here; `at` is when the person answered, `now` when it is stored.
"""

import datetime as dt
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.forms.check_in import CheckInForm
from tracker.models import Day, Episode
from tracker.pages.check_in import check_in_form
from tracker.pages.check_in_edit import check_in_edit, settled
from tracker.pages.edits import Edit
from tracker.selectors.check_in import answers_of_day, check_in_state
from tracker.selectors.person import Person
from tracker.services import days as service
from tracker.services.days import DayAnswers
from tracker.services.versions import diary_write
from tracker.vocabulary.day import LISTED, NONE

NOT_OPEN_WORDS = _("You can only answer for today and the seven days before it.")
HAS_ENTRIES_WORDS = _("That day has entries, so it counts as a spasm day.")
NOTHING_ANSWERED_WORDS = _("You haven’t answered anything yet, so nothing was saved.")


def check_in_sent(person: Person, date: dt.date, data: QueryDict, at: dt.datetime) -> tuple[CheckInForm, Edit, bool]:
    """The form of that day as it was sent, over what is stored of the day; and whether anything is."""
    today = person.today(at)
    state = check_in_state(person, date, today)
    form = check_in_form(person, state, today, data)
    return form, check_in_edit(data, form, state), state.day is not None


def save_check_in_sent(
    person: Person, date: dt.date, form: CheckInForm, edit: Edit, *, at: dt.datetime, now: dt.datetime
) -> tuple[DayAnswers | None, Day | None]:
    """(what to store, the day with it) of a valid form: neither if there is something to choose first, no day if
    nothing was answered. Raises DayNotOpenError."""
    with diary_write(person.owner):
        answers = settled(edit, form, answers_of_day(person.owner, date))
        day = service.save_check_in(person, date, answers, now=now, said_at=at) if answers else None
    return answers, day


def save_caregivers_check_in(person: Person, date: dt.date, form: CheckInForm, *, now: dt.datetime) -> Day | None:
    """Stores what a caregiver answered in a valid form. None if they answered nothing. Raises DayNotOpenError.

    They see no answer, so none of somebody else's is written over: theirs is kept beside it, as an earlier version. On
    a day that they answered themselves, theirs change. A note is none of theirs. “No” means that nothing is missing:
    the day is clear, or its entries were all.
    """
    sent = replace(DayAnswers(**form.day_answers()), note="", private=False)
    if sent == DayAnswers():
        return None
    with diary_write(person.owner):
        day, factors = answers_of_day(person.owner, date)
        if sent.answer == NONE and Episode.objects.of(person.owner).filter(day=date).exists():
            sent = replace(sent, answer=LISTED)
        if day is not None:
            sent = replace(sent, note=day.note, private=day.private)
            if day.logged_by != person.logged_by:
                is_open = _only_what_is_open(sent, day, factors)
                if is_open != sent:
                    # For the owner to bring back.
                    service.keep_other_answers(person, date, sent, now=now, said_at=now)
                sent = is_open
        return service.save_check_in(person, date, sent, now=now)


def _only_what_is_open(sent: DayAnswers, day: Day, factors: dict[str, bool]) -> DayAnswers:
    if day.answer:
        sent = replace(sent, answer="", unlisted_count="", unlisted_worst=None)
    return replace(
        sent,
        limited=sent.limited if day.limited is None else None,
        factors={code: is_yes for code, is_yes in sent.factors.items() if code not in factors},
    )
