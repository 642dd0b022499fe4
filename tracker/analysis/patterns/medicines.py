"""What patterns about medicines rest on: the first spasm of a young diary, and a medicine that was missed. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.pattern import OF_DAYS, Pattern, window
from tracker.analysis.patterns.thresholds import FIRST_SPASM_WINDOW_DAYS, MISSED_ANSWER_DAYS
from tracker.diary import ANSWER_CODES, Diary
from tracker.vocabulary.day import UNLISTED
from tracker.vocabulary.factors import MISSED_A_MEDICINE


def missed_medicine_answered(diary: Diary, today: dt.date) -> Pattern:
    """Does today's or yesterday's check-in say that a medicine was missed, and was there a spasm on one of the two?

    What counts is the answer as it stands now, whenever it was given, and also alone: a warning does not wait for a
    check-in that is complete and on time. A pause takes nothing away. Twitches are no spasms.

    Returns days with a yes, of the days that answer this factor.
    Example: yes yesterday, not answered today, an entry this morning: 1 of 1, holds.
    """
    days = window(diary, today, MISSED_ANSWER_DAYS)
    checked, answers = diary.factor_answers, diary.answers
    is_it = in_period(checked.day, days.period) & (checked.factor == _place(checked.codes))
    missed_on = np.unique(checked.day[is_it & checked.is_yes])
    is_unlisted = in_period(answers.day, days.period) & (answers.answer == ANSWER_CODES.index(UNLISTED))
    spasm_on = np.union1d(days.days_of(days.has_spasm), answers.day[is_unlisted])
    is_missed = len(missed_on) > 0
    return days.pattern(
        "missed-medicine-check-in",
        days.has_spasm & is_missed,
        holds=is_missed and len(spasm_on) > 0,
        n=len(missed_on),
        of=len(np.unique(checked.day[is_it])),
        on=np.union1d(missed_on, spasm_on) if is_missed else missed_on,
        unit=OF_DAYS,
        method=_(
            "Days when your check-in says you missed a medicine and you had a spasm, out of the days you answered."
        ),
        kind=Pattern,
    )


def _place(codes: tuple[str, ...]) -> int | None:
    """The factor's place among the codes; None, which equals no place, if nobody answered it."""
    return codes.index(MISSED_A_MEDICINE) if MISSED_A_MEDICINE in codes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSpasm(Pattern):
    """Spasm days, of the answered ones."""

    first: int
    """Ordinal of the diary's first spasm day; 0 if it is not within these days."""


def first_spasm(diary: Diary, today: dt.date) -> FirstSpasm:
    """Is the diary's very first spasm within the days looked at?

    Known only if the diary itself began in these days. Twitches are no spasms. One in a pause is the first, too, though
    its day is not counted.
    """
    days = window(diary, today, FIRST_SPASM_WINDOW_DAYS)
    coverage, is_spasm = days.spasm_days()
    is_any = coverage.is_unlisted.copy()
    is_any[days.days_of(days.has_spasm) - days.period.first.toordinal()] = True
    is_young = diary.first_on is not None and diary.first_on >= days.period.first
    holds = bool(is_young and is_spasm.any())
    return days.counted_days(
        "first-spasm",
        is_spasm,
        days.has_spasm,
        kind=FirstSpasm,
        holds=holds,
        of=coverage.answered,
        first=days.period.first.toordinal() + int(is_any.argmax()) if holds else 0,
        method=_("Spasm days in a diary that began in this period, out of the days answered."),
    )
