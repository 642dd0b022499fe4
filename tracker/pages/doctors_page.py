"""From a person's rows to the doctor's page: what is ticked is gathered, the rest is not even read.

One's own page and a shared one are made here in the same way; a shared one ends at its cut-off.
"""

import datetime as dt
from dataclasses import replace

from django.contrib.auth.models import User

from tracker.analysis.coverage import counted_days
from tracker.analysis.factors import FactorAnalysis
from tracker.analysis.results import EMPTY_DIARY, TooLittle
from tracker.analysis.trial import result_from_data
from tracker.days import Period
from tracker.models import ChangeRecord
from tracker.pages.questions import question_words
from tracker.querysets import EpisodeFilter
from tracker.report import choice
from tracker.report.build import build, entry_keys
from tracker.report.choice import ReportChoice
from tracker.report.content import Report
from tracker.report.material import EntryRow, LookRow, Material, ProfileRow, TrialRow, VisitRow
from tracker.selectors.diary import load_diary
from tracker.selectors.grants import diary_name
from tracker.selectors.person import Person
from tracker.selectors.profile import Profile, profile_of
from tracker.selectors.report import (
    listed_entries,
    next_visit_for_others,
    questions_for_next,
    trials_for_others,
    visits_for_others,
)
from tracker.services.change_looks import taken_looks
from tracker.services.evidence import factor_findings, factor_findings_at
from tracker.vocabulary.profile import MEDICATION
from tracker.vocabulary.trials import ENDS_FOR_OTHERS, HABITS, RUNNING


def doctors_page(person: Person, chosen: ReportChoice, period: Period, before: Period, now: dt.datetime) -> Report:
    """The person's own page as of `now` (an instant, aware).

    Parameters: whose; what is ticked; both windows, `before` the earlier one.
    """
    return _page(person, chosen, period, before, now, None)


def shared_page(person: Person, chosen: ReportChoice, period: Period, before: Period, cut_off: dt.datetime) -> Report:
    """The same page for somebody else, as of its cut-off: what was deleted since is gone, what came later is not there.

    It writes nothing: whoever reads it takes no look at the person's factors.
    """
    return _page(person, chosen, period, before, cut_off, cut_off)


def counted_period(person: Person, period: Period, now: dt.datetime) -> Period:
    """The days of the period that its page names: today is none of them while nothing is known of it."""
    today = person.today(now)
    if period.last != today:
        return period
    return counted_days(load_diary(person, EpisodeFilter(), Period(today, today), today), period)


def _page(
    person: Person,
    chosen: ReportChoice,
    period: Period,
    before: Period,
    as_of: dt.datetime,
    cut_off: dt.datetime | None,
) -> Report:
    owner, today = person.owner, person.today(as_of)
    if person.leaves_private_out:
        chosen = without_closed_parts(chosen, shows_notes=person.shows_notes)
    days = Period(before.first, period.last)
    diary = load_diary(person, EpisodeFilter(), days, today, cut_off)
    rows = listed_entries(owner, entry_keys(diary, chosen, period), cut_off)
    profile = profile_of(owner, today, cut_off).without_private() if _tells(chosen, *_OF_PROFILE) else None
    questions = questions_for_next(owner, today, cut_off) if _tells(chosen, choice.QUESTIONS_PART) else []
    visits = visits_for_others(owner, today, cut_off) if _tells(chosen, *_OF_VISITS) else ()
    ahead = next_visit_for_others(owner, today, cut_off) if _tells(chosen, choice.QUESTIONS_PART) else None
    material = Material(
        diary=diary,
        factors=_factors(person, chosen, as_of, cut_off),
        time_zone=person.time_zone,
        entries={key: EntryRow(**fields) for key, fields in rows.items()},
        questions=tuple(question_words(owner, questions)),
        visits=tuple(VisitRow(row.on, row.with_whom or row.what_for) for row in visits),
        next_visit=VisitRow(ahead.on, ahead.with_whom or ahead.what_for) if ahead else None,
        looks=_looks(owner, cut_off) if _tells(chosen, choice.CHANGE_PART) else (),
        profile=_profile_rows(profile, shows_notes=person.shows_notes) if profile else (),
        said_none=frozenset(profile.said_none) if profile else frozenset(),
        unseen=profile.unseen if profile else frozenset(),
        trials=_trials(person, cut_off) if _tells(chosen, choice.TRIALS_PART) else (),
        name=name_of(owner) if chosen.with_name else "",
        leaves_private_out=person.leaves_private_out,
    )
    return build(material, chosen, period, before, as_of)


