"""The diary: entries by day, filtered by the address, and the quiet list of what was left open."""

import uuid
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.models import Episode
from tracker.querysets import EpisodeQuerySet
from tracker.selectors.entries import Cursor, entry_lines, entry_page
from tracker.selectors.person import own_words
from tracker.services.episodes import dismiss
from tracker.views.access import diary_owner, diary_person, episode_or_404, post_action
from tracker.views.filter_words import filter_form, filter_words, open_words
from tracker.views.request import SignedInRequest


@login_required
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    """One page of entries, newest first; `before`, `after` and `last` say which."""
    person = diary_person(request)
    own = own_words(person.owner)
    form = filter_form(request.GET, person.owner, own)
    wanted = form.episode_filter()
    page = entry_page(
        person.owner,
        wanted,
        before=Cursor.parse(request.GET.get("before", "")),
        after=Cursor.parse(request.GET.get("after", "")),
        from_end="last" in request.GET,
    )
    days = [(day, list(entries)) for day, entries in groupby(page.entries, key=lambda entry: entry.day)]
    context = {
        "form": form,
        "filter_words": filter_words(wanted, own),
        "open_words": open_words(Episode.objects.of(person.owner).leaving_open(wanted).count()),
        "is_filtered": not wanted.is_empty or bool(form.errors),
        "wanted": wanted,
        "page": page,
        "days": days,
        "today": person.today(timezone.now()),
        "time_zone": person.time_zone,
    }
    return render(request, "tracker/diary.html", context)


def _incomplete(request: SignedInRequest) -> EpisodeQuerySet:
    today = diary_person(request).today(timezone.now())
    return Episode.objects.of(diary_owner(request)).incomplete(today)


@login_required
@require_safe
def incomplete(request: SignedInRequest) -> HttpResponse:
    """Entries of the last week that lack where, how strong or how long."""
    person = diary_person(request)
    context = {
        "entries": entry_lines(_incomplete(request).in_order()[:100]),
        "today": person.today(timezone.now()),
        "time_zone": person.time_zone,
    }
    return render(request, "tracker/left_open.html", context)


@post_action
def leave_one(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Dismisses one incomplete entry: it is left as it is."""
    row = episode_or_404(request, uid)
    dismiss(diary_person(request), Episode.objects.of(diary_owner(request)).filter(pk=row.pk))
    messages.success(request, _("Left as it is."))
    return redirect("left-open")


@post_action
def leave_all(request: SignedInRequest) -> HttpResponse:
    """Dismisses all incomplete entries."""
    rows = Episode.objects.of(diary_owner(request)).filter(pk__in=_incomplete(request).values("pk"))
    dismissed = dismiss(diary_person(request), rows)
    messages.success(
        request,
        ngettext("%(count)d entry left as it is.", "%(count)d entries left as they are.", dismissed)
        % {"count": dismissed},
    )
    return redirect("today")
