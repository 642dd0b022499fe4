"""What a release consists of: a version everywhere, what is new under it, and a list of all that is inside."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_requirements import packages
from tracker import __version__

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.process
def test_the_bill_of_materials_names_every_package_with_the_hashes_that_pip_checks():
    printed = [
        subprocess.run([sys.executable, "bin/sbom"], cwd=ROOT, capture_output=True, check=True) for _ in range(2)
    ]
    assert printed[0].stdout == printed[1].stdout
    bill = json.loads(printed[0].stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == __version__
    listed = {
        f"{each['name']}=={each['version']}": {
            entry["content"] for reference in each["externalReferences"] for entry in reference["hashes"]
        }
        for each in bill["components"]
    }
    wanted = {name: set(re.findall(r"sha256:(\w+)", hashes)) for name, hashes in packages("requirements.txt")}
    assert listed == wanted
    refs = [each["bom-ref"] for each in bill["components"]]
    assert len(refs) == len({*refs})
    assert set(bill["dependencies"][0]["dependsOn"]) == {*refs}


def test_the_changelog_has_the_version_that_this_is_or_the_next_one_on_top():
    headings = re.findall(r"(?m)^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", (ROOT / "CHANGELOG.md").read_text())
    assert headings[0] == ("Unreleased", "")
    released = headings[1:]
    assert all(date for _, date in released)
    if released:
        assert released[0][0] == __version__


@pytest.mark.parametrize("version", ["", "1.0", "v1.0.0", "1.0.0; true"])
@pytest.mark.process
def test_a_release_needs_a_version(version):
    done = subprocess.run([ROOT / "bin" / "release", version], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Name the version, such as: bin/release 1.0.0\n")


@pytest.mark.process
def test_the_builder_is_the_one_that_the_tests_build_with():
    pinned = re.search(r"hatchling==[\d.]+", (ROOT / "pyproject.toml").read_text())[0]
    assert f"\n{pinned}\n" in (ROOT / "requirements-dev.in").read_text()
