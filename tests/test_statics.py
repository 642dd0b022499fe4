"""Of the folder of static files, what pages name is served, and nothing that only manages it.

Modules import each other by the names under which they are served.
"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.test import RequestFactory

from spasmlog.statics import (
    ModuleStaticFilesStorage,
    StaticFilesMiddleware,
    without_script_comments,
    without_style_comments,
)
from tracker.forms.body_drawing import FIGURE_FILE

STATIC = Path(__file__).parents[1] / "static"
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'`](\.{1,2}/[^"'`]+)["'`]""")


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


def test_the_drawn_body_is_kept_for_ever(settings, tmp_path):
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, False
    backend = {"BACKEND": "spasmlog.statics.ModuleStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    source = FileSystemStorage(location=STATIC)
    with source.open(FIGURE_FILE) as drawing:
        staticfiles_storage.save(FIGURE_FILE, drawing)
    for _, _, result in staticfiles_storage.post_process({FIGURE_FILE: (source, FIGURE_FILE)}):
        assert not isinstance(result, Exception), result
    middleware = StaticFilesMiddleware(lambda request: None)
    response = middleware(RequestFactory().get(staticfiles_storage.url(FIGURE_FILE)))
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["staticfiles.json", "staticfiles.json.gz", ".stamp"])
def test_what_manages_them_is_not(served, name):
    assert served(name) is None


@pytest.fixture
def collected(tmp_path):
    """The names under which the site's own scripts are served, by their own names; the files lie in `tmp_path`."""
    storage = ModuleStaticFilesStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")]
    for name in names:
        with source.open(name) as script:
            storage.save(name, script)
    for _, _, result in storage.post_process({name: (source, name) for name in names}):
        assert not isinstance(result, Exception), result
    return {name: storage.stored_name(name) for name in names}


def test_modules_import_each_other_by_the_names_under_which_they_are_served(collected, tmp_path):
    imports = [
        (tmp_path / path).parent.joinpath(imported).resolve().relative_to(tmp_path).as_posix()
        for path in collected.values()
        for imported in IMPORTED.findall((tmp_path / path).read_text())
    ]
    assert len(imports) > 20
    assert {*imports} <= {*collected.values()}


def test_only_names_in_imports_and_comments_are_changed(collected, tmp_path):
    for name, path in collected.items():
        served = IMPORTED.sub("", (tmp_path / path).read_text())
        assert served == IMPORTED.sub("", without_script_comments((STATIC / name).read_text())), name


STYLE = "/* a\n b */\na { color: red; }\n\n/* c */\nb { color: blue; } /* d */\n"
SCRIPT = """// One.
import { a } from "./a.js";

/** Two:
 * three. */
export const b = "// no comment"; // Stays.
  // Four.
const c = a
  * b;
"""


def test_browsers_get_the_sites_files_without_comments():
    assert without_style_comments(STYLE) == "a { color: red; }\n\nb { color: blue; } "
    assert without_script_comments(SCRIPT) == (
        'import { a } from "./a.js";\n\nexport const b = "// no comment"; // Stays.\nconst c = a\n  * b;\n'
    )


def test_no_text_of_a_file_looks_like_a_comment():
    """What is in quotes would be cut, too."""
    for path in (STATIC / "css").rglob("*.css"):
        assert not re.search(r"""["'][^"'\n]*/\*""", path.read_text()), path
    for path in (STATIC / "js").rglob("*.js"):
        # A text over several lines could begin one of them as a comment does.
        assert [line for line in path.read_text().splitlines() if line.count("`") % 2] == [], path
