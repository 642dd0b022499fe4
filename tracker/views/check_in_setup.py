"""Evening questions for, and a calendar file that reminds of it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tracker.analysis.coverage import day_states
from tracker.analysis.factor_power import POWER
from tracker.analysis.factors import FactorAnalysis
from tracker.days import last_days
from tracker.exchange.reminder import reminder_file
from tracker.formatting import list_words
from tracker.forms.check_in import FactorsForm, ReminderForm
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.querysets import EpisodeFilter
from tracker.selectors.check_in import PROPOSED, factor_labels, suspected_counts
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person, person_by_now
from tracker.services.check_in import set_factors
from tracker.services.looks import factor_findings
from tracker.services.versions import diary_write
from tracker.views.undo import with_undo
from tracker.vocabulary.day import SPASM
from tracker.vocabulary.factors import FACTORS, MOST_ASKED
from tracker.vocabulary.lazy_text import LazyText

USUAL_REMINDER = dt.time(20, 30)
SUSPECTED_IN = dt.timedelta(days=365)
LOOKED_BACK_DAYS = 90
FEW_ANSWERS, RARE_SHARE = 14, 0.11
"""With spasms on fewer days than this, 90 days hold too few of them for a judgment (METHODS §4)."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_factors(request: SignedInRequest) -> HttpResponse:
    """What to ask me in the evening."""
    person = diary_person(request)
    today = person.today(timezone.now())
    form = _form(person, today, request.POST if request.method == "POST" else None)
    edit = _edit(request, person, today, form)
    if request.method == "POST" and form.is_valid():
        codes = _save(person, form, edit, today)
        if codes is not None:
            messages.success(request, _saved_words(request, edit, codes))
            return redirect("check-in")
    return _page(request, person, today, form, edit=edit)


def _save(person: Person, form: FactorsForm, edit: Edit, today: dt.date) -> list[str] | None:
    """What is asked from now on; None if there is something to choose first."""
    with diary_write(person.owner):
        chosen = edit.settle({"codes": tuple(sorted(form.codes))}, _asked(person_by_now(person.owner), today))
        if chosen is None:
            return None
        # In the order of the form; what another tab chose comes after it.
        codes = sorted(chosen["codes"], key=lambda code: form.codes.index(code) if code in form.codes else MOST_ASKED)
        own_words = {code: label for code, label in form.own_words.items() if code in codes}
        set_factors(person, codes, own_words, today)
    return codes


def _saved_words(request: SignedInRequest, edit: Edit, codes: list[str]) -> str:
    """The message after saving, with a button that asks again for what was asked for before."""
    words, after = edit.saved_words(_chosen_words(len(codes))), {"codes": tuple(sorted(codes))}
    if edit.stored == after:
        return words
    before = {"others": edit.stored["codes"]}
    return with_undo(request, words, reverse("check-in-factors"), **before, **edit.marks_after(after))


def _asked(person: Person, today: dt.date) -> dict[str, Any]:
    return {"codes": tuple(sorted(person.factors.on(today)))}


def _edit(request: SignedInRequest, person: Person, today: dt.date, form: FactorsForm) -> Edit:
    """The form over what is asked now: all of it is one choice."""
    labels = factor_labels(person.owner)

    def words(name: str, codes: Sequence[str] | None) -> str:
        new = form.own_words if form.is_bound else {}
        return list_words([str(labels.get(code) or new.get(code) or FACTORS.label(code)) for code in codes or ()])

    stored = _asked(person, today)
    names = {"codes": gettext_lazy("Evening questions")}
    return Edit(request, form, stored, single_units(stored), labels=names, words=words, is_kept=False)


def _page(
    request: SignedInRequest,
    person: Person,
    today: dt.date,
    form: FactorsForm | None = None,
    reminder: ReminderForm | None = None,
    edit: Edit | None = None,
) -> HttpResponse:
    form = form or _form(person, today)
    context = {
        "form": form,
        "edit": edit or _edit(request, person, today, form),
        "reminder": reminder or ReminderForm(initial={"at": USUAL_REMINDER}),
        "active": person.factors.on(today),
        "most": MOST_ASKED,
        "is_rare": _is_rare(person, today),
        "found": _found(person),
        "power": tuple(POWER.values()),
    }
    is_wrong = form.is_bound or (reminder and reminder.errors)
    return render(request, "tracker/check_in_factors.html", context, status=422 if is_wrong else 200)


def _found(person: Person) -> FactorAnalysis | None:
    """What the check-ins say so far; None as long as they were never asked for anything."""
    found = factor_findings(person, timezone.now())
    return found if isinstance(found, FactorAnalysis) else None


def _form(person: Person, today: dt.date, data: Mapping[str, Any] | None = None) -> FactorsForm:
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


def _chosen_words(count: int) -> str:
    if not count:
        return _("Saved. The check-in only asks about spasms.")
    words = ngettext(
        "Saved. Starting today, the check-in asks about %(count)d more thing.",
        "Saved. Starting today, the check-in asks about %(count)d more things.",
        count,
    )
    return words % {"count": count}


def _is_rare(person: Person, today: dt.date) -> bool:
    """Too few spasm days for 90 days to say anything: better known before anybody starts."""
    period = last_days(today, LOOKED_BACK_DAYS)
    coverage = day_states(load_diary(person, EpisodeFilter(), period, today), period)
    spasm_days = int((coverage.in_state(SPASM) & coverage.is_asked).sum())
    return coverage.answered >= FEW_ANSWERS and spasm_days < RARE_SHARE * coverage.answered


@login_required
@require_safe
def check_in_reminder(request: SignedInRequest) -> HttpResponse:
    """A calendar file with a daily reminder that opens the check-in."""
    person, now = diary_person(request), timezone.now()
    form = ReminderForm(request.GET if "at" in request.GET else {"at": f"{USUAL_REMINDER:%H:%M}"})
    if not form.is_valid():
        return _page(request, person, person.today(now), reminder=form)
    address = settings.ORIGIN + reverse("check-in")
    text = reminder_file(
        uid=f"{uuid.uuid5(uuid.NAMESPACE_URL, f'{address}{person.owner.pk}')}",
        address=address,
        # Calendars are shared and shown on locked screens: the title says nothing of health.
        title=_("Evening check-in"),
        text=_("It takes half a minute."),
        at=form.cleaned_data["at"],
        first_on=person.wall_clock(now).date(),
        made_at=now,
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="evening-check-in.ics"'
    return response
