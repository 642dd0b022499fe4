"""docs/deploy: the steps of the image run without Docker, and the other files say what they must.

The image's folders (/opt, /src, /wheel, /data) become folders of the test. apt-get and useradd would change the machine
and are left out.
"""

import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from bench.installed import clean_environment, started
from tests.test_run import free_port

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "docs" / "deploy"
_FOLDER = re.compile(r"(?<![\w./])/(opt|src|wheel|data)\b")
CHANGES_THE_MACHINE = ("apt-get ", "useradd ")


def instructions(dockerfile: Path) -> list[tuple[str, str]]:
    """(instruction, what follows it), lines joined and comments left out."""
    text = re.sub(r"(?m)^#.*\n", "", dockerfile.read_text()).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


class Image:
    """What a Dockerfile builds, under a folder of the test instead of /."""

    def __init__(self, folder: Path):
        self.folder, self.cwd = folder, folder
        self.commands: dict[str, list[str]] = {}
        self.variables: dict[str, str] = {}
        self.was_run: list[str] = []
        self.user = "root"

    def moved(self, text: str) -> str:
        return _FOLDER.sub(rf"{self.folder}/\1", text)

    def do(self, instruction: str, what: str) -> None:
        getattr(self, f"do_{instruction.lower()}", lambda _what: None)(what)

    def do_from(self, _what):
        # Each stage begins anew; what it copies from another one lies at the same place here.
        self.cwd, self.variables, self.user = self.folder, {}, "root"

    def do_workdir(self, what):
        self.cwd = Path(self.moved(what))
        self.cwd.mkdir(exist_ok=True)

    def do_user(self, what):
        self.user = what

    def do_copy(self, what):
        *sources, target = what.split()
        if sources[0].startswith("--from="):
            assert (self.folder / sources[1].lstrip("/")).is_dir()
            assert target == f"{sources[1]}/"
            return
        target = self.cwd / target
        for source in (ROOT / each for each in sources):
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)

    def do_env(self, what):
        self.variables |= {
            name: self.moved(value) for name, value in (each.split("=", 1) for each in shlex.split(what))
        }

    def do_run(self, what):
        if any(word in what for word in CHANGES_THE_MACHINE):
            return
        for step in what.split(" && "):
            self._step(step)

    def do_cmd(self, what):
        self.commands["run"] = yaml.safe_load(what)

    def do_healthcheck(self, what):
        self.commands["health"] = yaml.safe_load(what.partition(" CMD ")[2])

    def _step(self, step):
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        environment = clean_environment(PATH=path, PIP_NO_INDEX="1")
        command = ["sh", "-euc", self.moved(step)]
        done = subprocess.run(command, cwd=self.cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
        self.was_run.append(step)
        if " -m venv " in step:
            # What the next step would fetch is there already: pip compares names and versions.
            (packages,) = self.folder.glob("opt/spasmlog/lib/python3*/site-packages")
            (packages / "packages-of-here.pth").write_text(f"{sysconfig.get_path('purelib')}\n")


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    image = Image(tmp_path_factory.mktemp("image"))
    for instruction, what in instructions(DEPLOY / "Dockerfile"):
        image.do(instruction, what)
    return image


@pytest.mark.process
@pytest.mark.server
def test_the_steps_of_the_image_make_what_its_command_serves(image):
    assert len(image.was_run) == 5
    assert image.user == "10001"
    port = free_port()
    variables = image.variables | {"PATH": f"{image.folder}/opt/spasmlog/bin:/usr/bin:/bin"}
    # In a container, whatever is not its own can reach it; a test stays on this machine.
    variables |= {"SPASMLOG_BIND": "127.0.0.1", "SPASMLOG_PORT": str(port), "SPASMLOG_URL": "https://diary.example.org"}
    environment = clean_environment(**variables)
    program = str(image.folder / "opt" / "spasmlog" / "bin" / image.commands["run"][0])
    with started([program, *image.commands["run"][1:]], environment, image.folder) as (process, said, _):
        assert "spasmlog is ready: https://diary.example.org" in said
        asked = subprocess.run(
            [program, *image.commands["health"][1:]], env=environment, capture_output=True, text=True, check=False
        )
        assert (asked.returncode, asked.stdout) == (0, "ok\n")
        process.terminate()
        assert process.wait(20) == 0
    assert (image.folder / "data" / "spasmlog.sqlite3").exists()


def test_what_is_copied_is_all_that_an_image_is_given():
    copied = [
        source.rstrip("/")
        for instruction, what in instructions(DEPLOY / "Dockerfile")
        if instruction == "COPY" and "--from" not in what
        for source in what.split()[:-1]
    ]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert ignored[1] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == {*copied}


@pytest.mark.process
def test_the_dockerfile_is_clean():
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_builder_in_the_image_is_the_pinned_one():
    pinned = re.search(r"hatchling==[\d.]+", (ROOT / "pyproject.toml").read_text())[0]
    assert f" {pinned} " in (DEPLOY / "Dockerfile").read_text()


def test_only_the_proxy_is_reached_from_outside_and_both_have_no_rights():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"caddy"}
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert services["spasmlog"]["environment"]["SPASMLOG_URL"].startswith("https://")
    build = services["spasmlog"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert services["caddy"]["depends_on"] == {"spasmlog": {"condition": "service_healthy"}}


UNITS = sorted(DEPLOY.glob("spasmlog*.*"))
SYSTEMD = shutil.which("systemd-analyze")


def test_every_unit_is_there():
    assert [path.name for path in UNITS] == ["spasmlog-backup.service", "spasmlog-backup.timer", "spasmlog.service"]


if SYSTEMD:

    @pytest.fixture
    def units(tmp_path):
        """Copies whose program there is."""
        for unit in UNITS:
            text = unit.read_text().replace("/opt/spasmlog/bin/spasmlog", shutil.which("true"))
            (tmp_path / unit.name).write_text(text)
        return tmp_path

    @pytest.mark.process
    def test_the_units_are_right(units):
        done = subprocess.run(
            [SYSTEMD, "verify", *sorted(units.iterdir())], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.process
    @pytest.mark.parametrize("name", ["spasmlog.service", "spasmlog-backup.service"])
    def test_a_service_can_do_little_else(units, name):
        """Of 10; what may do anything has 9.6."""
        command = [SYSTEMD, "security", "--offline=yes", "--no-pager", "--threshold=20", units / name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-200:]


@pytest.mark.process
def test_the_commands_in_the_units_are_commands():
    from spasmlog.__main__ import _parser

    for unit in UNITS:
        for line in re.findall(r"(?m)^ExecStart=/opt/spasmlog/bin/spasmlog (.*)$", unit.read_text()):
            assert _parser().parse_args(line.split()).command in {"run", "backup"}
