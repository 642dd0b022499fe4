"""What several tests of the outbox begin with."""

import pytest

from tests.factories import NOON, make_episode
from tests.outbox import SPASM


@pytest.fixture
def running(alice):
    return make_episode(alice, uid=SPASM, duration_basis="ongoing", intensity=None, regions=(), started_at=NOON)
