"""bin/spasmlog as a person calls it: back up, try a backup, bring it back; and what it says when something is wrong."""

import contextlib
import errno
import fcntl
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bench.backups import Machine, is_whole, killed_backups, killed_restores
from tests.factories import NOON
from tracker.management import backups
from tracker.management.backups import BackupError, back_up, own_folder
from tracker.selectors.backup_files import backups_in
from tracker.selectors.last_backup import last_backup

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parent.parent
FILL = """
import django; django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from tests.factories import make_episode, make_share_link
from tracker.models import Preferences
alice = get_user_model().objects.create_user("alice", password="alice-likes-long-walks")
Preferences.objects.create(owner=alice, time_zone="Europe/Berlin")
make_episode(alice, note="first")
make_share_link(alice)
Client().force_login(alice)
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with alice's diary: an entry, a share link, a session."""
    machine = Machine(tmp_path_factory.mktemp("filled") / "var")
    machine.var.mkdir()
    machine.python("manage.py", "migrate", "--verbosity", "0")
    machine.python("-c", FILL)
    return machine.var


@pytest.fixture
def machine(filled, tmp_path):
    """A copy of it."""
    shutil.copytree(filled, tmp_path / "var")
    return Machine(tmp_path / "var")


def ask(database, query):
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute(query).fetchall()


def change(database, query):
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute(query)


