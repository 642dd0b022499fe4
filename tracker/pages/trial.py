"""The pages of a self-trial: its set-up, one that runs, its results, and what was drawn, to be checked."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.trial import (
    END_LOOK,
    FEWER_WITH_IT,
    HALF_WAY_LOOK,
    MISSING_NIGHT,
    SPASM_NIGHT,
    result_from_data,
)
from tracker.analysis.trial_power import FEWEST_BASELINE_NIGHTS, lengths_offered, rarity
from tracker.days import ONE_DAY
from tracker.formatting import comma_words, date_words, number_words, sentences_words, share_words
from tracker.forms.trial import TrialForm
from tracker.models import Trial
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm, safety_profile
from tracker.pages.trial_night import TrialNightPart, has_urgent_card, trial_night_part
from tracker.selectors.person import Person
from tracker.selectors.trials import Baseline, baseline_of, nights_with_entry, trial_seal, trials_of
from tracker.services.trials import due_at, nights_begun, unsuited
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.trials import BY_MORE_SPASMS, BY_PERSON, ENDS, HABITS, STUDIES, UNSUITED, Habit
from tracker.wording import trial as wording


@dataclass(frozen=True, slots=True)
class HabitOption:
    """One habit to choose, or why it is left out for this person."""

    habit: Habit
    studies: tuple[LazyText, ...]
    not_with: str
    """Whom it leaves out, in words."""
    left_out: str
    """Why it is left out here; empty if it can be chosen."""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A trial in the list of all."""

    trial: Trial
    habit: LazyText
    began: str
    state: str


@dataclass(frozen=True, slots=True)
class TrialSetUpPage:
    """Everything that is decided before a trial, on one screen."""

    form: TrialForm | None
    """None where no trial is offered; `not_offered` says why."""
    not_offered: str
    baseline_words: str
    promises: tuple[str, ...]
    limit_words: str
    habits: tuple[HabitOption, ...]
    trials: tuple[TrialLine, ...]


@dataclass(frozen=True, slots=True)
class TrialOffer:
    """What may be offered to this person."""

    baseline: Baseline
    left_out: frozenset[str]
    """Codes of UNSUITED that the diary or profile names."""
    not_offered: str
    """Why no trial is offered, in words; empty if one is."""


def trial_offer(request: SignedInRequest, now: dt.datetime) -> TrialOffer:
    """What may be offered now, by the diary and the profile."""
    person = diary_person(request)
    baseline = baseline_of(person, person.wall_clock(now).date())
    left_out = unsuited(safety_profile(request, now), now)
    return TrialOffer(baseline, left_out, _not_offered(request, now, baseline))


def trial_set_up_page(request: SignedInRequest, offer: TrialOffer, form: TrialForm | None) -> TrialSetUpPage:
    """The page for somebody without a running trial."""
    person, baseline = diary_person(request), offer.baseline
    rare = rarity(baseline.spasms, baseline.nights)
    return TrialSetUpPage(
        form=form,
        not_offered=offer.not_offered,
        baseline_words=wording.baseline_words(baseline.spasms, baseline.nights) if baseline.nights else "",
        promises=tuple(wording.promise_words(rare, nights) for nights in lengths_offered(rare)) if rare else (),
        limit_words=wording.limit_words(),
        habits=tuple(_option(habit, offer.left_out) for habit in HABITS.values()),
        trials=trial_lines(person, trials_of(person.owner)),
    )


def trial_form(offer: TrialOffer, data: Mapping[str, Any] | None = None) -> TrialForm | None:
    """The form with what is offered; None where nothing is."""
    if offer.not_offered:
        return None
    return TrialForm(
        data,
        habits=[code for code, habit in HABITS.items() if not habit.unsuited & offer.left_out],
        lengths=lengths_offered(rarity(offer.baseline.spasms, offer.baseline.nights) or 0),
        initial={"uid": uuid.uuid4()},
    )


def _option(habit: Habit, left_out: frozenset[str]) -> HabitOption:
    against = [UNSUITED.label(code) for code in UNSUITED if code in habit.unsuited]
    here = [UNSUITED[code].help or UNSUITED.label(code) for code in UNSUITED if code in habit.unsuited & left_out]
    return HabitOption(
        habit,
        tuple(STUDIES.label(code) for code in habit.studies),
        _("Not for you if you have or had: %(reasons)s.") % {"reasons": comma_words(against)} if against else "",
        _("Left out because your diary or profile mentions: %(reasons)s.") % {"reasons": comma_words(here)}
        if here
        else "",
    )


