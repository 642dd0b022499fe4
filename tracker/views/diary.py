"""The diary: entries by day, filtered by the address, and the list of incomplete ones."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.models import Episode
from tracker.pages.diary import diary_page, incomplete_entries, incomplete_page
from tracker.pages.filter_request import FilterRequest
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.services.episodes import dismiss
from tracker.views.access import episode_or_404, post_action


@login_required
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    """One page of entries, newest first; `before`, `after` and `last` say which."""
    page = diary_page(FilterRequest(diary_person(request), timezone.now(), request.GET))
    return render(request, "tracker/diary.html", {"page": page})


@login_required
@require_safe
def incomplete(request: SignedInRequest) -> HttpResponse:
    """Entries of the last week that lack where, how strong or how long."""
    page = incomplete_page(diary_person(request), timezone.now())
    return render(request, "tracker/left_open.html", {"page": page})


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
    person = diary_person(request)
    keys = incomplete_entries(person, timezone.now()).values("pk")
    dismissed = dismiss(person, Episode.objects.of(person.owner).filter(pk__in=keys))
    messages.success(
        request,
        ngettext("%(count)d entry left as it is.", "%(count)d entries left as they are.", dismissed)
        % {"count": dismissed},
    )
    return redirect("today")
