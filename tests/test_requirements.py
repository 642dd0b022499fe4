"""What is installed is what was looked at: every package of every system pinned, with hashes, from no named place."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")


def packages(name: str) -> list[tuple[str, str]]:
    """(name==version, its hashes) of each package that the file names."""
    joined = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], " ".join(re.findall(r"--hash=\S+", line))) for line in lines]


def pins(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    return {re.sub(r"\[.*?\]", "", line).lower() for line in lines if re.match(r"[A-Za-z]", line)}


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_one_version_and_its_hashes(name):
    for package, hashes in packages(name):
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][^;]*", package)
        assert re.fullmatch(r"(--hash=sha256:[0-9a-f]{64} ?)+", hashes), package


@pytest.mark.parametrize("name", FILES)
def test_no_place_to_fetch_from_is_named(name):
    assert not re.search(r"://|--(extra-)?index|--find-links|@", (ROOT / name).read_text())


def test_what_is_chosen_by_hand_is_what_is_installed():
    installed = {package for package, _ in packages("requirements.txt")}
    assert pins("requirements.in") <= installed
    assert pins("requirements-dev.in") | installed <= {package for package, _ in packages("requirements-dev.txt")}


def test_pip_is_told_to_check_them():
    assert "--require-hashes" in (ROOT / "bin" / "parts" / "python.sh").read_text()
