"""Saves, edits, deletions, undo and check-ins while the server is killed: what was acknowledged must be there, once."""

import datetime as dt
import http.client
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

from bench.client import Client
from bench.server import ROOT, _wait_for

LOST, TORN, DOUBLED, STUCK = "lost", "torn", "doubled", "stuck"
BROKEN = (OSError, http.client.HTTPException)
"""What a client sees of a server that is killed."""
DELETED = None


class Server:
    """The default start over a folder that was prepared, in a process group of its own, to be killed and started."""

    def __init__(self, port: int, environment: dict[str, str]):
        self.port, self.environment, self.process = port, environment, None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:spasmlog.serving"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            # What it refuses on a full disk it says there at length, as it should; here it is counted.
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for patience in range(4):
            try:
                _wait_for(self.port, self.process)
                return
            except RuntimeError:
                # A machine with much else to do takes longer than the benches that measure time allow.
                if patience == 3 or self.process.poll() is not None:
                    raise

    def kill(self) -> None:
        """As when the power fails: every process at once, none is asked."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        # The workers are nobody's children any more. Until the last is gone the system takes connections for them.
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)


class _Fields(HTMLParser):
    """What a browser would send of the form that goes to the page's own address."""

    def __init__(self):
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.area, self.select = None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name, value = given.get("name"), given.get("value")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" in given:
                self.fields.append((name, "on" if value is None else value))
            elif kind not in {"checkbox", "radio", "submit", "button"}:
                self.fields.append((name, value or ""))
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.fields.append((self.select, value or ""))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.fields.append((self.area[0], self.area[1].removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.select = None


def fields_of(html: str) -> dict[str, list[str]]:
    """Name to values of every field on a page, as drawn."""
    parser = _Fields()
    parser.feed(html)
    found: dict[str, list[str]] = {}
    for name, value in parser.fields:
        found.setdefault(name, []).append(value)
    return found


class Diary:
    """Writes by the client, and knows what was acknowledged: uid to note (or deleted), date to what was answered."""

    def __init__(self, client: Client, chance: random.Random):
        self.client, self.chance = client, chance
        self.acknowledged: dict[str, str | None] = {}
        self.before_deletion: dict[str, str | None] = {}
        self.days: dict[str, str] = {}
        self.open: tuple[str, object] | None = None
        """What was asked for and not answered: it may be stored or not, as a whole."""
        self.counted = Counter()

    def write(self) -> None:
        """One write, chosen by chance; raises one of BROKEN when the server goes away meanwhile."""
        there = [uid for uid, note in self.acknowledged.items() if note is not DELETED]
        gone = [uid for uid, note in self.acknowledged.items() if note is DELETED]
        kinds = ["save", "check-in"] + ["edit", "delete"] * bool(there) + ["undo"] * bool(gone)
        kind = self.chance.choice(kinds)
        target = self.chance.choice(gone if kind == "undo" else there) if kind not in {"save", "check-in"} else ""
        getattr(self, f"_{kind.replace('-', '_')}")(target)
        self.counted[kind] += 1
        self.open = None

    def _save(self, _target) -> None:
        uid, note = str(uuid.uuid4()), f"n{self.chance.random()}"
        self.open = (uid, note)
        self.client.save_episode(uid=uid, note=note)
        self.acknowledged[uid] = note

    def _edit(self, uid) -> None:
        address = f"/episodes/{uid}/edit/"
        fields = fields_of(self.client.get(address).text)
        note = f"n{self.chance.random()}"
        fields.pop("csrfmiddlewaretoken", None)
        self.open = (uid, note)
        answer = self.client.post(address, {**fields, "note": note, "overlap_ok": "1"})
        if answer.status != 302:
            raise RuntimeError(f"an edit answered {answer.status}")
        self.acknowledged[uid] = note

    def _delete(self, uid) -> None:
        self.open = (uid, DELETED)
        self.before_deletion[uid] = self.acknowledged[uid]
        self.client.delete_episode(uid)
        self.acknowledged[uid] = DELETED

    def _undo(self, uid) -> None:
        with closing(sqlite3.connect(self.file)) as database:
            latest = "SELECT max(id) FROM tracker_revision WHERE uid = ? AND kind = 'episode'"
            revision = database.execute(latest, [uuid.UUID(uid).hex]).fetchone()[0]
        note = self.before_deletion[uid]
        self.open = (uid, note)
        answer = self.client.post(f"/revisions/{revision}/undo/", {})
        if answer.status != 302:
            raise RuntimeError(f"undoing answered {answer.status}")
        self.acknowledged[uid] = note

    def _check_in(self, _target) -> None:
        date = dt.date.today() - dt.timedelta(days=self.chance.randint(1, 6))
        limited = str(self.chance.randint(0, 4))
        self.open = (str(date), limited)
        # No entry of these days is listed: this client logs all of them today.
        answer = self.client.post(
            f"/check-in/{date}/", {"answer": "unlisted", "unlisted_count": "1-5", "limited": limited, "note": ""}
        )
        if answer.status != 302:
            raise RuntimeError(f"a check-in answered {answer.status}")
        self.days[str(date)] = limited

    def stored(self) -> dict[str, tuple[str, int]]:
        """uid to (note, regions) of every entry in the file."""
        with closing(sqlite3.connect(self.file)) as database:
            rows = database.execute(
                "SELECT e.uid, e.note, (SELECT count(*) FROM tracker_episoderegion r WHERE r.episode_id = e.id)"
                " FROM tracker_episode e"
            )
            return {str(uuid.UUID(uid)): (note, regions) for uid, note, regions in rows}

    @property
    def file(self) -> Path:
        return Path(self.client.served.environment["SPASMLOG_VAR"]) / "spasmlog.sqlite3"

    def compare(self) -> Counter:
        """What is wrong in the file, against what was acknowledged."""
        wrong = Counter({LOST: 0, TORN: 0, DOUBLED: 0})
        with closing(sqlite3.connect(self.file)) as database:
            if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                wrong[TORN] += 1
            wrong[TORN] += len(database.execute("PRAGMA foreign_key_check").fetchall())
            doubled = "SELECT count(*) - count(DISTINCT uid) FROM tracker_episode"
            wrong[DOUBLED] += database.execute(doubled).fetchone()[0]
            notes = "SELECT count(*) - count(DISTINCT note) FROM tracker_episode WHERE note LIKE 'n0.%'"
            wrong[DOUBLED] += database.execute(notes).fetchone()[0]
            days = dict(database.execute("SELECT date, limited FROM tracker_day"))
        stored = self.stored()
        of_open = self.open or ("", "")
        for uid, note in self.acknowledged.items():
            found = stored[uid][0] if uid in stored else DELETED
            # What was not answered may be stored or not.
            wrong[LOST] += found != note and (uid, found) != of_open
        for date, limited in self.days.items():
            found = str(days.get(date))
            wrong[LOST] += found != limited and (date, found) != of_open
        # An entry of this client has two places, always.
        wrong[TORN] += sum(regions != 2 for note, regions in stored.values() if note.startswith("n0."))
        self._settle(stored, days)
        return wrong

    def _settle(self, stored, days) -> None:
        """What was open is known now."""
        if self.open is None:
            return
        key, _ = self.open
        if key in stored or key in self.acknowledged:
            self.acknowledged[key] = stored[key][0] if key in stored else DELETED
        elif key in days:
            self.days[key] = str(days[key])
        self.open = None


def killed_while_writing(server: Server, diary: Diary, times: int, chance: random.Random) -> Counter:
    """So many kills at random moments of random writes."""
    wrong = Counter({LOST: 0, TORN: 0, DOUBLED: 0, STUCK: 0})
    for _ in range(times):
        timer = threading.Timer(chance.uniform(0.05, 1.5), server.kill)
        timer.start()
        try:
            while True:
                diary.write()
        except BROKEN:
            pass
        timer.join()
        wrong.update(diary.compare())
        try:
            server.start()
            diary.client.get("/")
        except (RuntimeError, *BROKEN) as error:
            print(f"No start after a kill: {error!r}")
            wrong[STUCK] += 1
            break
    return wrong
