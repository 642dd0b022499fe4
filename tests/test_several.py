"""Two servers on one PostgreSQL show one diary."""

import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import scale
from bench.client import Client
from bench.installed import ROOT
from bench.several import mixed_requests, postgresql, servers

pytestmark = [pytest.mark.process, pytest.mark.server]


@pytest.fixture(scope="module")
def place():
    with tempfile.TemporaryDirectory(prefix="spasmlog-several-") as folder:
        # PostgreSQL's user, who is not this one, goes through it to its own folder.
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def found(place):
    """Two servers that were started at once on a database without tables."""
    with postgresql(place / "postgresql") as address, servers(place, address) as found:
        yield found


def test_whatever_one_server_stores_the_other_shows_at_once(found):
    seen = mixed_requests(found, 200)
    assert len(seen.stored) > 10
    assert seen.old == []


def test_a_file_that_one_server_took_is_read_by_the_other(found):
    # After the other test, which made the account.
    first, second = (Client(server) for server in found)
    table = first.get("/export/episodes.csv").text
    header, row = table.splitlines()[:2]
    row = f"{uuid.uuid4()},{row.partition(',')[2]}"
    answer = first.post_file("/settings/data/import/", "csv_file", "mine.csv", f"{header}\n{row}\n".encode())
    assert answer.status == 302
    assert "mine.csv" in second.get(answer.headers["Location"]).text


@pytest.mark.parametrize(("free", "people"), [(30e9, 2000), (29e9, 400)])
def test_a_fifth_is_loaded_where_there_is_no_room_for_all(monkeypatch, capsys, tmp_path, free, people):
    monkeypatch.setattr(scale.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    assert scale.affordable(2000, tmp_path) == people
    assert ("400 people instead of 2000" in capsys.readouterr().out) == (people == 400)


def test_the_bench_of_many_people_measures_one_of_them():
    done = subprocess.run(
        [sys.executable, "-m", "bench.scale", "--smoke"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for words in ("tracker_episode: 300 rows", "tracker_dayfactor: 240 rows", "Today page", "One chart, cold"):
        assert words in done.stdout
