"""The event loop that holds connections: every wait ends, no wait costs a thread, and what is sent is whole."""

import http.client
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from spasmlog import connections
from spasmlog.connections import Limits, Threads, make_servers, run_once

pytestmark = pytest.mark.process

PLAIN = [("Content-Type", "text/plain")]
LONG = Limits(request_seconds=60, answer_seconds=60, idle_seconds=60, connections=1000)


def hello(environ, start_response):
    """Says hello, and what it was sent."""
    body = b"hello " + environ["wsgi.input"].read()
    start_response("200 OK", [*PLAIN, ("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def served(application, limits=LONG, threads=2):
    """The application on a port of its own. Gives the server; its address is `.port`."""
    listener, held = socket.create_server(("127.0.0.1", 0)), {}
    port = listener.getsockname()[1]
    pool = Threads(threads, lambda: None)
    (server,) = make_servers(application, [listener], held, pool, limits)
    server.port = port
    is_over = threading.Event()

    def loop():
        while not is_over.is_set():
            run_once([server], held, 0.05)

    runs = threading.Thread(target=loop)
    runs.start()
    try:
        yield server
    finally:
        is_over.set()
        runs.join(10)
        for each in list(server.active_channels.values()):
            each.handle_close()
        pool.stop(5)
        server.close()


def connected(server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def everything(connection) -> bytes:
    """What comes until the other side closes."""
    came = b""
    try:
        while piece := connection.recv(65536):
            came += piece
    except ConnectionResetError:
        pass
    return came


def asked(server, method="GET", body=None, **headers):
    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    client.request(method, "/", body, headers)
    return client.getresponse()


def waits_for(condition) -> bool:
    until = time.monotonic() + 20
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def limited(**seconds) -> Limits:
    return Limits(**{name: seconds.get(name, getattr(LONG, name)) for name in Limits.__dataclass_fields__})


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nfou"])
def test_connections_that_wait_hold_no_thread(begun):
    with served(hello, threads=1) as server:
        held = [connected(server) for _ in range(50)]
        for connection in held:
            connection.sendall(begun)
        assert asked(server).read() == b"hello "
        for connection in held:
            connection.close()


@pytest.mark.parametrize(
    ("begin", "drip"),
    [(b"GET / HTTP/1.1\r\nX: ", b"x"), (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n", b"x")],
)
def test_a_request_that_drips_is_refused_when_its_time_is_over(begin, drip):
    with served(hello, limited(request_seconds=0.5)) as server, connected(server) as connection:
        connection.sendall(begin)
        connection.settimeout(0.05)
        came, until = b"", time.monotonic() + 20
        # A byte every now and then is activity, and gives no more time.
        while not came and time.monotonic() < until:
            try:
                connection.sendall(drip)
                came = connection.recv(1000)
            except TimeoutError:
                continue
        assert came.partition(b" ")[2].startswith(b"408 Request Timeout")


def test_a_request_that_arrives_slowly_but_in_time_is_answered():
    with served(hello, limited(idle_seconds=0.2)) as server, connected(server) as connection:
        for piece in (b"POST / HTTP/1.1\r\nHost: a\r\nConn", b"ection: close\r\nContent-Length: 4\r\n\r\nfo", b"ur"):
            connection.sendall(piece)
            time.sleep(0.3)
        assert everything(connection).endswith(b"hello four")


def test_a_connection_without_a_request_is_closed_after_a_while():
    with served(hello, limited(idle_seconds=0.3)) as server, connected(server) as connection:
        assert everything(connection) == b""


def test_one_that_was_kept_for_the_next_request_is_closed_too():
    with served(hello, limited(idle_seconds=0.3)) as server, connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert everything(connection).endswith(b"hello ")


def test_a_long_answer_is_no_idle_connection():
    def slow(environ, start_response):
        time.sleep(0.8)
        return hello(environ, start_response)

    with served(slow, limited(idle_seconds=0.2, request_seconds=0.2)) as server:
        assert asked(server).read() == b"hello "


class Endless:
    """An answer without an end, which counts what was taken from it and knows when it was given up."""

    def __init__(self):
        self.pieces, self.is_closed = 0, threading.Event()

    def __call__(self, environ, start_response):
        start_response("200 OK", PLAIN)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self.pieces += 1
        return b"x" * 65536

    def close(self):
        self.is_closed.set()


def test_a_reader_who_takes_nothing_is_given_up_and_the_thread_is_free_again():
    endless = Endless()
    with served(endless, limited(answer_seconds=0.5), threads=1) as server, connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert endless.is_closed.wait(20)
        # What waited for the reader was bounded, besides what the system itself had taken.
        assert endless.pieces * 65536 < connections.ADJUSTMENTS["outbuf_high_watermark"] + 16 * 1024 * 1024
        server.application = hello
        assert asked(server).read() == b"hello "


def test_what_a_reader_got_who_was_given_up_does_not_look_whole():
    endless = Endless()
    with served(endless, limited(answer_seconds=0.5)) as server:
        answer = asked(server)
        assert endless.is_closed.wait(20)
        with pytest.raises(http.client.IncompleteRead):
            answer.read()


def test_a_short_answer_that_nobody_reads_holds_no_thread():
    size = 8 * 1024 * 1024

    def large(environ, start_response):
        start_response("200 OK", PLAIN)
        return (b"x" * 65536 for _ in range(size // 65536))

    with served(large, threads=1) as server:
        held = [connected(server) for _ in range(5)]
        for connection in held:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert len(asked(server).read()) == size
        for connection in held:
            connection.close()


def test_what_waits_for_all_readers_together_is_bounded(monkeypatch):
    monkeypatch.setattr(connections, "WAITING_MEGABYTES", 1)
    endless = Endless()
    with served(endless) as server, connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert endless.is_closed.wait(20)


def test_an_answer_that_breaks_off_does_not_look_whole():
    def breaks(environ, start_response):
        start_response("200 OK", PLAIN)
        yield b"half"
        raise OSError("disk full")

    with served(breaks) as server, pytest.raises(http.client.IncompleteRead):
        asked(server).read()


def test_who_comes_when_another_is_closed_is_not_closed_in_its_stead():
    with served(hello, limited(idle_seconds=0.2)) as server:
        for _ in range(10):
            with connected(server) as idle:
                assert everything(idle) == b""
                assert asked(server).read() == b"hello "


def test_where_there_is_no_room_the_quietest_makes_it():
    with served(hello, limited(connections=5)) as server:
        held = [connected(server) for _ in range(5)]
        assert waits_for(lambda: len(server.active_channels) == 5)
        assert asked(server, Connection="close").read() == b"hello "
        assert everything(held[0]) == b""
        for connection in held:
            connection.close()


def test_head_has_the_headers_and_no_body():
    with served(hello) as server, connected(server) as connection:
        # On a connection that is kept, a body would be read as the next answer.
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.3)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        first, second, rest = everything(connection).split(b"\r\n\r\n")
        assert b"Content-Length: 6" in first
        assert second.startswith(b"HTTP/1.1 200 OK")
        assert rest == b"hello "


def test_head_of_a_stream_has_no_body_either():
    def stream(environ, start_response):
        start_response("200 OK", PLAIN)
        yield from (b"one", b"two")

    with served(stream) as server, connected(server) as connection:
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert everything(connection).partition(b"\r\n\r\n")[2] == b""


def test_no_header_names_the_server():
    with served(hello) as server:
        assert not {"Server", "Via"} & set(asked(server).headers)


def test_the_address_is_the_callers_and_the_proxys_headers_are_left_to_the_settings():
    seen = {}

    def look(environ, start_response):
        seen.update(environ)
        return hello(environ, start_response)

    with served(look) as server:
        asked(
            server, **{"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https", "X_Forwarded_Proto": "no"}
        ).read()
    assert seen["REMOTE_ADDR"] == "127.0.0.1"
    assert seen["wsgi.url_scheme"] == "http"
    assert (seen["HTTP_X_FORWARDED_FOR"], seen["HTTP_X_FORWARDED_PROTO"]) == ("192.0.2.9", "https")
    assert seen["wsgi.multithread"]


def test_headers_and_bodies_have_a_limit():
    with served(hello) as server:
        assert asked(server, **{"X-Long": "x" * 40_000}).status == 431
        with connected(server) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
            assert everything(connection).startswith(b"HTTP/1.1 413")
        assert len(asked(server, "POST", b"x" * 2_500_000).read()) == 2_500_006


def test_the_page_that_takes_an_archive_takes_a_larger_body_alone():
    with served(hello) as server:
        for path, length, status in (
            ("/settings/data/", 20 * 1024 * 1024, b"200"),
            ("/settings/data/", 40 * 1024 * 1024, b"413"),
            ("/settings/data", 20 * 1024 * 1024, b"413"),
            ("/settings/", 20 * 1024 * 1024, b"413"),
        ):
            with connected(server) as connection:
                head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                connection.sendall(head.encode())
                if status == b"200":
                    connection.sendall(b"x" * length)
                answer = everything(connection)
                assert answer[9:12] == status
                assert (b"choose one of up to 20 MB" in answer) == (length > 30 * 1024 * 1024)


def test_a_thread_that_does_not_come_back_is_noticed():
    goes_on = threading.Event()

    def stuck(environ, start_response):
        goes_on.wait(20)
        return hello(environ, start_response)

    with served(stuck) as server, connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert waits_for(lambda: server.busy_longer_than(0.1) == 1)
        goes_on.set()
        assert waits_for(lambda: server.busy_longer_than(0) == 0)


def test_a_connection_that_cannot_be_taken_is_no_reason_to_take_no_other(monkeypatch, caplog):
    with served(hello) as server:
        monkeypatch.setattr(server, "channel_class", lambda *_what, **_more: 1 / 0)
        with connected(server):
            assert waits_for(lambda: "A connection could not be taken" in caplog.text)
        monkeypatch.undo()
        assert asked(server).read() == b"hello "
