"""The golden files of other apps: what is in them, what was answered, and the rows as text to read and compare."""

import io
import tomllib
from pathlib import Path

from tracker.exchange.columns import EPISODE_COLUMNS
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import ImportFile, LeftOut
from tracker.exchange.imports import open_import

FOLDER = Path(__file__).resolve().parent / "foreign"
APPS = sorted(path.stem for path in FOLDER.glob("*.csv"))
INDENT = "  "


def data_of(app: str) -> bytes:
    return (FOLDER / f"{app}.csv").read_bytes()


def opened(app: str, data: bytes | None = None) -> ImportFile:
    return open_import(io.BytesIO(data_of(app) if data is None else data))


def answers_of(app: str) -> dict[tuple[str, str], str]:
    topics = tomllib.loads((FOLDER / f"{app}.toml").read_text())
    return {(topic, word): value for topic, words in topics.items() for word, value in words.items()}


def as_text(results) -> str:
    """A block for each row: of an entry the cells that are not empty, as in episodes.csv."""
    return "\n".join(block(result) for result in results)


def block(result) -> str:
    if isinstance(result, LeftOut):
        return f"left out, line {result.line}: {result.reason}\n{INDENT}{result.message}\n"
    if isinstance(result, RowError):
        return f"error, line {result.line}, column {result.column}: {result.code}\n{INDENT}{result.message}\n"
    cells = ((column.name, column.cells(lambda field: [getattr(result, field)])[0]) for column in EPISODE_COLUMNS)
    usual = {"count": "1", "private": "no", "duration_basis": "unknown"}
    lines = [f"{name}: {cell}" for name, cell in cells if cell and usual.get(name) != cell]
    return "\n".join(["entry", *(INDENT + line for each in lines for line in each.split("\n"))]) + "\n"
