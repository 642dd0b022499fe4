"""Of the folder of static files, what pages name is served, and nothing that only manages it."""

import pytest
from django.test import RequestFactory

from spasmlog.statics import StaticFilesMiddleware


@pytest.fixture(params=[False, True], ids=["collected", "looked up"])
def served(request, settings, tmp_path):
    """The status of an address under /static/, as the collected folder gives it."""
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, request.param
    settings.WHITENOISE_USE_FINDERS = False
    for name in ("app.1a2b3c4d5e6f.css", "staticfiles.json", "staticfiles.json.gz", ".stamp"):
        (tmp_path / name).write_text("{}")
    middleware = StaticFilesMiddleware(lambda request: None)
    return lambda name: middleware(RequestFactory().get(f"/static/{name}"))


def test_files_of_pages_are_served_and_kept_long(served):
    assert served("app.1a2b3c4d5e6f.css").status_code == 200


@pytest.mark.parametrize("name", ["staticfiles.json", "staticfiles.json.gz", ".stamp"])
def test_what_manages_them_is_not(served, name):
    assert served(name) is None
