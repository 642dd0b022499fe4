"""Requests as they are read from a connection: waitress's parser, which leaves less open.

What cannot be read, or could be read in two ways (where does this request end?), is refused, and the connection ends
with it. Nothing here grows beyond a bound: the parser runs in the event loop, where one long line would stop everybody.
"""

import copy

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import ChunkedReceiver
from waitress.utilities import BadRequest, Error, RequestEntityTooLarge, RequestHeaderFieldsTooLarge

LONGEST_CHUNK_LINE = 1024
"""The size of a piece of a body, with what may stand beside it."""


LARGER_BODIES = dict.fromkeys(("/settings/data/", "/settings/data/import/"), 32 * 1024 * 1024)
"""Bytes that a body may have, by path, where that is more than elsewhere. The archive of a diary may have 20 MB, and so
may a CSV file; one that is somewhat larger still reaches the page, which says so in words."""


class InsufficientStorage(Error):
    """The answer to a request for which the disk has no room."""

    code = 507
    reason = "Insufficient Storage"


class Request(HTTPRequestParser):
    """One request: its head, and its body as far as it has come."""

    path: str
    command: str  # type: ignore[assignment]  # bytes by the stubs, decoded by waitress

    def received(self, data: bytes) -> int:
        try:
            taken = super().received(data)
        except ValueError:
            # A length of thousands of digits, an address with half a bracket: waitress would close without an answer.
            self._refuse(BadRequest("The request cannot be read."))
            return len(data)
        except OSError:
            # A long body waits on the diary's disk, which may be full.
            self._refuse(InsufficientStorage("The disk of this machine is full or cannot be written."))
            return len(data)
        if isinstance(self.error, RequestEntityTooLarge) and getattr(self, "path", "") in LARGER_BODIES:
            self.error = RequestEntityTooLarge("This file is too large. Go back and choose one of up to 20 MB.")
        if isinstance(self.body_rcv, ChunkedReceiver) and not self.error:
            self._check_pieces(self.body_rcv)
        if self.error or self.body_rcv is None:
            # Nobody is told to go on with a body that is not wanted: waitress would wait for it.
            self.expect_continue = False
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if "TRANSFER_ENCODING" in self.headers or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("The length of the body is given in two ways.")
        if self.path in LARGER_BODIES:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = LARGER_BODIES[self.path]

    def _check_pieces(self, body: ChunkedReceiver) -> None:
        if len(body.control_line) > LONGEST_CHUNK_LINE:
            self._refuse(BadRequest("A piece of the body has no size."))
        elif len(body.trailer) > self.adj.max_request_header_size:
            self._refuse(RequestHeaderFieldsTooLarge("Too much follows the body."))
        elif body.chunk_remainder > self.adj.max_request_body_size:
            self._refuse(RequestEntityTooLarge(f"exceeds max_body of {self.adj.max_request_body_size}"))

    def _refuse(self, error: Error) -> None:
        self.error = error
        self.completed = self.headers_finished = True
