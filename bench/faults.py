"""What goes wrong with a machine, done to the default start: killed while it writes or changes tables, two starts at
once, a full disk, one that cannot be written, broken files in the cache. Nothing acknowledged may be lost.

    .venv/bin/python -m bench.faults          500 kills, half an hour
    .venv/bin/python -m bench.faults 60       as many
    .venv/bin/python -m bench.faults --smoke  two kills and the cache alone, for the tests

Prints lost, torn, doubled and stuck of each, and fails where any is not 0.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

from bench.client import Client
from bench.killed import BROKEN, DOUBLED, LOST, STUCK, TORN, Diary, Server, killed_while_writing
from bench.server import ROOT, served_diary
from bench.table import Figure, print_table

DEFAULT_KILLS = 500
ROOM = "64m"


def figures(what: str, wrong: Counter) -> list[Figure]:
    """One row for each way of going wrong; none may happen."""
    return [Figure(f"{what}: {way}", wrong[way], 0, "") for way in (LOST, TORN, DOUBLED, STUCK)]


def killed_migrations(times: int, chance: random.Random) -> Counter:
    """First starts that are killed while they make the tables; the next one must make the rest."""
    wrong = Counter()
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            environment = os.environ | {"SPASMLOG_VAR": folder}
            killed = subprocess.Popen(migrate, cwd=ROOT, env=environment)
            time.sleep(chance.uniform(0.8, 5))
            killed.kill()
            killed.wait(timeout=30)
            again = subprocess.run(migrate, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=300)
            wrong[STUCK] += again.returncode != 0
            wrong[TORN] += not _is_whole(Path(folder) / "spasmlog.sqlite3")
    return wrong


def two_starts(times: int) -> Counter:
    """Two programs that make the key and the tables in one new folder, at once, in turns as bin/run lets them."""
    wrong = Counter()
    turn = '. bin/parts/one_at_a_time.sh; wait_for_turn "$SPASMLOG_VAR" "$0"; "$0" manage.py migrate --verbosity 0'
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
            started = [
                subprocess.Popen(
                    ["sh", "-c", turn, sys.executable],
                    cwd=ROOT,
                    env=os.environ | {"SPASMLOG_VAR": folder},
                    stderr=subprocess.DEVNULL,
                )
                for _ in range(2)
            ]
            wrong[STUCK] += sum(process.wait(timeout=300) != 0 for process in started)
            wrong[TORN] += not _is_whole(Path(folder) / "spasmlog.sqlite3")
    return wrong


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def broken_cache(client: Client) -> Counter:
    """Every file of the cache cut, emptied and zeroed: charts are drawn all the same."""
    wrong = Counter()
    folder = Path(client.served.environment["SPASMLOG_VAR"]) / "cache"
    charts = client.charts()
    for damage in (_cut, _emptied, _zeroed):
        for chart in charts:
            _status(client.get_part, chart)
        for file in folder.glob("*.djcache"):
            damage(file)
        for chart in charts:
            wrong[STUCK] += _status(client.get_part, chart) != 200
    return wrong


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _status(ask, *what) -> int:
    try:
        return ask(*what).status
    except RuntimeError as error:
        return int(str(error).rpartition(" ")[2])


@contextmanager
def small_disk():
    """A folder on a small disk of its own; None where this user may not mount one."""
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", folder]
        if os.name != "posix" or not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def full_disk(server: Server, chance: random.Random, tries: int) -> Counter:
    """Writes while nothing more fits: each is refused or stored, pages are shown, and all is there afterwards."""
    wrong = Counter()
    client = Client(_Address(server))
    diary = Diary(client, chance)
    for _ in range(5):
        diary.write()
    folder = diary.file.parent
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    for _ in range(tries):
        try:
            diary.write()
        except RuntimeError:
            # Refused: stored or not, never half. What it was stays open until the disk has room.
            wrong.update(diary.compare())
        except BROKEN:
            wrong[STUCK] += 1
        wrong[STUCK] += _status(client.get, "/") != 200
    ballast.unlink()
    wrong.update(diary.compare())
    try:
        diary.write()
    except (RuntimeError, *BROKEN):
        wrong[STUCK] += 1
    wrong.update(diary.compare())
    return wrong


def read_only_disk(folder: Path, environment: dict[str, str]) -> Counter:
    """A start on a disk that cannot be written says so in words and changes nothing."""
    wrong = Counter()
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    try:
        start = [sys.executable, "-m", "spasmlog.folder"]
        said = subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        wrong[STUCK] += said.returncode == 0 or not said.stderr.startswith("No permission to write in")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    wrong[TORN] += not _is_whole(folder / "spasmlog.sqlite3")
    return wrong


class _Address:
    """What a client needs to know of a server."""

    def __init__(self, server: Server):
        self.port, self.environment = server.port, server.environment


def measure(kills: int, few: int) -> list[Figure]:
    """The figures of so many kills, and of so few of what takes longer; without any of the latter none of it, and
    none of a disk of its own."""
    chance, rows = random.Random(kills), []
    if few:
        rows += figures(f"{few} first starts killed", killed_migrations(few, chance))
        rows += figures(f"{few} times two starts at once", two_starts(few))
    with served_diary(1) as served:
        rows += figures("Cache files cut, emptied, zeroed", broken_cache(Client(served)))
        prepared = Path(tempfile.mkdtemp(prefix="spasmlog-bench-"))
        environment = dict(served.environment)
    try:
        rows += _killed(prepared, environment, kills, chance, with_disk=bool(few))
    finally:
        shutil.rmtree(prepared)
    return rows


def _killed(folder: Path, environment: dict[str, str], kills: int, chance, *, with_disk: bool) -> list[Figure]:
    environment["SPASMLOG_VAR"] = str(folder)
    _prepare(environment)
    server = Server(int(environment["SPASMLOG_URL"].rpartition(":")[2]), environment)
    try:
        server.start()
        diary = Diary(Client(_Address(server)), chance)
        rows = figures(f"{kills} kills while writing", killed_while_writing(server, diary, kills, chance))
        print(f"Acknowledged: {', '.join(f'{number} {kind}' for kind, number in sorted(diary.counted.items()))}")
    finally:
        server.stop()
    if not with_disk:
        return rows
    with small_disk() as disk:
        if disk is None:
            print("Skipped: a full disk and one that cannot be written. Mounting a small disk takes root.")
            return rows
        shutil.copytree(folder, disk, dirs_exist_ok=True)
        server.environment = environment | {"SPASMLOG_VAR": str(disk)}
        try:
            server.start()
            rows += figures("Full disk", full_disk(server, chance, tries=20))
        finally:
            server.stop()
        rows += figures("Disk that cannot be written", read_only_disk(disk, server.environment))
    return rows


def _prepare(environment: dict[str, str]) -> None:
    from bench.server import NAME, PASSWORD

    make = (
        "import django; django.setup()\n"
        "from django.contrib.auth import get_user_model; from tracker.models import Preferences\n"
        f"user = get_user_model().objects.create_user({NAME!r}, password={PASSWORD!r})\n"
        "Preferences.objects.create(owner=user, time_zone='Europe/Berlin')"
    )
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        ["-c", make],
    ):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()]
    kills = 2 if smoke else (counts or [DEFAULT_KILLS])[0]
    few = 0 if smoke else max(3, kills // 20)
    rows = measure(kills, few)
    print_table("What a broken machine costs", rows)
    wrong = [row.name for row in rows if row.is_over]
    print(f"\nNot 0: {', '.join(wrong)}" if wrong else "\nNothing is lost, torn, doubled or stuck.")
    return 0 if smoke else int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
