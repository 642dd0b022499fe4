"""Sends changed files to the pages that bring a diary back: no answer may be a 500, and nothing may be written in part.

    python -m bench.mutated                       1,000 changed archives
    python -m bench.mutated --times 50 --seed 7   as many; the same seed changes the same

Each file goes the way of a person: sent, looked at, confirmed. What is refused must have changed no table. What was
restored must be there whole, and every page must be able to show it. Exits with 1 where anything of this is not so.
"""

import argparse
import collections
import copy
import hashlib
import io
import itertools
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ARCHIVE = Path(__file__).resolve().parent.parent / "tests" / "exchange" / "archives" / "format-1.zip"
"""With a row of every kind."""
DIARY, SUMS = "diary.json", "SHA256SUMS"
HOSTILE = (
    *(None, True, False, 0, -1, 1, 3, 5, 11, 99, 2**31, 2**63, 2**64, 10**400, 0.5, 1e308),
    *("", " ", "none", "x-", "x-%00", "\0", "\ud800", "\u202e", "=1+1", "<b>", "x" * 81, "y" * 70_000),
    *("2026-06-10", "0001-01-01", "9999-12-31", "2026-02-30", "2026-06-10T10:00:00", "9999-12-31T23:59:59+00:00"),
    *("2026-06-10T10:00:00+00:00", "2026-10-25T02:30:00+02:00", "Europe/Berlin", "Mars/Base", "UTC", "../../etc"),
    *("6f1c1a34-0000-4000-8000-000000000000", "calf", "left", "yes", "edit", "day", "unlisted", "ongoing"),
    *([], {}, [[]], [None], [{}], {"a": []}, {"": None}, [1, 2, 3]),
)


def mutations(seed: int) -> Iterator[bytes]:
    """Archives, each changed in another way, without end. What other formats have, too: a function of this kind."""
    chance, whole = random.Random(seed), ARCHIVE.read_bytes()
    ways = (_bytes_changed, _cut, _members_changed, _text_changed, *[_values_changed] * 4)
    while True:
        yield chance.choice(ways)(whole, chance)


FORMATS: dict[str, Callable[[int], Iterator[bytes]]] = {"archive": mutations}


def _bytes_changed(whole: bytes, chance: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(changed))
        if chance.random() < 0.7:
            changed[at] ^= 1 << chance.randrange(8)
        else:
            changed[at : at + chance.choice((1, 4, 30))] = chance.randbytes(chance.choice((0, 1, 4, 30)))
    return bytes(changed)


