"""Today, the days of its strip, and the buttons that mark days clear."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.formatting import day_words
from tracker.pages.caregiver import caregiver_page
from tracker.pages.check_in_writes import HAS_ENTRIES_WORDS, NOT_OPEN_WORDS
from tracker.pages.owner import diary_person, is_caregiver
from tracker.pages.recent_days import ClearedDays, strip
from tracker.pages.request import Request, SignedInRequest, is_signed_in
from tracker.pages.today import today_page
from tracker.selectors.person import after_writing
from tracker.services import days as service
from tracker.views.access import post_action
from tracker.views.undo import with_undo


@require_safe
def today(request: Request) -> HttpResponse:
    """The first page: of the diary for who is signed in, of spasmlog for everybody else."""
    if not is_signed_in(request):
        return render(request, "tracker/welcome.html")
    if is_caregiver(request):
        return render(request, "tracker/caregiver.html", {"page": caregiver_page(request, timezone.now())})
    return render(request, "tracker/today.html", {"page": today_page(request, timezone.now())})


@login_required
@require_safe
def day_opened(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """A day opened in the strip of Today, where it was tapped; its own page without JavaScript. `close` closes it."""
    if not request.htmx:
        return redirect("diary-day", date=date)
    part = strip(diary_person(request), timezone.now(), opened_on=None if "close" in request.GET else date)
    if part.opened is None and "close" not in request.GET:
        raise Http404("no such day")
    return render(request, "tracker/parts/recent_days.html", {"part": part})


@post_action
def day_clear(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """Marks a day without a spasm; `undo` takes it back."""
    person, now = diary_person(request), timezone.now()
    name = capfirst(day_words(date, person.today(now)))
    undo = reverse("day-clear", args=[date])
    if "undo" in request.POST:
        if not service.withdraw_clear(person, date, now=now):
            return _answered(request, date, ClearedDays(""))
        return _answered(request, date, ClearedDays(_("Undone. That day is unanswered again.")))
    try:
        service.confirm_clear(person, date, now=now)
    except service.DayNotOpenError:
        return _refused(request, date, str(NOT_OPEN_WORDS))
    except service.DayHasEntriesError:
        return _refused(request, date, str(HAS_ENTRIES_WORDS))
    return _answered(request, date, ClearedDays(_("%(day)s marked clear.") % {"day": name}, undo, (date,)))


@post_action
def days_clear(request: SignedInRequest) -> HttpResponse:
    """Marks all unanswered days from one date to another as days without a spasm."""
    person, now = diary_person(request), timezone.now()
    try:
        first, last = (dt.date.fromisoformat(request.POST.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return _refused(request, None, str(NOT_OPEN_WORDS))
    dates = service.confirm_clear_since(person, first, last, now=now)
    if not dates:
        return _answered(request, None, ClearedDays(_("You already answered these days.")))
    words = ngettext("%(count)d day marked clear.", "%(count)d days marked clear.", len(dates))
    return _answered(request, None, ClearedDays(words % {"count": len(dates)}, reverse("check-in-open"), tuple(dates)))


@post_action
def days_open(request: SignedInRequest) -> HttpResponse:
    """Undoes that: the days are unanswered again."""
    dates = []
    for text in request.POST.getlist("date"):
        try:
            dates.append(dt.date.fromisoformat(text))
        except ValueError:
            continue
    undone = service.withdraw_clear_days(diary_person(request), dates, now=timezone.now())
    words = ngettext(
        "Undone. %(count)d day is unanswered again.", "Undone. %(count)d days are unanswered again.", len(undone)
    )
    return _answered(request, None, ClearedDays(words % {"count": len(undone)} if undone else ""))


def _answered(request: SignedInRequest, date: dt.date | None, cleared: ClearedDays) -> HttpResponse:
    """In place, with the day that was tapped still open; without JavaScript, the page that the button stands on."""
    if request.htmx:
        part = strip(after_writing(diary_person(request)), timezone.now(), date, cleared)
        return render(request, "tracker/parts/recent_days.html", {"part": part})
    if cleared.undo_address:
        dates = [str(each) for each in cleared.dates]
        messages.success(request, with_undo(request, cleared.words, cleared.undo_address, undo="1", date=dates))
    elif cleared.words:
        messages.success(request, cleared.words)
    return _back(request, date)


def _refused(request: SignedInRequest, date: dt.date | None, words: str) -> HttpResponse:
    if request.htmx:
        return _answered(request, None, ClearedDays(words))
    messages.error(request, words)
    return _back(request, date)


def _back(request: SignedInRequest, date: dt.date | None) -> HttpResponse:
    if date and request.POST.get("back_to") == "day":
        return redirect("diary-day", date=date)
    return redirect("today")
