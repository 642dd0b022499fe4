"""Logging several past spasms at once."""

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tracker.forms.several import DAYS_MORE, ROWS_MORE, SeveralForm
from tracker.pages.entry_writes import OVERLAP_OK
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import assessed_lately, look_for_missed_medicine
from tracker.pages.several import entries_alike, several_page
from tracker.selectors.recent import recent_regions
from tracker.services.episodes import EntryDeletedError
from tracker.services.several import delete_several, save_several
from tracker.views.undo import with_undo


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_several(request: SignedInRequest) -> HttpResponse:
    """A row for each spasm; all rows are saved, or none.

    `more` draws further rows, `earlier` offers earlier days, `undo` deletes what was saved.
    """
    person, now = diary_person(request), timezone.now()
    if "undo" in request.POST:
        delete_several(person, _uids(request), now=now)
        messages.success(request, _("Undone. You can restore them for 30 days."))
        return redirect("deleted")
    data = request.POST if request.method == "POST" else None
    more, earlier = ROWS_MORE if "more" in request.POST else 0, DAYS_MORE if "earlier" in request.POST else 0
    form = SeveralForm(
        data,
        time_zone=person.time_zone,
        starts=person.starts,
        now=now,
        day=person.today(now),
        recent=recent_regions(person.owner),
        more=more,
        earlier=earlier,
    )
    if data is None or more or earlier:
        return render(request, "tracker/episode_several.html", {"page": several_page(form)})
    records = form.records()
    if records is not None and not records:
        form.is_empty = True
    elif records:
        is_asked = OVERLAP_OK in request.POST
        alike, twice = ([], []) if is_asked else (entries_alike(person, records), form.twice())
        if alike or twice:
            page = several_page(form, alike, twice)
            return render(request, "tracker/episode_several.html", {"page": page}, status=422)
        try:
            saved = save_several(person, records, now=now)
        except EntryDeletedError as error:
            row = next(row for row in form.rows if row.is_bound and row.cleaned_data["uid"] == error.args[0])
            words = _("You deleted this one after saving it. Clear its row, or restore it under “Deleted entries”.")
            row.add_error("time", words)
        else:
            look_for_missed_medicine(request, now)
            words = ngettext("Saved: %(n)d spasm.", "Saved: %(n)d spasms.", len(saved)) % {"n": len(saved)}
            uids = [str(each.episode.uid) for each in saved]
            messages.success(request, with_undo(request, words, reverse("episode-several"), undo=uids))
            # What asks or warns about one of them comes first, and Today shows it.
            warns = {each.episode.uid for each in assessed_lately(request, now)}
            return redirect("today" if any(each.episode.uid in warns for each in saved) else "diary")
    return render(request, "tracker/episode_several.html", {"page": several_page(form)}, status=422)


def _uids(request: SignedInRequest) -> Iterator[uuid.UUID]:
    for value in request.POST.getlist("undo"):
        try:
            yield uuid.UUID(value)
        except ValueError:
            continue
