"""The commands for who has not started spasmlog yet, or not with this database: what they make, leave and say."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bench.installed import clean_environment
from tracker import __version__

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parent.parent
NOWHERE = "postgresql://somebody@127.0.0.1:1/diary"
PASSWORD = "long walks help\n"


@pytest.fixture
def call(tmp_path):
    """Calls a command on a folder of its own."""

    def call(*arguments, typed="", **variables):
        return subprocess.run(
            [sys.executable, "-P", "-m", "spasmlog", *arguments],
            env=clean_environment(PYTHONPATH=str(ROOT), SPASMLOG_VAR=str(tmp_path), SPASMLOG_PORT="8930") | variables,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call


def in_a_terminal(tmp_path, *typed):
    """What `user add` says to who types there: the exit code and the last line."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", TYPED, "user", "add", "dora"],
        env=clean_environment(PYTHONPATH=str(ROOT), SPASMLOG_VAR=str(tmp_path), TYPED=repr(typed)),
        stdin=theirs,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    said = process.communicate(timeout=120)[1]
    os.close(ours)
    return process.returncode, said.splitlines()[-1]


TYPED = """
import ast, getpass, os, sys
typed = iter(ast.literal_eval(os.environ["TYPED"]))
def typed_next(prompt):
    given = next(typed)
    if not given:
        raise EOFError
    return given
getpass.getpass = typed_next
from spasmlog.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The command, with a keyboard that types these; "" for Ctrl-D."""


def test_an_account_can_be_made_before_the_first_start(call, tmp_path):
    made = call("user", "add", "dora", typed=PASSWORD)
    assert (made.returncode, made.stdout, made.stderr) == (0, "dora can log in now.\n", "")
    checked = call("check")
    assert (checked.returncode, checked.stdout) == (0, f"All is well. The diary is in {tmp_path}.\n")


def test_to_look_makes_no_database_so_the_first_start_stays_quick(call, tmp_path):
    checked = call("check")
    assert (checked.returncode, checked.stderr) == (1, f"There is no diary in {tmp_path} yet. bin/run makes one.\n")
    assert not (tmp_path / "spasmlog.sqlite3").exists()


def test_a_database_without_tables_is_no_diary_to_back_up(call, tmp_path):
    (tmp_path / "spasmlog.sqlite3").touch()
    refused = call("backup")
    assert refused.returncode == 1
    assert refused.stderr.startswith("There is no diary to back up: ")
    assert not list(tmp_path.glob("backups/*"))


def test_a_diary_of_an_older_version_is_left_to_a_start(call, tmp_path):
    call("user", "add", "dora", typed=PASSWORD)
    forgotten = "DELETE FROM django_migrations WHERE app = 'tracker' AND name LIKE '0001%'"
    subprocess.run([sys.executable, "-c", SQL, str(tmp_path / "spasmlog.sqlite3"), forgotten], check=True)
    for arguments in (("user", "add", "emil"), ("check",)):
        refused = call(*arguments, typed=PASSWORD)
        assert (refused.returncode, refused.stderr) == (
            1,
            "The database is not ready for this version yet. bin/run gets it ready when it starts.\n",
        )


SQL = "import sqlite3, sys; kept = sqlite3.connect(sys.argv[1]); kept.execute(sys.argv[2]); kept.commit()"


def test_a_start_says_plainly_why_the_database_cannot_be_opened(call, tmp_path):
    (tmp_path / "spasmlog.sqlite3").write_text("no database, " * 100)
    broken = call("run")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.splitlines() == [
        "The database cannot be opened: file is not a database.",
        "bin/spasmlog restore FILE puts a backup in its place.",
    ]
    away = call("run", SPASMLOG_DATABASE_URL=NOWHERE)
    assert away.returncode == 1
    first, last = away.stderr.splitlines()
    assert first.startswith("The database cannot be opened: connection failed")
    assert last == "Is PostgreSQL running, and is SPASMLOG_DATABASE_URL right?"


def test_what_is_typed_in_a_terminal_is_answered_plainly(tmp_path):
    assert in_a_terminal(tmp_path, "long walks help", "long talks help") == (
        1,
        "The two passwords differ. Nothing was changed.",
    )
    assert in_a_terminal(tmp_path, "") == (1, "Stopped. Nothing was changed.")


def test_it_says_its_version(call):
    assert call("--version").stdout == f"spasmlog {__version__}\n"
