"""Today, and the button that marks a day clear."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.formatting import day_words
from tracker.pages.check_in_writes import HAS_ENTRIES_WORDS, NOT_OPEN_WORDS
from tracker.pages.owner import diary_person
from tracker.pages.request import Request, SignedInRequest, is_signed_in
from tracker.pages.today import today_page
from tracker.services import days as service
from tracker.views.access import post_action
from tracker.views.undo import with_undo


@require_safe
def today(request: Request) -> HttpResponse:
    """The first page: of the diary for who is signed in, of spasmlog for everybody else."""
    if not is_signed_in(request):
        return render(request, "tracker/welcome.html")
    return render(request, "tracker/today.html", {"page": today_page(request, timezone.now())})


@post_action
def day_clear(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """Marks a day without a spasm; `undo` takes it back."""
    person, now = diary_person(request), timezone.now()
    if "undo" in request.POST:
        if service.withdraw_clear(person, date, now=now):
            messages.success(request, _("Undone. That day is unanswered again."))
        return redirect("today")
    try:
        service.confirm_clear(person, date, now=now)
    except service.DayNotOpenError:
        messages.error(request, str(NOT_OPEN_WORDS))
    except service.DayHasEntriesError:
        messages.error(request, str(HAS_ENTRIES_WORDS))
    else:
        words = _("%(day)s marked clear.") % {"day": capfirst(day_words(date, person.today(now)))}
        messages.success(request, with_undo(request, words, reverse("day-clear", args=[date]), undo="1"))
    return redirect("today")
