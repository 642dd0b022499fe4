"""What is read from a connection: nothing that can be read in two ways, and nothing that grows without a bound."""

import errno

import pytest
from waitress.adjustments import Adjustments

from spasmlog.connections import ADJUSTMENTS
from spasmlog.parsing import Request

PIECE = 8192
POST = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
IN_PIECES = POST + b"Transfer-Encoding: chunked\r\n"


def read(sent: bytes) -> tuple[Request, int]:
    """The first request of what was sent, read as from a network, and how many bytes of it were taken."""
    request, taken = Request(Adjustments(**ADJUSTMENTS)), 0
    while taken < len(sent) and not request.completed:
        taken += request.received(sent[taken : taken + PIECE])
    return request, taken


TWO_WAYS = {
    "length and pieces": IN_PIECES + b"Content-Length: 4\r\n\r\n0\r\n\r\n",
    "pieces and length": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "pieces in HTTP/1.0": IN_PIECES.replace(b"1.1", b"1.0") + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 60\r\n\r\nabcd",
    "the same length twice": POST + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
    "a length of 5000 digits": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "a signed length": POST + b"Content-Length: +4\r\n\r\nabcd",
    "half a bracket": b"GET http://[:1/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a piece without a size": IN_PIECES + b"\r\nzz\r\nabc\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("kind", TWO_WAYS)
def test_what_can_be_read_in_two_ways_is_refused(kind):
    request, _ = read(TWO_WAYS[kind])
    assert request.completed
    assert request.error.code == 400


ENDLESS = {
    "a line of a piece": (b"\r\n3;" + b"a" * 2_000_000, 400),
    "a size of a piece": (b"\r\n" + b"1" * 2_000_000, 400),
    "what follows the body": (b"\r\n0\r\n" + b"X: y\r\n" * 300_000, 431),
    "a piece": (b"\r\nfffffffffff\r\nabc", 413),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_refused_soon(kind):
    """Each byte more would take longer, and nobody else is answered meanwhile."""
    rest, code = ENDLESS[kind]
    request, taken = read(IN_PIECES + rest)
    assert request.completed
    assert request.error.code == code
    assert taken <= 6 * PIECE


def test_a_body_in_pieces_is_read():
    request, taken = read(IN_PIECES + b"\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\nGET")
    assert request.completed
    assert request.error is None
    assert request.get_body_stream().read() == b"abcde"
    assert taken == len(IN_PIECES + b"\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n")


def test_who_asks_whether_to_go_on_is_told_so_only_for_a_body():
    asking = b"Expect: 100-continue\r\n"
    assert read(POST + asking + b"Content-Length: 4\r\n\r\n")[0].expect_continue
    assert read(IN_PIECES + asking + b"\r\n")[0].expect_continue
    assert not read(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + asking + b"\r\n")[0].expect_continue
    too_large = read(POST + asking + b"Content-Length: 5000000\r\n\r\n")[0]
    assert not too_large.expect_continue
    assert too_large.error.code == 413


def test_a_disk_without_room_is_no_silence(monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("waitress.buffers.OverflowableBuffer.append", full)
    request, _ = read(POST + b"Content-Length: 4\r\n\r\nabcd")
    assert request.completed
    assert request.error.code == 507
