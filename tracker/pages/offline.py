"""The page that is shown without a network, and the worker that keeps it on a device and shows it.

Both are the same for everybody: no session, no token, nothing of a diary.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder, find
from django.template.loader import render_to_string
from django.templatetags.static import PrefixNode, static
from django.urls import reverse
from django.utils.translation import get_language, pgettext

from tracker.forms.body_drawing import FIGURE_FILE
from tracker.forms.running import WhereForm
from tracker.forms.when import DURATIONS, STARTS, UNTIL
from tracker.forms.widgets import without_indents
from tracker.guidance.emergency import emergency_number_words
from tracker.guidance.loader import library_in
from tracker.guidance.releases import ReleaseHelp
from tracker.guidance.schema import Release
from tracker.guidance.when_to_get_help import FOR_A_CHILD, FOR_WHOM, HELP_LISTS, HelpList
from tracker.pages.addresses import addresses_of
from tracker.pages.modules import imported_by
from tracker.vocabulary.day import DAYS_BACK
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, ONGOING
from tracker.vocabulary.lazy_text import LazyText

WORKER_SCRIPTS = (
    "js/logic/taps.js",
    "js/logic/kept.js",
    "js/outbox/store.js",
    "js/outbox/sender.js",
    "js/worker/worker.js",
)
"""What the worker is made of, each after what it imports."""
SCRIPTS_OF_OTHERS = ("bootstrap/css/bootstrap-reboot.min.css", "django_htmx/htmx-2.min.js")
"""Files of other projects that pages link."""
MARK_LENGTH = 16
_SHELL_SCRIPT, _FIGURE_SCRIPT = "js/offline.js", "js/behaviors/region-picker.js"
_NAMED = re.compile(r'(?:href|src)="(/[^"]+)"')


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What works without a network: logging, when to get help, and the drawn releases."""

    where: WhereForm
    scale: range
    starts: Sequence[tuple[str, LazyText]]
    durations: Sequence[tuple[str, LazyText]]
    days_back: range
    """How many days ago a day is that can be answered."""
    lists: Sequence[HelpList]
    for_a_child: LazyText
    for_whom: LazyText
    releases: Sequence[ReleaseHelp]
    kinds: str
    """What each kind of kept item is called. JSON."""
    number_words: str
    """What texts say in place of an emergency number, for the script that may know it."""


def offline_page() -> OfflinePage:
    """The page, the same for everybody."""
    return OfflinePage(
        where=WhereForm(),
        scale=range(INTENSITY_MIN, INTENSITY_MAX + 1),
        starts=STARTS,
        durations=[(value, words) for value, words in DURATIONS if value not in {UNTIL, ONGOING}],
        days_back=range(DAYS_BACK + 1),
        lists=HELP_LISTS,
        for_a_child=FOR_A_CHILD,
        for_whom=FOR_WHOM,
        releases=[ReleaseHelp(release) for release in library_in(get_language()).releases.values()],
        kinds=json.dumps(kind_words()),
        number_words=emergency_number_words(""),
    )


def kind_words() -> dict[str, str]:
    """What is kept, in words, by the kinds of docs/offline.md."""
    return {
        "start": pgettext("kept on the device", "Spasm started"),
        "where": pgettext("kept on the device", "Place"),
        "began": pgettext("kept on the device", "Start time changed"),
        "count": pgettext("kept on the device", "One more in a row"),
        "stop": pgettext("kept on the device", "Spasm stopped"),
        "number": pgettext("kept on the device", "Pain level"),
        "over": pgettext("kept on the device", "Past spasm"),
        "answer": pgettext("kept on the device", "Answer to a safety question"),
        "notice": pgettext("kept on the device", "Something unusual"),
        "delete": pgettext("kept on the device", "Entry deleted"),
        "check-in": pgettext("kept on the device", "Check-in"),
        "take-back": pgettext("kept on the device", "Check-in answers removed"),
        "clear": pgettext("kept on the device", "Clear day"),
        "clear-days": pgettext("kept on the device", "Clear days"),
        "night": pgettext("kept on the device", "Your trial: last night"),
        "card": pgettext("kept on the device", "Answer to a card"),
        "device-zone": pgettext("kept on the device", "Time zone"),
    }


