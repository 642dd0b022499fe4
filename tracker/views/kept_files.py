"""Where files wait that were sent, and that none waits for longer than an hour."""

import threading
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from tracker.services.uploads import ARCHIVE, WAITS_FOR, forget_uploads, keep_upload


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
