"""Your data: everything as one file, and back from such a file, which waits for a look at what it would add."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tracker import __version__
from tracker.exchange.archive import ArchiveError, open_archive
from tracker.exchange.locked import locked
from tracker.formatting import comma_words, count_words, number_words
from tracker.forms.archive import ArchiveForm, DownloadForm
from tracker.pages.archive import restore_page, your_data_page
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.selectors.grants import diary_name
from tracker.services.archive import ArchiveComparison, compare, stream_archive
from tracker.services.archive_restore import restore
from tracker.services.preferences import note_download
from tracker.services.snapshots import snapshot_file
from tracker.services.uploads import drop_upload, forget_uploads, open_upload
from tracker.views.access import asked_again, post_action
from tracker.views.answers import log_export, open_file_answer
from tracker.views.kept_files import TO_THE_TOP, FileGoneError, keep_for_an_hour, says_if_gone, uploads_folder

log = logging.getLogger("spasmlog.events")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def your_data(request: SignedInRequest) -> HttpResponse:
    """Both ways. A file that is sent is kept for an hour, and its own page says what it would add."""
    forget_uploads(uploads_folder(), now=timezone.now())
    if request.method != "POST":
        page = your_data_page(diary_person(request), timezone.now())
        return render(request, "tracker/your_data.html", {"page": page})
    form = ArchiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _with_errors(request, restore_form=form)
    token = keep_for_an_hour(diary_owner(request), form.opened)
    return redirect(reverse("archive-restore", args=[token]) + TO_THE_TOP)


def _with_errors(
    request: SignedInRequest, *, download_form: DownloadForm | None = None, restore_form: ArchiveForm | None = None
) -> HttpResponse:
    page = your_data_page(diary_person(request), timezone.now(), download=download_form, restore=restore_form)
    return render(request, "tracker/your_data.html", {"page": page}, status=422)


@post_action
@asked_again
def archive(request: SignedInRequest) -> HttpResponseBase:
    """Everything the person has told, as one file; locked if they give a passphrase."""
    form = DownloadForm(request.POST)
    if not form.is_valid():
        return _with_errors(request, download_form=form)
    person, phrase, now = diary_person(request), form.cleaned_data["phrase"], timezone.now()
    log_export(request, "archive")
    whose = diary_name(person.owner)
    name = f"spasmlog-{whose}-{person.today(now).isoformat()}"
    pieces = stream_archive(person, whose, __version__, now=now)
    file = snapshot_file(locked(pieces, phrase) if phrase else pieces, uploads_folder())
    note_download(person.owner, now=now)
    if phrase:
        return open_file_answer(file, f"{name}.spasmlog", "application/octet-stream")
    return open_file_answer(file, f"{name}.zip", "application/zip")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_gone
def archive_restore(request: SignedInRequest, token: str) -> HttpResponse:
    """What the file that waits would add; and once that is confirmed, adds it."""
    person, now = diary_person(request), timezone.now()
    file = open_upload(uploads_folder(), person.owner, token, now=now)
    if file is None:
        raise FileGoneError
    with file:
        try:
            opened = open_archive(file)
            if request.method != "POST":
                page = restore_page(person, opened, compare(person.owner, opened))
                return render(request, "tracker/archive_restore.html", {"page": page})
            if "discard" not in request.POST:
                done = restore(person.owner, opened, now=now)
                log.info("Person %s restored: archive", person.owner.pk)
                messages.success(request, _done_words(done))
        except ArchiveError as error:
            form = ArchiveForm()
            form.refuse(error)
            drop_upload(uploads_folder(), person.owner, token)
            return _with_errors(request, restore_form=form)
    drop_upload(uploads_folder(), person.owner, token)
    return redirect("your-data")


def _done_words(done: ArchiveComparison) -> str:
    """What was done, in numbers."""
    if not done.new:
        return _("Nothing in this file is new, so nothing was changed.")
    entries = done.by_kind["entries"].new
    others = done.new - entries
    added = [count_words(entries)] if entries else []
    if entries and others:
        added.append(ngettext("%(n)s other record", "%(n)s other records", others) % {"n": number_words(others)})
    elif others:
        added.append(ngettext("%(n)s record", "%(n)s records", others) % {"n": number_words(others)})
    return _("Restored: %(added)s.") % {"added": comma_words(added)}
