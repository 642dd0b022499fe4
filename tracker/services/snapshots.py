"""A state of the diary that holds still while it is read."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from django.db import connection, transaction


@contextmanager
def read_snapshot() -> Iterator[None]:
    """A transaction in which every query sees one state, and which keeps nobody from writing. For reading alone.

    Within a transaction that has begun, that one is all there is.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        with _deferred(), transaction.atomic():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _deferred() -> Iterator[None]:
    """Transactions of this connection begin without the lock of a writer, unlike all others (see settings)."""
    mode = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's alone has it
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]


def snapshot_file(pieces: Iterable[bytes], folder: Path) -> BinaryIO:
    """The pieces, all of them read from one state of the diary, as an open file that has no name any more.

    Written down whole before the first byte leaves: so the state is held for as long as that takes, and not for as
    long as a reader on a slow line does, while SQLite's log of writes grows. A fault on the way is an answer that says
    so and no half file, and how long the file is can be said. It takes a tenth of a second for a year of one or two
    entries a day, 0.7 for one of ten a day, and 7 for ten such years.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Python makes these for the owner alone, and without a name or with one that is removed at once.
    file = cast(BinaryIO, tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  whoever asked for it closes it
    try:
        with read_snapshot():
            for piece in pieces:
                file.write(piece)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
