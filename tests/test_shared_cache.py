"""The cache that several servers share: what one keeps the other reads, and nobody depends on it."""

import io
import logging
import pickle
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from fakeredis import TcpFakeServer

from spasmlog import environment, tables
from spasmlog.shared_cache import HealingRedisCache, SignedPickles
from tests.factories import NOON
from tests.test_run import free_port
from tests.test_settings import settings_with
from tracker.services import uploads
from tracker.services.leaving import clear_away

NAME = "SPASMLOG_TEST_ONLY"


@contextmanager
def redis_server():
    """The address of a server that speaks as Redis does."""
    port = free_port()
    server = TcpFakeServer(("127.0.0.1", port))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@pytest.fixture(scope="module")
def address():
    with redis_server() as address:
        yield address


def cache_at(address, part="drawings"):
    params = dict(environment_settings(address, part))
    return HealingRedisCache(params.pop("LOCATION"), params)


def environment_settings(address, part="drawings"):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(NAME, address)
        found = environment.shared_cache(NAME, part)
    found.pop("BACKEND")
    return found


def test_what_one_server_keeps_another_reads(address):
    cache_at(address).set("drawing", {"svg": b"<svg/>"})
    other = cache_at(address)
    assert other.get("drawing") == {"svg": b"<svg/>"}
    assert other.delete("drawing") is True
    assert cache_at(address).get("drawing", "missing") == "missing"


def test_what_others_put_there_is_not_unpacked(address):
    """A pickle may be any program: this one would fail the test."""
    cache = cache_at(address)
    cache.set("drawing", b"<svg/>")
    client = redis.Redis.from_url(address)
    (key,) = client.scan_iter("spasmlog-drawings:*")
    client.set(key, b"x" * 32 + pickle.dumps(pytest.fail))
    assert cache.get("drawing", "missing") == "missing"
    client.set(key, b"")
    assert cache.get("drawing", "missing") == "missing"


def test_a_value_of_another_key_is_not_unpacked(settings):
    packed = SignedPickles().dumps(["mine"])
    assert SignedPickles().loads(packed) == ["mine"]
    settings.SECRET_KEY = "another key, which has its 32 characters"
    with pytest.raises(ValueError, match="not packed with this key"):
        SignedPickles().loads(packed)


def test_emptying_it_leaves_alone_what_is_of_others(address):
    client = redis.Redis.from_url(address)
    client.set("theirs", b"1")
    drawings, others = cache_at(address), cache_at(address, "others")
    others.set("kept", b"2")
    for n in range(1203):
        drawings.set(f"drawing-{n}", b"<svg/>")
    drawings.clear()
    assert [drawings.get(f"drawing-{n}") for n in (0, 700, 1202)] == [None] * 3
    assert (client.get("theirs"), others.get("kept")) == (b"1", b"2")
    others.clear()


def test_a_server_that_is_away_has_nothing_and_is_named_once(caplog):
    cache = cache_at(f"redis://127.0.0.1:{free_port()}/0")
    with caplog.at_level(logging.WARNING):
        cache.set("drawing", b"<svg/>")
        assert (cache.get("drawing", "missing"), cache.delete("drawing")) == ("missing", False)
    assert [record.name for record in caplog.records] == ["spasmlog.shared_cache"]
    with pytest.raises(OSError, match="cannot be emptied"):
        cache.clear()


def test_an_erase_empties_it_and_is_tried_again_if_it_cannot_be_reached(address, db, settings, tmp_path):
    def use(place):
        backend = "spasmlog.shared_cache.HealingRedisCache"
        settings.CACHES = {**settings.CACHES, "drawings": {"BACKEND": backend, **environment_settings(place)}}

    use(address)
    caches["drawings"].set("drawing", b"<svg/>")
    clear_away(tmp_path, 1)
    assert caches["drawings"].get("drawing") is None
    use(f"redis://127.0.0.1:{free_port()}/0")
    assert clear_away(tmp_path, 1) is False


@pytest.fixture
def in_database(settings, db):
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "spasmlog_drawings"}
    settings.CACHES = {**settings.CACHES, "drawings": table}


