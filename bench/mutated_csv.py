"""CSV files, each changed in another way, and what becomes of one: sent, answered, looked at, imported and undone.

Nothing but answers may be stored before it is confirmed, nor by what is refused. What was imported must be there whole,
and after the undo the diary's tables must be as they were.
"""

import csv
import datetime as dt
import io
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.killed import fields_of
from bench.tried_files import HOSTILE, Outcome, Visitor, all_tables, bytes_changed, cut_off, uploaded, why

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "exchange" / "foreign"
"""A file of each app, with the answers to what it asks."""
NAMES = (*sorted(path.stem for path in FOLDER.glob("*.csv")), "episodes", "days")
LAST_DAY = dt.date(2026, 5, 31)
"""Of our own files."""
UPLOAD = "/settings/data/import/"
MOST_STEPS = 40
PAGES_EVERY = 25
"""Every page is asked for after so many imports: that takes as long as twenty of them."""
STORED_BEFORE = {"ImportAnswer", "GuidanceResult", "Counter"}
"""Answers are kept as they are given; the other two are computed anew at will, or of nobody's diary."""
AFTER_AN_UNDO = {*STORED_BEFORE, "Import", "Preferences", "ChangeRecord", "Evidence", "FactorRecord", "OwnTerm"}
"""The undo is listed, the data version is another one. What was due before it was taken, once and for all: looks at
change, closed blocks. What was said of factors stays, as do the person's own words."""
NULLS, LONG = b"\0" * 3, "long " * 40_000
ODD_CELLS = (
    *(value for value in HOSTILE if isinstance(value, str)),
    *("01/02/2026", "31.12.25 24:00", "2026-03-29 02:30", "2026-10-25 02:30", "0000-00-00", "12:60", "1e9", "NaN"),
    *("-5", "1772399400000", "99999999999999999999", "2026-06-10T10:00:00+99:00", "2026-06-10T10:00:00.9999999Z"),
    *("+14:00", "Etc/GMT+12", "America/Argentina/Buenos_Aires", "berlin", '=HYPERLINK("x")', "@SUM(1)", "\t=1", "'-1"),
    *("calf:left;calf:left", "calf:up", "x-" + "w" * 200, "a;b,c|d\ne", '"', "☠" * 300, "\u2028", "10", "yes", LONG),
)
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-7", "utf-32")


def whole_file(name: str) -> bytes:
    """The file that is changed."""
    from bench.ten_years import ten_years
    from tests.records.full_episode import FULL
    from tracker.exchange.csv_files import write_days, write_episodes
    from tracker.records.day import DayRecord

    if name not in {"episodes", "days"}:
        return (FOLDER / f"{name}.csv").read_bytes()
    episodes, days = ten_years(per_day=2, days=6, today=LAST_DAY)
    if name == "episodes":
        return "".join(write_episodes([FULL, *list(episodes)[:6]])).encode()
    last = days[-1].date
    paused = [DayRecord(date=last.replace(year=last.year - 1, day=n), time_zone="", state="paused") for n in (3, 4, 9)]
    return "".join(write_days([*paused, *days], {code for day in days for code, _is_yes in day.factors})).encode()


def mutations(name: str, seed: int) -> Iterator[bytes]:
    """Files of a format, each changed in another way, without end."""
    chance, whole = random.Random(f"{name} {seed}"), whole_file(name)
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (
        *(bytes_changed, cut_off, _pieces_put_in, _rows_changed, _columns_changed, _written_otherwise),
        *[_cells_changed] * 4,
    )
    while True:
        changed = whole
        for _ in range(chance.choice((1, 1, 1, 2))):
            changed = chance.choice(ways)(changed or whole, chance)
        yield changed


def _pieces_put_in(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    pieces = (NULLS, b'"', b'""', b",", b";", b"\n", b"\r", b"\r\n\r\n", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"sep=;\n")
    return whole[:at] + chance.choice(pieces) + whole[at:]


def _rows(whole: bytes) -> tuple[list[list[str]], str]:
    """The cells of each row, and the delimiter."""
    text = whole.decode("utf-8", "replace")
    delimiter = max(",;", key=text.partition("\n")[0].count)
    csv.field_size_limit(1 << 24)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row], delimiter


def _as_bytes(rows: list[list[str]], delimiter: str, encoding: str = "utf-8", **style) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, **style).writerows(rows)
    # A lone surrogate becomes bytes that are no UTF-8, which is one more thing to try.
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    return out.getvalue().encode(encoding, errors)


