"""`/health/`: whether this server can answer and store, for who watches it: a proxy, a container, a monitor.

It tells nothing of anybody, reads no session, and costs a transaction without a write and one short read.
"""

import tempfile

from django.conf import settings
from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from spasmlog.tables import has_all_tables
from tracker.services.storage import BROKEN, BUSY, FULL, MOVED, READ_ONLY, trouble_of

WORDS = {
    BUSY: "database locked",
    FULL: "disk full",
    READ_ONLY: "disk read-only",
    BROKEN: "disk or database broken",
    MOVED: "database file moved",
}
"""What is answered, by what is wrong. Not translated: programs read it."""
UNREACHABLE, MIGRATIONS_MISSING = "database not reachable", "migrations missing"

LOCK_MILLISECONDS = 2000
"""For how long another write may last: an import takes the lock for no longer."""
PROBE_BYTES = 64 * 1024
"""What must find room in the folder: about what a save needs."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ok", or 503 and the reason."""
    trouble = current_trouble()
    return HttpResponse(f"{trouble or 'ok'}\n", status=503 if trouble else 200, content_type="text/plain")


def current_trouble() -> str:
    """Why nothing can be stored, or not everything shown; empty if all is well."""
    try:
        _try_the_disk()
        _try_the_database()
        is_whole = has_all_tables()
    except (OSError, Error) as error:
        trouble = trouble_of(error)
        return WORDS[trouble] if trouble else UNREACHABLE
    return "" if is_whole else MIGRATIONS_MISSING


def _try_the_disk() -> None:
    """Writes a file without a name: what is said of free space knows nothing of quotas, nor of a disk that fails."""
    with tempfile.TemporaryFile(dir=settings.VAR_DIR, buffering=0) as probe:
        probe.write(bytes(PROBE_BYTES))


def _try_the_database() -> None:
    """Takes the lock of a write and lets it go. Waits for less long than a save does."""
    if connection.vendor != "sqlite":
        connection.ensure_connection()
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_MILLISECONDS}")
        try:
            with transaction.atomic():
                pass
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
