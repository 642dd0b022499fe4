"""A proxy before the server that fails on purpose, in the ways in which a network and a home server fail."""

import socket
import socketserver
import struct
import threading
from collections.abc import Callable

REFUSED, CUT_BEFORE, CUT_AFTER, HUNG, BAD_GATEWAY = FAULTS = ("refused", "cut-before", "cut-after", "hung", "502")
_BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_FILES = "/static/"
_KNOWN_FILES: dict[tuple[tuple[str, int], str], bytes] = {}
_RESET = struct.pack("ii", 1, 0)


class FaultyProxy(socketserver.ThreadingTCPServer):
    """Hands requests on, one a connection. `fault(method, path)` says how each fails; "" not at all.

    `rewrite(path, answer)` may change what comes back. `with FaultyProxy(port) as proxy: proxy.url`
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, upstream: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = upstream
        self.fault: Callable[[str, str], str] = lambda method, path: ""
        self.rewrite: Callable[[str, bytes], bytes] = lambda path, answer: answer
        self.failed: list[tuple[str, str]] = []
        self.let_go = threading.Event()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_address[1]}"

    def __enter__(self) -> "FaultyProxy":
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.let_go.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error."""


class _Handler(socketserver.BaseRequestHandler):
    server: FaultyProxy

    def handle(self) -> None:
        head, body = _read_message(self.request)
        if not head:
            return None
        method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ", 2)
        fault = self.server.fault(method, path)
        if fault:
            self.server.failed.append((fault, path))
        if fault in {REFUSED, CUT_BEFORE}:
            return self._cut()
        if fault == BAD_GATEWAY:
            return self.request.sendall(_BAD_GATEWAY)
        answer = self._file(head, path) if path.startswith(_FILES) else self._ask(head, body)
        if fault == HUNG:
            self.server.let_go.wait(30)
            return None
        if fault == CUT_AFTER:
            return self._cut()
        return self.request.sendall(self.server.rewrite(path, answer))

    def _cut(self) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.request.close()

    def _file(self, head: bytes, path: str) -> bytes:
        """A static file, which is the same all the time: asked for once, however many browsers begin anew."""
        key = (self.server.upstream, path)
        if key not in _KNOWN_FILES:
            _KNOWN_FILES[key] = self._ask(head, b"")
        return _KNOWN_FILES[key]

    def _ask(self, head: bytes, body: bytes) -> bytes:
        # Not compressed, so that `rewrite` can read it.
        left_out = (b"connection:", b"accept-encoding:", b"if-modified-since:")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(left_out)]
        with socket.create_connection(self.server.upstream) as upstream:
            upstream.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            answer_head, answer = _read_message(upstream, is_answer=True)
        lines = [line for line in answer_head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + answer


def _read_message(connection: socket.socket, *, is_answer: bool = False) -> tuple[bytes, bytes]:
    """Head and body; an answer's body ends with its connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return b"", b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while is_answer or len(body) < length:
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return head, body
