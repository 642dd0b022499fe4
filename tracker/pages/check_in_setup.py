"""Evening questions: what can be asked, what is asked now, and what the answers have shown so far."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.coverage import day_states
from tracker.analysis.evidence_power import POWER
from tracker.days import last_days
from tracker.formatting import list_words
from tracker.forms.check_in import FactorsForm, ReminderForm
from tracker.pages.edits import Edit, single_units
from tracker.pages.request import SignedInRequest
from tracker.querysets import EpisodeFilter
from tracker.selectors.check_in import PROPOSED, answered_evenings, factor_labels, suspected_counts
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.vocabulary.day import SPASM
from tracker.vocabulary.factors import FACTORS, MOST_ASKED
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.factors import power_words

USUAL_REMINDER = dt.time(20, 30)
SUSPECTED_IN = dt.timedelta(days=365)
LOOKED_BACK_DAYS = 90
FEW_ANSWERS, RARE_SHARE = 14, 0.11
"""With spasms on fewer days than this it may take longer than a year to say anything."""


@dataclass(frozen=True, slots=True)
class EveningQuestionsPage:
    """The choice of what is asked in the evening, and a reminder for the calendar."""

    form: FactorsForm
    edit: Edit
    reminder: ReminderForm
    active: Sequence[str]
    """Codes that are asked for now."""
    is_rare: bool
    """Spasms come on so few days that it may take longer than a year to say anything."""
    evenings: int
    """Evenings that were answered so far. What they show is not said here: who knows it answers differently."""
    most: int = MOST_ASKED
    power: Sequence[str] = ()
    """How often a year of evenings finds what is there, a sentence for each link."""


def evening_questions_page(
    request: SignedInRequest,
    person: Person,
    now: dt.datetime,
    form: FactorsForm | None = None,
    reminder: ReminderForm | None = None,
    edit: Edit | None = None,
) -> EveningQuestionsPage:
    """The page as it is drawn first, or with a form as it was sent."""
    today = person.today(now)
    form = form or factors_form(person, today)
    return EveningQuestionsPage(
        form=form,
        edit=edit or factors_edit(request, person, today, form),
        reminder=reminder or ReminderForm(initial={"at": USUAL_REMINDER}),
        active=person.factors.on(today),
        is_rare=_is_rare(person, today),
        evenings=answered_evenings(person.owner),
        power=[power_words(power) for power in POWER.values()],
    )


def asked_now(person: Person, today: dt.date) -> dict[str, Any]:
    """What is stored of the form: the codes that are asked for."""
    return {"codes": tuple(sorted(person.factors.on(today)))}


def factors_edit(request: SignedInRequest, person: Person, today: dt.date, form: FactorsForm) -> Edit:
    """The form over what is asked now: all of it is one choice."""
    labels = factor_labels(person.owner)

    def words(name: str, codes: Sequence[str] | None) -> str:
        new = form.own_words if form.is_bound else {}
        return list_words([str(labels.get(code) or new.get(code) or FACTORS.label(code)) for code in codes or ()])

    stored = asked_now(person, today)
    names = {"codes": gettext_lazy("Evening questions")}
    return Edit(request.POST, form, stored, single_units(stored), labels=names, words=words, is_kept=False)


def factors_form(person: Person, today: dt.date, data: Mapping[str, Any] | None = None) -> FactorsForm:
    """The form with what is proposed first: what the person suspected most often."""
    labels, active = factor_labels(person.owner), person.factors.on(today)
    counts = suspected_counts(person.owner, today - SUSPECTED_IN)
    own = [(code, entries) for code, entries in counts if code in labels][:PROPOSED]
    proposed: list[tuple[str, LazyText]] = [(code, _counted(labels[code], entries)) for code, entries in own]
    proposed_label = _("You suspected these most often in the last year")
    if not proposed:
        proposed = [(code, labels[code]) for code in list(labels)[:PROPOSED]]
        proposed_label = _("Some to start with")
    first = dict(proposed)
    # What is asked already stays to be chosen, also if its word is no longer known.
    others = labels | {code: code for code in active if code not in labels}
    return FactorsForm(
        data,
        proposed=proposed,
        proposed_label=proposed_label,
        others=[(code, label) for code, label in others.items() if code not in first],
        known={code: str(label) for code, label in labels.items() if code not in FACTORS},
        initial={"proposed": active, "others": active},
    )


def _counted(label: LazyText, entries: int) -> str:
    words = ngettext("%(label)s (%(count)d entry)", "%(label)s (%(count)d entries)", entries)
    return words % {"label": label, "count": entries}


def _is_rare(person: Person, today: dt.date) -> bool:
    """So few spasm days that it may take longer than a year: better known before anybody starts."""
    period = last_days(today, LOOKED_BACK_DAYS)
    coverage = day_states(load_diary(person, EpisodeFilter(), period, today), period)
    spasm_days = int((coverage.in_state(SPASM) & coverage.is_asked).sum())
    return coverage.answered >= FEW_ANSWERS and spasm_days < RARE_SHARE * coverage.answered