def _cut(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return chance.choice((whole[:at], whole[at:], whole[:at] + whole[at + chance.randrange(400) :], whole[:at] + whole))


def _members_changed(whole: bytes, chance: random.Random) -> bytes:
    files = _members(whole)
    one, other = chance.sample(sorted(files), 2)
    way = chance.randrange(5)
    if way == 0:
        files[one], files[other] = files[other], files[one]
    elif way == 1:
        del files[one]
    elif way == 2:
        files[chance.choice(("../x", "/x", "x", "diary.json/", "a\\b", "C:x", "nested/diary.json"))] = files[one]
    elif way == 3:
        files[one] = chance.choice((b"", b"\0" * 2_000_000, files[one] * 2, chance.randbytes(300)))
    else:
        files = dict(chance.sample(sorted(files.items()), len(files)))
    return _packed(files, with_sums=chance.random() < 0.7)


def _text_changed(whole: bytes, chance: random.Random) -> bytes:
    files = _members(whole)
    text = files[DIARY].decode()
    at = chance.randrange(len(text))
    put = chance.choice(
        ("", "x", "9", '"', "{", "[", "null", "\n", "],\n", "-1", "NaN", "1e999", "\\u0000", "[" * 3000)
    )
    end = at + chance.choice((0, 1, 1, 5, 200))
    return _packed(files | {DIARY: (text[:at] + put + text[end:]).encode()})


def _values_changed(whole: bytes, chance: random.Random) -> bytes:
    """Rows that say something else, in a file whose form is right."""
    files = _members(whole)
    diary = json.loads(files[DIARY])
    kinds = [name for name, rows in diary.items() if isinstance(rows, list)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        rows = diary[chance.choice(kinds)]
        way = chance.random()
        if not rows or way < 0.05:
            rows.extend(copy.deepcopy(diary[chance.choice(kinds)]))
        elif way < 0.1:
            rows.append(copy.deepcopy(chance.choice(rows)))
        elif way < 0.15:
            rows.remove(chance.choice(rows))
        else:
            # What another row of its kind says there fits more often than what any row says.
            others = rows if chance.random() < 0.4 else [row for kind in kinds for row in diary[kind]]
            _change_within(chance.choice(rows), others, chance)
    if chance.random() < 0.05:
        diary["format"] = chance.choice(HOSTILE)
    return _packed(files | {DIARY: _written(diary)})


def _change_within(row: object, rows: list, chance: random.Random) -> None:
    """Changes one value in it, however deep."""
    if not isinstance(row, dict | list) or not row:
        return
    key = chance.choice(list(row)) if isinstance(row, dict) else chance.randrange(len(row))
    if isinstance(row[key], dict | list) and row[key] and chance.random() < 0.8:
        _change_within(row[key], rows, chance)
    elif chance.random() < 0.1:
        del row[key]
    elif isinstance(row, dict) and chance.random() < 0.05:
        row[str(chance.choice(HOSTILE))] = copy.deepcopy(chance.choice(HOSTILE))
    else:
        other = chance.choice(rows)
        taken = chance.choice(list(other.values())) if isinstance(other, dict) and other else None
        if isinstance(other, dict) and key in other and chance.random() < 0.7:
            taken = other[key]
        row[key] = copy.deepcopy(taken if chance.random() < 0.4 else chance.choice(HOSTILE))


def _written(diary: dict) -> bytes:
    """As the archive writes it: a row on a line."""
    head = {name: value for name, value in diary.items() if not isinstance(value, list)}
    kinds = (
        f",\n{json.dumps(name)}: [\n" + ",\n".join(map(json.dumps, rows)) + "\n]"
        for name, rows in diary.items()
        if isinstance(rows, list)
    )
    return (json.dumps(head)[:-1] + "".join(kinds) + "}\n").encode()


def _members(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: dict[str, bytes], *, with_sums: bool = True) -> bytes:
    if with_sums:
        sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if name != SUMS)
        files = files | {SUMS: "".join(sums).encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@dataclass
class Outcome:
    """What became of the files, and what must not have."""

    counted: collections.Counter = field(default_factory=collections.Counter)
    faults: list[str] = field(default_factory=list)


class Newcomer:
    """A person with nothing in their diary, again for each file, and what they do with one."""

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        from tracker.models import Preferences

        self.owner = get_user_model().objects.create_user("newcomer")
        Preferences.objects.create(owner=self.owner, time_zone="Europe/Berlin")
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.owner)

    def try_file(self, data: bytes, outcome: Outcome, name: str, *, with_pages: bool) -> None:
        """Sends the file, looks, confirms; keeps in `outcome` what came of it."""
        before = all_tables()
        sent = self._post("/settings/data/", {"file": _upload(data)})
        came_to, restored = "refused when sent", False
        if sent.status_code == 302:
            looked = self.client.get(sent["Location"])
            # One that the look refuses is confirmed all the same, by somebody who has its address.
            sent_again = sent if looked.status_code == 200 else self._post("/settings/data/", {"file": _upload(data)})
            done = self._post(sent_again["Location"], {})
            restored = done.status_code == 302
            came_to = "restored" if restored else "refused by the look"
            statuses = [looked.status_code, done.status_code]
            if max(statuses) >= 500 or (looked.status_code == 200) is not restored:
                outcome.faults.append(
                    f"{name}: the look answered {statuses[0]}, confirming {statuses[1]}{_why(looked)}{_why(done)}"
                )
        elif sent.status_code != 422:
            outcome.faults.append(f"{name}: sending it answered {sent.status_code}{_why(sent)}")
        outcome.counted[came_to] += 1
        if restored:
            outcome.faults += [f"{name}: {fault}" for fault in self._faults_of_restored(data, with_pages=with_pages)]
            self.owner.delete()
            self._begin()
        elif all_tables() != before:
            outcome.faults.append(f"{name}: refused, and something was written")

    def _post(self, path: str, fields: dict):
        return self.client.post(path, fields)

    def _faults_of_restored(self, data: bytes, *, with_pages: bool) -> Iterator[str]:
        from tracker.exchange.archive import open_archive
        from tracker.services.archive import compare

        again = compare(self.owner, open_archive(io.BytesIO(data)))
        if again.new or again.differs:
            yield f"restored in part: {again.new} rows are missing, {again.differs} are others"
        if with_pages:
            for method, path in self._pages():
                answer = getattr(self.client, method)(path)
                if answer.status_code >= 500:
                    yield f"{method} {path} answered {answer.status_code}{_why(answer)}"

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


def _why(answer) -> str:
    """The end of the traceback of an answer that is a fault of ours."""
    error = getattr(answer, "exc_info", None)
    return "\n    " + "    ".join(traceback.format_exception(*error)[-2:]) if error else ""


def _upload(data: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("diary.zip", data, "application/zip")


def all_tables() -> str:
    """A hash of everything in the tables of the diary."""
    from django.apps import apps
    from django.db import connection

    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_app_config("tracker").get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")
            digest.update(repr((model.__name__, cursor.fetchall())).encode())
    return digest.hexdigest()


def try_files(name: str, times: int, seed: int, *, with_pages: bool = True) -> Outcome:
    """So many changed files of a format, in the database that is set up."""
    outcome, newcomer = Outcome(), Newcomer()
    for number, data in enumerate(itertools.islice(FORMATS[name](seed), times)):
        newcomer.try_file(data, outcome, f"{name} {number} of seed {seed}", with_pages=with_pages)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mutated", description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=1_000, help="changed files of each format")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="spasmlog-mutated-")
    try:
        _set_up(folder)
        faults = 0
        for name in FORMATS:
            outcome = try_files(name, asked.times, asked.seed)
            counts = ", ".join(f"{number} {what}" for what, number in sorted(outcome.counted.items()))
            print(f"{name}, {asked.times} changed files: {counts}; {len(outcome.faults)} faults")
            print("".join(f"  {fault}\n" for fault in outcome.faults[:50]), end="")
            faults += len(outcome.faults)
        return int(bool(faults))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: str) -> None:
    os.environ["SPASMLOG_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "spasmlog.settings"
    import django

    django.setup()
    import logging
    import threading

    from django.conf import settings
    from django.core.management import call_command

    logging.disable(logging.CRITICAL)
    # Each file that is sent has one for an hour, to be forgotten in time.
    threading.Timer.start = lambda self: None
    Path(folder, "static").mkdir()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
