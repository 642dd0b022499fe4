"""A PostgreSQL that was restarted, as a person who uses spasmlog meanwhile sees it: not at all. And its backups."""

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import close_old_connections, connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from tests.factories import NOON, make_episode, make_share_link
from tracker.management import postgresql_backups
from tracker.management.backups import BackupError
from tracker.management.commands import migrate
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


@pytest.fixture
def with_work_to_do(alice, settings, tmp_path):
    """A diary that one migration is missing from; it does nothing and can be undone."""
    settings.VAR_DIR = tmp_path
    (tmp_path / ".spasmlog").touch()

    class Nothing(migrations.Migration):
        dependencies = [MigrationLoader(connection).graph.leaf_nodes("tracker")[0]]

    return Nothing("0999_nothing", "tracker")


def migrate_with(migration, monkeypatch, **options):
    """The command as a start calls it, with a migration on top of those that there are."""
    real = MigrationLoader.load_disk

    def load_disk(loader):
        real(loader)
        loader.disk_migrations["tracker", migration.name] = migration

    monkeypatch.setattr(MigrationLoader, "load_disk", load_disk)
    try:
        call_command("migrate", verbosity=0, interactive=False, **options)
    finally:
        MigrationRecorder(connection).record_unapplied("tracker", migration.name)


def test_an_update_makes_a_backup_first(with_work_to_do, tmp_path, monkeypatch):
    migrate_with(with_work_to_do, monkeypatch)
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.name.endswith("-before-tracker-0999_nothing.dump")
    assert backup.read_bytes().startswith(b"PGDMP")


def test_no_update_without_a_backup_unless_that_is_wanted(with_work_to_do, tmp_path, monkeypatch, settings):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"(?s)pg_dump was not found.*Nothing was changed.*BACKUP_BEFORE_UPDATE=no"):
        migrate_with(with_work_to_do, monkeypatch)
    assert not MigrationRecorder(connection).migration_qs.filter(name="0999_nothing").exists()
    settings.BACKUP_BEFORE_UPDATE = False
    migrate_with(with_work_to_do, monkeypatch)
    assert not (tmp_path / "backups").exists() or not list((tmp_path / "backups").iterdir())


def test_of_two_servers_that_start_one_waits(with_work_to_do, monkeypatch):
    held = []

    def look(*_arguments, **_options):
        parameters = connection.get_connection_params()
        known = {name: parameters[name] for name in ("dbname", "user", "host", "port") if parameters.get(name)}
        with psycopg.connect(**known, autocommit=True) as other:
            (is_free,) = other.execute("SELECT pg_try_advisory_lock(%s)", [migrate._LOCK]).fetchone()
            held.append(not is_free)

    monkeypatch.setattr(migrate.Command, "_back_up", look)
    migrate_with(with_work_to_do, monkeypatch)
    look()
    assert held == [True, False]
