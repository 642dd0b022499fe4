"""After somebody left, what they wrote is in no byte of the folder. Kills meanwhile: bench/killed_deeds.py."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from bench.backups import Machine
from bench.client import Client
from bench.server import PASSWORD, ROOT, served_diary
from bench.traces import MARK, WRITE, files_with

pytestmark = [pytest.mark.server, pytest.mark.process]


def delete_without_overwriting(database, words):
    """As an earlier version did, on a machine whose SQLite does not overwrite by itself."""
    with closing(sqlite3.connect(database)) as opened:
        opened.isolation_level = None
        opened.execute("PRAGMA secure_delete=OFF")
        (owner,) = opened.execute("SELECT min(owner_id) FROM tracker_preferences").fetchone()
        for number in range(40):
            row = ("question", f"{number:032}", "2026-06-10", "delete", 1, f'"{words * 20}"', owner)
            columns = "kind, uid, at, action, schema, snapshot, owner_id"
            opened.execute(f"INSERT INTO tracker_revision ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        opened.execute("DELETE FROM tracker_revision WHERE uid LIKE '000%'")


def test_what_a_person_wrote_is_in_no_byte_of_the_folder():
    with served_diary(days=3) as served:
        client = Client(served)
        var = served.folder
        subprocess.run([sys.executable, "-c", WRITE, "bench"], cwd=ROOT, env=served.environment, check=True)
        delete_without_overwriting(var / "spasmlog.sqlite3", f"{MARK} deleted")
        client.save_episode(note=f"{MARK} sent")
        assert client.get("/trends/").status == 200
        for address in client.charts()[:3]:
            client.get_part(address)
        code, _said, complained = Machine(var).run("backup")
        assert (code, complained) == (0, "")
        for words in ("note", "medicine", "question", "label", "sent", "deleted"):
            assert files_with(f"{MARK} {words}", var), words
        assert [name for name in files_with(MARK, var) if name.startswith("cache/")]
        assert [name for name in files_with(MARK, var) if name.startswith("uploads/")]
        page = client.get("/settings/data/delete/").text
        assert "There is 1 on this machine." in page
        assert client.post("/settings/data/delete/", {"password": PASSWORD}).status == 303
        # While it still runs, with its workers' connections open, and bob's diary in place.
        assert files_with(MARK, var) == []
        assert files_with("mark-of-bob note", var)
        assert client.get("/").status == 200
