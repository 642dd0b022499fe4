"""Connections, held by an event loop: waitress with deadlines of our own.

A connection costs no thread. A request is handed to one when all of it has arrived, and the thread is free again when
its answer is written down: a reader who takes it slowly takes it from memory or from the diary's own disk. What
waitress leaves open is here: every wait of a connection ends.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from wsgiref.types import WSGIApplication, WSGIEnvironment

from waitress import task as tasks
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.utilities import Error

from spasmlog.parsing import Request

SocketMap: TypeAlias = dict[int, socket.socket]
"""What the event loop waits for, by the number of its socket: servers and connections, which the stubs call sockets."""

WATCH_SECONDS = 0.5
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
WINDOW_KILOBYTES = 64
"""What a reader must take of an answer within each window of `Limits.answer_seconds`."""
WAITING_MEGABYTES = 512
"""What may wait for all readers of a process together; the one with the most left to take goes first."""

ADJUSTMENTS: dict[str, object] = {
    # No header says which server answers, and in which version.
    "ident": None,
    "server_name": "localhost",
    # Which of the proxy's headers are trusted, settings.py says. Those with an underscore are dropped.
    "clear_untrusted_proxy_headers": False,
    "log_socket_errors": False,
    "max_request_header_size": 32 * KILOBYTE,
    # Django takes no form above 2 MB. For the page that takes larger files, parsing.py raises this.
    "max_request_body_size": 4 * MEGABYTE,
    # What is larger goes to the disk: no form and no page, but a long file that two hundred slow readers asked for.
    "inbuf_overflow": 256 * KILOBYTE,
    "outbuf_overflow": 512 * KILOBYTE,
    # A longer answer waits, and its thread with it, until the reader has taken some.
    "outbuf_high_watermark": 16 * MEGABYTE,
    # Far above what is let in: a server that stops accepting is one that does not answer.
    "connection_limit": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a connection may take, in seconds, and how many there may be at once."""

    request_seconds: float
    """From the first byte of a request to its last."""
    answer_seconds: float
    """For each window of an answer."""
    idle_seconds: float
    """Without a request: a new connection, or one that was kept for the next one."""
    connections: int


class RequestTimeout(Error):
    """The answer to a request that did not arrive in time."""

    code = 408
    reason = "Request Timeout"


class Task(tasks.WSGITask):
    """One request and its answer; that to HEAD has no body, whatever the page wrote."""

    request: Request  # type: ignore[assignment]  # the stubs have the error of a request in its place

    def write(self, data: bytes) -> None:
        super().write(b"" if self.request.command == "HEAD" else data)

    def finish(self) -> None:
        if self.request.command != "HEAD":
            super().finish()
        elif not self.wrote_header:
            self.write(b"")

    def get_environment(self) -> WSGIEnvironment:
        environ = super().get_environment()
        environ["SERVER_SOFTWARE"] = "waitress"
        environ["wsgi.multiprocess"] = True
        if self.request.command == "HEAD":
            # A file that is handed over whole would be sent past `write`.
            environ.pop("wsgi.file_wrapper", None)
        return environ