def _cells_changed(whole: bytes, chance: random.Random) -> bytes:
    """Cells that say something else, in a file whose form is right; rather below the header than in it."""
    rows, delimiter = _rows(whole)
    for _ in range(chance.choice((1, 1, 2, 6)) if rows else 0):
        row = chance.choice(rows[1:] or rows) if chance.random() < 0.9 else rows[0]
        place, other = chance.randrange(len(row)), chance.choice(rows)
        way = chance.random()
        if way < 0.2:
            # As when a spreadsheet moves a column by one row.
            row[place] = other[min(place, len(other) - 1)]
        elif way < 0.35:
            swapped = chance.randrange(len(row))
            row[place], row[swapped] = row[swapped], row[place]
        elif way < 0.5:
            row[place] = ""
        elif way < 0.6:
            row[place] += chance.choice(ODD_CELLS)
        else:
            row[place] = chance.choice(ODD_CELLS)
    return _as_bytes(rows, delimiter)


def _rows_changed(whole: bytes, chance: random.Random) -> bytes:
    rows, delimiter = _rows(whole)
    at = chance.randrange(len(rows)) if rows else 0
    way = chance.randrange(6)
    if way == 0:
        rows += rows[1:]
    elif way == 1:
        rows[at:at] = [list(row) for row in rows[at : at + 1]] * chance.choice((1, 40))
    elif way == 2:
        rows[at:at] = [rows[0]] if rows else []
    elif way == 3:
        del rows[at : at + chance.choice((1, 3))]
    elif way == 4:
        rows[1:] = chance.sample(rows[1:], len(rows[1:]))
    else:
        rows[at:at] = [[], [chance.choice(ODD_CELLS)], ["", "", ""]]
    return _as_bytes(rows, delimiter)


def _columns_changed(whole: bytes, chance: random.Random) -> bytes:
    rows, delimiter = _rows(whole)
    width = max(map(len, rows), default=1)
    one, other = chance.randrange(width), chance.randrange(width)
    way = chance.randrange(4)
    for row in rows:
        if max(one, other) >= len(row):
            continue
        if way == 0:
            row[one], row[other] = row[other], row[one]
        elif way == 1:
            del row[one]
        elif way == 2:
            row.insert(one, row[other])
        else:
            row += [row[one]] * chance.choice((1, 1, 1, 250))
    return _as_bytes(rows, delimiter)


def _written_otherwise(whole: bytes, chance: random.Random) -> bytes:
    """The same rows with another delimiter, other quotes, line ends or encoding: as other programs write them."""
    rows, _delimiter = _rows(whole)
    style = {
        "quoting": chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC)),
        "lineterminator": chance.choice(("\n", "\r\n", "\r", "\n\n")),
        "doublequote": chance.random() < 0.8,
        "quotechar": chance.choice(('"', '"', '"', "'")),
        "escapechar": "\\",
    }
    return _as_bytes(rows, chance.choice(",;\t|:"), chance.choice(ENCODINGS), **style)


def golden_answers(name: str) -> dict[str, str]:
    """Values of the form's fields, for what the unchanged file asks."""
    from tracker.forms.imports import answer_name, side_name

    golden = FOLDER / f"{name}.toml"
    topics = tomllib.loads(golden.read_text(encoding="utf-8")) if golden.exists() else {}
    values = {answer_name("date-order", ""): "day-first"}
    for topic, words in topics.items():
        for word, value in words.items():
            field = answer_name(topic, word)
            values[field] = value
            if topic == "place":
                values[field], _colon, values[side_name(field)] = value.partition(":")
    return values


