"""A start that is killed while it changes tables is made good by the next; a backup is made before anything changes."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from tracker.management import whole_migrations

ROOT = Path(__file__).resolve().parents[2]


def run(var, *arguments):
    """A command in a process of its own, on a folder of its own; what it printed."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("SPASMLOG_")}
    clean |= {"SPASMLOG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "spasmlog.settings"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def schema(var) -> dict:
    """What each table and index consists of; columns that were changed once more stand in another order."""
    with closing(sqlite3.connect(var / "spasmlog.sqlite3")) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: sorted(re.split(r"[(), ]+", sql or "")) for name, sql in rows}


KILLED_BEFORE_EACH_RECORD = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tracker.management.whole_migrations import WholeMigrationExecutor
plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
for migration, _ in plan:
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    executor.record_migration = lambda migration: None
    state = executor._create_project_state(with_applied_migrations=True)
    executor.apply_migration(state, migration)
    WholeMigrationExecutor(connection).migrate([(migration.app_label, migration.name)])
    assert (migration.app_label, migration.name) in MigrationExecutor(connection).loader.applied_migrations, migration
call_command("migrate", verbosity=0)
print(len(plan))
"""

KILLED_AT_EACH_RECORD = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
class Killed(BaseException): pass
real, stopped = MigrationRecorder.record_applied, 0
def record_applied(self, app, name):
    if (app, name) not in seen:
        seen.add((app, name))
        raise Killed
    real(self, app, name)
MigrationRecorder.record_applied, seen = record_applied, set()
def content():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%django_migrations%' ORDER BY name")
        return cursor.fetchall()
while True:
    noted = MigrationRecorder(connection).applied_migrations() if stopped else {}
    before = content()
    try:
        call_command("migrate", verbosity=0)
        break
    except Killed:
        stopped += 1
        # What was not noted was not stored either.
        done = len(MigrationRecorder(connection).applied_migrations()) - len(noted)
        assert done == (1 if stopped > 1 else 0), done
print(stopped)
"""


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The tables as one undisturbed start makes them, and how many migrations that took."""
    var = tmp_path_factory.mktemp("clean")
    run(var, "manage.py", "migrate", "-v", "0")
    with closing(sqlite3.connect(var / "spasmlog.sqlite3")) as database:
        count = database.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
    return schema(var), count


@pytest.mark.process
@pytest.mark.server
def test_a_migration_that_was_stored_but_not_noted_is_noted_by_the_next_start(clean, tmp_path):
    assert run(tmp_path, "-c", KILLED_BEFORE_EACH_RECORD) == f"{clean[1]}\n"
    assert schema(tmp_path) == clean[0]


@pytest.mark.process
@pytest.mark.server
def test_killed_at_the_note_of_each_migration_the_next_start_goes_on(clean, tmp_path):
    assert run(tmp_path, "-c", KILLED_AT_EACH_RECORD) == f"{clean[1]}\n"
    assert schema(tmp_path) == clean[0]


@pytest.mark.process
@pytest.mark.server
def test_a_backup_is_made_before_there_is_work_and_only_then(tmp_path):
    run(tmp_path, "manage.py", "migrate", "-v", "0")
    assert not (tmp_path / "backups").exists()
    run(tmp_path, "-c", f"import django; django.setup()\n{GO_BACK_AND_MAKE_CAROL}")
    shutil.rmtree(tmp_path / "backups")
    said = run(tmp_path, "manage.py", "migrate")
    (backup,) = (tmp_path / "backups").iterdir()
    assert f"A backup of the diary as it was: backups/{backup.name}" in said
    assert backup.name.endswith("-before-tracker-0013_chest_answers.sqlite3")
    assert (backup.stat().st_mode & 0o777, backup.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with closing(sqlite3.connect(backup)) as database:
        assert database.execute("SELECT username FROM auth_user").fetchall() == [("carol",)]
        assert ("0013_chest_answers",) not in database.execute("SELECT name FROM django_migrations").fetchall()
    run(tmp_path, "manage.py", "migrate", "-v", "0")
    assert len(list((tmp_path / "backups").iterdir())) == 1


GO_BACK_AND_MAKE_CAROL = """
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("migrate", "tracker", "0012", verbosity=0)
User.objects.create_user("carol")
"""


def test_only_the_first_of_each_app_can_have_been_stopped_half_way(db, monkeypatch):
    """What comes after it is not looked for in the database: that takes as long as to make it."""
    looked_for = []
    monkeypatch.setattr(
        whole_migrations, "is_in_the_database", lambda _db, which, _state: looked_for.append(str(which))
    )
    monkeypatch.setattr(whole_migrations, "_one_transaction", lambda *_what: nullcontext())
    monkeypatch.setattr(MigrationExecutor, "apply_migration", lambda _self, state, _which, **_how: state)
    executor = whole_migrations.WholeMigrationExecutor(connection)
    for app, name in (("a", "0001"), ("a", "0002"), ("b", "0001"), ("a", "0003")):
        executor.apply_migration(ProjectState(), Migration(name, app))
    assert looked_for == ["a.0001", "b.0001"]
