"""bin/run as a person starts it: in a copy of the project whose path has a space, with ports and folders of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.process, pytest.mark.server]

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("bin", "spasmlog", "tracker", "templates", "static", "manage.py", "requirements.txt", "requirements-dev.txt")
PYTHON_NAMES = ("python", "python3", "python3.11", "python3.12", "python3.13", "python3.14")


def copy_project(folder: Path) -> Path:
    """A copy of the project under a path with a space, without .venv and var."""
    home = folder / "spasm log"
    home.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, home / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, home / part)
    return home


def environment(**variables) -> dict:
    """This process's environment without what configures spasmlog, with `variables` on top."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("SPASMLOG_", "DJANGO_"))}
    return kept | variables


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return probe.getsockname()[1]


def run(home, *arguments, cwd="/", **variables):
    """bin/run to its end, for starts that fail."""
    return subprocess.run(
        [home / "bin" / "run", *arguments],
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def serving(home, cwd="/", wait=True, **variables):
    """bin/run until it says that it is ready; ended by Ctrl-C. Gives process, address, words said."""
    port = free_port()
    process = subprocess.Popen(
        [home / "bin" / "run"],
        cwd=cwd,
        env=environment(SPASMLOG_PORT=str(port), **variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}", until_ready(process) if wait else ""
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(20)
        process.stdout.close()


def until_ready(process) -> str:
    """What it says until it is ready, or ends."""
    said = ""
    for line in process.stdout:
        said += line
        if "spasmlog is ready" in line:
            break
    return said


def status(address: str, cookie: str = "") -> int:
    """The status of a page, redirects followed."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project that was started once; `.venv` is the one that runs the tests."""
    home = copy_project(tmp_path_factory.mktemp("run"))
    (home / ".venv").symlink_to(sys.prefix)
    with serving(home) as (_, address, said):
        assert "spasmlog is ready" in said
        assert status(f"{address}/accounts/login/") == 200
    return home


def test_everything_it_made_is_for_the_owner_alone(home):
    var = home / "var"
    assert var.stat().st_mode & 0o777 == 0o700
    files = [path for path in var.iterdir() if path.is_file()]
    assert {path.name for path in files} >= {"secret-key", "spasmlog.sqlite3"}
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in files} == {path.name: "0o600" for path in files}


def test_a_second_start_says_only_where_it_is_and_collects_nothing(home):
    stamp = home / "var" / "static" / ".stamp"
    collected = stamp.stat().st_mtime_ns
    with serving(home) as (_, address, said):
        assert said == f"spasmlog is ready: {address.replace('127.0.0.1', 'localhost')}   (Ctrl-C stops it)\n"
    assert stamp.stat().st_mtime_ns == collected


def test_a_changed_file_is_collected(home):
    (home / "static" / "img" / "new.svg").write_text("<svg/>")
    with serving(home) as (_, address, _):
        assert status(f"{address}/static/img/new.svg") == 200


def test_control_c_ends_it_cleanly_and_frees_the_port(home):
    with serving(home) as (process, address, _):
        os.killpg(process.pid, signal.SIGINT)
        said = process.stdout.read()
        assert process.wait(10) == 0
    assert "Traceback" not in said
    assert "Error" not in said
    with pytest.raises(OSError, match="refused"):
        status(address)


def write_names(home, *names):
    """Accounts made by another program while the server runs; then a connection that the server itself holds."""
    make = "import sys; from django.contrib.auth.models import User; [User.objects.create_user(name) for name in {!r}]"
    manage = [home / ".venv" / "bin" / "python", home / "manage.py"]
    subprocess.run([*manage, "shell", "-v", "0", "-c", make.format(names)], env=environment(), check=True, timeout=60)


def hang_up(process):
    """Closes the terminal: all programs that were started in it are told."""
    os.killpg(process.pid, signal.SIGHUP)


WAYS_TO_STOP = {
    "Ctrl-C": lambda process: os.killpg(process.pid, signal.SIGINT),
    "Ctrl-C, the first program alone": lambda process: process.send_signal(signal.SIGINT),
    "SIGTERM": lambda process: process.send_signal(signal.SIGTERM),
    "SIGTERM to all": lambda process: os.killpg(process.pid, signal.SIGTERM),
    "SIGQUIT": lambda process: process.send_signal(signal.SIGQUIT),
    "terminal closed": hang_up,
    "SIGHUP": lambda process: process.send_signal(signal.SIGHUP),
}


@pytest.mark.parametrize("way", WAYS_TO_STOP)
def test_however_it_is_stopped_the_file_can_be_copied_by_itself(home, tmp_path, way):
    name = f"stopped-{list(WAYS_TO_STOP).index(way)}"
    database = home / "var" / "spasmlog.sqlite3"
    with serving(home) as (process, address, _):
        assert status(f"{address}/accounts/login/", cookie="sessionid=nobody") == 200
        write_names(home, name)
        with closing(sqlite3.connect(database)) as held:
            # As after a write by one of the workers: the other program's end has not emptied what lies beside it.
            held.execute("UPDATE auth_user SET first_name = 'kept' WHERE username = ?", [name])
            held.commit()
            assert database.with_name("spasmlog.sqlite3-wal").stat().st_size > 0
        WAYS_TO_STOP[way](process)
        assert process.wait(20) == 0
    assert not database.with_name("spasmlog.sqlite3-wal").exists()
    shutil.copy(database, tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        result = copy.execute("SELECT first_name FROM auth_user WHERE username = ?", [name]).fetchall()
    assert result == [("kept",)]


def test_a_folder_given_relative_is_where_the_person_stands(home, tmp_path):
    with serving(home, cwd=tmp_path, SPASMLOG_VAR="my diary") as (_, address, _):
        assert status(f"{address}/accounts/login/") == 200
    assert (tmp_path / "my diary" / "spasmlog.sqlite3").exists()


def test_a_copy_made_while_it_runs_can_be_started_elsewhere(home, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    manage = [home / ".venv" / "bin" / "python", home / "manage.py"]
    make_user = "from django.contrib.auth.models import User; User.objects.create_user('carol')"
    subprocess.run([*manage, "shell", "-v", "0", "-c", make_user], env=environment(), check=True, timeout=60)
    with serving(home):
        shutil.copy(home / "var" / "secret-key", copy)
        source = sqlite3.connect(home / "var" / "spasmlog.sqlite3")
        target = sqlite3.connect(copy / "spasmlog.sqlite3")
        with closing(source), closing(target):
            source.backup(target)
    with serving(home, SPASMLOG_VAR=str(copy)) as (_, address, _):
        assert status(f"{address}/accounts/login/") == 200
    with closing(sqlite3.connect(copy / "spasmlog.sqlite3")) as restored:
        assert restored.execute("SELECT count(*) FROM auth_user WHERE username = 'carol'").fetchone() == (1,)


def spasmlog(home, *arguments):
    """bin/spasmlog, to its end."""
    return subprocess.run(
        [home / "bin" / "spasmlog", *arguments],
        cwd="/",
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_while_it_runs_it_is_backed_up_but_not_restored(home, tmp_path):
    with serving(home) as (_, address, _):
        assert status(f"{address}/accounts/login/", cookie="sessionid=nobody") == 200
        assert spasmlog(home, "backup", "--to", str(tmp_path)).returncode == 0
        (backup,) = tmp_path.iterdir()
        write_names(home, "younger")
        refused = spasmlog(home, "restore", str(backup))
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith("spasmlog is running, so nothing was restored.")
    assert spasmlog(home, "restore", str(backup)).returncode == 0
    with closing(sqlite3.connect(home / "var" / "spasmlog.sqlite3")) as restored:
        assert restored.execute("SELECT count(*) FROM auth_user WHERE username = 'younger'").fetchone() == (0,)
    with serving(home) as (_, address, _):
        assert status(f"{address}/accounts/login/") == 200


def test_two_first_starts_at_once_both_work(home, tmp_path):
    var = str(tmp_path / "var")
    with serving(home, SPASMLOG_VAR=var, wait=False) as first, serving(home, SPASMLOG_VAR=var, wait=False) as second:
        for process, address, _ in (first, second):
            said = until_ready(process)
            assert "Traceback" not in said
            assert status(f"{address}/accounts/login/") == 200
        assert status(f"{second[1]}/accounts/login/") == 200


def test_a_folder_that_something_else_uses_is_refused(home, tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.css").write_text("body {}")
    answer = run(home, SPASMLOG_VAR=str(tmp_path), SPASMLOG_PORT=str(free_port()))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{tmp_path} holds files that are not from spasmlog")
    assert [path.name for path in tmp_path.rglob("*")] == ["static", "site.css"]


def test_a_taken_port_is_said_plainly(home):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        answer = run(home, SPASMLOG_PORT=str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} is taken")


def test_a_folder_that_cannot_be_written_is_said_plainly(home):
    answer = run(home, SPASMLOG_VAR="/dev/null/var", SPASMLOG_PORT=str(free_port()))
    assert answer.returncode == 1
    assert answer.stderr.startswith("No permission to write in /dev/null/var")


@pytest.mark.parametrize(
    ("name", "text"), [("SPASMLOG_PORT", "eight"), ("SPASMLOG_URL", "localhost:8000"), ("SPASMLOG_DEBUG", "perhaps")]
)
def test_a_setting_that_cannot_be_is_one_plain_line(home, name, text):
    answer = run(home, **({"SPASMLOG_PORT": str(free_port())} | {name: text}))
    assert answer.returncode != 0
    assert answer.stderr.startswith(f"{name} is {text!r}")
    assert answer.stderr.count("\n") == 1


def test_an_unknown_argument_is_refused(home):
    answer = run(home, "--demon")
    assert answer.returncode == 1
    assert answer.stderr == "bin/run does not know --demon. It takes --demo, or nothing.\n"


def test_it_says_what_it_can_do(home):
    answer = run(home, "--help")
    assert answer.returncode == 0
    assert "bin/run --demo" in answer.stdout


def fake_python(folder: Path, script: str) -> str:
    """A PATH on which every Python is this shell script."""
    folder.mkdir()
    for name in PYTHON_NAMES:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.fixture
def bare_home(tmp_path):
    """A project that was never started: no .venv."""
    return copy_project(tmp_path)


def test_a_python_that_is_too_old_is_said_plainly(bare_home, tmp_path):
    path = fake_python(tmp_path / "old", 'case $1 in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    answer = run(bare_home, PATH=path)
    assert answer.returncode == 1
    assert answer.stderr.startswith("spasmlog needs Python 3.11 or later. Found: Python 3.9.2\n")
    assert not (bare_home / ".venv").exists()


def test_a_python_without_venv_is_said_plainly(bare_home, tmp_path):
    path = fake_python(tmp_path / "bare", "case $2 in *ensurepip*) exit 1 ;; esac")
    answer = run(bare_home, PATH=path)
    assert answer.returncode == 1
    assert "apt-get install python3-venv" in answer.stderr


PRETENDS = """
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip") echo "pip $*" >>pip.log; exit {pip} ;;
  "-m spasmlog") echo "reached the port"; exit 1 ;;
  "--version ") echo "Python 3.11.9" ;;
esac
"""


def test_packages_that_cannot_be_installed_are_said_plainly_and_tried_again(bare_home, tmp_path):
    path = fake_python(tmp_path / "offline", PRETENDS.format(pip=1))
    answers = [run(bare_home, PATH=path) for _ in range(2)]
    assert [answer.returncode for answer in answers] == [1, 1]
    assert "The packages could not be installed" in answers[1].stderr
    assert len((bare_home / "pip.log").read_text().splitlines()) == 2


def test_packages_are_installed_once_and_again_when_their_list_changes(bare_home, tmp_path):
    path = fake_python(tmp_path / "online", PRETENDS.format(pip=0))
    for _ in range(2):
        run(bare_home, PATH=path)
    assert len((bare_home / "pip.log").read_text().splitlines()) == 1
    with (bare_home / "requirements.txt").open("a") as file:
        file.write("# one more line\n")
    run(bare_home, PATH=path)
    assert len((bare_home / "pip.log").read_text().splitlines()) == 2
