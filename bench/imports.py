"""Measures what an import of ten years takes from the others: how long it keeps them from writing, how long they wait.

python -m bench.imports            36,500 entries beside somebody who logs all the time; non-zero over budget
python -m bench.imports --smoke    a short run that shows only that the measuring works
"""

import json
import statistics
import subprocess
import sys
import time

from bench.client import Client
from bench.server import ROOT, served_diary
from bench.table import Figure, print_table, report

HELD_S, IMPORT_S, LONGEST_S, MEDIAN_MS = 2.0, 10.0, 3.0, 50
PAUSE_SECONDS = 0.1

_IMPORT = """
import django; django.setup()
import datetime as dt, json, sys, time
from contextlib import contextmanager
from django.contrib.auth import get_user_model
from bench.ten_years import ZONE, ten_years
from tracker.models import Preferences
from tracker.services import bulk
owner = get_user_model().objects.create_user("newcomer")
Preferences.objects.create(owner=owner, time_zone=ZONE)
episodes, answered = map(list, ten_years(days=int(sys.argv[1]), today=dt.date.today() - dt.timedelta(days=1)))
held, write = [], bulk.diary_write

@contextmanager
def watched(owner):
    with write(owner):
        began = time.perf_counter()
        yield
    held.append(time.perf_counter() - began)

bulk.diary_write = watched
print("ready", flush=True)
sys.stdin.readline()
began = time.perf_counter()
inserted = bulk.insert_records(owner, episodes, answered, now=dt.datetime.now(dt.UTC))
print(json.dumps({"all": time.perf_counter() - began, "held": held, "entries": inserted.episodes}))
"""


def measure(days: int) -> list[Figure]:
    """The figures for an import of ten entries a day over so many days, beside a person who logs ten times a second."""
    with served_diary(20) as served:
        client = Client(served)
        importing = subprocess.Popen(
            [sys.executable, "-c", _IMPORT, str(days)],
            cwd=ROOT,
            env=served.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        # Its records are made by now: what is measured is the import alone.
        importing.stdout.readline()
        importing.stdin.write("go\n")
        importing.stdin.flush()
        saves = []
        while importing.poll() is None:
            # Raises if one is refused.
            saves.append(client.save_episode().total)
            time.sleep(PAUSE_SECONDS)
        if importing.returncode:
            raise RuntimeError("the import failed")
        imported = json.loads(importing.stdout.read())
    return [
        Figure(f"Import of {imported['entries']:,} entries", imported["all"], IMPORT_S, "s"),
        Figure("Nobody else can write for", sum(imported["held"]), HELD_S, "s"),
        Figure(f"Longest of {len(saves)} saves meanwhile", max(saves) / 1000, LONGEST_S, "s"),
        Figure("Median of these", statistics.median(saves), MEDIAN_MS, "ms"),
    ]


def main(arguments: list[str]) -> int:
    if "--smoke" in arguments:
        return report(print_table("Smoke run, 200 entries: no budgets", measure(20)), smoke=True)
    return report(print_table("An import of ten years beside somebody who logs", measure(3650)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
