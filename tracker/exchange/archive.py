"""The archive of one person: a ZIP file with everything they have, and its reader. Rows in, rows out.

`diary.json` is JSON of which every row stands on a line of its own, so that it is written and read a row at a time,
however long it is. The other files are for people. What a row holds is the business of whoever gives it.
"""

import datetime as dt
import hashlib
import io
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from tracker.formatting import number_words

RowData = dict[str, Any]

FORMAT = 1
"""Of what is written. A field or a kind that a reader of today would not know needs a higher one."""
Step = Callable[[str, RowData], Iterable[tuple[str, RowData]]]
MIGRATIONS: dict[int, Step] = {}
"""By format, what makes of a row the rows of the next format. tests/exchange/archives/ has a file of each format."""

DIARY, EPISODES, DAYS, READ_ME, SUMS = "diary.json", "episodes.csv", "days.csv", "README.txt", "SHA256SUMS"
NAMES = (DIARY, EPISODES, DAYS, READ_ME, SUMS)
ENTRIES = "entries"
"""The kind of row that is counted: the others are few."""

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * MEGABYTE
MOST_RESTORED = 50_000
_MOST_UNPACKED = 128 * MEGABYTE
_MOST_TIMES = 200
"""Ours shrink by 10 to 40 times; a file that unpacks to more than this was made to fill a disk."""
_MOST_ROWS = 250_000
_LONGEST_LINE = 4 * MEGABYTE
_LARGEST_DIRECTORY = 64 * 1024
_PIECE = 64 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22


class ArchiveError(ValueError):
    """A file that is not read. The message says why, and what to do."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code, self.message = code, message


def damaged(why: str) -> ArchiveError:
    """`why` is for the test and the log; what a person can do is the same."""
    error = ArchiveError("damaged", _("This file is damaged or was changed. Use another copy of it."))
    error.add_note(why)
    return error


def _not_an_archive() -> ArchiveError:
    return ArchiveError(
        "not-an-archive", _("This is not an archive from spasmlog. Choose the ZIP file from “Download everything”.")
    )


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """What an archive says of itself."""

    format: int
    app_version: str
    written_at: dt.datetime


# Writing


class _Sink:
    """What the ZIP file is written to: keeps the bytes until they are taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def write_archive(
    head: ArchiveHead,
    kinds: Iterable[tuple[str, Iterable[RowData]]],
    *,
    episodes: Iterable[str],
    days: Iterable[str],
    read_me: str,
) -> Iterator[bytes]:
    """The archive in pieces. Takes one row and one piece of a file at a time."""
    sink, sums = _Sink(), []
    at = head.written_at.timetuple()[:6]
    files = ((DIARY, _diary(head, kinds)), (EPISODES, episodes), (DAYS, days), (READ_ME, [read_me]))
    with zipfile.ZipFile(cast(BinaryIO, sink), "w") as archive:
        for name, pieces in files:
            digest = hashlib.sha256()
            with archive.open(_info(name, at), "w") as member:
                for piece in pieces:
                    data = piece.encode()
                    digest.update(data)
                    member.write(data)
                    yield sink.taken()
            sums.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr(_info(SUMS, at), "".join(sums))
    yield sink.taken()


