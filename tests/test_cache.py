"""The cache of drawings heals: whatever becomes of its files or its folder, what it lost is made anew."""

import errno
import logging
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from spasmlog.cache import HealingFileCache


@pytest.fixture
def cache(tmp_path):
    return HealingFileCache(tmp_path / "cache", {})


def only_file(cache) -> Path:
    (file,) = Path(cache._dir).glob("*.djcache")
    return file


BREAKS = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-7]),
    "cut in its head": lambda file: file.write_bytes(file.read_bytes()[:3]),
    "empty": lambda file: file.write_bytes(b""),
    "zeroed": lambda file: file.write_bytes(bytes(len(file.read_bytes()))),
    "other bytes": lambda file: file.write_bytes(b"<svg>" * 50),
    "head of another kind": lambda file: file.write_bytes(b"\x80\x05\x8c\x01a\x94." + file.read_bytes()),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("broken", sorted(BREAKS))
@pytest.mark.parametrize("asked", ["get", "has_key", "touch", "add"])
def test_a_broken_file_is_a_missing_one_and_heals(cache, broken, asked):
    cache.set("drawing", b"<svg/>")
    BREAKS[broken](only_file(cache))
    if asked == "add":
        cache.add("drawing", b"<svg>new</svg>")
    elif asked == "get":
        assert cache.get("drawing", "missing") == "missing"
    else:
        getattr(cache, asked)("drawing")
    cache.set("drawing", b"<svg>new</svg>")
    assert cache.get("drawing") == b"<svg>new</svg>"


def test_a_whole_file_is_read(cache):
    cache.set("drawing", b"<svg/>")
    assert (cache.get("drawing"), cache.has_key("drawing"), cache.add("drawing", b"")) == (b"<svg/>", True, False)


def test_a_folder_that_went_is_made_anew(cache):
    shutil.rmtree(cache._dir)
    assert cache.get("drawing") is None
    cache.set("drawing", b"<svg/>")
    assert cache.get("drawing") == b"<svg/>"


@pytest.fixture(params=["folder is a file", "disk is full", "disk is read-only", "may not"])
def unwritable(request, tmp_path, monkeypatch):
    """A cache that can keep nothing, in the ways in which that happens (root may write everywhere, so not by mode)."""
    folder = tmp_path / "cache"
    if request.param == "folder is a file":
        folder.write_text("not a folder")
    else:
        codes = {"disk is full": errno.ENOSPC, "disk is read-only": errno.EROFS, "may not": errno.EACCES}

        def refuse(*_arguments, **_options):
            raise OSError(codes[request.param], request.param)

        monkeypatch.setattr("tempfile.mkstemp", refuse)
        monkeypatch.setattr("django.core.cache.backends.filebased.os.remove", refuse)
    return HealingFileCache(folder, {})


def test_what_cannot_be_kept_is_done_without(unwritable):
    unwritable.set("drawing", b"<svg/>")
    unwritable.add("drawing", b"<svg/>")
    unwritable.delete("drawing")
    unwritable.clear()
    assert (unwritable.get("drawing"), unwritable.has_key("drawing"), unwritable.touch("drawing")) == (
        None,
        False,
        False,
    )


def test_it_is_said_once_not_at_every_chart(unwritable, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            unwritable.set("drawing", b"<svg/>")
    assert [record.name for record in caplog.records] == ["spasmlog.cache"]


def test_it_is_the_cache_that_is_used():
    assert settings.CACHES["drawings"]["BACKEND"] == "spasmlog.cache.HealingFileCache"
