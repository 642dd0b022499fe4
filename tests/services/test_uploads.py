"""Files that wait: for their owner alone, readable by nobody else, gone after an hour."""

import io
import os
import re
import stat

import pytest
from django.utils import timezone

from tracker.services.uploads import (
    TABLE,
    WAITS_FOR,
    drop_upload,
    forget_uploads,
    keep_upload,
    open_upload,
    upload_name,
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "uploads"


def content(folder, owner, token, now=None):
    file = open_upload(folder, owner, token, now=now or timezone.now())
    if file is None:
        return None
    with file:
        return file.read()


def test_it_is_there_for_its_owner_alone(folder, alice, bob):
    token = keep_upload(folder, alice, io.BytesIO(b"hers"))
    assert content(folder, alice, token) == b"hers"
    assert content(folder, bob, token) is None


def test_its_name_is_random_and_nobody_else_can_read_it(folder, alice):
    token = keep_upload(folder, alice, io.BytesIO(b"hers"))
    (path,) = folder.iterdir()
    assert re.fullmatch(rf"{alice.pk}-{token}", path.name)
    assert len(token) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_last_one_alone_waits(folder, alice, bob):
    first, his = keep_upload(folder, alice, io.BytesIO(b"1")), keep_upload(folder, bob, io.BytesIO(b"his"))
    second = keep_upload(folder, alice, io.BytesIO(b"2"))
    found = [content(folder, alice, first), content(folder, alice, second), content(folder, bob, his)]
    assert found == [None, b"2", b"his"]


def test_it_is_gone_after_an_hour(folder, alice):
    token = keep_upload(folder, alice, io.BytesIO(b"hers"))
    (folder / "tmpabc.upload.zip").touch()
    forget_uploads(folder, now=timezone.now())
    assert len(list(folder.iterdir())) == 2
    assert content(folder, alice, token, now=timezone.now() + WAITS_FOR) is None
    assert list(folder.iterdir()) == []


def test_a_file_that_was_dropped_is_gone(folder, alice, bob):
    token = keep_upload(folder, alice, io.BytesIO(b"hers"))
    drop_upload(folder, bob, token)
    assert content(folder, alice, token) == b"hers"
    drop_upload(folder, alice, token)
    drop_upload(folder, alice, token)
    assert content(folder, alice, token) is None


@pytest.mark.parametrize("token", ["", "..", "../x", "a" * 31, "G" * 32, "/etc/passwd"])
def test_what_is_no_token_finds_nothing(folder, alice, token):
    folder.mkdir()
    os.close(os.open(folder / f"{alice.pk}-{'a' * 31}", os.O_CREAT))
    assert content(folder, alice, token) is None
    drop_upload(folder, alice, token)
    assert len(list(folder.iterdir())) == 1


def test_nothing_is_left_of_a_file_that_could_not_be_kept(folder, alice):
    class Broken(io.BytesIO):
        def read(self, *_size):
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        keep_upload(folder, alice, Broken())
    assert list(folder.iterdir()) == []


def test_a_file_of_another_kind_is_not_there(folder, alice):
    table, archive = (
        keep_upload(folder, alice, io.BytesIO(b"table"), TABLE),
        keep_upload(folder, alice, io.BytesIO(b"1")),
    )
    assert content(folder, alice, archive) == b"1"
    assert content(folder, alice, table) is None
    with open_upload(folder, alice, table, TABLE, now=timezone.now()) as file:
        assert file.read() == b"table"
    assert open_upload(folder, alice, archive, TABLE, now=timezone.now()) is None


def test_its_name_waits_beside_it_as_well_kept(folder, alice, bob):
    token = keep_upload(folder, alice, io.BytesIO(b"hers"), TABLE, "Ö/../b.csv" + "x" * 900)
    assert upload_name(folder, alice, token, TABLE).startswith("Ö/../b.csv")
    assert len(upload_name(folder, alice, token, TABLE)) == 200
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert [upload_name(folder, owner, token) for owner in (alice, bob)] == ["", ""]
    assert upload_name(folder, bob, token, TABLE) == ""
    drop_upload(folder, alice, token, TABLE)
    assert list(folder.iterdir()) == []


def test_the_next_table_takes_the_place_of_the_last_and_its_name(folder, alice):
    keep_upload(folder, alice, io.BytesIO(b"1"), TABLE, "a.csv")
    token = keep_upload(folder, alice, io.BytesIO(b"2"), TABLE)
    assert [path.name for path in folder.iterdir()] == [f"{alice.pk}-{TABLE}{token}"]