def _info(name: str, at: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


def _diary(head: ArchiveHead, kinds: Iterable[tuple[str, Iterable[RowData]]]) -> Iterator[str]:
    values = {"format": head.format, "app_version": head.app_version, "written_at": head.written_at.isoformat()}
    yield _json(values)[:-1]
    for kind, rows in kinds:
        yield f",\n{_json(kind)}: ["
        between, gathered = "\n", []
        for row in rows:
            gathered.append(between + _json(row))
            between = ",\n"
            if len(gathered) == 100:
                yield "".join(gathered)
                gathered.clear()
        yield "".join(gathered) + "\n]"
    yield "}\n"


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def read_me_text(head: ArchiveHead, name: str) -> str:
    """The file that explains the others, in the language of the moment."""
    lines = [
        _("The spasmlog diary of %(name)s, saved on %(date)s.") % {"name": name, "date": head.written_at.date()},
        "",
        _("%(file)s: everything you told spasmlog. This is the file that brings your diary back.") % {"file": DIARY},
        _("%(file)s: your entries, for spreadsheets. One line for each entry.") % {"file": EPISODES},
        _("%(file)s: your days and check-ins, for spreadsheets. One line for each day.") % {"file": DAYS},
        _("%(file)s: checksums that show whether a file was changed. Check them with: sha256sum -c %(file)s")
        % {"file": SUMS},
        "",
        _("To bring your diary back, log in to spasmlog and open Settings, Your data, Restore from a file."),
        _("Choose the ZIP file as you saved it. Do not unpack it or change it."),
        _("Your password is not in it. Shared links come back turned off."),
        _("Keep this file where others cannot read it. It also holds what you marked private."),
        "",
    ]
    return "\n".join(lines)


# Reading


class Archive:
    """An archive whose form, sizes and sums were found right. `rows` may be read more than once."""

    def __init__(self, file: zipfile.ZipFile, head: ArchiveHead):
        self._file, self.head = file, head

    def rows(self) -> Iterator[tuple[str, RowData]]:
        """(kind, row) of everything in it, in its order, as rows of today's format."""
        rows = _rows(self._file)
        for number in range(self.head.format, FORMAT):
            rows = _migrated(rows, MIGRATIONS[number])
        return _counted(rows)


def _migrated(rows: Iterable[tuple[str, RowData]], step: Step) -> Iterator[tuple[str, RowData]]:
    for kind, row in rows:
        yield from step(kind, row)


def _counted(rows: Iterable[tuple[str, RowData]]) -> Iterator[tuple[str, RowData]]:
    entries = 0
    for kind, row in rows:
        entries += kind == ENTRIES
        if entries > MOST_RESTORED:
            message = _("This file has more than %(most)s entries. spasmlog can’t restore that many from a file.")
            raise ArchiveError("too-many", message % {"most": number_words(MOST_RESTORED)})
        yield kind, row


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, RecursionError),
    *(ValueError, OverflowError),
)
"""What Python raises for a ZIP file that is none, is cut, or uses what ours never do."""


def open_archive(file: BinaryIO) -> Archive:
    """The archive in an open file. Raises ArchiveError for any other file, and for one that was changed.

    Nothing is unpacked before the sizes that the file declares are found small enough, and no more than these.
    """
    try:
        _check_end(file)
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
        _check_members(members)
        # Before its sums and its other files: those of a newer format may be others.
        head = _head(archive)
        if {member.filename for member in members} != set(NAMES):
            raise _not_an_archive()
        _check_sums(archive)
    except ArchiveError:
        raise
    except _BROKEN as error:
        raise damaged(repr(error)) from error
    return Archive(archive, head)


def _check_end(file: BinaryIO) -> None:
    """Only a file with a short list of contents is opened: reading a long one takes seconds."""
    size = file.seek(0, io.SEEK_END)
    if size > MOST_BYTES:
        message = _("This file is larger than %(most)s MB. spasmlog can’t restore a file that large.")
        raise ArchiveError("too-large", message % {"most": MOST_MEGABYTES})
    file.seek(max(0, size - _END_LENGTH))
    end = file.read()
    file.seek(0)
    if not file.read(2) == b"PK":
        raise _not_an_archive()
    file.seek(0)
    if len(end) < _END_LENGTH or not end.startswith(_END):
        raise damaged("it does not end as a ZIP file does")
    length, begins_at = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
    if length > _LARGEST_DIRECTORY:
        raise _not_an_archive()
    if begins_at + length + _END_LENGTH != size:
        # Python would look for all that is in it so much earlier or later, even before its first byte.
        raise damaged("something is missing before its end, or has come in")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_is_unsafe(member) for member in members):
        message = _("This file holds names that could overwrite other files, so nothing was read from it.")
        raise ArchiveError("unsafe-name", message)
    if DIARY not in names:
        raise _not_an_archive()
    if any(member.flag_bits & 1 for member in members):
        message = _("This ZIP file has a password of its own. Unlock it first, then choose the ZIP file inside.")
        raise ArchiveError("locked", message)
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED or any(
        member.file_size > MEGABYTE and member.file_size > _MOST_TIMES * member.compress_size for member in members
    ):
        message = _("This file unpacks to far more than a diary can hold, so nothing was read from it.")
        raise ArchiveError("too-large-unpacked", message)


