"""Measures what bringing in ten years takes from the others: records, an archive, or a CSV file that is checked,
imported and taken back. How long it keeps them from writing, and how long they wait.

python -m bench.imports                  36,500 entries beside somebody who logs all the time; non-zero over budget
python -m bench.imports --entries 2000   fewer entries, the same budgets
python -m bench.imports --smoke          a short run that shows only that the measuring works
"""

import json
import statistics
import subprocess
import sys
import time

from bench.client import Client
from bench.server import ROOT, Served, served_diary
from bench.table import Figure, print_table, report

HELD_S, LONGEST_S, MEDIAN_MS = 2.0, 3.0, 50
ALL_S = {"Import": 10.0, "Restore": 20.0, "CSV check": 4.0, "CSV import": 10.0, "CSV undo": 10.0}
"""A restore reads and checks the file once more before it writes."""
TEN_YEARS = 36_500
PAUSE_SECONDS = 0.1

_NEWCOMER = """
import django; django.setup()
import datetime as dt, io, json, sys, time
from contextlib import contextmanager
from django.contrib.auth import get_user_model
from bench.ten_years import ZONE, ten_years
from tracker.exchange.archive import open_archive
from tracker.models import Preferences
from tracker.selectors.person import person_by_now
from tracker.exchange.csv_files import write_episodes
from tracker.exchange.imports import open_import
from tracker.services import archive, archive_restore, bulk, evidence, import_undo, imports

def newcomer(name):
    owner = get_user_model().objects.create_user(name)
    Preferences.objects.create(owner=owner, time_zone=ZONE)
    return owner

def watched(write):
    @contextmanager
    def watching(owner):
        with write(owner) as given:
            began = time.perf_counter()
            yield given
        held.append(time.perf_counter() - began)
    return watching

days, today = int(sys.argv[1]), dt.date.today() - dt.timedelta(days=1)
now, held = dt.datetime.now(dt.UTC), []
episodes, answered = map(list, ten_years(days=days, today=today))
"""
_IMPORT = """
owner, bulk.diary_write = newcomer("newcomer " + sys.argv[2]), watched(bulk.diary_write)

def deed():
    return bulk.insert_records(owner, episodes, answered, now=now).episodes
"""
_RESTORE = """
before, owner = newcomer("before"), newcomer("newcomer " + sys.argv[2])
bulk.insert_records(before, episodes, answered, now=now)
file = io.BytesIO(b"".join(archive.stream_archive(person_by_now(before), "before", "1", now=now)))
archive_restore.diary_write = watched(archive_restore.diary_write)

def deed():
    return archive_restore.restore(owner, open_archive(file), now=now).by_kind["entries"].new
"""
_CSV = """
owner = newcomer("newcomer " + sys.argv[2])
person = person_by_now(owner)
file = open_import(io.BytesIO("".join(write_episodes(episodes)).encode()))

def brought_in():
    return imports.run_import(person, file, {}, "episodes.csv", now=now)
"""
_CSV_CHECK = f"""{_CSV}
def deed():
    return imports.check_import(person, file, {{}}, now=now).entries.new
"""
_CSV_IMPORT = f"""{_CSV}
bulk.diary_write = watched(bulk.diary_write)

def deed():
    return brought_in().entries
"""
_CSV_UNDO = f"""{_CSV}
made, evidence.diary_write = brought_in(), watched(evidence.diary_write)

def deed():
    return import_undo.undo_import(person, made, now=now).removed
"""
_TIMED = """
print("ready", flush=True)
sys.stdin.readline()
began = time.perf_counter()
entries = deed()
print(json.dumps({"all": time.perf_counter() - began, "held": held, "entries": entries}))
"""
DEEDS = {
    "Import": _IMPORT,
    "Restore": _RESTORE,
    "CSV check": _CSV_CHECK,
    "CSV import": _CSV_IMPORT,
    "CSV undo": _CSV_UNDO,
}


def measure(served: Served, what: str, days: int) -> list[Figure]:
    """The figures for one of DEEDS with ten entries a day over so many days, beside a person who logs ten times a
    second."""
    client = Client(served)
    doing = subprocess.Popen(
        [sys.executable, "-c", _NEWCOMER + DEEDS[what] + _TIMED, str(days), what],
        cwd=ROOT,
        env=served.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    # What it brings in is made by now: what is measured is the bringing in alone.
    doing.stdout.readline()
    doing.stdin.write("go\n")
    doing.stdin.flush()
    saves = []
    while doing.poll() is None:
        # Raises if one is refused.
        saves.append(client.save_episode().total)
        time.sleep(PAUSE_SECONDS)
    if doing.returncode:
        raise RuntimeError(f"{what}: it failed")
    done = json.loads(doing.stdout.read())
    return [
        Figure(f"{what} of {done['entries']:,} entries", done["all"], ALL_S[what], "s"),
        Figure("Nobody else can write for", sum(done["held"]), HELD_S, "s"),
        Figure(f"Longest of {len(saves)} saves meanwhile", max(saves) / 1000, LONGEST_S, "s"),
        Figure("Median of these", statistics.median(saves), MEDIAN_MS, "ms"),
    ]


def _tables(days: int, title: str) -> list[Figure]:
    with served_diary(20) as served:
        return [figure for what in DEEDS for figure in print_table(f"{what}: {title}", measure(served, what, days))]


def main(arguments: list[str]) -> int:
    if "--smoke" in arguments:
        return report(_tables(20, "smoke run, no budgets"), smoke=True)
    entries = int(arguments[arguments.index("--entries") + 1]) if "--entries" in arguments else TEN_YEARS
    return report(_tables(entries // 10, f"{entries:,} entries beside somebody who logs"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
