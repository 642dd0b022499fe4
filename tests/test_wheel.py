"""The package that `uvx spasmlog` and `pipx install spasmlog` fetch: built, installed by itself, and used."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

import pytest

from bench.installed import build_wheel, clean_environment, install, started
from tests.test_run import free_port

pytestmark = [pytest.mark.process, pytest.mark.server]

ROOT = Path(__file__).resolve().parent.parent
NOBODY = "nobody"


@pytest.fixture(scope="module")
def place():
    """A folder that other users of this machine may enter, unlike those that pytest makes."""
    folder = Path(tempfile.mkdtemp(prefix="spasmlog-wheel-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def wheel(place):
    return build_wheel(place)


def can_run(program: str, *arguments: str, user: str | None) -> bool:
    try:
        done = subprocess.run([program, *arguments], user=user, cwd="/", capture_output=True, timeout=60, check=False)
    except OSError:
        return False
    return done.returncode == 0


@pytest.fixture(scope="module")
def installed(place, wheel):
    """The program, and the user to start it as: one who owns nothing of it, where the tests may choose."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    pythons = [os.path.realpath(sys.executable), f"/usr/bin/{version}", f"/usr/local/bin/{version}"]
    others = [each for each in pythons if os.geteuid() == 0 and can_run(each, "-c", "", user=NOBODY)]
    program = install(wheel, place / "code", *others[:1])
    python = str(program.with_name("python"))
    is_for_others = others and can_run(python, "-c", "import django, numpy, spasmlog", user=NOBODY)
    return program, NOBODY if is_for_others else None


@pytest.fixture
def home(place, installed):
    """An empty home folder, of the user who starts it."""
    folder = Path(tempfile.mkdtemp(dir=place))
    if installed[1]:
        shutil.chown(folder, installed[1])
    yield folder
    shutil.rmtree(folder)


class Installed:
    """What a person does with it: its commands, in their home folder."""

    def __init__(self, program, user, home):
        self.program, self.user, self.home, self.port = program, user, home, free_port()
        self.environment = clean_environment(HOME=str(home), SPASMLOG_PORT=str(self.port))

    def start(self, *arguments):
        return started([str(self.program), *arguments], self.environment, self.home, user=self.user)

    def call(self, *arguments, typed=""):
        return subprocess.run(
            [self.program, *arguments],
            cwd=self.home,
            env=self.environment,
            user=self.user,
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.headers, answer.read().decode()


@pytest.fixture
def machine(installed, home):
    return Installed(*installed, home)


def files_in(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_it_starts_twice_in_an_empty_folder_and_writes_nothing_beside_its_code(machine):
    code = files_in(machine.program.parent.parent)
    data = machine.home / ".local" / "share" / "spasmlog"
    with machine.start() as (process, said, _):
        assert said == f"spasmlog is ready: http://localhost:{machine.port}   (Ctrl-C stops it)\n"
        assert machine.get("/health/")[1] == "ok\n"
        _, page = machine.get("/accounts/signup/")
        (manifest,) = machine.program.parent.parent.glob("lib/*/site-packages/spasmlog/site/collected/staticfiles.json")
        style = f"/static/{json.loads(manifest.read_text())['paths']['css/frame.css']}"
        assert style in page
        assert "immutable" in machine.get(style)[0]["Cache-Control"]
        assert (machine.call("check", "--running").stdout, machine.call("check").returncode) == ("ok\n", 0)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert machine.call("check", "--running").stderr.startswith("No answer at 127.0.0.1")
    assert (data / "spasmlog.sqlite3").stat().st_mode & 0o777 == 0o600
    # Nothing to collect: what is served lies beside the code.
    assert not (data / "static").exists()
    with machine.start("run") as (_, said, _):
        assert said == f"spasmlog is ready: http://localhost:{machine.port}   (Ctrl-C stops it)\n"
        assert machine.get("/health/")[1] == "ok\n"
    assert files_in(machine.program.parent.parent) == code
    assert [path.name for path in machine.home.iterdir()] == [".local"]


def test_people_are_let_in_and_their_diary_is_backed_up_without_a_checkout(machine):
    assert machine.call("manage", "migrate", "-v", "0").returncode == 0
    assert (
        machine.call("user", "add", "Émile", "--staff", typed="long walks help\n").stdout == "Émile can log in now.\n"
    )
    again = machine.call("user", "add", "émile", typed="long walks help\n")
    assert (again.returncode, again.stderr) == (1, "The name émile is taken.\n")
    weak = machine.call("user", "password", "émile", typed="123\n")
    assert weak.returncode == 1
    assert "too short" in weak.stderr
    assert machine.call("user", "password", "émile", typed="long walks help a lot\n").returncode == 0
    made = machine.call("backup")
    assert made.returncode == 0, made.stderr
    (backup,) = (machine.home / ".local/share/spasmlog/backups").iterdir()
    assert "can be restored" in machine.call("backup", "--verify", str(backup)).stdout
    restored = machine.call("restore", str(backup))
    assert (restored.returncode, restored.stderr) == (0, "")


def test_everything_of_the_app_is_in_it(wheel):
    """Whatever git knows of the code, the templates and the static files."""
    folders = ["spasmlog", "tracker", "templates", "static"]
    listed = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = [name for name in listed.stdout.split("\0") if name]
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    site = "spasmlog/site"
    wanted = {f"{site}/{name}" if name.startswith(("templates/", "static/")) else name for name in tracked}
    assert len(wanted) > 700
    assert wanted <= names
    assert f"{site}/collected/staticfiles.json" in names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]
