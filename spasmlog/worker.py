"""A process that answers: gunicorn starts it, watches it and ends it; connections.py does the rest."""

import logging
import os
import resource
import sys
import tempfile
import time
from types import FrameType
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.db import connections
from gunicorn.sock import BaseSocket
from gunicorn.workers.base import Worker

from spasmlog.connections import Limits, Server, SocketMap, Threads, make_servers, run_once

LOOP_SECONDS = 1
SWITCH_SECONDS = 0.001
"""How long a thread that draws may keep another one waiting: a page that reads a dozen rows waits a dozen times."""
FILES_A_CONNECTION, FILES_BESIDE = 3, 200
"""Open files: the connection itself, and what waits on the disk for it, both ways; and all others together."""


class EventWorker(Worker):
    """Holds any number of idle and slow connections with a few threads.

    Its limits are gunicorn's own settings: `threads`, `worker_connections`, `timeout` (a request must have arrived by
    then, and its reader must have taken some of the answer), `keepalive` (idle), `max_requests`, `graceful_timeout`.
    """

    servers: tuple[Server, ...] = ()
    sockets: list[BaseSocket]  # type: ignore[assignment]  # the stubs have the sockets within
    wsgi: WSGIApplication  # type: ignore[assignment]  # gunicorn's and waitress's stubs describe it in two ways

    def run(self) -> None:
        """Answers until it is told to end, or until it has answered max_requests; ends what it has begun."""
        most_connections = self._prepare_process()
        held: SocketMap = {}
        threads = Threads(self.cfg.threads, connections.close_all)
        limits = Limits(
            request_seconds=self.cfg.timeout,
            answer_seconds=self.cfg.timeout,
            idle_seconds=self.cfg.keepalive,
            connections=most_connections,
        )
        self.servers = make_servers(self.wsgi, [each.sock for each in self.sockets], held, threads, limits)
        while self.alive and self._has_parent() and self._is_fresh():
            if not self._is_stuck():
                self.notify()
            run_once(self.servers, held, LOOP_SECONDS)
        self._finish(held, threads)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: ends after what is begun."""
        self._end_soon()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT and SIGQUIT, which Ctrl-C sends: the same. A save that was sent is stored and answered."""
        self._end_soon()
        self.cfg.worker_int(self)

    def _end_soon(self) -> None:
        self.alive = False
        for server in self.servers:
            # The event loop may be waiting for somebody to say something.
            server.pull_trigger()

    def _prepare_process(self) -> int:
        """Sets what holds for the whole process. Returns how many connections it can hold."""
        sys.setswitchinterval(SWITCH_SECONDS)
        # "Task queue depth": said of every page that asks for ten charts at once.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        # What is too large for memory is a person's diary: it waits on the diary's disk, in a file without a name.
        tempfile.tempdir = str(settings.VAR_DIR)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most_connections: int = self.cfg.worker_connections
        wanted = most_connections * FILES_A_CONNECTION + FILES_BESIDE
        files = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
        return max(1, min(most_connections, (files - FILES_BESIDE) // FILES_A_CONNECTION))

    def _has_parent(self) -> bool:
        return self.ppid == os.getppid()

    def _is_fresh(self) -> bool:
        self.nr = sum(server.requests_taken for server in self.servers)
        return self.nr < self.max_requests

    def _is_stuck(self) -> bool:
        """Every thread has had the same request for so long that none will come back: gunicorn ends the process then,
        which hears no word of it any more, and starts another."""
        threads: int = self.cfg.threads
        return sum(server.busy_longer_than(self.cfg.timeout) for server in self.servers) >= threads

    def _finish(self, held: SocketMap, threads: Threads) -> None:
        """Answers what was asked, sends what was written, closes what is idle; then ends the threads."""
        until = time.monotonic() + max(0.5, self.cfg.graceful_timeout - 1)
        for server in self.servers:
            server.stop_accepting()
        # Whoever sent a request before this moment has it read.
        run_once(self.servers, held, 0)
        while time.monotonic() < until:
            self.notify()
            open_ones = [each for server in self.servers for each in list(server.active_channels.values())]
            for connection in open_ones:
                if connection.is_idle:
                    connection.handle_close()
            if all(connection.is_idle for connection in open_ones):
                break
            run_once(self.servers, held, 0.1)
        threads.stop(max(0.5, until - time.monotonic()))
