"""Deeds that write or read a whole diary, while the server is killed: what was is there afterwards, or what was to be,
and nothing between.

    .venv/bin/python -m bench.killed_deeds          200 kills, a quarter of an hour
    .venv/bin/python -m bench.killed_deeds 60       as many
    .venv/bin/python -m bench.killed_deeds --smoke  two kills, for the tests

Prints lost, torn and stuck of each deed, and fails where any is not 0.
"""

import io
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client
from bench.faults import _Address, _prepare
from bench.killed import BROKEN, LOST, STUCK, TORN, Server
from bench.server import _free_port, served_diary
from bench.table import Figure, print_table

DEFAULT_KILLS = 200
NOT_COUNTED = {"tracker_guidanceresult", "tracker_counter"}
"""Computed anew at will, or of nobody's diary."""

State = dict[str, int]
"""Rows by table."""


@dataclass(frozen=True)
class Deed:
    """What is done, to which diary, and what it makes of it."""

    name: str
    before: Path
    """The database that it begins with; it is put back each time."""
    new: State
    do: Callable[[Client], None]
    """Returns once it was acknowledged; raises one of BROKEN when the server goes away meanwhile."""


def state_of(file: Path) -> State:
    """How many rows each table of the diary holds. Raises sqlite3.DatabaseError if the file is torn."""
    with closing(sqlite3.connect(file)) as database:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("the file is torn")
        if database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.DatabaseError("a row belongs to none")
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = sorted(name for name in names if name.startswith("tracker_") and name not in NOT_COUNTED)
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted}


def restoring(archive: bytes) -> Callable[[Client], None]:
    """The archive is sent and confirmed."""

    def do(client: Client) -> None:
        sent = client.post_file("/settings/data/", "file", "diary.zip", archive)
        client.post(sent.headers["Location"], {})

    return do


def downloading(client: Client) -> None:
    """The archive is asked for, and must be whole once it is there."""
    with zipfile.ZipFile(io.BytesIO(client.post("/settings/data/archive/", {}).body)) as archive:
        if archive.testzip():
            raise RuntimeError("an archive that is not whole was sent as if it were")


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
        old = state_of(deed.before)
        # At any moment of it; and as often about its end, where all is written at once.
        moment = chance.choice((chance.uniform(0, 1), chance.uniform(0.7, 2)))
        timer = threading.Timer(moment * took[deed.name], server.kill)
        timer.start()
        try:
            deed.do(client)
            is_acknowledged = True
        except BROKEN:
            is_acknowledged = False
        timer.join()
        try:
            state = state_of(_file(server))
        except sqlite3.DatabaseError as error:
            print(f"{deed.name}: {error!r}")
            wrong[deed.name, TORN] += 1
            continue
        wrong[deed.name, TORN] += state not in (old, deed.new)
        wrong[deed.name, LOST] += is_acknowledged and state != deed.new
        outcome = "acknowledged" if is_acknowledged else "done" if state == deed.new != old else "not done"
        wrong[deed.name, outcome] += 1
    return wrong


def _undisturbed(server: Server, client: Client, deed: Deed) -> float:
    """Seconds that it takes, and a look whether it makes what it should."""
    put_back(server, deed.before)
    server.start()
    began = time.monotonic()
    deed.do(client)
    took = time.monotonic() - began
    server.kill()
    if state_of(_file(server)) != deed.new:
        raise RuntimeError(f"{deed.name}: it does something else")
    return took


def put_back(server: Server, before: Path) -> None:
    """The database as it was, for a server that is down."""
    file = _file(server)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(before, file)


def _file(server: Server) -> Path:
    return Path(server.environment["SPASMLOG_VAR"]) / "spasmlog.sqlite3"


def _kept(server: Server, name: str) -> Path:
    """A copy of the database of a server that is down."""
    with closing(sqlite3.connect(_file(server))) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = _file(server).with_name(name)
    shutil.copyfile(_file(server), copy)
    return copy


def measure(kills: int, days: int) -> list[Figure]:
    """The figures of so many kills, with a diary of ten entries a day over so many days."""
    with served_diary(days) as served:
        archive = Client(served).post("/settings/data/archive/", {}).body
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        port = _free_port()
        environment = os.environ | {
            "SPASMLOG_VAR": folder,
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
            empty = _kept(server, "empty.sqlite3")
            server.start()
            restoring(archive)(client)
            server.kill()
            full = _kept(server, "full.sqlite3")
            deeds = [
                Deed("restore", empty, state_of(full), restoring(archive)),
                Deed("download", full, state_of(full), downloading),
            ]
            wrong = killed_during(server, client, deeds, kills, random.Random(kills))
        finally:
            server.stop()
    for deed in deeds:
        outcomes = (f"{wrong[deed.name, outcome]} {outcome}" for outcome in ("acknowledged", "done", "not done"))
        print(f"{deed.name} killed: {', '.join(outcomes)}")
    return [Figure(f"{deed.name} killed: {way}", wrong[deed.name, way], 0, "") for deed in deeds for way in WAYS]


WAYS = (LOST, TORN, STUCK)


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()]
    kills = 2 if smoke else (counts or [DEFAULT_KILLS])[0]
    rows = measure(kills, 3 if smoke else 60)
    print_table(f"{kills} kills", rows)
    wrong = [row.name for row in rows if row.is_over]
    print(f"\nNot 0: {', '.join(wrong)}" if wrong else "\nNothing is lost, torn or stuck.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
