"""When a button was pressed, by the clock of the server."""

import datetime as dt

from django.contrib import messages
from django.utils.translation import gettext as _

from tracker.formatting import duration_words
from tracker.forms.running import client_instant, clock_off
from tracker.pages.request import SignedInRequest


def pressed_at(request: SignedInRequest, name: str, now: dt.datetime) -> dt.datetime:
    """When the button was pressed, by our clock; the message says so if the device's clock is off."""
    sent_at = request.POST.get("sent_at", "")
    off = clock_off(sent_at, now)
    if off:
        words = _("This device’s clock is %(off)s ahead, so we used our own time.")
        if off < dt.timedelta(0):
            words = _("This device’s clock is %(off)s behind, so we used our own time.")
        messages.warning(request, words % {"off": duration_words(abs(off).total_seconds())})
    return client_instant(request.POST.get(name, ""), sent_at, now)