def _not_offered(request: SignedInRequest, now: dt.datetime, baseline: Baseline) -> str:
    """Why no trial is offered, in words; empty if one is."""
    if alarm(request, now) is not None:
        return _("A safety question or a warning is open. See to that first. A trial can wait.")
    if "pregnancy" in safety_profile(request, now).conditions:
        return _("Trials aren’t offered in pregnancy. Ask your midwife or doctor what to do about night cramps.")
    if baseline.nights < FEWEST_BASELINE_NIGHTS:
        words = _(
            "Answer your check-in on more evenings first. A night counts if you answered the evenings before and after "
            "it. You have %(n)s of the %(least)s needed."
        )
        return words % {"least": number_words(FEWEST_BASELINE_NIGHTS), "n": number_words(baseline.nights)}
    if rarity(baseline.spasms, baseline.nights) is None:
        return _("That is fewer than 1 night in 4. With so few, a trial of 112 nights would find almost nothing.")
    return ""


def trial_lines(person: Person, trials: Iterable[Trial], but: Trial | None = None) -> tuple[TrialLine, ...]:
    """The trials, in their order, one of them left out."""
    return tuple(
        TrialLine(trial, HABITS.label(trial.habit), date_words(trial.first_on), state_words(person, trial))
        for trial in trials
        if trial != but
    )


def state_words(person: Person, trial: Trial) -> str:
    """Whether it runs, or how it ended."""
    if trial.ended_at is not None:
        return str(ENDS.label(trial.ended_why))
    seal = trial_seal(person.owner)
    if seal is not None and seal.trial_id == trial.pk:
        return pgettext("state of a trial", "It is running.")
    return _("It ended when this diary was restored from a file.")


# One that runs


@dataclass(frozen=True, slots=True)
class RunningTrialPage:
    """A trial that runs: where it stands, and nothing of what is ahead."""

    trial: Trial
    habit: Habit
    part: TrialNightPart
    first_night: str
    progress: str
    next_look: str
    half_way: "LookPart | None"
    trials: tuple[TrialLine, ...]


@dataclass(frozen=True, slots=True)
class NightMark:
    """One night of an arm as it is drawn."""

    css: str
    words: LazyText


@dataclass(frozen=True, slots=True)
class LookPart:
    """What a look says."""

    title: str
    sentences: tuple[str, ...]
    with_it: tuple[NightMark, ...]
    without: tuple[NightMark, ...]
    as_done: str
    method: str
    hidden: str
    has_range: bool
    """One of its sentences says a range."""


@dataclass(frozen=True, slots=True)
class TrialResultPage:
    """One trial that is over."""

    trial: Trial
    habit: Habit
    began: str
    ended: str
    why: LazyText
    no_verdict: str
    """Why it says nothing of the habit; empty if it does."""
    counts: str
    """Answered nights of each arm, where there is no look."""
    at_end: LookPart | None
    half_way: LookPart | None
    trials: tuple[TrialLine, ...]


def running_trial_page(request: SignedInRequest, now: dt.datetime) -> RunningTrialPage | None:
    """The page of the running trial; None if there is none, or if it ended just now."""
    person = diary_person(request)
    seal = trial_seal(person.owner)
    if seal is None:
        return None
    is_urgent = has_urgent_card(request, now)
    part = trial_night_part(person, safety_profile(request, now), now, is_urgent=is_urgent, looks_back=True)
    # As they stand by now: a look may have been taken for this page.
    trials = trials_of(person.owner)
    trial = next((each for each in trials if each.pk == seal.trial_id), None)
    if part is None or trial is None or trial.ended_at is not None:
        return None
    look = END_LOOK if trial.half_way else HALF_WAY_LOOK
    return RunningTrialPage(
        trial=trial,
        habit=HABITS[trial.habit],
        part=part,
        first_night=_first_night(person, trial, now),
        progress=_progress(person, trial, now),
        next_look=_("Results are next checked on %(date)s.")
        % {"date": date_words(person.wall_clock(due_at(person, trial, look)).date())},
        half_way=_look(trial, trial.half_way, HALF_WAY_LOOK),
        trials=trial_lines(person, trials, but=trial),
    )


