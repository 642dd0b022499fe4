"""Deeds that write, read or delete a whole diary, while the server is killed: what was is there afterwards, or what was
to be, and nothing between.

    .venv/bin/python -m bench.killed_deeds          200 kills, twenty minutes
    .venv/bin/python -m bench.killed_deeds 60       as many
    .venv/bin/python -m bench.killed_deeds --smoke  five kills, for the tests

Prints lost, torn and stuck of each deed, and fails where any is not 0. About half of the deeds are killed before they
are done.
"""

import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client
from bench.faults import _Address, _prepare
from bench.killed import BROKEN, LOST, STUCK, TORN, Server
from bench.server import NAME, PASSWORD, ROOT, _free_port, served_diary
from bench.table import Figure, print_table
from bench.traces import MARK, WRITE, files_with

DEFAULT_KILLS = 200
NOT_COUNTED = {"tracker_guidanceresult", "tracker_counter", "tracker_signedindevice"}
"""Computed anew at will, or of nobody's diary, or of the account."""
TRACES = "traces"
START = "import spasmlog.wsgi"
"""What a start clears away before it serves."""
KEPT = ("spasmlog.sqlite3", "uploads", "cache")
"""What a diary is, in its folder."""

State = dict[str, int]
"""Rows by table."""


@dataclass(frozen=True)
class Deed:
    """What is done, to which diary, and what it makes of it."""

    name: str
    before: Path
    """A copy of the diary that it begins with; it is put back each time."""
    new: State
    do: Callable[[Client], None]
    """Returns once it was acknowledged; raises one of BROKEN when the server goes away meanwhile."""
    traces: Callable[[Path], list[str]] = lambda var: []
    """What is left in the folder that should be gone, at the first start after it was done."""


def state_of(file: Path) -> State:
    """How many rows each table of the diary holds. Raises sqlite3.DatabaseError if the file is torn."""
    with closing(sqlite3.connect(file)) as database:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("the file is torn")
        if database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.DatabaseError("a row belongs to none")
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = sorted(name for name in names if name.startswith("tracker_") and name not in NOT_COUNTED)
        counted.append("auth_user")
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted}


def restoring(archive: bytes) -> Callable[[Client], None]:
    """The archive is sent and confirmed."""

    def do(client: Client) -> None:
        sent = client.post_file("/settings/data/", "file", "diary.zip", archive)
        client.post(sent.headers["Location"], {})

    return do


def downloading(client: Client) -> None:
    """The archive is asked for, and must be whole once it is there."""
    # A quarter of an hour after the log-in, it is asked for.
    sent = {"log-in-password": PASSWORD}
    with zipfile.ZipFile(io.BytesIO(client.post("/settings/data/archive/", sent).body)) as archive:
        if archive.testzip():
            raise RuntimeError("an archive that is not whole was sent as if it were")


def importing(csv: bytes) -> Callable[[Client], None]:
    """A file of ours is sent and confirmed."""

    def do(client: Client) -> None:
        sent = client.post_file("/settings/data/import/", "csv_file", "episodes.csv", csv)
        client.post(sent.headers["Location"], {})

    return do


def undoing(imported: Path) -> Callable[[Client], None]:
    """The one import of that diary is taken back."""
    with closing(sqlite3.connect(imported / KEPT[0])) as database:
        ((uid,),) = database.execute("SELECT uid FROM tracker_import").fetchall()

    def do(client: Client) -> None:
        client.post(f"/settings/data/imports/{uuid.UUID(uid)}/undo/", {})

    return do


def erasing(client: Client) -> None:
    """The account is deleted with its diary."""
    logged_in = dict(client.cookies)
    try:
        client.post("/settings/data/delete/", {"password": PASSWORD})
    finally:
        # The account comes back with the next copy, and with it who is logged in.
        client.cookies = logged_in


def left_of_an_erase(var: Path) -> list[str]:
    """Files that still have what was written, and notes that there is something to clear away."""
    return files_with(MARK, var) + [path.name for path in var.glob("erase-unfinished-*")]


def killed_during(server: Server, client: Client, deeds: list[Deed], times: int, chance: random.Random) -> Counter:
    """So many kills, in turns of the deeds, each at a random moment of it. Counts (deed, way of going wrong)."""
    wrong, took = Counter(), {deed.name: _undisturbed(server, client, deed) for deed in deeds}
    for number in range(times):
        deed = deeds[number % len(deeds)]
        put_back(server, deed.before)
        try:
            server.start()
        except RuntimeError as error:
            print(f"No start after a kill: {error!r}")
            wrong[deed.name, STUCK] += 1
            return wrong
        timer = threading.Timer(chance.uniform(0.1, 1.9) * took[deed.name], server.kill)
        timer.start()
        try:
            deed.do(client)
            is_acknowledged = True
        except BROKEN:
            is_acknowledged = False
        timer.join()
        # So that half of them end first, however busy the machine is.
        took[deed.name] *= 0.95 if is_acknowledged else 1.05
        wrong.update((deed.name, way) for way in _ways(server, deed, is_acknowledged=is_acknowledged))
    return wrong


