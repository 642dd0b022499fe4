"""Where gunicorn listens and how: its configuration (`gunicorn -c python:spasmlog.serving`)."""

import errno
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spasmlog import environment
from spasmlog.folder import START_COMMAND
from spasmlog.stopping import on_exit, stop_on_hangup  # noqa: F401  gunicorn looks for on_exit here

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

DEFAULT_PORT = 8000


def listening_port() -> int:
    """SPASMLOG_PORT; else the port in an http:// SPASMLOG_URL; else 8000 (with https:// a proxy has the port)."""
    origin, _, is_https = environment.base_url("SPASMLOG_URL", f"http://localhost:{DEFAULT_PORT}")
    in_address = None if is_https else urlsplit(origin).port
    return environment.port("SPASMLOG_PORT", in_address or DEFAULT_PORT)


def listening_host() -> str:
    """SPASMLOG_BIND; else this machine alone."""
    return environment.text("SPASMLOG_BIND", "127.0.0.1")


def complaint(host: str, port: int) -> str:
    """Why nobody can listen there, in plain words; empty if it is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            # A socket that somebody listens on can be bound with SO_REUSEADDR on some systems, but not listened on.
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {port} is taken: another program, perhaps spasmlog itself, already answers there.\n"
                f"Stop that one, or choose another port: SPASMLOG_PORT={port + 1} {START_COMMAND}"
            )
        if error.errno == errno.EACCES:
            return (
                f"Port {port} may only be used by the system. Choose one above 1023: SPASMLOG_PORT=8000 {START_COMMAND}"
            )
        return f"Cannot listen on {host}, port {port}: {error.strerror}. SPASMLOG_BIND says where to listen."
    return ""


def when_ready(server: "Arbiter") -> None:
    """Said once the first request can be answered."""
    stop_on_hangup(server)
    origin, _, _ = environment.base_url("SPASMLOG_URL", f"http://localhost:{listening_port()}")
    print(f"spasmlog is ready: {origin}   (Ctrl-C stops it)", flush=True)  # noqa: T201


_host = listening_host()
bind = f"[{_host}]:{listening_port()}" if ":" in _host else f"{_host}:{listening_port()}"
wsgi_app = "spasmlog.wsgi:application"
workers = 2
preload_app = True
worker_class = "spasmlog.worker.EventWorker"
# A browser asks for six things at once; while all of these are drawn, two threads are left for a page.
threads = 8
# Of each worker. Two hundred of any kind may be held, and there is still room.
worker_connections = 1000
# Seconds in which a request must have arrived, and in which its reader must have taken some of a long answer.
timeout = 60
# Seconds for which a connection is kept without a request.
keepalive = 60
graceful_timeout = 5
# A process ends after so many and another one takes its place: what it has gathered in memory is given back.
max_requests, max_requests_jitter = 10_000, 1_000
loglevel = "warning"
control_socket_disable = True
