"""What a start makes before it serves, and what it leaves alone. Whole starts: test_run.py and test_wheel.py."""

import pytest

from spasmlog import starting


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty diary as the package has it, and where it should go."""
    (tmp_path / "empty.sqlite3").write_bytes(b"ready tables")
    monkeypatch.setattr(starting, "EMPTY_DIARY", tmp_path / "empty.sqlite3")
    monkeypatch.delenv("SPASMLOG_DATABASE_URL", raising=False)
    (tmp_path / "var").mkdir()
    return tmp_path / "var" / "spasmlog.sqlite3"


def test_a_first_start_begins_with_ready_tables(empty):
    starting._copy_empty_diary(empty)
    assert empty.read_bytes() == b"ready tables"
    assert [path.name for path in empty.parent.iterdir()] == ["spasmlog.sqlite3"]


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_put_beside_what_may_be_somebodys_diary(empty, end):
    left = empty.with_name(f"spasmlog.sqlite3{end}")
    left.write_bytes(b"somebody's")
    starting._copy_empty_diary(empty)
    assert [(path.name, path.read_bytes()) for path in empty.parent.iterdir()] == [(left.name, b"somebody's")]


def test_none_is_made_for_a_diary_in_postgresql(empty, monkeypatch):
    monkeypatch.setenv("SPASMLOG_DATABASE_URL", "postgresql://localhost/diary")
    starting._copy_empty_diary(empty)
    assert not empty.exists()


def test_static_files_are_collected_again_once_one_of_them_or_the_packages_change(tmp_path, monkeypatch):
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("a==1\n")
    style = tmp_path / "static" / "css" / "a.css"
    style.write_text("a {}")
    monkeypatch.setattr(starting, "BASE_DIR", tmp_path)
    calls, var = [], tmp_path / "var"
    var.mkdir()
    monkeypatch.setattr(starting, "_manage", lambda *arguments: calls.append(arguments[0]))

    def collect_twice():
        for _ in range(2):
            starting._collect_static_files(var)
        return len(calls)

    assert collect_twice() == 1
    style.write_text("b {}")
    assert collect_twice() == 2
    style.rename(style.with_name("c.css"))
    assert collect_twice() == 3
    (tmp_path / "requirements.txt").write_text("a==2\n")
    assert collect_twice() == 4