def _ways(server: Server, deed: Deed, *, is_acknowledged: bool) -> Iterator[str]:
    """What went wrong, and how far it came."""
    old, file = state_of(deed.before / KEPT[0]), _var(server) / KEPT[0]
    try:
        state = state_of(file)
        if subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=server.environment, check=False).returncode:
            yield STUCK
        if state_of(file) != state:
            yield TORN
    except sqlite3.DatabaseError as error:
        print(f"{deed.name}: {error!r}")
        yield TORN
        return
    if state not in (old, deed.new):
        yield TORN
    if is_acknowledged and state != deed.new:
        yield LOST
    is_done = state == deed.new != old
    if is_done and deed.traces(_var(server)):
        yield TRACES
    yield "acknowledged" if is_acknowledged else "done" if is_done else "not done"


def _undisturbed(server: Server, client: Client, deed: Deed) -> float:
    """Seconds that it takes, and a look whether it makes what it should."""
    put_back(server, deed.before)
    server.start()
    began = time.monotonic()
    deed.do(client)
    took = time.monotonic() - began
    server.kill()
    if state_of(_var(server) / KEPT[0]) != deed.new:
        raise RuntimeError(f"{deed.name}: it does something else")
    return took


def put_back(server: Server, before: Path) -> None:
    """The diary as it was, for a server that is down."""
    var = _var(server)
    for ending in ("-wal", "-shm"):
        (var / (KEPT[0] + ending)).unlink(missing_ok=True)
    _copy(before, var)


def _copy(one: Path, other: Path) -> None:
    for name in KEPT:
        if (one / name).is_file():
            shutil.copyfile(one / name, other / name)
            continue
        shutil.rmtree(other / name, ignore_errors=True)
        if (one / name).exists():
            shutil.copytree(one / name, other / name)


def _var(server: Server) -> Path:
    return Path(server.environment["SPASMLOG_VAR"])


def _kept(server: Server, name: str) -> Path:
    """A copy of the diary of a server that is down."""
    with closing(sqlite3.connect(_var(server) / KEPT[0])) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = _var(server).with_name(name)
    copy.mkdir()
    _copy(_var(server), copy)
    return copy


def _done(server: Server, client: Client, before: Path, do: Callable[[Client], None], name: str) -> Path:
    """A copy of what the deed makes of the diary."""
    put_back(server, before)
    server.start()
    do(client)
    server.kill()
    return _kept(server, name)


def measure(kills: int, days: int) -> list[Figure]:
    """The figures of so many kills, with a diary of ten entries a day over so many days."""
    with served_diary(days) as served:
        owner = Client(served)
        archive = owner.post("/settings/data/archive/", {}).body
        csv = owner.get("/export/episodes.csv").text.encode()
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        port, var = _free_port(), Path(folder, "var")
        var.mkdir()
        environment = os.environ | {
            "SPASMLOG_VAR": str(var),
            "SPASMLOG_URL": f"http://127.0.0.1:{port}",
            "SPASMLOG_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "spasmlog.settings",
        }
        _prepare(environment)
        server = Server(port, environment)
        try:
            server.start()
            # Whoever is logged in is so in each copy.
            client = Client(_Address(server))
            server.kill()
            empty = _kept(server, "empty")
            full = _done(server, client, empty, restoring(archive), "full")
            imported = _done(server, client, empty, importing(csv), "imported")
            undone = _done(server, client, imported, undoing(imported), "undone")
            put_back(server, full)
            subprocess.run([sys.executable, "-c", WRITE, NAME], cwd=ROOT, env=environment, check=True)
            marked = _kept(server, "marked")
            if not files_with(MARK, marked):
                raise RuntimeError("there is nothing to leave a trace of")
            erased = _done(server, client, marked, erasing, "erased")
            new = {path: state_of(path / KEPT[0]) for path in (full, imported, undone, erased)}
            deeds = [
                Deed("restore", empty, new[full], restoring(archive)),
                Deed("import", empty, new[imported], importing(csv)),
                Deed("undo of an import", imported, new[undone], undoing(imported)),
                Deed("erase", marked, new[erased], erasing, left_of_an_erase),
                Deed("download", full, new[full], downloading),
            ]
            wrong = killed_during(server, client, deeds, kills, random.Random(kills))
        finally:
            server.stop()
    for deed in deeds:
        outcomes = (f"{wrong[deed.name, outcome]} {outcome}" for outcome in ("acknowledged", "done", "not done"))
        print(f"{deed.name} killed: {', '.join(outcomes)}")
    return [Figure(f"{deed.name} killed: {way}", wrong[deed.name, way], 0, "") for deed in deeds for way in WAYS]


WAYS = (LOST, TORN, STUCK, TRACES)


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()]
    kills = 5 if smoke else (counts or [DEFAULT_KILLS])[0]
    rows = measure(kills, 3 if smoke else 60)
    print_table(f"{kills} kills", rows)
    wrong = [row.name for row in rows if row.is_over]
    print(f"\nNot 0: {', '.join(wrong)}" if wrong else "\nNothing is lost, torn, stuck or left over.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
