"""What items about days do, and the two that are about neither a day nor a spasm: a card's answer, a device's zone.

As in outbox_entries.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.models import Day
from tracker.pages.check_in_edit import answers_of_values, of_day
from tracker.pages.check_in_writes import (
    HAS_ENTRIES_WORDS,
    NOT_OPEN_WORDS,
    NOTHING_ANSWERED_WORDS,
    check_in_sent,
    save_check_in_sent,
)
from tracker.pages.edits import Difference, single_units
from tracker.pages.outbox_case import Case, NotStoredError, checked, conflict, conflict_of, difference_data
from tracker.pages.outbox_item import Result, gone, invalid, stored
from tracker.selectors.check_in import answers_of_day
from tracker.services import days, guidance_answers
from tracker.services.conflicts import KEEP_STORED, marks_as_text, marks_of, merge
from tracker.services.preferences import answer_device_zone
from tracker.vocabulary.day import CHECK_IN_ANSWERS, NONE

_ANSWER = single_units(["answer"])


def _date(case: Case) -> dt.date:
    """The day that it is about, which was open when it was tapped. Raises NotStoredError."""
    date = case.item.date
    if date is None or not days.is_day_open(case.person, date, case.at):
        raise NotStoredError(invalid({"": [str(NOT_OPEN_WORDS)]}))
    return date


def check_in(case: Case) -> Result:
    """Answers the check-in of a day, as of when it was answered."""
    date, owner = _date(case), case.person.owner
    form, edit, _was_there = check_in_sent(case.person, date, case.data(), case.at)
    checked(form)
    case.set_seen(edit, of_day((None, {})))
    answers, day = save_check_in_sent(case.person, date, form, edit, at=case.at, now=case.now)
    if answers is None:
        raise conflict(edit)
    if day is None:
        raise NotStoredError(invalid({"answer": [str(NOTHING_ANSWERED_WORDS)]}))
    if case.keeps_stored:
        other = answers_of_values(form, edit.mine)
        if other != answers:
            days.keep_other_answers(case.person, date, other, now=case.now, said_at=case.at)
    return stored(marks=marks_as_text(marks_of(of_day(answers_of_day(owner, date)), edit.units)))


def take_back(case: Case) -> Result:
    """Removes the answers of a day."""
    days.withdraw_check_in(case.person, _date(case), now=case.now)
    return stored()


def clear(case: Case) -> Result:
    """Marks a day clear, or takes that back. If it was answered otherwise elsewhere, the person chooses."""
    person, data = case.person, case.data()
    if "undo" in data:
        if case.item.date:
            days.withdraw_clear(person, case.item.date, now=case.now)
        return stored()
    date = _date(case)
    day = Day.objects.of(person.owner).filter(date=date).first()
    mine, there = {"answer": NONE}, {"answer": day.answer if day else ""}
    merged = merge(mine, there, case.seen(_ANSWER, there, {"answer": ""}), _ANSWER, case.item.keep)
    if merged.conflicts:
        words, other_words = (str(CHECK_IN_ANSWERS.label(each["answer"])) for each in (mine, there))
        answer = Difference("answer", _("Your answer"), words, other_words, False)
        raise conflict_of([difference_data(answer, ("answer",), mine, there)], marks_as_text(merged.marks))
    if day and day.answer not in {"", NONE} and case.item.keep.get("answer") == KEEP_STORED:
        other = days.DayAnswers(answer=NONE, note=day.note, private=day.private)
        days.keep_other_answers(person, date, other, now=case.now, said_at=case.at)
        return stored()
    try:
        days.confirm_clear(person, date, now=case.now, said_at=case.at)
    except days.DayHasEntriesError:
        raise NotStoredError(invalid({"": [str(HAS_ENTRIES_WORDS)]})) from None
    return stored(marks=marks_as_text(marks_of(mine, _ANSWER)))


def clear_days(case: Case) -> Result:
    """Marks the days clear of which nothing is known."""
    data = case.data()
    try:
        first, last = (dt.date.fromisoformat(str(data.get(name, ""))) for name in ("first", "last"))
    except ValueError:
        raise NotStoredError(invalid({"": [_("This doesn’t say which days it is about.")]})) from None
    dates = days.confirm_clear_since(case.person, first, last, now=case.now, said_at=case.at)
    words = ngettext("%(count)d day marked clear.", "%(count)d days marked clear.", len(dates))
    return stored(words=words % {"count": len(dates)})


def answer_card(case: Case) -> Result:
    """Answers a card of what the log shows."""
    key, about, given = (str(case.item.data.get(name, "")) for name in ("key", "about", "answer"))
    try:
        guidance_answers.answer(case.person, key, about, given, now=case.now)
    except guidance_answers.NotRaisedError:
        words = _("Your log no longer shows this, so there is nothing to answer.")
        raise NotStoredError(gone(can_restore=False, words=words)) from None
    except guidance_answers.NoSuchAnswerError:
        words = _("That answer doesn’t fit this card. Nothing was saved.")
        raise NotStoredError(invalid({"answer": [words]})) from None
    return stored()


def set_device_zone(case: Case) -> Result:
    """Says whether entries from this device use its zone."""
    data = case.item.data
    answer_device_zone(case.person, str(data.get("zone", "")), use=data.get("answer") == "use")
    return stored()