def test_the_tables_of_a_cache_in_the_database_are_made_with_the_others(in_database):
    assert not tables.has_all_tables()
    call_command("createcachetable", verbosity=0)
    assert tables.has_all_tables()
    assert isinstance(caches["drawings"], DatabaseCache)
    caches["drawings"].set("drawing", b"<svg/>")
    assert caches["drawings"].get("drawing") == b"<svg/>"
    assert "spasmlog_drawings" in connection.introspection.table_names()


@pytest.mark.parametrize("text", ["memcached://localhost", "redis://", "redis", "Database"])
def test_a_cache_that_is_none_stops_the_start(monkeypatch, text):
    monkeypatch.setenv(NAME, text)
    with pytest.raises(environment.ConfigurationError, match=NAME):
        environment.shared_cache(NAME, "drawings")


def test_valkey_is_spoken_to_as_redis_is(monkeypatch):
    monkeypatch.setenv(NAME, "valkeys://cache.example.org:6380/1")
    assert environment.shared_cache(NAME, "drawings")["LOCATION"] == "rediss://cache.example.org:6380/1"


@pytest.mark.process
def test_several_servers_need_one_key(tmp_path):
    said = settings_with(tmp_path, "s.CACHES['drawings']['BACKEND']", SPASMLOG_CACHE_URL="database")
    assert said.endswith("set SPASMLOG_SECRET_KEY to the same for all.")
    both = {"SPASMLOG_CACHE_URL": "database", "SPASMLOG_SECRET_KEY": "k" * 40}
    assert settings_with(tmp_path, "s.CACHES['drawings']['LOCATION']", **both) == "spasmlog_drawings"


@pytest.fixture(params=["redis", "database"])
def shared(request, address, db, settings):
    """Uploads in a cache of that kind."""
    if request.param == "redis":
        cache = {"BACKEND": "spasmlog.shared_cache.HealingRedisCache", **environment_settings(address, "uploads")}
    else:
        cache = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "spasmlog_uploads"}
    settings.CACHES = {**settings.CACHES, "uploads": cache}
    call_command("createcachetable", verbosity=0)
    yield
    caches["uploads"].clear()


def content_of(owner, token, kind=uploads.ARCHIVE, place="nowhere"):
    kept = uploads.open_upload(Path(place), owner, token, kind, now=NOON)
    return kept and kept.read()


def test_a_file_that_waits_is_there_whichever_server_is_asked(shared, alice, bob, tmp_path):
    """Their folders differ, and nothing is in either."""
    token = uploads.keep_upload(tmp_path, alice, io.BytesIO(b"\x00diary" * 1000), uploads.TABLE, "mine.csv")
    assert content_of(alice, token, uploads.TABLE) == b"\x00diary" * 1000
    assert uploads.upload_name(Path("nowhere"), alice, token, uploads.TABLE) == "mine.csv"
    assert list(tmp_path.iterdir()) == []
    # Only its owner finds it, by its token and as what it is.
    assert content_of(bob, token, uploads.TABLE) is None
    assert content_of(alice, token) is None
    assert content_of(alice, "0" * 32, uploads.TABLE) is None


def test_one_of_a_kind_waits_and_goes_with_its_owner(shared, alice, bob, tmp_path):
    first = uploads.keep_upload(tmp_path, alice, io.BytesIO(b"first"))
    second = uploads.keep_upload(tmp_path, alice, io.BytesIO(b"second"))
    table = uploads.keep_upload(tmp_path, alice, io.BytesIO(b"table"), uploads.TABLE)
    others = uploads.keep_upload(tmp_path, bob, io.BytesIO(b"of bob"))
    uploads.drop_upload(tmp_path, alice, first)
    assert [content_of(alice, token) for token in (first, second)] == [None, b"second"]
    uploads.drop_upload(tmp_path, alice, second)
    assert content_of(alice, second) is None
    uploads.forget_uploads_of(tmp_path, alice.pk)
    assert content_of(alice, table, uploads.TABLE) is None
    assert content_of(bob, others) == b"of bob"


def test_a_file_that_cannot_be_kept_is_told_at_once(alice, settings, tmp_path):
    gone = environment_settings(f"redis://127.0.0.1:{free_port()}/0", "uploads")
    backend = "spasmlog.shared_cache.HealingRedisCache"
    settings.CACHES = {**settings.CACHES, "uploads": {"BACKEND": backend, **gone}}
    with pytest.raises(OSError, match="does not keep files"):
        uploads.keep_upload(tmp_path, alice, io.BytesIO(b"diary"))