_OF_PROFILE = (choice.SINCE_PART, choice.CONDITIONS_PART, choice.MEDICINES_PART, choice.WEEKS_PART, choice.PROFILE_PART)
"""What of the page rests on the health profile."""
_OF_VISITS = (choice.NEW_PART, choice.NUMBERS_PART, choice.WEEKS_PART, choice.CHANGE_PART)
"""What of it says that something begins at a visit."""


def _tells(chosen: ReportChoice, *codes: str) -> bool:
    return bool({*codes} & (chosen.parts | chosen.sections))


def name_of(owner: User) -> str:
    """How the page names the person, if that is ticked."""
    return owner.get_full_name() or diary_name(owner)


def closed_to_caregivers(*, shows_notes: bool) -> frozenset[str]:
    """Parts that no caregiver has on the page: what rests on what is stored, private entries counted; and without the
    notes the questions, too."""
    stored = frozenset({choice.CHANGE_PART, choice.FACTORS_PART, choice.TRIALS_PART})
    return stored if shows_notes else stored | {choice.QUESTIONS_PART}


def without_closed_parts(chosen: ReportChoice, *, shows_notes: bool) -> ReportChoice:
    """What is ticked, without these parts, however it was asked for."""
    closed = closed_to_caregivers(shows_notes=shows_notes)
    return replace(
        chosen,
        parts=chosen.parts - closed,
        sections=chosen.sections - closed,
        with_notes=chosen.with_notes and shows_notes,
    )


def _factors(
    person: Person, chosen: ReportChoice, as_of: dt.datetime, cut_off: dt.datetime | None
) -> FactorAnalysis | TooLittle:
    if not _tells(chosen, choice.FACTORS_PART, choice.SUSPECTED_PART):
        return TooLittle(EMPTY_DIARY)
    return factor_findings_at(person, cut_off) if cut_off else factor_findings(person, as_of)


def _looks(owner: User, cut_off: dt.datetime | None) -> tuple[LookRow, ...]:
    """Those about a year, and about what is still in the diary and not private."""
    return tuple(
        LookRow(
            taken.about,
            change.kind if change else "",
            change.words if change else "",
            taken.look,
            taken.others,
            doses=change.doses if change else None,
        )
        for taken in taken_looks(owner, cut_off, for_others=True)
        for change in [taken.change]
        if taken.what == ChangeRecord.YEAR or (change and not change.is_private)
    )


def _trials(person: Person, cut_off: dt.datetime | None) -> tuple[TrialRow, ...]:
    rows = []
    for trial in trials_for_others(person.owner, cut_off):
        look = (trial.at_end or trial.half_way) if trial.says_something else {}
        rows.append(
            TrialRow(
                habit=HABITS.label(trial.habit),
                length=trial.length,
                first_on=trial.first_on,
                state=ENDS_FOR_OTHERS.label(trial.ended_why or RUNNING),
                result=result_from_data(look) if look else None,
                is_at_end=bool(trial.at_end),
            )
        )
    return tuple(rows)


def _profile_rows(profile: Profile, *, shows_notes: bool) -> tuple[ProfileRow, ...]:
    return tuple(
        ProfileRow(
            kind=line.kind,
            words=line.words,
            dose=line.dose,
            since=line.since,
            until=line.until,
            is_current=line.holds_on(profile.on) or line.goes_on_unseen,
            note=line.note if shows_notes else "",
            last_on=line.last_on,
            tells_end=line.tells_end,
            goes_on_unseen=line.goes_on_unseen,
            for_spasms=line.kind == MEDICATION and line.text.casefold() in profile.spasm_medicines,
        )
        for line in profile.lines
    )