def _is_unsafe(member: zipfile.ZipInfo) -> bool:
    """True for a folder, a link, and a name that leads out of the folder where it is unpacked."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    name = member.orig_filename
    return kind not in {0, stat.S_IFREG} or name in {"", ".", ".."} or bool(re.search(r"[/\\:\0]", name))


def _head(archive: zipfile.ZipFile) -> ArchiveHead:
    with archive.open(DIARY) as file:
        line = file.readline(_LONGEST_LINE).decode().rstrip("\r\n")
    try:
        values = json.loads(line.removesuffix(",") + ("" if line.endswith("}") else "}"))
        number, version = values["format"], values["app_version"]
        written_at = dt.datetime.fromisoformat(values["written_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise damaged("its first line does not say what it is") from error
    if type(number) is not int or number < 1 or not isinstance(version, str) or written_at.tzinfo is None:
        raise damaged("its first line does not say what it is")
    if number > FORMAT:
        raise newer()
    return ArchiveHead(number, version, written_at)


def newer() -> ArchiveError:
    """For what a later version of spasmlog wrote."""
    message = _("This archive comes from a newer version of spasmlog. Update spasmlog here, then try again.")
    return ArchiveError("newer", message)


def _check_sums(archive: zipfile.ZipFile) -> None:
    sums = archive.read(SUMS).decode()
    expected = {name: digest for digest, _space, name in (line.partition("  ") for line in sums.splitlines())}
    lines = 0
    for name in NAMES:
        if name == SUMS:
            continue
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
                lines += piece.count(b"\n") if name == DIARY else 0
        if expected.get(name) != digest.hexdigest():
            raise damaged(f"the sum of {name} is another one")
    if lines > _MOST_ROWS:
        raise ArchiveError("too-many", _("This file has more rows than a diary can hold, so nothing was read from it."))


_KIND_LINE = re.compile(r'"([a-z-]+)": \[')


def _rows(archive: zipfile.ZipFile) -> Iterator[tuple[str, RowData]]:
    try:
        yield from _rows_of_lines(_lines(archive))
    except ArchiveError:
        raise
    except _BROKEN as error:
        raise damaged(repr(error)) from error


def _lines(archive: zipfile.ZipFile) -> Iterator[str]:
    with archive.open(DIARY) as file:
        while line := file.readline(_LONGEST_LINE):
            if not line.endswith(b"\n"):
                raise damaged("a line is too long, or the last one is cut")
            yield line.decode().rstrip("\r\n")


def _rows_of_lines(lines: Iterator[str]) -> Iterator[tuple[str, RowData]]:
    """The lines between the first one and the last one: a kind, its rows, its end; and so on."""
    next(lines, None)
    kind, seen, is_over = "", set[str](), False
    for line in lines:
        if is_over:
            raise damaged("there is more after its end")
        if kind and line in {"],", "]}"}:
            kind, is_over = "", line == "]}"
        elif kind:
            yield kind, _row(line)
        else:
            match = _KIND_LINE.fullmatch(line)
            if not match or match[1] in seen:
                raise damaged("a kind of row begins in a way that ours never do")
            kind = match[1]
            seen.add(kind)
    if not is_over:
        raise damaged("it has no end")


def _row(line: str) -> RowData:
    try:
        row = json.loads(line.removesuffix(","), parse_constant=_refuse_constant)
    except ValueError as error:
        raise damaged("a row is no JSON") from error
    if not isinstance(row, dict):
        raise damaged("a row is no object")
    return row


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
