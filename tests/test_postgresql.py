"""A PostgreSQL that was restarted, as a person who uses spasmlog meanwhile sees it: not at all."""

import psycopg
import pytest
from django.db import close_old_connections, connection
from django.urls import reverse

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def restart():
    """Ends the connection from the other side, as the end of the server does."""
    parameters = connection.get_connection_params()
    of_ours = connection.connection.info.backend_pid
    known = {name: parameters[name] for name in ("dbname", "user", "host", "port") if parameters.get(name)}
    with psycopg.connect(**known, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [of_ours])


def test_the_first_page_after_a_restart_is_shown(alice, alice_client):
    connection.ensure_connection()
    restart()
    # What the server does at the beginning of each request, and Django's test client leaves out.
    close_old_connections()
    assert alice_client.get(reverse("today")).status_code == 200


def test_what_is_saved_right_after_a_restart_is_stored(alice, alice_client):
    connection.ensure_connection()
    restart()
    close_old_connections()
    assert alice_client.post(reverse("questions"), {"text": "Why the calf?"}).status_code == 302
