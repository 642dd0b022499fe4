"""The check-in of a day that another tab may have answered meanwhile: what it was drawn from, and what is to be stored.

An answer that is left open changes nothing, whatever is stored by now; only the note can be emptied.
"""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from tracker.forms.check_in import FACTOR_PREFIX, CheckInForm
from tracker.pages.edits import Edit, single_units
from tracker.records.day import DAY_ANSWERS
from tracker.selectors.check_in import CheckInState, StoredAnswers
from tracker.services.days import DayAnswers
from tracker.vocabulary.day import UNLISTED

_ANSWER = ("answer", "unlisted_count", "unlisted_worst")
_VALUES = tuple(name for name in DAY_ANSWERS if name != "factors")
_SINGLE = tuple(name for name in _VALUES if name not in _ANSWER)


def check_in_edit(data: QueryDict, form: CheckInForm, state: CheckInState) -> Edit:
    """The form over what is stored of the day."""
    factors = [FACTOR_PREFIX + code for code in form.codes]
    units = {"answer": _ANSWER} | single_units([*factors, *_SINGLE])
    return Edit(data, form, of_day((state.day, state.factors)), units, labels={"answer": gettext_lazy("Your answer")})


def of_day(answers: StoredAnswers) -> dict[str, Any]:
    """What the units are made of, by the names of the form; of a day without answers, nothing."""
    day, factors = answers
    values = {name: getattr(day or DayAnswers(), name) for name in _VALUES}
    return values | {FACTOR_PREFIX + code: _yes_no(is_yes) for code, is_yes in factors.items()}


def _yes_no(is_yes: bool) -> str:
    return "yes" if is_yes else "no"


def settled(edit: Edit, form: CheckInForm, answers: StoredAnswers) -> DayAnswers | None:
    """What to store of a valid form; None if there is something to choose first.

    `answers`: of the day, as read in the transaction that saves.
    """
    stored = of_day(answers)
    values = edit.settle(_mine(stored, form), stored)
    return None if values is None else answers_of_values(form, values)


def answers_of_values(form: CheckInForm, values: Mapping[str, Any]) -> DayAnswers:
    """Values by the names of the form as what a service stores.

    Only what the form itself answers: what was left open, or is kept as it is stored, was not answered just now.
    """
    sent, answers = form.day_answers(), {name: values[name] for name in _VALUES}
    if answers["answer"] != sent["answer"]:
        answers |= {"answer": "", "unlisted_count": "", "unlisted_worst": None}
    if answers["limited"] != sent["limited"]:
        answers["limited"] = None
    factors = {
        code: is_yes for code, is_yes in sent["factors"].items() if values.get(FACTOR_PREFIX + code) == _yes_no(is_yes)
    }
    return DayAnswers(**answers, factors=factors)


def _mine(stored: dict[str, Any], form: CheckInForm) -> dict[str, Any]:
    """What was sent, with what is stored where an answer was left open."""
    sent = form.day_answers()
    mine = {name: sent[name] for name in _VALUES}
    if not mine["answer"]:
        mine |= {name: stored[name] for name in _ANSWER}
    elif mine["answer"] == UNLISTED == stored["answer"]:
        mine["unlisted_count"] = mine["unlisted_count"] or stored["unlisted_count"]
        if mine["unlisted_worst"] is None:
            mine["unlisted_worst"] = stored["unlisted_worst"]
    if mine["limited"] is None:
        mine["limited"] = stored["limited"]
    for code in form.codes:
        name = FACTOR_PREFIX + code
        # "No to the rest" means what is open by now.
        is_open = not form.cleaned_data[name]
        answer = _yes_no(sent["factors"][code]) if code in sent["factors"] else ""
        mine[name] = (stored.get(name) or answer) if is_open else answer
    return mine
