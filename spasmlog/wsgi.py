"""What gunicorn serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from spasmlog.running import hold
from spasmlog.sqlite.base import remember
from tracker.guidance.loader import languages, load_library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spasmlog.settings")

# Before anything is read of the diary; the workers, which are made later, hold it too.
hold(settings.VAR_DIR)

# gunicorn runs no system checks: guidance that is broken must not be served, so it stops the start here.
for _language in languages():
    load_library(_language)

application = get_wsgi_application()

from django.db import connection  # noqa: E402  needs the settings

if connection.vendor == "sqlite":
    # Before the workers are made, which inherit it.
    remember(connection.settings_dict["NAME"])

from tracker.services.leaving import finish_erases  # noqa: E402  needs Django to be set up

finish_erases(settings.VAR_DIR)
# The workers are not to inherit a connection.
connection.close()

import scipy.special  # noqa: E402, F401  the first comparison would otherwise wait for it, and each worker hold its own
from django.utils.translation import override  # noqa: E402  needs Django to be set up

from tracker.charts.registry import load_all  # noqa: E402
from tracker.pages.drawing_cache import code_mark  # noqa: E402
from tracker.pages.offline import release  # noqa: E402

# Loaded before the workers are made: the first chart of each would otherwise wait a second for it.
load_all()
code_mark()
# Every page names the release, whose mark takes half a second to make.
for _language, _name in settings.LANGUAGES:
    with override(_language):
        release()

# What is loaded by now stays. No collection looks through it again, which took a tenth of a second in the middle of a
# drawing, and the workers go on sharing its memory.
gc.collect()
gc.freeze()
