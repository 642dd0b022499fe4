"""A state of the diary that holds still while it is read, and keeps nobody from writing."""

import threading

import pytest
from django.db import connection

from tests.archived import archive_of, members, rows
from tests.factories import NOON, make_episode
from tracker.exchange.archive import ENTRIES
from tracker.models import Episode
from tracker.selectors.person import person_by_now
from tracker.services.archive import stream_archive
from tracker.services.snapshots import read_snapshot, snapshot_file

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(deed):
    """Has it done on a connection of its own, as another request would."""
    faults = []

    def run():
        try:
            deed()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert not faults


def test_what_is_written_meanwhile_is_stored_and_not_seen(alice):
    make_episode(alice)
    with read_snapshot():
        assert Episode.objects.of(alice).count() == 1
        elsewhere(lambda: make_episode(alice))
        assert Episode.objects.of(alice).count() == 1
    assert Episode.objects.of(alice).count() == 2


def test_an_archive_is_of_one_state(alice, tmp_path):
    """An entry that is logged while it is written is in none of its files."""
    make_episode(alice, note="before")
    pieces, taken = stream_archive(person_by_now(alice), "alice", "1", now=NOON), []

    def logged_meanwhile():
        for piece in pieces:
            if len(taken) == 3:
                elsewhere(lambda: make_episode(alice, note="meanwhile"))
            taken.append(piece)
            yield piece

    with snapshot_file(logged_meanwhile(), tmp_path) as file:
        data = file.read()
    assert len(taken) > 2
    assert b"meanwhile" not in members(data)["episodes.csv"]
    assert [row["note"] for kind, row in rows(data) if kind == ENTRIES] == ["before"]
    assert len([row for kind, row in rows(archive_of(alice)) if kind == ENTRIES]) == 2


def test_the_file_has_no_name_and_a_fault_leaves_nothing(alice, tmp_path):
    with snapshot_file([b"one ", b"two"], tmp_path / "uploads") as file:
        assert file.read() == b"one two"
        assert list((tmp_path / "uploads").iterdir()) == []

    def breaks():
        yield b"one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        snapshot_file(breaks(), tmp_path)
    # The connection takes the lock of a writer again.
    with read_snapshot():
        pass
    make_episode(alice)
    assert not connection.in_atomic_block


@pytest.mark.sqlite_only
def test_other_transactions_begin_as_before(alice):
    before = connection.transaction_mode
    assert before == "IMMEDIATE"
    with pytest.raises(ZeroDivisionError), read_snapshot():
        raise ZeroDivisionError
    assert connection.transaction_mode == before
