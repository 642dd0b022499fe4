"""Whatever bytes a file has, it is refused in words, or each of its rows is an entry, an error, or left out."""

import io
import random

import pytest

from tests.exchange.foreign_files import APPS, answers_of, data_of
from tests.records.full_episode import FULL
from tracker.exchange.csv_files import read_episodes, write_episodes
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import ImportRefused, LeftOut
from tracker.exchange.imports import open_import
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

MUTATIONS = 50
OURS = {
    "episodes": "".join(write_episodes([FULL])).encode(),
    "days": (
        b"date,time_zone,state,answer,answered_at,limited,stress,note,private\r\n"
        b"2026-03-01,Europe/Berlin,spasm,unlisted:6-10:7,2026-03-01T21:00+01:00,2,yes,a note,no\r\n"
    ),
}
PIECES = (b"\0", b'"', b'""', b",", b";", b"\n", b"\r", b"\xff", b"\xc3", b"9999999999999999999", b"-1", b"'=", b"%")
PIECES += (b"9999-12-31 23:59", b"0001-01-01", "\u2028".encode(), b"\xef\xbb\xbf", b"x" * 140_000, b"1e400")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to three things wrong with it."""
    for _ in range(chance.randint(1, 3)):
        at, end = sorted(chance.choices(range(len(data) + 1), k=2))
        end = min(end, at + chance.choice((1, 8, 200)))
        data = chance.choice(
            (
                data[:at] + chance.choice(PIECES) + data[at:],
                data[:at] + chance.choice(PIECES) + data[end:],
                data[:at] + chance.randbytes(3) + data[at:],
                data[:at] + data[end:],
                data[:at] + data[at:end] * 3 + data[end:],
                data[:at],
                data.replace(b",", b";"),
                data.replace(b"\n", b"\r"),
                data.decode("latin-1").encode("utf-16"),
            )
        )
    return data


@pytest.mark.parametrize("app", [*APPS, *OURS])
def test_no_bytes_break_the_reader(app):
    chance = random.Random(app)
    answers = (answers_of(app) if app in APPS else {}) | {("date-order", ""): "day-first"}
    results = []
    for _ in range(MUTATIONS):
        data = mutated(OURS[app] if app in OURS else data_of(app), chance)
        try:
            file = open_import(io.BytesIO(data))
        except ImportRefused as refused:
            assert refused.message
            continue
        for question in file.questions(answers):
            file.suggestion(question)
        asked = answers | {("zone", ""): "Europe/Berlin"}
        if file.code == "other":
            asked[("columns", file.questions({})[0].word)] = "start"
        results += file.records(asked)
    assert {type(each) for each in results} <= {EpisodeRecord, DayRecord, RowError, LeftOut}
    assert all(each.line > 0 and each.code and each.message for each in results if isinstance(each, RowError))
    entries = list({each.uid: each for each in results if isinstance(each, EpisodeRecord)}.values())
    # What is an entry is one that spasmlog itself can write and read.
    assert list(read_episodes(io.StringIO("".join(write_episodes(entries)), newline=""))) == entries
    assert len(results) > MUTATIONS // 2
