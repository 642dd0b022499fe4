"""The evening reminder as a calendar that programs subscribe to, by an address with a token of its own.

It says nothing but when to remind, under a title without a word of health: calendars are shared, and shown on locked
screens. Unknown, mistyped and revoked addresses, and those of a closed account, get the same answer.
"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.exchange.reminder import reminder_file
from tracker.pages.request import Request
from tracker.selectors.person import person_of
from tracker.services.tokens import note_use, token_of
from tracker.views import tries

HEADERS_OF_FEED = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


@require_safe
def calendar_feed(request: Request, token: str) -> HttpResponse:
    """The calendar of this token."""
    now, row = timezone.now(), token_of(token)
    # A token of another scope has no time.
    if row is None or row.remind_at is None or not row.works(now):
        is_too_many = tries.is_token_too_many(request, now)
        words = _("Too many tries. Wait a while, then try again.") if is_too_many else _("There is no calendar here.")
        answer = HttpResponse(words, status=429 if is_too_many else 404, content_type="text/plain; charset=utf-8")
        if is_too_many:
            answer["Retry-After"] = str(int(tries.WINDOW.total_seconds()))
    else:
        person = person_of(row.owner)
        note_use(row, person.today(now))
        text = reminder_file(
            uid=str(row.uid),
            address=settings.ORIGIN + reverse("check-in"),
            title=_("Evening check-in"),
            text=_("It takes half a minute."),
            at=row.remind_at,
            # The same each time it is asked for: nothing of it changes.
            first_on=person.wall_clock(row.made_at).date(),
            made_at=row.made_at,
            is_feed=True,
        )
        answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    for name, value in HEADERS_OF_FEED.items():
        answer[name] = value
    return answer
