"""A file behind a passphrase. Bytes in, bytes out, a piece at a time.

The key comes from the phrase by scrypt, with a salt of its own for each file. The pieces are encrypted with
ChaCha20-Poly1305, which notices any change; each knows its number and whether it is the last one, so that none can be
moved, left out or cut off.
"""

import io
import secrets
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from tracker.exchange.archive import ArchiveError, damaged

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_MARK = b"spasmlog archive, locked 1\n"
_SALT_LENGTH, _KEY_LENGTH, _TAG_LENGTH = 16, 32, 16
_COUNTER_LENGTH = 11
_PIECE_LENGTH = 64 * 1024
_COST = {"n": 2**15, "r": 8, "p": 3}
"""Of one try at the phrase: 32 MB of memory and about a third of a second."""
MOST_ADDED = 16 * 1024
"""By which a file of ours may grow; a bound, not the exact number."""


def locked(pieces: Iterable[bytes], phrase: str) -> Iterator[bytes]:
    """The same file, which only the phrase opens."""
    head = _MARK + secrets.token_bytes(_SALT_LENGTH)
    cipher = _cipher(phrase, head)
    yield head
    number, gathered = 0, b""
    for piece in pieces:
        gathered += piece
        # One piece is always kept back: the last one is marked.
        while len(gathered) > _PIECE_LENGTH:
            yield cipher.encrypt(_nonce(number, is_last=False), gathered[:_PIECE_LENGTH], head)
            gathered = gathered[_PIECE_LENGTH:]
            number += 1
    yield cipher.encrypt(_nonce(number, is_last=True), gathered, head)


def is_locked(file: BinaryIO) -> bool:
    """True if it takes a passphrase. The file is at its start afterwards."""
    file.seek(0)
    is_locked = file.read(len(_MARK)) == _MARK
    file.seek(0)
    return is_locked


def unlocked(file: BinaryIO, phrase: str) -> BinaryIO:
    """The file that was locked. Raises ArchiveError if it is another phrase, or if the file was changed."""
    from cryptography.exceptions import InvalidTag

    head = file.read(len(_MARK) + _SALT_LENGTH)
    cipher = _cipher(phrase, head)
    out, number = io.BytesIO(), 0
    piece = file.read(_PIECE_LENGTH + _TAG_LENGTH)
    while True:
        following = file.read(_PIECE_LENGTH + _TAG_LENGTH)
        try:
            out.write(cipher.decrypt(_nonce(number, is_last=not following), piece, head))
        except InvalidTag:
            if number:
                raise damaged("a piece was changed, or the end is missing") from None
            # A change of the first piece looks the same.
            message = _(
                "This passphrase doesn’t open the file. Choose the file again, and check the spelling and the capitals."
            )
            raise ArchiveError("phrase", message) from None
        if not following:
            out.seek(0)
            return out
        piece, number = following, number + 1


def _cipher(phrase: str, head: bytes) -> "ChaCha20Poly1305":
    # Loaded when it is needed: it would be in the memory of every process, and most never lock anything.
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    key = Scrypt(salt=head[len(_MARK) :], length=_KEY_LENGTH, **_COST).derive(phrase.encode())
    return ChaCha20Poly1305(key)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_COUNTER_LENGTH, "big") + bytes([is_last])
