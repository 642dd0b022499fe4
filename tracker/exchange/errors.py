"""What can be wrong in a file: a cell, then a row, with a stable code and words that say what to do."""

from dataclasses import dataclass


class CellError(ValueError):
    """A cell that cannot be read. `column` is set where the fault lies between several cells of a row."""

    def __init__(self, code: str, message: str, column: str = ""):
        super().__init__(message)
        self.code, self.message, self.column = code, message, column


@dataclass(frozen=True, slots=True)
class RowError:
    """A row (or the header) that cannot be read: its first line in the file, counted from 1, and its column."""

    line: int
    column: str
    code: str
    message: str
