"""A file behind a passphrase: only the phrase opens it, and a change of any byte is noticed."""

import io

import pytest

from tracker.exchange import locked as locks
from tracker.exchange.archive import ArchiveError
from tracker.exchange.locked import MOST_ADDED, is_locked, locked, unlocked

pytestmark = pytest.mark.pure
PHRASE = "three quiet Wörter"


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    monkeypatch.setattr(locks, "_COST", {"n": 2, "r": 8, "p": 1})


def lock(data, size=1000):
    return b"".join(locked((data[n : n + size] for n in range(0, len(data), size)), PHRASE))


def unlock(data, phrase=PHRASE):
    return unlocked(io.BytesIO(data), phrase).read()


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])
def test_what_is_locked_is_unlocked(length):
    data = bytes(n % 251 for n in range(length))
    assert unlock(lock(data)) == data
    assert is_locked(io.BytesIO(lock(data)))
    assert len(lock(data)) <= length + MOST_ADDED


def test_nothing_of_it_can_be_read_and_no_two_are_alike():
    data = b"the note of a person" * 5000
    one, other = lock(data), lock(data)
    assert b"note" not in one
    assert one[-40:] != other[-40:]


def test_another_file_is_not_locked():
    assert not is_locked(io.BytesIO(b"PK\x03\x04"))


@pytest.mark.parametrize("phrase", ["", "three quiet wörter", "x" * 128])
def test_another_phrase_is_said(phrase):
    with pytest.raises(ArchiveError, match="passphrase") as error:
        unlock(lock(b"x" * 100_000), phrase)
    assert error.value.code == "phrase"


@pytest.mark.parametrize("at", [30, 50, 70_000, 140_000, -1, -70_000])
def test_a_changed_byte_is_noticed(at):
    data = bytearray(lock(b"x" * 200_000))
    data[at] ^= 1
    with pytest.raises(ArchiveError):
        unlock(bytes(data))


def test_a_file_that_is_cut_or_put_together_anew_is_noticed():
    piece = 65_536 + 16
    data, head = lock(b"x" * 200_000), 27 + 16
    parts = [data[n : n + piece] for n in range(head, len(data), piece)]
    cut = [parts[:-1], parts[:1], [parts[1], parts[0], *parts[2:]], [parts[0], parts[0], *parts[1:]], []]
    for left in cut:
        with pytest.raises(ArchiveError):
            unlock(data[:head] + b"".join(left))