def _first_night(person: Person, trial: Trial, now: dt.datetime) -> str:
    values = {"date": date_words(trial.first_on)}
    if nights_begun(person, trial, now):
        return _("The first night was %(date)s.") % values
    return _("The first night is %(date)s.") % values


def _progress(person: Person, trial: Trial, now: dt.datetime) -> str:
    begun = nights_begun(person, trial, now)
    if not begun:
        return _("%(nights)s nights planned, starting %(date)s.") % {
            "nights": number_words(trial.length),
            "date": date_words(trial.first_on),
        }
    answered = len(trial.answers.all())
    words = ngettext(
        "Night %(night)s of %(nights)s. You answered on %(answered)s morning.",
        "Night %(night)s of %(nights)s. You answered on %(answered)s mornings.",
        answered,
    )
    return words % {
        "night": number_words(begun),
        "nights": number_words(trial.length),
        "answered": number_words(answered),
    }


def trial_result_page(person: Person, trial: Trial) -> TrialResultPage:
    """The page of a trial that is over."""
    half_way = _look(trial, trial.half_way, HALF_WAY_LOOK) if trial.says_something else None
    at_end = _look(trial, trial.at_end, END_LOOK)
    return TrialResultPage(
        trial=trial,
        habit=HABITS[trial.habit],
        began=date_words(trial.first_on),
        ended=date_words(person.wall_clock(trial.ended_at).date()) if trial.ended_at else "",
        why=state_words(person, trial),
        no_verdict=_no_verdict(trial),
        counts="" if at_end or half_way else _counts(person, trial),
        at_end=at_end,
        half_way=half_way,
        trials=trial_lines(person, trials_of(person.owner), but=trial),
    )


def _no_verdict(trial: Trial) -> str:
    if trial.at_end:
        return ""
    if trial.ended_why == BY_MORE_SPASMS:
        return _(
            "More pairs had a spasm on just the night drawn for the habit than on just the other night, so the trial "
            "was ended. "
            "This is not proof of harm."
        )
    if trial.ended_why == BY_PERSON and trial.half_way:
        return _("You stopped after the halfway check, so only that counts.")
    return _("It ended early, so it says nothing about the habit.")


def _counts(person: Person, trial: Trial) -> str:
    """Answered nights of each arm. An entry that began in one makes it one with a spasm, as Today said."""
    answers = list(trial.answers.all())
    with_entry = nights_with_entry(person, trial.first_on, trial.last_on) if answers else {}
    arms: dict[bool, list[bool]] = {True: [], False: []}
    overridden = 0
    for row in answers:
        has_entry = trial.first_on + row.number * ONE_DAY in with_entry
        arms[row.is_with].append(row.had_spasm or has_entry)
        overridden += has_entry and not row.had_spasm
    counts = _(
        "Until then you had a spasm on %(with)s answered nights drawn for the habit, and on %(without)s drawn "
        "without it."
    ) % {
        "with": share_words(sum(arms[True]), len(arms[True])),
        "without": share_words(sum(arms[False]), len(arms[False])),
    }
    return sentences_words([counts, wording.overridden_words(overridden) if overridden else ""])


def _look(trial: Trial, stored: Mapping[str, Any], look: str) -> LookPart | None:
    if not stored:
        return None
    result = result_from_data(stored)
    baseline = (trial.baseline_spasms, trial.baseline_nights)
    return LookPart(
        title=wording.title(result),
        sentences=tuple(wording.sentences(result, look, baseline, trial.length)),
        with_it=_marks(result.marks_with),
        without=_marks(result.marks_without),
        as_done=wording.as_done_words(result),
        method=wording.method_words(result, look),
        hidden=wording.hidden_words() if result.verdict == FEWER_WITH_IT else "",
        has_range=wording.says_range(result),
    )


def _marks(marks: str) -> tuple[NightMark, ...]:
    return tuple(
        NightMark("unanswered", pgettext("a night of a trial", "unanswered"))
        if mark == MISSING_NIGHT
        else NightMark("spasm-unrated", pgettext("a night of a trial", "spasm"))
        if mark == SPASM_NIGHT
        else NightMark("clear", pgettext("a night of a trial", "no spasm"))
        for mark in marks
    )
