"""A CSV file on its way in: kept for an hour, asked about, looked at, imported; and an import taken back."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tracker.exchange.foreign import ASK_FACTOR, ASK_RELIEF, ASK_ZONE, Answers, ImportFile, MappingQuestion
from tracker.exchange.imports import open_import
from tracker.formatting import number_words
from tracker.forms.imports import AnswersForm, CsvForm, answer_name
from tracker.models import Import
from tracker.pages.archive import your_data_page
from tracker.pages.import_lines import added_words
from tracker.pages.imports import import_answers_page, import_check_page
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.selectors.person import Person, own_words
from tracker.services.import_answers import Asked, asked, fits, key_of, remember, remembered
from tracker.services.import_undo import Undone, undo_import
from tracker.services.imports import ImportHasErrorsError, check_import, run_import
from tracker.services.uploads import TABLE, drop_upload, forget_uploads, open_upload, upload_name
from tracker.views.access import import_or_404, post_action
from tracker.views.kept_files import TO_THE_TOP, FileGoneError, keep_for_an_hour, says_if_gone, uploads_folder
from tracker.views.undo import with_undo

log = logging.getLogger("spasmlog.events")


@post_action
def import_upload(request: SignedInRequest) -> HttpResponse:
    """Keeps a file that was recognized for an hour; its own page says what it would do."""
    now = timezone.now()
    forget_uploads(uploads_folder(), now=now)
    form = CsvForm(request.POST, request.FILES)
    if not form.is_valid():
        page = your_data_page(diary_person(request), now, bring_in=form)
        return render(request, "tracker/your_data.html", {"page": page}, status=422)
    sent = form.cleaned_data["csv_file"]
    token = keep_for_an_hour(diary_owner(request), sent.file, TABLE, sent.name)
    return redirect(reverse("import-file", args=[token]) + TO_THE_TOP)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that waits, and what the person answered about files like it."""

    file: ImportFile
    file_name: str
    answers: Answers
    asked: Asked


@contextmanager
def _waiting_or_404(person: Person, token: str, now: dt.datetime) -> Iterator[_Waiting]:
    kept = open_upload(uploads_folder(), person.owner, token, TABLE, now=now)
    if kept is None:
        raise FileGoneError
    with kept:
        file = open_import(kept)
        answers = remembered(person.owner, file)
        name = upload_name(uploads_folder(), person.owner, token, TABLE)
        yield _Waiting(file, name, answers, asked(file, answers))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_gone
def import_file(request: SignedInRequest, token: str) -> HttpResponse:
    """What the file that waits would do; and once that is confirmed, does it."""
    person, now = diary_person(request), timezone.now()
    with _waiting_or_404(person, token, now) as waiting:
        if "discard" in request.POST:
            drop_upload(uploads_folder(), person.owner, token, TABLE)
            return redirect("your-data")
        if not (waiting.asked.is_answered(waiting.answers) and fits(waiting.file, waiting.answers)):
            return redirect("import-answers", token)
        try:
            if request.method == "POST":
                made = run_import(person, waiting.file, waiting.answers, waiting.file_name, now=now)
                log.info("Person %s imported: %s", person.owner.pk, waiting.file.code)
                messages.success(request, _imported_words(request, made))
                drop_upload(uploads_folder(), person.owner, token, TABLE)
                return redirect("your-data")
            check, status = check_import(person, waiting.file, waiting.answers, now=now), 200
        except ImportHasErrorsError as error:
            check, status = error.check, 422
        page = import_check_page(token, waiting.file_name, waiting.file, waiting.answers, check, CsvForm())
    return render(request, "tracker/import_file.html", {"page": page}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_gone
def import_answers(request: SignedInRequest, token: str) -> HttpResponse:
    """What only the person can say of the file: what is new, or all of it once nothing is."""
    person, now = diary_person(request), timezone.now()
    with _waiting_or_404(person, token, now) as waiting:
        if not waiting.asked.questions:
            return redirect("import-file", token)
        own, questions = own_words(person.owner), _on_this_page(request, waiting)
        form = AnswersForm(
            request.POST if request.method == "POST" else None,
            questions=questions,
            proposed=_proposed(person, waiting),
            own={ASK_FACTOR: own.factors, ASK_RELIEF: own.relief},
            now=now,
        )
        if form.is_valid():
            remember(person.owner, waiting.file, form.answers)
            return redirect("import-file", token)
        page = import_answers_page(
            token, waiting.file_name, waiting.file, replace(waiting.asked, questions=questions), form
        )
    return render(request, "tracker/import_answers.html", {"page": page}, status=422 if form.is_bound else 200)


def _on_this_page(request: SignedInRequest, waiting: _Waiting) -> tuple[MappingQuestion, ...]:
    """What is not answered yet; all, where nothing is left to ask. Of a form, also whatever it answers anew."""
    is_sent = request.method == "POST"
    new = tuple(
        each
        for each in waiting.asked.questions
        if key_of(each) not in waiting.answers or (is_sent and answer_name(*key_of(each)) in request.POST)
    )
    return new if new or is_sent else waiting.asked.questions


def _proposed(person: Person, waiting: _Waiting) -> Answers:
    """What stands in the form first: earlier answers, else what is likely."""
    likely = {(ASK_ZONE, ""): person.time_zone}
    for question in waiting.asked.questions:
        suggestion = waiting.file.suggestion(question)
        if suggestion is not None:
            likely[key_of(question)] = suggestion
    return likely | dict(waiting.answers)


@post_action
def import_undo(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes an import back, but for what was changed since."""
    made = import_or_404(request, uid)
    undone = undo_import(diary_person(request), made, now=timezone.now())
    if undone:
        log.info("Person %s undid an import: %s", diary_owner(request).pk, made.code)
        messages.success(request, _undone_words(undone))
    elif made.undone_at:
        messages.info(request, _("This import was undone already."))
    else:
        messages.info(request, _("This import is more than 30 days old, so it can’t be undone anymore."))
    return redirect("your-data")


def _imported_words(request: SignedInRequest, made: Import | None) -> str:
    if made is None:
        return _("Nothing in this file is new, so nothing was changed.")
    words = _("Imported: %(added)s.") % {"added": added_words(made)}
    return with_undo(request, words, reverse("import-undo", args=[made.uid]))


def _undone_words(undone: Undone) -> str:
    if not undone.kept:
        return _("Import undone. Everything it added is gone.")
    words = ngettext(
        "Import undone. %(n)s that you changed since is still here.",
        "Import undone. %(n)s that you changed since are still here.",
        undone.kept,
    )
    return words % {"n": number_words(undone.kept)}
