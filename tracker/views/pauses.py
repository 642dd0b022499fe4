"""Pauses: days on which the person is not asked, such as a stay in hospital or a holiday."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.formatting import date_words
from tracker.forms.pauses import PauseForm
from tracker.models import Pause
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.pauses import pauses_page
from tracker.pages.request import SignedInRequest
from tracker.services import pauses as service
from tracker.services.evidence import factor_write
from tracker.views.access import pause_or_404, post_action
from tracker.views.undo import with_undo


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pauses(request: SignedInRequest) -> HttpResponse:
    """All pauses, and a new one."""
    owner, person, now = diary_owner(request), diary_person(request), timezone.now()
    today = person.today(now)
    form = PauseForm(request.POST if request.method == "POST" else None, today=today, initial={"from_on": today})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            with factor_write(person, now):
                pause = service.add_pause(owner, wanted["from_on"], wanted["to_on"], wanted["reason"])
        except service.PauseOverlapError as error:
            form.add_error("from_on", _overlap_words(error.pause))
        else:
            undo = reverse("pause-remove", args=[pause.pk])
            messages.success(request, with_undo(request, _("Saved. You won’t be asked about these days."), undo))
            return redirect("pauses")
    page = pauses_page(owner, today, form)
    return render(request, "tracker/pauses.html", {"page": page}, status=422 if form.errors else 200)


def _overlap_words(pause: Pause) -> str:
    first = date_words(pause.from_on)
    if pause.to_on is None:
        return _("There is already a pause since %(first)s. End it first, or choose earlier days.") % {"first": first}
    return _("There is already a pause from %(first)s to %(last)s. Choose days outside it.") % {
        "first": first,
        "last": date_words(pause.to_on),
    }


@post_action
def pause_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ends a pause: the person is asked again starting today."""
    pause = pause_or_404(request, pk)
    if service.end_pause(diary_owner(request), pause, diary_person(request).today(timezone.now())):
        messages.success(request, _("Welcome back. Starting today, you’ll be asked again."))
    return redirect("pauses")


@post_action
def pause_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Removes a pause."""
    pause = pause_or_404(request, pk)
    with factor_write(diary_person(request), timezone.now()):
        service.remove_pause(diary_owner(request), pause)
    messages.success(request, _("Removed. You’ll be asked about these days again."))
    return redirect("pauses")
