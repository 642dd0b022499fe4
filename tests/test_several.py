"""Two servers on one PostgreSQL show one diary."""

import tempfile
import uuid
from pathlib import Path

import pytest

from bench.client import Client
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
