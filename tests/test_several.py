"""Two servers on one PostgreSQL show one diary."""

import tempfile
from pathlib import Path

import pytest

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
