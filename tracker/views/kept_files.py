"""Where files wait that were sent, and that none waits for longer than an hour."""

import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracker.pages.archive import your_data_page
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.services.uploads import ARCHIVE, WAITS_FOR, forget_uploads, keep_upload

TO_THE_TOP = "#top"
"""Added to where a form leads that is sent with the id of its section. A browser shows an error of it there, and would
look for the same id on every page that follows."""


class FileGoneError(Http404):
    """No such file of this person waits: it was used or removed, an hour is over, or it never did."""


def says_if_gone(
    view: Callable[[SignedInRequest, str], HttpResponse],
) -> Callable[[SignedInRequest, str], HttpResponse]:
    """Shows Your data where a file waits no more, with what to do: a button tapped twice ends there."""

    @wraps(view)
    def guarded(request: SignedInRequest, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except FileGoneError:
            page = your_data_page(diary_person(request), timezone.now(), is_file_gone=True)
            return render(request, "tracker/your_data.html", {"page": page}, status=404)

    return guarded


def uploads_folder() -> Path:
    """The folder of files that wait."""
    folder: Path = settings.UPLOADS_DIR
    return folder


def keep_for_an_hour(owner: User, file: BinaryIO, kind: str = ARCHIVE, name: str = "") -> str:
    """Keeps the file, and returns what it is asked for by."""
    token = keep_upload(uploads_folder(), owner, file, kind, name)
    # Whether or not anybody comes back: after an hour it is gone.
    timer = threading.Timer(WAITS_FOR.total_seconds() + 1, _forget)
    timer.daemon = True
    timer.start()
    return token


def _forget() -> None:
    forget_uploads(uploads_folder(), now=timezone.now())