class Connection(HTTPChannel):
    """One connection. Its deadlines are kept by the event loop alone."""

    task_class = Task
    parser_class = Request
    server: "Server"
    request: Request | None
    requests: list[Request]
    requests_lock: threading.Lock
    bytes_taken = 0
    _window: tuple[float, int] | None = None
    """Since when an answer waits for its reader, and how much had been taken by then."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._waits_since = time.monotonic()
        super().__init__(*arguments, **named)

    def received(self, data: bytes) -> bool:
        before = self.request
        was_read = super().received(data)
        if self.request is not before:
            # The first byte of a request, or its last. The bytes between them give no more time.
            self._waits_since = time.monotonic()
        return was_read

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent = super().send(data, do_close)
        self.bytes_taken += sent
        return sent

    def service(self) -> None:
        self.server.busy[self] = time.monotonic()
        try:
            super().service()
        finally:
            self.server.busy.pop(self, None)

    @property
    def is_idle(self) -> bool:
        """Nothing is asked and nothing is owed: it can be closed without anybody missing an answer."""
        return not (self.requests or self.total_outbufs_len or self.close_when_flushed)

    def keep_deadlines(self, now: float, limits: Limits) -> None:
        """Ends the connection, or its request, where it took too long."""
        if self.requests or self.total_outbufs_len:
            self._waits_since = now
        if self.total_outbufs_len:
            self._keep_reader(now, limits.answer_seconds)
            return
        self._window = None
        if self.requests:
            return
        waited = now - self._waits_since
        if self.request is None:
            if waited > limits.idle_seconds:
                self.handle_close()
        elif waited > limits.request_seconds:
            self._refuse_late_request()

    def _keep_reader(self, now: float, seconds: float) -> None:
        since, taken = self._window or (now, self.bytes_taken)
        if now - since > seconds:
            if self.bytes_taken - taken < WINDOW_KILOBYTES * KILOBYTE:
                # At once: what waitress means to close stays open until it can be written to, which is never. A thread
                # that still writes learns of it with its next piece, and gives the answer up.
                self.handle_close()
                return
            since, taken = now, self.bytes_taken
        self._window = since, taken

    def _refuse_late_request(self) -> None:
        with self.requests_lock:
            request, self.request = self.request, None
            if request is None:
                return
            request.error = RequestTimeout("The request took too long to arrive.")
            self.requests.append(request)
        self.server.add_task(self)


class Server(TcpWSGIServer):
    """Accepts connections and watches over them."""

    channel_class = Connection
    active_channels: dict[int, Connection]  # type: ignore[assignment]  # the stubs name one, and there are many

    def __init__(self, *arguments: Any, limits: Limits, **named: Any) -> None:
        self.limits = limits
        self.busy: dict[Connection, float] = {}
        """Connections whose request has a thread, and since when."""
        self.requests_taken = 0
        self._watched = 0.0
        super().__init__(*arguments, **named)

    # What waitress hands to its threads are connections; its stubs say tasks.
    def add_task(self, task: Connection) -> None:  # type: ignore[override]
        self.requests_taken += 1
        super().add_task(task)  # type: ignore[arg-type]

    def handle_error(self) -> None:
        """A connection that could not be taken is no reason to take no other one, as waitress would have it."""
        self.logger.exception("A connection could not be taken")

    def maintenance(self, now: float) -> None:
        """Nothing: see `watch`. Waitress calls this between asking for events and looking at them: a connection closed
        then leaves its number to the next one that is accepted, which would be closed in its stead."""

    def watch(self) -> None:
        """Makes room, and about once a second ends what has taken too long. Called between two rounds of the loop."""
        while len(self.active_channels) > self.limits.connections and self._close_quietest():
            continue
        now = time.monotonic()
        if now - self._watched >= WATCH_SECONDS:
            self._watched = now
            self._keep_deadlines(now)

    def _close_quietest(self) -> bool:
        """Closes what was quiet for longest, since whoever comes is let in. False: everybody waits for an answer."""
        quiet = [connection for connection in self.active_channels.values() if not connection.requests]
        if quiet:
            min(quiet, key=lambda each: each.last_activity).handle_close()
        return bool(quiet)

    def _keep_deadlines(self, now: float) -> None:
        held = list(self.active_channels.values())
        for connection in held:
            connection.keep_deadlines(now, self.limits)
        waiting = sum(connection.total_outbufs_len for connection in held)
        for connection in sorted(held, key=lambda each: each.total_outbufs_len, reverse=True):
            if waiting <= WAITING_MEGABYTES * MEGABYTE:
                break
            waiting -= connection.total_outbufs_len
            connection.handle_close()

    def busy_longer_than(self, seconds: float) -> int:
        """How many threads have had the same request for so long."""
        now = time.monotonic()
        return sum(now - since > seconds for since in list(self.busy.values()))

    def stop_accepting(self) -> None:
        """Leaves the address to the other processes; what is connected stays."""
        wasyncore.dispatcher.close(self)


class Threads(tasks.ThreadedTaskDispatcher):
    """The threads that answer. What each has opened is closed when it ends."""

    def __init__(self, count: int, at_end: Callable[[], object]) -> None:
        super().__init__()
        self._at_end = at_end
        self._started: list[threading.Thread] = []
        self.set_thread_count(count)

    def start_new_thread(self, target: Callable[[int], object], thread_no: int) -> None:
        def run() -> None:
            target(thread_no)
            self._at_end()

        thread = threading.Thread(target=run, name=f"answers-{thread_no}", daemon=True)
        self._started.append(thread)
        thread.start()

    def stop(self, seconds: float) -> None:
        """Lets every thread end with what it has in hand, for so long at most."""
        until = time.monotonic() + seconds
        self.shutdown(timeout=seconds)  # type: ignore[arg-type]  # parts of a second are as good
        for thread in self._started:
            thread.join(max(0.0, until - time.monotonic()))


def make_servers(
    application: WSGIApplication, sockets: Iterable[socket.socket], held: SocketMap, threads: Threads, limits: Limits
) -> tuple[Server, ...]:
    """A server for each listening socket; `held` is the map of the event loop that runs them all."""
    adjustments = Adjustments(sockets=list(sockets), **ADJUSTMENTS)
    return tuple(
        Server(
            application,
            held,
            dispatcher=threads,
            adj=adjustments,
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
            bind_socket=False,
            limits=limits,
            _sock=sock,
        )
        for sock in adjustments.sockets
    )


def run_once(servers: Iterable[Server], held: SocketMap, seconds: float) -> None:
    """One round of the event loop: reads, writes and accepts what is ready; waits for so long if nothing is."""
    for server in servers:
        server.watch()
    wasyncore.poll2(seconds, held)
