"""What the benches of changed files share: what hostile values there are, ways to change bytes, and who sends them."""

import collections
import hashlib
import random
import traceback
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

NAME = "newcomer"
HOSTILE = (
    *(None, True, False, 0, -1, 1, 3, 5, 11, 99, 2**31, 2**63, 2**64, 10**400, 0.5, 1e308),
    *("", " ", "none", "x-", "x-%00", "\0", "\ud800", "\u202e", "=1+1", "<b>", "x" * 81, "y" * 70_000),
    *("2026-06-10", "0001-01-01", "9999-12-31", "2026-02-30", "2026-06-10T10:00:00", "9999-12-31T23:59:59+00:00"),
    *("2026-06-10T10:00:00+00:00", "2026-10-25T02:30:00+02:00", "Europe/Berlin", "Mars/Base", "UTC", "../../etc"),
    *("6f1c1a34-0000-4000-8000-000000000000", "calf", "left", "yes", "edit", "day", "unlisted", "ongoing"),
    *([], {}, [[]], [None], [{}], {"a": []}, {"": None}, [1, 2, 3]),
)


def bytes_changed(whole: bytes, chance: random.Random) -> bytes:
    """A few bits or bytes are others."""
    changed = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(changed))
        if chance.random() < 0.7:
            changed[at] ^= 1 << chance.randrange(8)
        else:
            changed[at : at + chance.choice((1, 4, 30))] = chance.randbytes(chance.choice((0, 1, 4, 30)))
    return bytes(changed)


def cut_off(whole: bytes, chance: random.Random) -> bytes:
    """A part of it is missing, or comes twice."""
    at = chance.randrange(len(whole))
    return chance.choice((whole[:at], whole[at:], whole[:at] + whole[at + chance.randrange(400) :], whole[:at] + whole))


@dataclass
class Outcome:
    """What became of the files, and what must not have."""

    counted: collections.Counter = field(default_factory=collections.Counter)
    faults: list[str] = field(default_factory=list)


class Visitor:
    """A person with nothing in their diary, logged in on a device."""

    def __init__(self):
        self.begin()

    def begin(self) -> None:
        """A new account takes the place of the last."""
        from django.contrib.auth import get_user_model
        from django.test import Client

        from tracker.models import Preferences

        accounts = get_user_model().objects
        accounts.filter(username=NAME).delete()
        self.owner = accounts.create_user(NAME)
        Preferences.objects.create(owner=self.owner, time_zone="Europe/Berlin")
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.owner)

    def post(self, path: str, fields: dict):
        """Sends a form."""
        return self.client.post(path, fields)

    def faults_of_pages(self) -> Iterator[str]:
        """The pages that cannot show what is in the diary."""
        for method, path in self._pages():
            answer = getattr(self.client, method)(path)
            if answer.status_code >= 500:
                yield f"{method} {path} answered {answer.status_code}{why(answer)}"

    def _pages(self) -> Iterator[tuple[str, str]]:
        """Every page that shows something of a diary, and every way back to what a revision keeps."""
        from tracker.models import Day, Episode, GuidanceAnswer, ProfileItem, Question, Revision, Visit
        from tracker.pages.trends_sections import ON_TRENDS

        plain = (
            *("", "diary/", "diary/open/", "episodes/deleted/", "episodes/add/", "trends/?window=all", "profile/"),
            *("questions/", "visits/", "report/", "report.pdf", "share/", "settings/", "pauses/", "check-in/ask/"),
            *("check-in/", "guidance/", "guidance/for-you/", "guidance/answers/", "guidance/when-to-get-help/"),
            *("export/episodes.csv", "export/days.csv", "settings/data/", "check-in/reminder.ics"),
        )
        yield from (("get", f"/{path}") for path in plain)
        yield from (("get", f"/trends/{chart}/?window=all") for chart in sorted(ON_TRENDS))
        for kind, way in (
            *((Episode, "episodes/{}/"), (Episode, "episodes/{}/edit/"), (Visit, "visits/{}/")),
            *((Visit, "visits/{}/change/"), (Question, "questions/{}/"), (ProfileItem, "profile/{}/")),
        ):
            uids = kind._default_manager.filter(owner=self.owner).values_list("uid", flat=True)
            yield from (("get", f"/{way.format(uid)}") for uid in uids)
        for date in Day.objects.of(self.owner).values_list("date", flat=True):
            yield "get", f"/diary/{date}/"
        for key in GuidanceAnswer.objects.filter(owner=self.owner).values_list("key", flat=True):
            yield "get", f"/guidance/entries/{key}/"
        ways = {
            Revision.EPISODE: "revisions/{}/undo/",
            Revision.DAY: "check-in/earlier/{}/restore/",
            Revision.PROFILE: "profile/removed/{}/restore/",
            Revision.QUESTION: "questions/removed/{}/restore/",
            Revision.VISIT: "visits/removed/{}/restore/",
        }
        for pk, kind in list(Revision.objects.filter(owner=self.owner).values_list("pk", "kind")):
            yield "post", f"/{ways[kind].format(pk)}"
        yield "get", "/"


def why(answer) -> str:
    """The end of the traceback of an answer that is a fault of ours."""
    error = getattr(answer, "exc_info", None)
    return "\n    " + "    ".join(traceback.format_exception(*error)[-2:]) if error else ""


def uploaded(name: str, data: bytes):
    """The file as a form sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data, "application/octet-stream")


def all_tables(without: Collection[str] = ()) -> str:
    """A hash of everything in the tables of the diary, but for those of these models."""
    from django.apps import apps
    from django.db import connection

    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_app_config("tracker").get_models():
            # Devices are noted with the first page after a log-in, whatever is done there.
            if model.__name__ in {*without, "SignedInDevice"}:
                continue
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")
            digest.update(repr((model.__name__, cursor.fetchall())).encode())
    return digest.hexdigest()
