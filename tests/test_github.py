"""What GitHub runs and shows: files of the right form, which name what there is."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]


@pytest.fixture(scope="module")
def jobs():
    return yaml.safe_load((GITHUB / "workflows" / "ci.yml").read_text())["jobs"]


def test_every_python_is_tested_on_both_databases(jobs):
    matrix = jobs["tests"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert matrix["database"] == ["SQLite", "PostgreSQL"]
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())[1]
    assert matrix["python"][0] == oldest


def test_every_step_does_something_and_every_program_of_ours_is_there(jobs):
    for job in jobs.values():
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            for program in re.findall(r"(?<![\w/.])(?:bin|\.ci)/[\w.]+", step.get("run", "")):
                assert (ROOT / program).is_file(), program
            for file in re.findall(r"--file (\S+)", step.get("run", "")):
                assert (ROOT / file).is_file()
    assert {"package", "image"} <= {*jobs}


def test_the_token_of_a_run_may_only_read():
    workflow = (GITHUB / "workflows" / "ci.yml").read_text()
    assert yaml.safe_load(workflow)["permissions"] == {"contents": "read"}
    assert workflow.count("actions/checkout@") == workflow.count("persist-credentials: false")


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_something_and_each_answer_has_a_name(form):
    asked = yaml.safe_load(form.read_text())
    assert {"name", "description", "body"} <= {*asked}
    fields = [field for field in asked["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(names) == len({*names})
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_links_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", (GITHUB / name).read_text()):
        assert (GITHUB / target).resolve().is_file(), target


def test_both_forms_are_there():
    assert [path.stem for path in FORMS] == ["fault", "wish"]
