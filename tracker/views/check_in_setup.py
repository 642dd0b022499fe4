"""Choosing the evening questions, and a calendar file that reminds of the check-in."""

import datetime as dt
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exchange.reminder import reminder_file
from tracker.forms.check_in import FactorsForm, ReminderForm
from tracker.pages.check_in_setup import (
    USUAL_REMINDER,
    EveningQuestionsPage,
    asked_now,
    evening_questions_page,
    factors_edit,
    factors_form,
)
from tracker.pages.edits import Edit
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.selectors.person import Person, person_by_now
from tracker.services.check_in import set_factors
from tracker.services.versions import diary_write
from tracker.views.undo import with_undo
from tracker.vocabulary.factors import MOST_ASKED


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_factors(request: SignedInRequest) -> HttpResponse:
    """The choice of what the check-in asks."""
    person = diary_person(request)
    now = timezone.now()
    today = person.today(now)
    form = factors_form(person, today, request.POST if request.method == "POST" else None)
    edit = factors_edit(request, person, today, form)
    if request.method == "POST" and form.is_valid():
        codes = _save(person, form, edit, today)
        if codes is not None:
            messages.success(request, _saved_words(request, edit, codes))
            return redirect("check-in")
    return _page(request, evening_questions_page(request, person, now, form, edit=edit), is_wrong=form.is_bound)


def _save(person: Person, form: FactorsForm, edit: Edit, today: dt.date) -> list[str] | None:
    """What is asked from now on; None if there is something to choose first."""
    with diary_write(person.owner):
        chosen = edit.settle({"codes": tuple(sorted(form.codes))}, asked_now(person_by_now(person.owner), today))
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


def _page(request: SignedInRequest, page: EveningQuestionsPage, *, is_wrong: bool) -> HttpResponse:
    return render(request, "tracker/check_in_factors.html", {"page": page}, status=422 if is_wrong else 200)


def _chosen_words(count: int) -> str:
    if not count:
        return _("Saved. The check-in only asks about spasms.")
    words = ngettext(
        "Saved. Starting today, the check-in asks about %(count)d more thing.",
        "Saved. Starting today, the check-in asks about %(count)d more things.",
        count,
    )
    return words % {"count": count}


@login_required
@require_safe
def check_in_reminder(request: SignedInRequest) -> HttpResponse:
    """A calendar file with a daily reminder that opens the check-in."""
    person, now = diary_person(request), timezone.now()
    form = ReminderForm(request.GET if "at" in request.GET else {"at": f"{USUAL_REMINDER:%H:%M}"})
    if not form.is_valid():
        return _page(request, evening_questions_page(request, person, now, reminder=form), is_wrong=True)
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
