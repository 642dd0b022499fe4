"""`spasmlog check`: whether what is set, the folder and the database are as they must be."""

import sys
import urllib.error
import urllib.request
from io import StringIO
from pathlib import Path

from spasmlog.serving import listening_host, listening_port

SECONDS = 5


def check() -> int:
    """Looks from here, also while spasmlog does not run. 0, or 1 and what is wrong."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    django.setup()
    from spasmlog.health import MIGRATIONS_MISSING, current_trouble
    from spasmlog.keeping import is_sqlite
    from spasmlog.starting import NOT_UP_TO_DATE

    database = settings.DATABASES["default"]
    if is_sqlite(database) and not Path(database["NAME"]).exists():
        # To look would make an empty one.
        sys.stderr.write(f"There is no diary in {settings.VAR_DIR} yet. {settings.START_COMMAND} makes one.\n")
        return 1
    try:
        call_command("check", deploy=settings.IS_HTTPS, fail_level="WARNING", verbosity=0, stdout=StringIO())
    except SystemCheckError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    trouble = current_trouble()
    if trouble == MIGRATIONS_MISSING:
        sys.stderr.write(f"{NOT_UP_TO_DATE}\n")
    elif trouble:
        sys.stderr.write(f"Nothing can be stored now: {trouble}.\n")
    else:
        sys.stdout.write(f"All is well. The diary is in {settings.VAR_DIR}.\n")
    return 1 if trouble else 0


def check_running() -> int:
    """Asks the server on this machine. 0 if it is well; 1 and what it says, or that nobody answers."""
    host, port = listening_host(), listening_port()
    asked = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    # By a name that is always allowed, whatever address it listens on.
    request = urllib.request.Request(f"http://{asked}:{port}/health/", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            sys.stdout.write(answer.read().decode())
            return 0
    except urllib.error.HTTPError as error:
        sys.stderr.write(error.read(200).decode(errors="replace"))
    except OSError as error:
        sys.stderr.write(f"No answer at {asked}, port {port}: {getattr(error, 'reason', error)}\n")
    return 1
