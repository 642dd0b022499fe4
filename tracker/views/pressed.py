"""What is said of when a button was pressed: that the device’s clock is off; a question where it was long ago."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.formatting import duration_words
from tracker.forms.running import ENDED_AT, SENT_AT, clock_off
from tracker.forms.sent import read_sent
from tracker.pages.long_ago import long_ago_page
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest


def say_if_the_clock_is_off(request: SignedInRequest, now: dt.datetime) -> None:
    """Adds a message where the device's clock is far off."""
    off = clock_off(request.POST.get(SENT_AT, ""), now)
    if off:
        words = _("This device’s clock is %(off)s ahead, so we used our own time.")
        if off < dt.timedelta(0):
            words = _("This device’s clock is %(off)s behind, so we used our own time.")
        messages.warning(request, words % {"off": duration_words(abs(off).total_seconds())})


def ask_when(request: SignedInRequest, at: dt.datetime, now: dt.datetime) -> HttpResponse:
    """The question whether a button counts from when it was pressed, long ago, or from now."""
    sent, is_end = read_sent(request.POST, now=now), ENDED_AT in request.POST
    page = long_ago_page(diary_person(request), sent, request.get_full_path(), at, is_end=is_end)
    return render(request, "tracker/long_ago.html", {"page": page}, status=409)
