"""Five hundred requests that schemathesis draws from docs/openapi.json, valid and invalid ones: bench/api.py."""

import pytest
from django.utils import timezone

from bench import api
from tests.factories import make_episode, make_token
from tracker.views import tries

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
"""Each request closes its connection, as on the server."""


def test_every_answer_is_as_the_document_says(alice, monkeypatch):
    for name in ("CALLS", "BACKUPS_AN_HOUR"):
        monkeypatch.setattr(tries, name, api.LIMIT)
    now = timezone.now()
    make_episode(alice, started_at=now, duration_basis="ongoing", intensity=None)
    tokens = {scope: f"a-token-to-{scope}" for scope in ("log", "read", "backup")}
    for scope, secret in tokens.items():
        make_token(alice, scope, secret=secret, made_at=now)
    answers = api.try_api(tokens, api.real_values(alice, now), 500)
    statuses = {status for _path, status in answers}
    assert {path for path, _status in answers} == {"/now", "/start", "/stop", "/check-in", "/episodes", "/backup"}
    assert {200, 201, 400, 404, 409, 422} <= statuses
    # Drawn without the token or with half of it, too: 401.
    assert not statuses & {403, 429, 500}
    assert answers.total() >= 500
