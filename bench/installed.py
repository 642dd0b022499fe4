"""spasmlog as a package: built, installed into an empty environment, started. Needs no network."""

import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built into that folder by the packages that are installed here."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path, python: str = sys.executable) -> Path:
    """Makes an environment there with the wheel in it; what it depends on comes from this one. Returns it."""
    subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    subprocess.run([*pip, "install", *options, str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "packages-of-here.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder / "bin" / "spasmlog"


def clean_environment(**variables: str) -> dict[str, str]:
    """This process's environment without what configures spasmlog or Python, and with these variables."""
    others = ("SPASMLOG_", "DJANGO_", "PYTHON", "XDG_", "MPL")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(others)}
    return kept | variables


@contextmanager
def begun(
    command: list[str], environment: Mapping[str, str], cwd: Path, **options: object
) -> Iterator["subprocess.Popen[str]"]:
    """The program, ended as a machine ends it."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)
        process.stdout.close()


def words_until_ready(process: "subprocess.Popen[str]") -> str:
    """What it says until it is ready, or ends."""
    words = ""
    for line in process.stdout:
        words += line
        if "spasmlog is ready" in line:
            break
    return words


@contextmanager
def started(
    command: list[str], environment: Mapping[str, str], cwd: Path, **options: object
) -> Iterator[tuple["subprocess.Popen[str]", str, float]]:
    """Starts it, and gives its process, what it said until it was ready, and the seconds which that took."""
    began = time.monotonic()
    with begun(command, environment, cwd, **options) as process:
        words = words_until_ready(process)
        yield process, words, time.monotonic() - began
