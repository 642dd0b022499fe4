"""Medicines: begun or changed in dose before spasms, a neutral question; one for the spasms missed, a call today."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.patterns.how_often import More
from tracker.analysis.patterns.medicines import FirstSpasm
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import (
    FIRST_SPASM_WINDOW_DAYS,
    MISSED_ANSWER_DAYS,
    MONTH_DAYS,
    MORE_DAYS,
    MORE_SHARE,
)
from tracker.days import PartialDate
from tracker.formatting import date_words, month_words
from tracker.guidance.rules.facts import Facts, Medication
from tracker.guidance.rules.how_often import before_values, says_more
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_of_pattern
from tracker.guidance.thresholds import MEDICINE_DAYS, MISSED_FOR_DAYS
from tracker.vocabulary.relief import REMEDY_MEDICATION

MEDICINE_BEGUN, MISSED_IN_CHECK_IN = "medicine-begun", "missed-medicine-check-in"
ABOUT_NAME_LENGTH = 120
"""Of a name, as much as an answer to its card can hold."""


def _begun(facts: Facts) -> Iterator[RuleMatch]:
    for medicine in facts.profile.medications:
        if medicine.from_on is None or medicine.for_spasms:
            continue
        if medicine.precision in {PartialDate.DAY, PartialDate.MONTH}:
            since = PartialDate.from_data(medicine.from_on, medicine.precision)
            yield from _before_more(facts, medicine, since) or _before_first(facts, medicine, since)


def _before_more(facts: Facts, medicine: Medication, since: PartialDate) -> list[RuleMatch]:
    """Before the count grew: in the days before the last four weeks, or in these with several spasm days after it."""
    more = facts.pattern("more-spasm-days", More)
    if not more.holds:
        return []
    is_close = _began_between(since, more.first - MEDICINE_DAYS, more.on[-MORE_DAYS] - 1)
    return [_match(more, medicine, since, **before_values(more))] if is_close else []


def _before_first(facts: Facts, medicine: Medication, since: PartialDate) -> list[RuleMatch]:
    first = facts.pattern("first-spasm", FirstSpasm)
    if not first.holds or not _began_between(since, first.first - MEDICINE_DAYS, first.first):
        return []
    # The first of the diary is not the first of the person.
    began = facts.profile.spasms_began
    if began and began.last < since.first:
        return []
    return [_match(first, medicine, since, first=dt.date.fromordinal(first.first).isoformat())]


def _began_between(since: PartialDate, first: int, last: int) -> bool:
    """Whether one of the days that the date can mean is among these ordinals."""
    return since.first.toordinal() <= last and since.last.toordinal() >= first


def _match(pattern: Pattern, medicine: Medication, since: PartialDate, **values: object) -> RuleMatch:
    latest = dt.date.fromordinal(pattern.on[-1])
    values |= {
        "name": medicine.name,
        "since": since.first.isoformat(),
        "precision": medicine.precision,
        "is_new_dose": medicine.is_new_dose,
        "with_year": since.year != latest.year,
    }
    return match_of_pattern(pattern, 1, about=f"{REMEDY_MEDICATION}:{medicine.name[:ABOUT_NAME_LENGTH]}", values=values)


def _says_begun(card: LogCard, own_words: Mapping[str, str]) -> str:
    values = card.values
    since = dt.date.fromisoformat(values["since"])
    is_day, is_new_dose = values["precision"] == PartialDate.DAY, values["is_new_dose"]
    if is_new_dose and is_day:
        words = _("You changed the dose of %(name)s on %(date)s.")
    elif is_new_dose:
        words = _("You changed the dose of %(name)s in %(date)s.")
    elif is_day:
        words = _("You started %(name)s on %(date)s.")
    else:
        words = _("You started %(name)s in %(date)s.")
    date = date_words(since, with_year=values["with_year"]) if is_day else month_words(since)
    begun = words % {"name": values["name"], "date": date}
    if "before" in values:
        return f"{begun} {says_more(card, own_words)}"
    first = dt.date.fromisoformat(values["first"])
    first_words = _("The first spasm in this diary was on %(date)s.") % {"date": date_words(first, with_year=False)}
    return f"{begun} {first_words}"


def _missed(facts: Facts) -> Iterator[RuleMatch]:
    missed = facts.pattern(MISSED_IN_CHECK_IN)
    if missed.holds and facts.profile.can_miss_spasm_medicine:
        yield match_of_pattern(missed, 1)


def _says_missed(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _(
        "In the last %(days)d days you had a spasm, and your check-in says you missed a medicine. "
        "Your profile lists a medicine for your spasms."
    )
    return words % {"days": MISSED_ANSWER_DAYS}


MEDICINES_RULES = (
    Rule(
        name=MISSED_IN_CHECK_IN,
        topic=MISSED_IN_CHECK_IN,
        when=gettext_lazy(
            "In a check-in from the last %(window)d days, you said you missed a medicine. "
            "You also had a spasm on one of these days. "
            "Your profile lists a medicine for your spasms, or one that ended within %(days)d days. "
            "You can’t hide this card."
        ),
        numbers={"window": MISSED_ANSWER_DAYS, "days": MISSED_FOR_DAYS},
        find=_missed,
        sentence=_says_missed,
        patterns=(MISSED_IN_CHECK_IN,),
        # The pattern itself asks for a spasm.
        is_for_twitches=True,
    ),
    Rule(
        name=MEDICINE_BEGUN,
        topic=MEDICINE_BEGUN,
        when=gettext_lazy(
            "You started a medicine or changed its dose, and spasms followed. "
            "It counts if the first spasm here came within %(days)d days, in a diary at most %(young)d days old. "
            "It also counts if spasms became more frequent over %(window)d days. "
            "The change must then fall in those days, or in the %(days)d days before them. "
            "“More frequent” means at least %(more)d more spasm days than in the %(window)d days before. "
            "That must also be at least %(percent)d%% more. "
            "Medicines for your spasms are left out. "
            "Once you answer, it isn’t asked again."
        ),
        numbers={
            "days": MEDICINE_DAYS,
            "young": FIRST_SPASM_WINDOW_DAYS,
            "window": MONTH_DAYS,
            "more": MORE_DAYS,
            "percent": int(100 * (MORE_SHARE - 1)),
        },
        find=_begun,
        sentence=_says_begun,
        patterns=("more-spasm-days", "first-spasm"),
        is_once=True,
    ),
)
