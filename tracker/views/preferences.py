"""The settings page: the person's zone, day start, look and emergency number, and the ways out."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tracker.countries import number_in
from tracker.forms.preferences import PreferencesForm
from tracker.pages.edits import Edit, single_units
from tracker.pages.install import is_safe_address
from tracker.pages.keys import KeysPage
from tracker.pages.owner import diary_person
from tracker.pages.preferences import SettingsPage, backup_lines, downloaded_at
from tracker.pages.request import SignedInRequest
from tracker.places import zone_choices
from tracker.selectors.person import Person, person_by_now
from tracker.services.preferences import save_preferences, set_day_start, set_deadline, set_emergency_number
from tracker.services.versions import diary_write
from tracker.views.undo import with_undo

UNITS = single_units(("time_zone", "day_start_hour", "deadline", "theme", "text_size")) | {
    "emergency": ("emergency_country", "emergency_number")
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: SignedInRequest) -> HttpResponse:
    """Shows what is set and stores what was changed."""
    person = diary_person(request)
    now = timezone.now()
    today = person.today(now)
    stored = _stored(person, today)
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        now=now,
        initial=stored | {"deadline": f"{stored['deadline']:%H:%M}"},
    )
    labels = {"emergency": gettext_lazy("Emergency number")}
    edit = Edit(request.POST, form, stored, UNITS, labels=labels, is_kept=False)
    if request.method == "POST" and form.is_valid():
        with diary_write(person.owner):
            latest = person_by_now(person.owner)
            before = _stored(latest, today)
            wanted = edit.settle(form.cleaned_data, before)
            if wanted is not None:
                _save(latest, wanted, today)
        if wanted is not None:
            messages.success(request, _saved_words(request, edit, before, wanted))
            return redirect("settings")
    page = SettingsPage(
        form,
        edit,
        person.time_zone,
        zone_choices(),
        dt.time(stored["day_start_hour"]),
        person.emergency_number,
        number_in(person.time_zone),
        downloaded_at(person),
        is_safe_address(request),
        backup_lines(person, django_settings.VAR_DIR),
    )
    return render(request, "tracker/settings.html", {"page": page}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def keys(request: SignedInRequest) -> HttpResponse:
    """What single keys do; shown over other pages, too."""
    return render(request, "tracker/keys.html", {"page": KeysPage()})


def _stored(person: Person, today: dt.date) -> dict[str, Any]:
    return {
        # One that is not known stays in the field, and is asked for when the form is saved.
        "time_zone": person.unknown_time_zone or person.time_zone,
        "day_start_hour": person.starts.hour_on(today),
        "deadline": person.deadlines.on(today),
        "theme": person.theme,
        "text_size": person.text_size,
        "emergency_country": person.emergency_country,
        "emergency_number": person.own_emergency_number,
    }


def _save(person: Person, wanted: Mapping[str, Any], today: dt.date) -> None:
    look = {name: wanted[name] for name in ("time_zone", "theme", "text_size")}
    save_preferences(person.owner, **look)
    set_day_start(person.owner, wanted["day_start_hour"], today)
    set_deadline(person, wanted["deadline"], today)
    set_emergency_number(person, wanted["emergency_country"], wanted["emergency_number"])


def _saved_words(request: SignedInRequest, edit: Edit, before: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """The message after saving. Settings keep no revision: "Undo" sends the form with what was set before."""
    words = edit.saved_words(_("Saved."))
    if all(before[name] == wanted[name] for name in before):
        return words
    fields = {name: str(value) for name, value in before.items()} | {"deadline": f"{before['deadline']:%H:%M}"}
    return with_undo(request, words, reverse("settings"), **fields, **edit.marks_after(wanted))
