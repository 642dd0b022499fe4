"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.guidance.loader import languages, load_library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spasmlog.settings")

# gunicorn runs no system checks: guidance that is broken must not be served, so it stops the start here.
for _language in languages():
    load_library(_language)

application = get_wsgi_application()

import scipy.special  # noqa: E402, F401  the first comparison would otherwise wait for it, and each worker hold its own

from tracker.views.trends import chart_modules  # noqa: E402  needs Django to be set up

# Loaded before the workers are made: the first chart of each would otherwise wait a second for it.
chart_modules()
