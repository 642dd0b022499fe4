"""Erasing a diary, killed at random: there is the old state or the new one, and the next start leaves nothing behind.

.venv/bin/python -m bench.erased        200 kills
.venv/bin/python -m bench.erased 20     as many
"""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from contextlib import closing
from pathlib import Path

from bench.backups import KILLED_WITHIN, Machine, is_whole

KILLS = 200
MARK = "mark-of-alice"
"""In everything that alice wrote."""
HALF, TRACES, TORN, STUCK = "half", "traces", "torn", "stuck"

_SET_UP = f"""
import django; django.setup()
import io, os
from pathlib import Path
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from tests.archived import fill
from tests.factories import make_episode, make_profile_item
from tracker.models import OwnTerm, Preferences, Question
from tracker.services.uploads import keep_upload
from tests.factories import NOON
var = Path(os.environ["SPASMLOG_VAR"])
def settle_in(name, mark):
    user = User.objects.create_user(name, password=name + "-likes-long-walks")
    Preferences.objects.create(owner=user, time_zone="Europe/Berlin")
    write(user, mark)
    Client().force_login(user)
def write(user, mark):
    fill(user, token="a-token-of-32-characters-of-" + user.username)
    make_episode(user, note=mark + " note")
    make_profile_item(user, "medication", text=mark + " medicine")
    Question.objects.create(owner=user, text=mark + " question", asked_on=NOON.date(), position=7)
    OwnTerm.objects.create(owner=user, vocabulary=OwnTerm.RELIEF, code="x-mark", label=mark + " label")
    caches["drawings"].set("drawing of " + mark, "<svg>" + mark + "</svg>")
    keep_upload(var / "uploads", user, io.BytesIO(mark.encode()))
MARK = {MARK!r}
"""
FILL = f"""{_SET_UP}
settle_in("alice", MARK)
settle_in("bob", "mark-of-bob")
"""
WRITE = f"""{_SET_UP}
import sys
write(User.objects.get(username=sys.argv[1]), MARK)
settle_in("bob", "mark-of-bob")
"""
"""The same for an account that is there already, which is named."""
ERASE = """
import django; django.setup()
import os, sys
from pathlib import Path
from django.contrib.auth.models import User
from tracker.services.leaving import erase, finish_erase
var, alice = Path(os.environ["SPASMLOG_VAR"]), User.objects.get(username="alice")
erase(alice, var)
finish_erase(var, alice.pk)
"""
START = "import spasmlog.wsgi"


def files_with(words: str, var: Path) -> list[str]:
    """Names of the files under the folder, but for the backups, in which the words stand, packed ones too."""
    wanted = words.encode()
    paths = [path for path in sorted(var.rglob("*")) if path.is_file() and "backups" not in path.parts]
    return [str(path.relative_to(var)) for path in paths if wanted in _unpacked(path.read_bytes())]


def _unpacked(content: bytes) -> bytes:
    """The content and, for a cached drawing, what is packed in it."""
    for start in range(min(len(content), 64)):
        if content[start : start + 1] == b"\x78":
            try:
                return content + zlib.decompress(content[start:])
            except zlib.error:
                continue
    return content


def rows(database: Path) -> dict[str, list]:
    """All that is stored, by table."""
    with closing(sqlite3.connect(database)) as opened:
        names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in names if not name.startswith("sqlite_")]
        return {name: opened.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in tables}


def killed_erases(machine: Machine, times: int, chance: random.Random) -> Counter:
    """Erases killed at random. `half`: neither the old rows nor the new ones; `traces`: what is left after a start."""
    wrong = Counter({HALF: 0, TRACES: 0, TORN: 0, STUCK: 0})
    before = machine.var.with_name("before")
    shutil.copytree(machine.var, before)
    old = rows(machine.database)
    began = time.monotonic()
    machine.python("-c", ERASE)
    usual, new = time.monotonic() - began, rows(machine.database)
    killed = 0
    while killed < times:
        shutil.rmtree(machine.var)
        shutil.copytree(before, machine.var)
        if not _kill(machine, usual * chance.uniform(*KILLED_WITHIN)):
            usual *= 0.95
            continue
        killed += 1
        usual *= 1.02
        started = subprocess.run([sys.executable, "-c", START], env=machine.environment, check=False)
        wrong[STUCK] += started.returncode != 0
        found = rows(machine.database)
        wrong[HALF] += found not in (old, new)
        wrong[TORN] += not is_whole(machine.database)
        wrong[STUCK] += bool([*machine.var.glob("erase-unfinished-*")])
        wrong[TRACES] += found == new and bool(files_with(MARK, machine.var))
    shutil.rmtree(before)
    return wrong


def _kill(machine: Machine, after: float) -> bool:
    """An erase that is killed so many seconds after it began; False if it ended before."""
    process = subprocess.Popen([sys.executable, "-c", ERASE], env=machine.environment, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode == -signal.SIGKILL


def main(arguments: list[str]) -> int:
    """Prints what went wrong; fails where anything did."""
    times = int(arguments[0]) if arguments else KILLS
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        machine = Machine(Path(folder) / "var")
        machine.var.mkdir()
        machine.python("manage.py", "migrate", "--verbosity", "0")
        machine.python("-c", FILL)
        wrong = killed_erases(machine, times, random.Random(14))
    print(f"Erases killed: {times}. " + ", ".join(f"{name} {count}" for name, count in wrong.items()))
    return 1 if wrong.total() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
