"""Backup, verifying and restore of ten years: how long each takes, how long a writer waits, and what a kill leaves.

    .venv/bin/python -m bench.backups               ten years, and 20 kills of each command
    .venv/bin/python -m bench.backups --kills 200   as many of each; half an hour
    .venv/bin/python -m bench.backups --kills 200 --days 30   of a short diary; ten minutes
    .venv/bin/python -m bench.backups --smoke       a short diary and one kill, for the tests

Fails where anything is over its budget. After a kill there is the old state or the new one, and nothing half.
"""

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.server import _FILL, NAME, PASSWORD, ROOT
from bench.table import Figure, print_table, report

DAYS, SMOKE_DAYS = 3_650, 20
WRITES_A_SECOND = 50
DEFAULT_KILLS = 20
KILLED_WITHIN = (0.3, 1.0)
"""Of the time that it usually takes: before, it only loads."""
HALF, TORN, STUCK, LOST = "half", "torn", "stuck", "lost"


class Machine:
    """A folder with a diary, on which commands are run as a person runs them."""

    def __init__(self, var: Path):
        self.var, self.database, self.backups = var, var / "spasmlog.sqlite3", var / "backups"
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("SPASMLOG_", "DJANGO_"))}
        self.environment = kept | {
            "SPASMLOG_VAR": str(var),
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "spasmlog.settings",
        }

    def fill(self, days: int) -> None:
        """Makes a diary with ten entries a day, up to yesterday."""
        yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
        self.python("manage.py", "migrate", "--verbosity", "0")
        self.python("-c", f"import django; django.setup()\n{_FILL}", str(days), yesterday, NAME, PASSWORD)

    def python(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.environment, check=True)

    def start(self, *arguments: str | Path) -> subprocess.Popen:
        """`bin/spasmlog` with these arguments, begun."""
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "spasmlog", *map(str, arguments)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """(exit code, what was said, what was complained about) of the command."""
        process = self.start(*arguments)
        said, complained = process.communicate(timeout=600)
        return process.returncode, said, complained

    def kill(self, after: float, *arguments: str | Path) -> bool:
        """The command, killed so many seconds after it began. False if it ended before."""
        process = self.start(*arguments)
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def newest(self) -> Path:
        """The latest backup that was asked for."""
        return max(path for path in self.backups.glob("spasmlog-*.sqlite3") if "-before-" not in path.name)


def notes(database: Path) -> list[tuple[str, str]]:
    """(uid, note) of every entry."""
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute("SELECT uid, note FROM tracker_episode ORDER BY uid").fetchall()


def is_whole(database: Path) -> bool:
    """True for a database without damage, whose rows have all that they belong to."""
    try:
        with closing(sqlite3.connect(database)) as opened:
            is_sound = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return is_sound and not opened.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error:
        return False


def _write_all_notes(database: Path, note: str) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("UPDATE tracker_episode SET note = ?", [note])


def _left_over(machine: Machine) -> int:
    return len([*machine.var.glob("restoring-*"), *machine.backups.glob("*.half*")])


def killed_backups(machine: Machine, times: int, chance: random.Random) -> Counter:
    """Backups killed at random: each file is whole or not there, and the next backup takes away what a kill left."""
    wrong = Counter({HALF: 0, TORN: 0, STUCK: 0})
    shutil.rmtree(machine.backups, ignore_errors=True)
    wanted = notes(machine.database)
    for _ in _kills(machine, times, chance, "backup"):
        found = list(machine.backups.glob("spasmlog-*.sqlite3"))
        wrong[TORN] += sum(not is_whole(path) or notes(path) != wanted for path in found)
        wrong[TORN] += not is_whole(machine.database)
        for path in found:
            path.unlink()
    wrong[STUCK] += machine.run("backup")[0] != 0
    wrong[HALF] += _left_over(machine)
    return wrong


def _kills(machine: Machine, times: int, chance: random.Random, *command: str | Path) -> Iterator[int]:
    """Kills the command at random so many times before it ends. Yields after each, and after those that ended first."""
    usual, killed = _seconds(machine, *command), 0
    while killed < times:
        if machine.kill(usual * chance.uniform(*KILLED_WITHIN), *command):
            killed += 1
            # Most kills come late, when there is something to break.
            usual *= 1.02
        else:
            usual *= 0.95
        yield killed


