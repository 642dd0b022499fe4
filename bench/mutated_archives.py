"""Archives, each changed in another way, and what becomes of one that is sent, looked at and confirmed.

What is refused must have changed no table. What was restored must be there whole, and every page must be able to show
it.
"""

import copy
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.tried_files import HOSTILE, Outcome, Visitor, all_tables, bytes_changed, cut_off, uploaded, why

ARCHIVE = Path(__file__).resolve().parent.parent / "tests" / "exchange" / "archives" / "format-1.zip"
"""With a row of every kind."""
DIARY, SUMS = "diary.json", "SHA256SUMS"


def mutations(seed: int) -> Iterator[bytes]:
    """Archives, each changed in another way, without end."""
    chance, whole = random.Random(seed), ARCHIVE.read_bytes()
    ways = (bytes_changed, cut_off, _members_changed, _text_changed, *[_values_changed] * 4)
    while True:
        yield chance.choice(ways)(whole, chance)


def _members_changed(whole: bytes, chance: random.Random) -> bytes:
    files = _members(whole)
    one, other = chance.sample(sorted(files), 2)
    way = chance.randrange(5)
    if way == 0:
        files[one], files[other] = files[other], files[one]
    elif way == 1:
        del files[one]
    elif way == 2:
        files[chance.choice(("../x", "/x", "x", "diary.json/", "a\\b", "C:x", "nested/diary.json"))] = files[one]
    elif way == 3:
        files[one] = chance.choice((b"", b"\0" * 2_000_000, files[one] * 2, chance.randbytes(300)))
    else:
        files = dict(chance.sample(sorted(files.items()), len(files)))
    return _packed(files, with_sums=chance.random() < 0.7)


def _text_changed(whole: bytes, chance: random.Random) -> bytes:
    files = _members(whole)
    text = files[DIARY].decode()
    at = chance.randrange(len(text))
    put = chance.choice(
        ("", "x", "9", '"', "{", "[", "null", "\n", "],\n", "-1", "NaN", "1e999", "\\u0000", "[" * 3000)
    )
    end = at + chance.choice((0, 1, 1, 5, 200))
    return _packed(files | {DIARY: (text[:at] + put + text[end:]).encode()})


def _values_changed(whole: bytes, chance: random.Random) -> bytes:
    """Rows that say something else, in a file whose form is right."""
    files = _members(whole)
    diary = json.loads(files[DIARY])
    kinds = [name for name, rows in diary.items() if isinstance(rows, list)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        rows = diary[chance.choice(kinds)]
        way = chance.random()
        if not rows or way < 0.05:
            rows.extend(copy.deepcopy(diary[chance.choice(kinds)]))
        elif way < 0.1:
            rows.append(copy.deepcopy(chance.choice(rows)))
        elif way < 0.15:
            rows.remove(chance.choice(rows))
        else:
            # What another row of its kind says there fits more often than what any row says.
            others = rows if chance.random() < 0.4 else [row for kind in kinds for row in diary[kind]]
            _change_within(chance.choice(rows), others, chance)
    if chance.random() < 0.05:
        diary["format"] = chance.choice(HOSTILE)
    return _packed(files | {DIARY: _written(diary)})


def _change_within(row: object, rows: list, chance: random.Random) -> None:
    """Changes one value in it, however deep."""
    if not isinstance(row, dict | list) or not row:
        return
    key = chance.choice(list(row)) if isinstance(row, dict) else chance.randrange(len(row))
    if isinstance(row[key], dict | list) and row[key] and chance.random() < 0.8:
        _change_within(row[key], rows, chance)
    elif chance.random() < 0.1:
        del row[key]
    elif isinstance(row, dict) and chance.random() < 0.05:
        row[str(chance.choice(HOSTILE))] = copy.deepcopy(chance.choice(HOSTILE))
    else:
        other = chance.choice(rows)
        taken = chance.choice(list(other.values())) if isinstance(other, dict) and other else None
        if isinstance(other, dict) and key in other and chance.random() < 0.7:
            taken = other[key]
        row[key] = copy.deepcopy(taken if chance.random() < 0.4 else chance.choice(HOSTILE))


def _written(diary: dict) -> bytes:
    """As the archive writes it: a row on a line."""
    head = {name: value for name, value in diary.items() if not isinstance(value, list)}
    kinds = (
        f",\n{json.dumps(name)}: [\n" + ",\n".join(map(json.dumps, rows)) + "\n]"
        for name, rows in diary.items()
        if isinstance(rows, list)
    )
    return (json.dumps(head)[:-1] + "".join(kinds) + "}\n").encode()


def _members(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: dict[str, bytes], *, with_sums: bool = True) -> bytes:
    if with_sums:
        sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if name != SUMS)
        files = files | {SUMS: "".join(sums).encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Without the time at which it was made: the same seed changes the same.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Newcomer(Visitor):
    """A person with nothing in their diary, again for each file, and what they do with one."""

    def try_file(self, data: bytes, outcome: Outcome, name: str, *, with_pages: bool) -> None:
        """Sends the file, looks, confirms; keeps in `outcome` what came of it."""
        before = all_tables()
        sent = self._send(data)
        came_to, restored = "refused when sent", False
        if sent.status_code == 302:
            looked = self.client.get(sent["Location"])
            # One that the look refuses is confirmed all the same, by somebody who has its address.
            again = sent if looked.status_code == 200 else self._send(data)
            done = self.post(again["Location"], {})
            restored = done.status_code == 302
            came_to = "restored" if restored else "refused by the look"
            statuses = [looked.status_code, done.status_code]
            if max(statuses) >= 500 or (looked.status_code == 200) is not restored:
                outcome.faults.append(
                    f"{name}: the look answered {statuses[0]}, confirming {statuses[1]}{why(looked)}{why(done)}"
                )
        elif sent.status_code != 422:
            outcome.faults.append(f"{name}: sending it answered {sent.status_code}{why(sent)}")
        outcome.counted[came_to] += 1
        if restored:
            outcome.faults += [f"{name}: {fault}" for fault in self._faults_of_restored(data, with_pages=with_pages)]
            self.begin()
        elif all_tables() != before:
            outcome.faults.append(f"{name}: refused, and something was written")

    def _send(self, data: bytes):
        return self.post("/settings/data/", {"file": uploaded("diary.zip", data)})

    def _faults_of_restored(self, data: bytes, *, with_pages: bool) -> Iterator[str]:
        from tracker.exchange.archive import open_archive
        from tracker.services.archive import compare

        again = compare(self.owner, open_archive(io.BytesIO(data)))
        if again.new or again.differs:
            yield f"restored in part: {again.new} rows are missing, {again.differs} are others"
        if with_pages:
            yield from self.faults_of_pages()
