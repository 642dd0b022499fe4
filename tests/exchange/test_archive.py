"""The archive as a file: what is refused, in which words, and how soon."""

import datetime as dt
import io
import json
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.archived import changed, members, packed
from tracker.exchange import archive as archives
from tracker.exchange.archive import (
    FORMAT,
    NAMES,
    Archive,
    ArchiveError,
    ArchiveHead,
    open_archive,
    read_me_text,
    write_archive,
)

pytestmark = pytest.mark.pure
GOLDEN = Path(__file__).parent / "archives"
HEAD = ArchiveHead(FORMAT, "1.2", dt.datetime(2026, 11, 29, 14, tzinfo=dt.UTC))
KINDS = [("entries", [{"a": 1, "note": "“Ö”\u2028\n"}, {"a": 2}]), ("days", []), ("pauses", [{"b": None}])]


def written(kinds=KINDS, head=HEAD):
    return b"".join(write_archive(head, kinds, episodes=["a,", "b\r\n"], days=["c\r\n"], read_me="Read me.\n"))


def refused(data):
    """The code and the words; within a second."""
    began = time.monotonic()
    with pytest.raises(ArchiveError) as error:
        for _row in open_archive(io.BytesIO(data)).rows():
            pass
    assert time.monotonic() - began < 1
    assert error.value.message[0].isupper()
    assert error.value.message.endswith(".")
    return error.value.code


def test_what_is_written_is_read():
    archive = open_archive(io.BytesIO(written()))
    assert archive.head == HEAD
    assert list(archive.rows()) == [(kind, row) for kind, rows in KINDS for row in rows]
    assert list(archive.rows()) == list(archive.rows())


def test_it_is_an_ordinary_zip_file_with_ordinary_json_and_sums(tmp_path):
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert archive.testzip() is None
        assert tuple(archive.namelist()) == NAMES
        archive.extractall(tmp_path)
    said = json.loads((tmp_path / "diary.json").read_text())
    assert said["entries"] == KINDS[0][1]
    assert (said["format"], said["days"]) == (FORMAT, [])
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert (sums.returncode, sums.stdout.count(b"OK")) == (0, 4)


def test_rows_leave_while_others_are_still_to_come():
    taken = []

    def rows():
        for n in range(5000):
            taken.append(n)
            yield {"n": n, "text": str(hash(str(n))) * 5}

    pieces = write_archive(HEAD, [("entries", rows())], episodes=[], days=[], read_me="")
    while not next(pieces):
        pass
    assert len(taken) < 5000


def test_the_read_me_names_every_file():
    text = read_me_text(HEAD, "alice")
    assert all(name in text for name in NAMES if name != "README.txt")


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"hello", b"\x89PNG" * 99, b"PK\x03\x04" + b"\0" * 99, b"id,started_at\r\n"]
)
def test_another_file_is_refused(data):
    assert refused(data) in {"not-an-archive", "damaged"}


def test_another_zip_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert refused(out.getvalue()) == "not-an-archive"


@pytest.mark.parametrize("gone", [slice(0, 0), slice(30, 31), slice(30, 200)])
def test_a_file_that_lost_or_gained_bytes_within_is_refused(gone, tmp_path):
    """Python looks for what is in it by the distance from its end, which may be before its beginning."""
    data = written()
    changed_data = b"PK" + data if gone.stop == 0 else data[: gone.start] + data[gone.stop :]
    assert refused(changed_data) == "damaged"
    file = tmp_path / "cut.zip"
    file.write_bytes(changed_data)
    with file.open("rb") as opened, pytest.raises(ArchiveError):
        open_archive(opened)


@pytest.mark.parametrize("length", [1, 21, 22, 23, 200, -1, -30, -300])
def test_a_file_that_is_cut_is_refused(length):
    assert refused(written()[:length]) in {"not-an-archive", "damaged"}


@pytest.mark.parametrize("name", ["../diary.json", "/etc/passwd", "a/b", "..", "c:x", "a\\b"])
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert refused(packed(members(written()), **{name: b"x"})) == "unsafe-name"