def killed_restores(machine: Machine, times: int, chance: random.Random) -> Counter:
    """Restores killed at random: the diary is the old one or the backup, with what belongs to it, never between."""
    wrong = Counter({HALF: 0, TORN: 0, STUCK: 0, LOST: 0})
    _write_all_notes(machine.database, "of the backup")
    machine.run("backup")
    backup = machine.newest()
    _seconds(machine, "restore", backup)
    restored, taken = notes(machine.database), 0
    _write_all_notes(machine.database, "younger")
    younger, version = notes(machine.database), _data_version(machine.database)
    for number in _kills(machine, times, chance, "restore", backup):
        now = notes(machine.database) if is_whole(machine.database) else []
        is_old, is_new = now == younger, now == restored
        wrong[TORN] += not (is_old or is_new)
        taken += is_new
        # A chart of the old diary is met by nobody.
        wrong[HALF] += (_data_version(machine.database) == version) != is_old
        kept = [path for path in machine.backups.glob("*-before-restore.sqlite3") if notes(path) == younger]
        wrong[LOST] += is_new and not kept
        for path in machine.backups.glob("*-before-restore.sqlite3"):
            wrong[TORN] += not is_whole(path)
            path.unlink()
        _write_all_notes(machine.database, f"younger {number}")
        younger, version = notes(machine.database), _data_version(machine.database)
    print(f"Of {times} restores that were killed and those that ended meanwhile, {taken} had taken the diary's place.")
    wrong[STUCK] += machine.run("restore", backup)[0] != 0
    wrong[TORN] += notes(machine.database) != restored
    wrong[HALF] += _left_over(machine)
    return wrong


def _data_version(database: Path) -> int:
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute("SELECT data_version FROM tracker_preferences").fetchone()[0]


class Writer(threading.Thread):
    """Saves so many times a second, as the app does it, until it is stopped; keeps how long each took."""

    def __init__(self, database: Path):
        super().__init__()
        self.database, self.waits, self.failed, self._stop_it = database, [], 0, threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.database, timeout=10, isolation_level=None)) as opened:
            opened.execute("PRAGMA synchronous=FULL")
            pks = [pk for (pk,) in opened.execute("SELECT id FROM tracker_episode ORDER BY id LIMIT 1000")]
            began = time.monotonic()
            while not self._stop_it.is_set():
                number = len(self.waits) + self.failed
                time.sleep(max(0, began + number / WRITES_A_SECOND - time.monotonic()))
                started = time.monotonic()
                try:
                    opened.execute("BEGIN IMMEDIATE")
                    opened.execute("UPDATE tracker_preferences SET data_version = ?", [number + 1])
                    opened.execute(
                        "UPDATE tracker_episode SET note = ? WHERE id = ?", [str(number), pks[number % 1000]]
                    )
                    opened.execute("COMMIT")
                    self.waits.append(time.monotonic() - started)
                except sqlite3.Error:
                    self.failed += 1

    def stop(self) -> None:
        self._stop_it.set()
        self.join()


def measure(machine: Machine) -> list[Figure]:
    """How long the commands take on this diary, alone and beside a writer."""
    alone = _seconds(machine, "backup")
    writer = Writer(machine.database)
    writer.start()
    time.sleep(1)
    beside = _seconds(machine, "backup")
    time.sleep(0.2)
    writer.stop()
    backup = machine.newest()
    print(f"Saved {len(writer.waits)} times beside the backup; the backup has {backup.stat().st_size / 1e6:.0f} MB.")
    return [
        Figure("Backup, nobody writes", alone, 2, "s"),
        Figure(f"Backup beside {WRITES_A_SECOND} writes a second", beside, 2, "s"),
        Figure("A writer beside it waits, median", 1000 * statistics.median(writer.waits), 50, "ms"),
        Figure("A writer beside it waits, longest", 1000 * max(writer.waits), 1000, "ms"),
        Figure("Writes beside it that failed", writer.failed, 0, ""),
        Figure("Damage in that backup", not is_whole(backup), 0, ""),
        Figure("Verify", _seconds(machine, "backup", "--verify", backup), 5, "s"),
        Figure("Restore", _seconds(machine, "restore", backup), 5, "s"),
    ]


def _seconds(machine: Machine, *arguments: str | Path) -> float:
    began = time.monotonic()
    code, _, complained = machine.run(*arguments)
    if code:
        raise RuntimeError(complained)
    return time.monotonic() - began


def _number(arguments: list[str], option: str, default: int) -> int:
    return int(arguments[arguments.index(option) + 1]) if option in arguments else default


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    kills = 1 if smoke else _number(arguments, "--kills", DEFAULT_KILLS)
    days = SMOKE_DAYS if smoke else _number(arguments, "--days", DAYS)
    var = Path(tempfile.mkdtemp(prefix="spasmlog-bench-"))
    try:
        machine, chance = Machine(var), random.Random(kills)
        machine.fill(days)
        rows = measure(machine)
        for what, wrong in (
            ("backups", killed_backups(machine, kills, chance)),
            ("restores", killed_restores(machine, kills, chance)),
        ):
            rows += [Figure(f"{kills} {what} killed: {way}", count, 0, "") for way, count in wrong.items()]
        print_table("Backups", rows)
        return report(rows, smoke)
    finally:
        shutil.rmtree(var)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
