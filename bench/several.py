"""Two servers on one PostgreSQL: whatever one of them stores, the other shows at once.

`python -m bench.several [--requests 1000]` starts a PostgreSQL of its own and two servers with folders of their own,
which share a key and a cache, and sends mixed requests, each to the server that did not have the one before. It counts
answers that show the diary as it was earlier; there may be none.
"""

import argparse
import csv
import io
import random
import re
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Client
from bench.installed import ROOT, begun, clean_environment, words_until_ready
from bench.server import NAME, PASSWORD

_POSTGRESQL = """
set -eu
. .ci/postgresql.sh
start_postgresql "$1"
printf '%s\\n%s\\n' "$SPASMLOG_TEST_DATABASE_URL" "$postgresql_pid"
"""


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of an empty database of a PostgreSQL of its own, in that folder."""
    folder.mkdir()
    done = subprocess.run(
        ["bash", "-c", _POSTGRESQL, "postgresql", str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    address, pid = done.stdout.split()
    try:
        yield address
    finally:
        # A fast end: open connections are closed.
        subprocess.run(["kill", "-INT", pid], check=False)
        while subprocess.run(["kill", "-0", pid], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            pass


@dataclass
class Server:
    """What Client asks: one of the servers."""

    port: int
    environment: dict[str, str] = field(default_factory=dict)


@contextmanager
def servers(folder: Path, address: str, cache: str = "database", count: int = 2) -> Iterator[list[Server]]:
    """So many servers, started at once on the empty database."""
    key = secrets.token_hex(32)
    with ExitStack() as running:
        started = []
        for n in range(count):
            with socket.create_server(("127.0.0.1", 0)) as probe:
                port = probe.getsockname()[1]
            environment = clean_environment(
                DJANGO_SETTINGS_MODULE="spasmlog.settings",
                SPASMLOG_VAR=str(folder / f"server-{n}"),
                SPASMLOG_PORT=str(port),
                SPASMLOG_DATABASE_URL=address,
                SPASMLOG_CACHE_URL=cache,
                SPASMLOG_SECRET_KEY=key,
            )
            command = [sys.executable, "-m", "spasmlog", "run"]
            started.append((running.enter_context(begun(command, environment, ROOT)), Server(port, environment)))
        for process, _ in started:
            words = words_until_ready(process)
            if "spasmlog is ready" not in words:
                raise RuntimeError(words)
        yield [server for _, server in started]


@dataclass
class Seen:
    """What came of the requests."""

    requests: int = 0
    old: list[str] = field(default_factory=list)
    """What showed the diary as it was earlier."""
    stored: list[str] = field(default_factory=list)
    """The notes of all entries that are stored."""


def sign_up(server: Server) -> None:
    """Makes the account that Client logs in to."""
    client = Client.__new__(Client)
    client.served, client.cookies, client.check_ins = server, {}, 0
    page = client.get("/accounts/signup/")
    client.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    sent = {"username": NAME, "password1": PASSWORD, "time_zone": "Europe/Berlin"}
    answer = client.post("/accounts/signup/", sent)
    if answer.status != 302:
        raise RuntimeError(f"signing up answered {answer.status}")


def mixed_requests(found: list[Server], count: int, seed: int = 1) -> Seen:
    """Sends that many requests at least, one after the other, and looks at each answer."""
    sign_up(found[0])
    clients = [Client(server) for server in found]
    # One session: a person's browser that a load balancer sends to either server.
    clients[1].cookies = clients[0].cookies
    clients[1].token = clients[0].token
    rng, seen, turn = random.Random(seed), Seen(), 0
    drawn: dict[str, int] = {}
    """How many entries there were when a chart or its table was first seen."""

    def next_client() -> Client:
        nonlocal turn
        turn += 1
        seen.requests += 1
        return clients[turn % len(clients)]

    def expect(what: str, is_new: bool) -> None:
        if not is_new:
            seen.old.append(f"request {seen.requests}: {what}")

    while seen.requests < count:
        deed = rng.choice(["save", "save", "question", "read", "read", "read"])
        if deed == "save":
            note = f"note-{len(seen.stored)}-{rng.randrange(10**9)}"
            next_client().save_episode(note=note, started="15", intensity=str(rng.randrange(11)))
            seen.stored.append(note)
            expect("the diary", note in next_client().get("/diary/").text)
        elif deed == "question":
            text = f"Why {rng.randrange(10**9)}?"
            next_client().post("/questions/", {"text": text})
            expect("the questions", text in next_client().get("/questions/").text)
        else:
            table = next_client().get("/export/episodes.csv").text
            notes = [row["note"] for row in csv.DictReader(io.StringIO(table))]
            expect("the export", sorted(notes) == sorted(seen.stored))
            # Drawn by one and kept for both. Every entry is at the same place, so each changes what is counted there.
            for address in ("/trends/body/table/?window=all", "/trends/body/?window=all"):
                shown = address + next_client().get_part(address).text
                expect(address, drawn.setdefault(shown, len(seen.stored)) == len(seen.stored))
            expect("today", next_client().get("/").status == 200)
    return seen


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--cache", default="database", help="the address of a cache; default: tables of the database")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        place = Path(folder)
        # PostgreSQL's user, who is not this one, goes through it to its own folder.
        place.chmod(0o711)
        with postgresql(place / "postgresql") as address, servers(place, address, asked.cache) as found:
            seen = mixed_requests(found, asked.requests)
    print(f"{seen.requests} requests, {len(seen.stored)} entries saved, {len(seen.old)} old answers")
    print("\n".join(seen.old[:20]))
    return 1 if seen.old else 0


if __name__ == "__main__":
    sys.exit(main())
