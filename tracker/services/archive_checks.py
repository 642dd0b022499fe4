"""What must fit within a row of an archive beyond what each column asks for: what no page could read otherwise."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tracker.analysis.factor_records import look_from_data, outcome_from_data, repeat_from_data
from tracker.days import zone_names
from tracker.exchange.archive import RowData
from tracker.exchange.csv_files import read_episodes, write_episodes
from tracker.exchange.errors import RowError
from tracker.models import DatedSetting, Episode, FactorRecord, Revision
from tracker.records.episode import EPISODE_VALUES, EpisodeRecord, canonical
from tracker.services.archive_fields import fields_of
from tracker.services.episode_rows import DETAIL_TABLES
from tracker.vocabulary.day import CHECK_IN_ANSWERS, UNLISTED_COUNTS
from tracker.vocabulary.profile import PROFILE_KINDS


def setting_holds(row: RowData) -> bool:
    """A setting that no page can read would break every page."""
    name, value = row["name"], row["value"]
    if name == DatedSetting.DAY_START_HOUR:
        return value.isascii() and value.isdigit() and int(value) < 24
    if name == DatedSetting.DEADLINE:
        dt.time.fromisoformat(value)
        return len(value) == len("22:00")
    return bool(name == DatedSetting.FACTORS)


def day_holds(row: RowData) -> bool:
    """Its zone and its codes are known."""
    codes = ((row["answer"], CHECK_IN_ANSWERS), (row["unlisted_count"], UNLISTED_COUNTS))
    return row["time_zone"] in zone_names() and all(not code or code in vocabulary for code, vocabulary in codes)


def profile_item_holds(row: RowData) -> bool:
    """Its kind is known."""
    return row["kind"] in PROFILE_KINDS


def look_holds(row: RowData) -> bool:
    """It can be read. Raises KeyError or TypeError otherwise."""
    read: dict[str, Callable[[Any], object]] = {
        FactorRecord.OUTCOME: outcome_from_data,
        FactorRecord.LOOK: look_from_data,
        FactorRecord.REPEAT: repeat_from_data,
    }
    return bool(read[row["kind"]](row["data"]))


def revision_holds(row: RowData) -> bool:
    """Its codes are known."""
    kinds = {Revision.EPISODE, Revision.DAY, Revision.PROFILE, Revision.QUESTION, Revision.VISIT}
    return row["kind"] in kinds and row["action"] in {Revision.EDIT, Revision.DELETE}


def preferences_hold(row: RowData) -> bool:
    """Each device has a zone."""
    return all(isinstance(zone, str) for zone in row["device_zones"].values())


_ENTRY_COLUMNS = {field.name: field for field in fields_of(Episode, set())}


def record_of_row(row: RowData) -> EpisodeRecord:
    """The entry of a row. Raises ValueError, KeyError or TypeError for one that no entry can be."""
    columns: dict[str, Any] = {name: _ENTRY_COLUMNS[name].value_of(row[name]) for name in EPISODE_VALUES}
    lists: dict[str, Any] = {
        name: tuple(table.item(*(each[column] for column in table.columns)) for each in row[table.rows])
        for name, table in DETAIL_TABLES.items()
    }
    return canonical(EpisodeRecord(**columns, **lists))


def entries_hold(rows: list[RowData]) -> bool:
    """What a row of episodes.csv may hold, an entry of an archive may hold too, and nothing more."""
    records = (record_of_row(row) for row in rows)
    return not any(isinstance(each, RowError) for each in read_episodes(write_episodes(records)))


def each(holds: Callable[[RowData], bool]) -> Callable[[list[RowData]], bool]:
    """What is asked of several rows, where each is looked at alone."""
    return lambda rows: all(map(holds, rows))