def rows(database):
    """All that is stored, by table."""
    tables = [name for (name,) in ask(database, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: ask(database, f'SELECT * FROM "{name}"') for name in tables if not name.startswith("sqlite_")}


def refused(machine, *arguments):
    """What the command says, which must fail and leave all as it was."""
    before = rows(machine.database)
    names = sorted(machine.var.rglob("*"))
    code, said, complained = machine.run(*arguments)
    assert code == 1, said
    assert "Traceback" not in complained
    assert complained.count("\n") == 1
    assert rows(machine.database) == before
    assert is_whole(machine.database)
    assert {*map(str, machine.var.rglob("*"))} - {*map(str, names)} <= {str(machine.backups)}
    return complained


@pytest.mark.process
def test_a_backup_is_one_file_for_the_owner_alone_with_the_time_in_its_name(machine):
    code, said, complained = machine.run("backup")
    (made,) = machine.backups.iterdir()
    assert (code, complained) == (0, "")
    assert said.startswith(f"Backed up to {made} (")
    assert re.fullmatch(r"spasmlog-\d{4}-\d\d-\d\d-\d{6}\.sqlite3", made.name)
    assert (made.stat().st_mode & 0o777, machine.backups.stat().st_mode & 0o777) == (0o600, 0o700)
    assert rows(made) == rows(machine.database)


@pytest.mark.process
def test_a_backup_goes_where_it_is_told_and_takes_older_ones_away(machine, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "mine.sqlite3").touch()
    (folder / "spasmlog-2026-01-01-000000.sqlite3").touch()
    code, said, _ = machine.run("backup", "--to", folder, "--keep", "1d")
    assert code == 0
    assert "Older backups deleted: 1." in said
    assert len(list(folder.iterdir())) == 2
    assert (folder / "mine.sqlite3").exists()


@pytest.mark.process
def test_all_older_backups_are_deleted_in_one_command(machine):
    machine.run("backup")
    (machine.backups / "spasmlog-2026-01-01-000000-before-restore.sqlite3").touch()
    # As a kill leaves it while a backup is tried.
    (machine.var / "restoring-killed").mkdir()
    code, said, _ = machine.run("backup", "--forget-older", "--keep", "7d")
    assert code == 0
    assert not [*machine.var.glob("restoring-*")]
    assert "Older backups deleted: 2." in said
    assert [*machine.backups.iterdir()] == [machine.newest()]
    assert is_whole(machine.newest())


@pytest.mark.process
def test_what_is_written_beside_a_backup_is_in_it_or_after_it(machine):
    with closing(sqlite3.connect(machine.database)) as held:
        held.execute("PRAGMA journal_mode=WAL")
        held.execute("UPDATE tracker_episode SET note = 'not in the file itself yet'")
        held.commit()
        held.execute("BEGIN IMMEDIATE")
        held.execute("UPDATE tracker_episode SET note = 'not stored yet'")
        assert machine.run("backup")[0] == 0
        held.rollback()
    assert ask(machine.newest(), "SELECT note FROM tracker_episode") == [("not in the file itself yet",)]


@pytest.mark.process
def test_a_backup_is_tried_and_its_rows_are_counted(machine):
    machine.run("backup")
    before = machine.newest().read_bytes()
    code, said, _ = machine.run("backup", "--verify", machine.newest())
    assert code == 0
    assert re.search(r"^tracker_episode +1$", said, re.MULTILINE)
    assert f"{machine.newest()} can be restored." in said
    assert machine.newest().read_bytes() == before
    assert not list(machine.var.glob("restoring-*"))


@pytest.mark.process
def test_a_backup_takes_the_place_of_a_younger_diary(machine):
    machine.run("backup")
    backup = machine.newest()
    change(machine.database, "UPDATE tracker_episode SET note = 'younger'")
    younger, old_version = rows(machine.database), ask(machine.database, "SELECT data_version FROM tracker_preferences")
    for name in ("cache", "uploads"):
        (machine.var / name / "sub").mkdir(parents=True, exist_ok=True)
        (machine.var / name / "kept").touch()
    code, said, _ = machine.run("restore", backup)
    assert code == 0
    assert ask(machine.database, "SELECT note FROM tracker_episode") == [("first",)]
    assert ask(machine.database, "SELECT closed_by_restore_at IS NULL FROM tracker_sharelink") == [(0,)]
    assert ask(machine.database, "SELECT data_version FROM tracker_preferences") != old_version
    assert ask(machine.database, "SELECT count(*) FROM django_session") == [(1,)]
    assert [*(machine.var / "cache").iterdir(), *(machine.var / "uploads").iterdir()] == []
    (kept,) = machine.backups.glob("*-before-restore.sqlite3")
    assert str(kept) in said
    assert rows(kept) == younger
    assert (kept.stat().st_mode & 0o777, machine.database.stat().st_mode & 0o777) == (0o600, 0o600)
    # But for what a restore changes, all is as it was backed up.
    changed = {"tracker_sharelink", "tracker_preferences"}
    wanted = {name: found for name, found in rows(backup).items() if name not in changed}
    assert {name: found for name, found in rows(machine.database).items() if name not in changed} == wanted


@pytest.mark.process
def test_sessions_end_if_that_is_asked_for(machine):
    machine.run("backup")
    assert "Everybody has to log in again." in machine.run("restore", machine.newest(), "--end-sessions")[1]
    assert ask(machine.database, "SELECT count(*) FROM django_session") == [(0,)]


@pytest.mark.process
def test_a_diary_that_is_gone_or_damaged_is_brought_back(machine):
    machine.run("backup")
    backup = machine.newest()
    machine.database.unlink()
    assert machine.run("restore", backup)[0] == 0
    machine.database.write_bytes(b"no database at all" * 1000)
    machine.database.with_name("spasmlog.sqlite3-wal").write_bytes(b"rest")
    assert machine.run("restore", backup)[0] == 0
    assert ask(machine.database, "SELECT note FROM tracker_episode") == [("first",)]
    assert not machine.database.with_name("spasmlog.sqlite3-wal").exists()
    (kept,) = machine.backups.glob("*-before-restore.sqlite3")
    assert kept.read_bytes().startswith(b"no database at all")
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"rest"


@pytest.mark.process
def test_nothing_is_restored_while_spasmlog_runs_or_the_diary_is_open(machine):
    machine.run("backup")
    backup = machine.newest()
    for path, words in ((machine.var / ".spasmlog", "spasmlog is running"), (machine.var, "spasmlog is starting")):
        with path_locked(path):
            assert refused(machine, "restore", backup).startswith(words)
    with closing(sqlite3.connect(machine.database)) as held:
        held.execute("PRAGMA journal_mode=WAL")
        held.execute("SELECT count(*) FROM tracker_episode").fetchall()
        code, _, complained = machine.run("restore", backup)
    assert code == 1
    assert complained.startswith("Another program has")


@contextlib.contextmanager
def path_locked(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


@pytest.mark.process
def test_spasmlog_does_not_start_while_a_backup_is_restored(machine):
    descriptor = os.open(machine.var / ".spasmlog", os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-c", "import spasmlog.wsgi"],
            env=machine.environment,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(descriptor)
    assert done.returncode == 1
    assert done.stderr == "A backup is being restored right now. Start spasmlog once that is done.\n"


DAMAGES = {
    "missing": (lambda path: path.unlink(), "does not exist"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is not a file"),
    "empty": (lambda path: path.write_bytes(b""), "not a diary of spasmlog"),
    "text": (lambda path: path.write_text("a letter\n" * 500), "is not a backup of spasmlog"),
    "cut": (lambda path: os.truncate(path, path.stat().st_size // 2), "is damaged"),
    "torn": (lambda path: tear(path), "is damaged"),
    "another database": (lambda path: (path.unlink(), change(path, "CREATE TABLE a (b)")), "not a diary of spasmlog"),
    "lost rows": (lambda path: change(path, "DELETE FROM auth_user"), "has lost its"),
    "newer": (
        lambda path: change(path, "INSERT INTO django_migrations VALUES (999, 'tracker', '9999_later', '2030-01-01')"),
        "is from a newer version of spasmlog, which knows tracker.9999_later",
    ),
}


def tear(path):
    """Zeros over a table's rows."""
    with path.open("r+b") as file:
        for page in range(4, 40):
            file.seek(page * 4096)
            file.write(bytes(4096))


@pytest.mark.process
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_whole_backup_is_refused_in_a_sentence(machine, damage):
    machine.run("backup")
    backup = machine.newest()
    spoil, words = DAMAGES[damage]
    spoil(backup)
    assert words in refused(machine, "backup", "--verify", backup)
    assert words in refused(machine, "restore", backup)


@pytest.mark.process
def test_the_diary_itself_is_no_backup_of_it(machine):
    assert "is the diary itself" in refused(machine, "restore", machine.database)


@pytest.mark.process
@pytest.mark.server
def test_a_backup_of_an_older_version_is_brought_up_to_date(machine):
    machine.python("manage.py", "migrate", "tracker", "0019", "--verbosity", "0")
    machine.run("backup")
    backup = machine.newest()
    machine.python("manage.py", "migrate", "--verbosity", "0")
    assert machine.run("backup", "--verify", backup)[0] == 0
    assert machine.run("restore", backup)[0] == 0
    assert ask(machine.database, "SELECT closed_by_restore_at IS NULL FROM tracker_sharelink") == [(0,)]


@pytest.mark.process
def test_a_folder_that_is_not_there_is_not_made(machine, tmp_path):
    assert "does not exist" in refused(machine, "backup", "--to", tmp_path / "no-disk")
    (tmp_path / "file").touch()
    assert "is not a folder" in refused(machine, "backup", "--to", tmp_path / "file")


@pytest.mark.process
def test_without_a_diary_there_is_nothing_to_back_up(tmp_path):
    code, _, complained = Machine(tmp_path / "var").run("backup")
    assert code == 1
    assert complained.startswith("There is no diary to back up")


@pytest.mark.process
def test_rules_that_make_no_sense_are_refused(machine):
    code, _, complained = machine.run("backup", "--keep", "7x")
    assert code == 2
    assert "is not of the form 7d,4w,12m" in complained


@pytest.mark.process
def test_files_are_meant_as_seen_from_where_the_person_stands(machine, tmp_path):
    (tmp_path / "spasmlog").mkdir()
    (tmp_path / "mine").mkdir()
    done = subprocess.run(
        [ROOT / "bin" / "spasmlog", "backup", "--to", "mine"],
        cwd=tmp_path,
        env={name: text for name, text in machine.environment.items() if name != "PYTHONPATH"}
        | {"SPASMLOG_VAR": "var"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "mine").iterdir())) == 1


@pytest.mark.process
@pytest.mark.server
def test_a_backup_that_is_killed_is_whole_or_not_there(machine):
    assert killed_backups(machine, 10, random.Random(14)).total() == 0


@pytest.mark.process
@pytest.mark.server
def test_a_restore_that_is_killed_leaves_the_old_diary_or_the_new_one(machine):
    assert killed_restores(machine, 10, random.Random(14)).total() == 0


KILLED_AT_A_STEP = """
import os, signal, sys
left, var = int(sys.argv.pop(1)), os.environ["SPASMLOG_VAR"]
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.truncate", "sqlite3.connect"}
def look(event, arguments):
    global left
    # A folder is emptied by names within it, beside its number.
    is_within = event in {"os.remove", "os.rmdir"} and arguments[-1] != -1
    is_inside = is_within or any(var in str(argument) for argument in arguments)
    if is_inside and (event in CHANGES or event == "open"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
from spasmlog.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The command, killed right before its n-th step that changes something in the folder."""


def killed_at_each_step(machine, *arguments):
    """Yields after each kill, in turn; what it left is put right again before the next."""
    shutil.copytree(machine.var, machine.var.with_name("before"))
    for step in range(1000):
        done = subprocess.run(
            [sys.executable, "-P", "-c", KILLED_AT_A_STEP, str(step), *map(str, arguments)],
            env=machine.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != -signal.SIGKILL:
            assert (done.returncode, done.stderr) == (0, "")
            assert step > 10
            return
        yield step
        shutil.rmtree(machine.var)
        shutil.copytree(machine.var.with_name("before"), machine.var)


@pytest.mark.process
@pytest.mark.server
def test_killed_before_each_of_its_steps_a_restore_has_happened_or_not(machine):
    machine.run("backup")
    backup = machine.newest()
    change(machine.database, "UPDATE tracker_episode SET note = 'younger'")
    younger, ends = rows(machine.database), set()
    for step in killed_at_each_step(machine, "restore", backup):
        (note,) = ask(machine.database, "SELECT note FROM tracker_episode")[0]
        ends.add(note)
        assert is_whole(machine.database), step
        if note == "younger":
            assert rows(machine.database) == younger, step
        else:
            assert ask(machine.database, "SELECT closed_by_restore_at IS NULL FROM tracker_sharelink") == [(0,)], step
            (kept,) = machine.backups.glob("*-before-restore.sqlite3")
            assert rows(kept) == younger, step
        assert all(is_whole(path) for path in machine.backups.glob("*.sqlite3")), step
    assert ends == {"younger", "first"}


@pytest.mark.process
@pytest.mark.server
def test_killed_before_each_of_its_steps_a_backup_is_whole_or_not_there(machine):
    wanted, found = rows(machine.database), set()
    for step in killed_at_each_step(machine, "backup"):
        made = list(machine.backups.glob("*.sqlite3"))
        found.add(len(made))
        assert all(rows(path) == wanted for path in made), step
        assert rows(machine.database) == wanted, step
    assert found == {0, 1}


@pytest.fixture
def database(tmp_path):
    change(tmp_path / "diary.sqlite3", "CREATE TABLE entries (id)")
    return tmp_path / "diary.sqlite3"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_nothing_more_is_a_sentence_and_leaves_nothing(database, monkeypatch, code):
    def fails(path):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(backups, "store", fails)
    folder = own_folder(database.parent)
    with pytest.raises(BackupError, match=f"Nothing can be stored in .*: {os.strerror(code)}"):
        back_up(database, folder, NOON)
    assert list(folder.iterdir()) == []


def test_a_damaged_diary_is_not_backed_up(tmp_path):
    (tmp_path / "diary.sqlite3").write_bytes(b"x" * 10_000)
    with pytest.raises(BackupError, match="is damaged"):
        back_up(tmp_path / "diary.sqlite3", tmp_path, NOON)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_what_root_makes_belongs_to_whose_folder_it_is(database, monkeypatch):
    given = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, uid, gid: given.append((Path(path).name, uid)))
    backup = back_up(database, own_folder(database.parent), NOON)
    backups.note_last_backup(database.parent, backup, NOON)
    owner = database.parent.stat().st_uid
    names = ["backups", "spasmlog-2026-06-10-100000.half", "last-backup.json.half"]
    assert given == [(name, owner) for name in names]


def test_the_note_of_the_last_backup_tells_how_long_the_rule_keeps_it(database):
    var = database.parent
    for days_kept in (None, 372):
        backups.note_last_backup(var, database, NOON, days_kept=days_kept)
        assert last_backup(var).days_kept == days_kept
    # As earlier versions wrote it.
    (var / "last-backup.json").write_text('{"at": "2026-06-10T10:00:00+00:00", "file": "/a"}')
    assert last_backup(var).days_kept is None


def test_two_backups_in_one_second_are_two_files(database):
    folder = own_folder(database.parent)
    assert [back_up(database, folder, NOON).name for _ in range(2)] == [
        "spasmlog-2026-06-10-100000.sqlite3",
        "spasmlog-2026-06-10-100001.sqlite3",
    ]


def test_what_a_kill_left_is_taken_away_by_the_next_backup(database):
    folder = own_folder(database.parent)
    (folder / "spasmlog-2026-06-09-100000.half").touch()
    (folder / "mine.half").touch()
    back_up(database, folder, NOON)
    assert sorted(path.name for path in folder.iterdir()) == ["mine.half", "spasmlog-2026-06-10-100000.sqlite3"]


def test_copies_of_earlier_versions_are_kept_among_the_backups(database):
    copies = database.parent / "copies"
    copies.mkdir()
    (copies / "2026-05-01-120000-before-tracker-0013_chest_answers.sqlite3").touch()
    (copies / "cut.half").touch()
    folder = own_folder(database.parent)
    assert [path.before for path in backups_in(folder)] == ["tracker-0013_chest_answers"]
    assert not copies.exists()


def test_the_last_few_backups_before_an_update_are_kept(database):
    folder = own_folder(database.parent)
    for number in range(5):
        back_up(database, folder, NOON.replace(minute=number), before=f"tracker-000{number}")
    back_up(database, folder, NOON, before="restore")
    backups.forget_older_updates(folder)
    kept = {path.before for path in backups_in(folder)}
    assert kept == {"tracker-0002", "tracker-0003", "tracker-0004", "restore"}
