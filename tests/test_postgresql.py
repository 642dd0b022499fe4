"""A PostgreSQL that was restarted, as a person who uses spasmlog meanwhile sees it: not at all. And its backups."""

import psycopg
import pytest
from django.db import close_old_connections, connection
from django.urls import reverse

from tests.factories import NOON, make_episode, make_share_link
from tracker.management import postgresql_backups
from tracker.management.backups import BackupError
from tracker.models import Episode, Preferences, ShareLink

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


@pytest.fixture
def database():
    """The settings of the tests' own database, which nobody else uses meanwhile."""
    connection.close()
    return connection.settings_dict


def test_a_backup_is_tried_and_takes_the_place_of_a_younger_diary(alice, database, tmp_path):
    make_share_link(alice)
    version = alice.preferences.data_version
    backup = postgresql_backups.dump(database, tmp_path, NOON)
    assert backup.name == "spasmlog-2026-06-10-100000.dump"
    assert backup.stat().st_mode & 0o777 == 0o600
    counts, was_tried = postgresql_backups.verify_dump(backup, database, tmp_path)
    assert (counts["auth_user"], counts["tracker_sharelink"], was_tried) == (1, 1, True)
    make_episode(alice, note="younger")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tracker_later (id integer)")
    connection.close()
    _, kept = postgresql_backups.restore_dump(backup, database, tmp_path, NOON, end_sessions=True)
    assert kept.name.endswith("-before-restore.dump")
    postgresql_backups.finish_restore(tmp_path, NOON)
    assert "tracker_later" not in connection.introspection.table_names()
    assert not Episode.objects.of(alice).exists()
    assert ShareLink.objects.get().closed_by_restore_at == NOON
    assert Preferences.objects.get().data_version != version
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", backup.name]


def test_a_dump_that_is_cut_or_none_is_refused_in_a_sentence(database, tmp_path):
    backup = postgresql_backups.dump(database, tmp_path, NOON)
    backup.write_bytes(backup.read_bytes()[:9000])
    with pytest.raises(BackupError, match="is damaged"):
        postgresql_backups.restore_dump(backup, database, tmp_path, NOON, end_sessions=False)
    backup.write_text("a letter")
    with pytest.raises(BackupError, match="not a backup made by pg_dump"):
        postgresql_backups.verify_dump(backup, database, tmp_path)
    assert list(tmp_path.iterdir()) == [backup]


def test_without_the_programs_of_postgresql_a_sentence_says_so(database, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_dump was not found"):
        postgresql_backups.dump(database, tmp_path, NOON)
