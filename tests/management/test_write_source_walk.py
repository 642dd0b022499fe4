"""The command that writes the walk through the sources."""

import pytest
from django.core.management import CommandError, call_command

from tracker.guidance.loader import load_library
from tracker.guidance.walk import walk


@pytest.fixture
def folder(settings, tmp_path):
    """A project folder with an empty docs/, so that the real page is left alone."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_it_writes_the_page(folder, capsys):
    call_command("write_source_walk")
    assert (folder / "docs" / "sources.md").read_text(encoding="utf-8") == walk(load_library())
    assert "is written" in capsys.readouterr().out


def test_a_passage_without_an_answer_leaves_the_page_as_it_is(folder, monkeypatch):
    def refuse(library):
        raise ValueError("passages without one answer: 1:2")

    monkeypatch.setattr("tracker.management.commands.write_source_walk.walk", refuse)
    with pytest.raises(CommandError, match="1:2"):
        call_command("write_source_walk")
    assert list((folder / "docs").iterdir()) == []