def test_a_link_is_refused():
    out = io.BytesIO(written())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(out.getvalue()) == "unsafe-name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused():
    out = io.BytesIO(written())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("diary.json", "{}")
    assert refused(out.getvalue()) == "unsafe-name"


def test_a_file_more_is_refused():
    assert refused(packed(members(written()), more=b"x")) == "not-an-archive"


def test_a_zip_bomb_is_refused_by_what_it_declares():
    bomb = packed(members(written()) | {"episodes.csv": b"\0" * (30 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refused(bomb) == "too-large-unpacked"


def test_a_zip_bomb_that_declares_less_is_refused():
    bomb = bytearray(packed(members(written()) | {"episodes.csv": b"\0" * (30 * 1024 * 1024)}))
    declared = struct.pack("<L", 30 * 1024 * 1024)
    assert bomb.count(declared) == 2
    assert refused(bytes(bomb.replace(declared, struct.pack("<L", 1000)))) == "damaged"


def test_a_list_of_contents_that_would_take_seconds_is_not_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(5000):
            archive.writestr(f"{n:030}", b"")
    assert refused(out.getvalue()) == "not-an-archive"


def test_a_file_that_is_too_large_is_refused():
    assert refused(b"PK" + b"\0" * archives.MOST_BYTES) == "too-large"


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_RESTORED", 1)
    assert refused(written()) == "too-many"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "_MOST_ROWS", 3)
    assert refused(written()) == "too-many"


def test_a_zip_file_with_a_password_is_said():
    data = bytearray(written())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    assert refused(bytes(data)) == "locked"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "SHA256SUMS"])
def test_a_file_that_was_changed_is_refused(name):
    files = members(written())
    files[name] += b" "
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    assert refused(out.getvalue()) == "damaged"


def test_a_newer_format_is_said():
    newer = changed(written(), lambda text: text.replace('"format": 1', '"format": 2'))
    assert refused(newer) == "newer"
    assert refused(packed(members(newer), extra=b"of the future")) == "newer"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"format": 1', '"format": 0'),
        lambda text: text.replace('"format": 1', '"format": "1"'),
        lambda text: text.replace('"format": 1', '"format": true'),
        lambda text: text.replace("+00:00", ""),
        lambda text: text.replace('"app_version"', '"app"'),
        lambda text: "[" * 100_000,
        lambda text: "",
        lambda text: text + "{}\n",
        lambda text: text.replace('"days"', '"entries"'),
        lambda text: text.replace('{"a": 2}', "[2]"),
        lambda text: text.replace('{"a": 2}', '{"a": NaN}'),
        lambda text: text.replace('{"a": 2}', "[" * 100_000),
        lambda text: text.replace('{"a": 2}', "9" * 100_000),
        lambda text: text.removesuffix("]}\n"),
        lambda text: text.replace("\n", " "),
    ],
)
def test_a_diary_that_ours_never_look_like_is_refused(change):
    assert refused(changed(written(), change)) == "damaged"


def test_an_older_format_goes_through_its_steps(monkeypatch):
    def without_a(kind, row):
        yield kind, {name: value for name, value in row.items() if name != "a"} | {"now": True}

    monkeypatch.setattr(archives, "FORMAT", 2)
    monkeypatch.setitem(archives.MIGRATIONS, 1, without_a)
    rows = [row for _kind, row in open_archive(io.BytesIO(written())).rows()]
    assert rows[1] == {"now": True}


def test_there_is_a_step_from_every_format_and_an_archive_of_each():
    assert set(archives.MIGRATIONS) == set(range(1, FORMAT))
    assert {path.name for path in GOLDEN.iterdir()} == {f"format-{n}.zip" for n in range(1, FORMAT + 1)}


@pytest.mark.parametrize("path", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_the_golden_archives_are_read(path):
    with path.open("rb") as file:
        archive = open_archive(file)
        assert isinstance(archive, Archive)
        assert len({kind for kind, _row in archive.rows()}) == 14


def test_python_has_the_limits_that_are_counted_on():
    assert sys.get_int_max_str_digits() < 100_000