class Importer(Visitor):
    """A person with a small diary, and what they do with one file after the other."""

    def __init__(self, name: str):
        super().__init__()
        self._chance, self._golden, self._imports = random.Random(name), golden_answers(name), 0
        self._fill()

    def _fill(self) -> None:
        """Some of what our own files hold, so that not all of it is new: as it is there, and changed."""
        from dataclasses import replace

        from django.utils import timezone

        from tracker.exchange.imports import open_import
        from tracker.services.bulk import insert_records

        (_known, entry, other, *_rest), (*_days, day) = (
            list(open_import(io.BytesIO(whole_file(name))).records({})) for name in ("episodes", "days")
        )
        insert_records(self.owner, [entry, replace(other, note="changed here")], [day], now=timezone.now())

    def try_file(self, data: bytes, outcome: Outcome, name: str, *, with_pages: bool) -> None:
        """Goes the whole way with the file; keeps in `outcome` what came of it."""
        diary, before = all_tables(AFTER_AN_UNDO), all_tables(STORED_BEFORE)
        self._faults: list[str] = []
        came_to = self._send_and_import(data, before)
        if came_to == "imported":
            self._check_and_undo(diary, with_pages=with_pages)
            if all_tables(AFTER_AN_UNDO) != diary:
                self._faults.append("undone, and the diary is not as it was")
        elif all_tables(STORED_BEFORE) != before:
            self._faults.append(f"{came_to}, and something was written")
        self._forget_imports()
        outcome.counted[came_to] += 1
        outcome.faults += [f"{name}: {fault}" for fault in self._faults]

    def _asked(self, method: str, path: str, fields: dict | None = None):
        """The answer; one that is a fault of ours is kept."""
        answer = getattr(self.client, method)(path, fields)
        if answer.status_code >= 500:
            self._faults.append(f"{method} {path} answered {answer.status_code}{why(answer)}")
        return answer

    def _send_and_import(self, data: bytes, before: str) -> str:
        """What came of it, in words to count."""
        from tracker.models import Import

        sent = self._asked("post", UPLOAD, {"csv_file": uploaded("diary.csv", data)})
        if sent.status_code != 302:
            return "refused when sent"
        address = sent["Location"].partition("#")[0]
        looked = self._answered(address)
        if all_tables(STORED_BEFORE) != before:
            self._faults.append("written before it was confirmed")
        # Who has its address can confirm whatever a page says.
        done = self._asked("post", address, {})
        if looked is None:
            if done.status_code == 302 and not done["Location"].startswith(address):
                self._faults.append("confirmed without answers to what it needs")
            return "not answered"
        has_errors = b'aria-labelledby="errors"' in looked.content
        if looked.status_code != 200 or done.status_code != (422 if has_errors else 302):
            errors = "errors" if has_errors else "no errors"
            self._faults.append(f"the look answered {looked.status_code}, {errors}; confirming, {done.status_code}")
        if done.status_code != 302:
            return "refused by the look"
        return "imported" if Import.objects.filter(owner=self.owner).exists() else "nothing new"

    def _answered(self, address: str):
        """The look at a file whose questions are answered; None if that cannot be done."""
        page = self._asked("get", address)
        is_hopeless = False
        for _step in range(MOST_STEPS):
            if page.status_code == 302:
                page = self._asked("get", page["Location"].partition("#")[0])
            elif page.request["PATH_INFO"] == address:
                return page
            elif page.status_code >= 500 or is_hopeless:
                return None
            else:
                # Wrong or nothing at first, now and then.
                is_right = self._chance.random() < 0.7
                page = self._asked("post", page.request["PATH_INFO"], self._filled(page, is_right=is_right))
                is_hopeless = is_right and page.status_code == 422
        return None

    def _filled(self, page, *, is_right: bool) -> dict[str, list[str]]:
        """What is sent of the form as it was drawn."""
        fields = {name: values for name, values in fields_of(page.content.decode()).items() if name != "discard"}
        fields |= {name: [value] for name, value in self._golden.items()}
        if is_right:
            return fields
        for name in list(fields):
            if self._chance.random() < 0.5:
                if self._chance.random() < 0.5:
                    del fields[name]
                else:
                    fields[name] = [self._chance.choice(ODD_CELLS).encode("utf-8", "replace").decode()]
        return fields

    def _check_and_undo(self, diary: str, *, with_pages: bool) -> None:
        from tracker.models import Day, Episode, Import, Pause

        (made,) = Import.objects.filter(owner=self.owner)
        self._imports += 1
        if all_tables(AFTER_AN_UNDO) == diary or not made.entries + made.days + made.pauses:
            self._faults.append("said to be imported, and nothing is there")
        there = [kind._default_manager.filter(owner=self.owner).count() for kind in (Episode, Day, Pause)]
        if there != [2 + made.entries, 1 + made.days, made.pauses]:
            self._faults.append(f"imported in part: {there} rows are there")
        if with_pages and self._imports % PAGES_EVERY == 1:
            self._faults += self.faults_of_pages()
        for _again in range(2):
            undone = self._asked("post", f"/settings/data/imports/{made.uid}/undo/")
            if undone.status_code != 302:
                self._faults.append(f"undoing it answered {undone.status_code}")

    def _forget_imports(self) -> None:
        """The next file comes to a person who never imported one."""
        from tracker.models import Import, ImportAnswer, OwnTerm

        for kind in (Import, ImportAnswer, OwnTerm):
            kind._default_manager.filter(owner=self.owner).delete()