def is_named_by_content() -> bool:
    """True where a static file's name changes with what is in it: not while somebody works on them."""
    name = WORKER_SCRIPTS[0]
    return not static(name).endswith(name)


@dataclass(frozen=True, slots=True)
class OfflineDrawings:
    """The drawings of the steps."""

    releases: Sequence[Release]


@dataclass(frozen=True, slots=True)
class DeviceRelease:
    """One release as devices keep it."""

    mark: str
    """A hash of the names of its static files, of the worker, and of the page without a network. Where names do not
    change with what is in a file, of the files themselves."""
    html: str
    """The page without a network. Made without a request, so that nothing of one gets in."""
    drawings: str
    """What that page draws when it is asked to."""
    worker: str
    """The worker, as one script: not every browser takes modules for a worker."""


def release() -> DeviceRelease:
    """The release that runs. Made once for each language: neither its files nor its words change while it runs."""
    # In whatever diary it is asked for first.
    with addresses_of("/"):
        return _release(get_language())


@lru_cache(maxsize=32)
def _release(language: str | None) -> DeviceRelease:
    """`language` only keys the cache."""
    html = without_indents(render_to_string("tracker/offline.html", {"page": offline_page()}))
    drawn = OfflineDrawings(list(library_in(get_language()).releases.values()))
    drawings = without_indents(render_to_string("tracker/offline_drawings.html", {"page": drawn}))
    script = _joined(WORKER_SCRIPTS)
    files = sorted(static(name) for name in (*_own_files(), *SCRIPTS_OF_OTHERS))
    digest = hashlib.sha256("\n".join((*files, script, html, drawings)).encode())
    if not is_named_by_content():
        for name in _own_files():
            digest.update(_file(name).read_bytes())
    mark = digest.hexdigest()[:MARK_LENGTH]
    scripts = {static(name) for name in imported_by(_SHELL_SCRIPT)}
    needed, later = scripts.union(_NAMED.findall(html)), {static(name) for name in _later()} - scripts
    about = {
        "mark": mark,
        "shell": reverse("offline"),
        "files": [file for file in files if file in needed - later],
        "later": [*sorted(later), reverse("offline-drawings")],
        "drawings": reverse("offline-drawings"),
        "statics": PrefixNode.handle_simple("STATIC_URL"),
        "isNamedByContent": is_named_by_content(),
    }
    return DeviceRelease(mark, html, drawings, f"const RELEASE = {json.dumps(about)};\n{script}\n")


def _later() -> Iterator[str]:
    """The names of the static files that the page can do without: the drawn body, icons."""
    yield from ("css/region-figure.css", FIGURE_FILE, _FIGURE_SCRIPT, *imported_by(_FIGURE_SCRIPT))
    yield from (name for name in _own_files() if name.startswith(("img/icon", "img/apple")))


def _own_files() -> Iterator[str]:
    """The names of the site's own static files, in order."""
    yield from sorted(Path(name).as_posix() for name, _storage in FileSystemFinder().list([]))


def _file(name: str) -> Path:
    return Path(str(find(name)))


def _joined(names: Sequence[str]) -> str:
    """Scripts one after the other, without what makes modules of them, and without lines that are comments."""
    lines = (line for name in names for line in _file(name).read_text(encoding="utf-8").splitlines())
    return "\n".join(
        line.removeprefix("export ")
        for line in lines
        if line.strip() not in {"", "*"}
        and not line.startswith("import ")
        and not line.lstrip().startswith(("//", "/**", "* ", "*/"))
    )
