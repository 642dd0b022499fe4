"""What must fit within a row of an archive beyond what each column asks for: what no page could read otherwise."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from itertools import pairwise
from math import isfinite
from operator import itemgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tracker.analysis.change_records import change_as_data, change_from_data
from tracker.analysis.factor_days import BLOCK_DAYS
from tracker.analysis.factor_records import WORDS, block_from_data, look_from_data, outcome_from_data, repeat_from_data
from tracker.analysis.trial import TRIAL_VERDICTS, result_from_data
from tracker.days import PartialDate, zone_names
from tracker.exchange.archive import RowData
from tracker.exchange.csv_files import read_episodes, write_episodes
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import IMPORT_TOPICS
from tracker.guidance.rules.choose import ANSWERS
from tracker.models import ChangeRecord, DatedSetting, Episode, FactorRecord, OwnTerm, Revision
from tracker.records.episode import EPISODE_VALUES, EpisodeRecord, canonical
from tracker.services.archive_fields import fields_of
from tracker.services.archive_revisions import SCHEMAS
from tracker.services.episode_rows import DETAIL_TABLES
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.day import CHECK_IN_ANSWERS, UNLISTED_COUNTS
from tracker.vocabulary.profile import CONDITION, PROFILE_KINDS, codes_of
from tracker.vocabulary.terms import NONE_OF_THESE, is_own_code
from tracker.vocabulary.trials import ENDS, HABITS


def setting_holds(row: RowData) -> bool:
    """A setting that no page can read would break every page."""
    name, value = str(row["name"]), str(row["value"])
    if name == DatedSetting.DAY_START_HOUR:
        return value.isascii() and value.isdigit() and int(value) < 24
    if name == DatedSetting.DEADLINE:
        return f"{dt.time.fromisoformat(value):%H:%M}" == value
    return name == DatedSetting.FACTORS


def own_word_holds(row: RowData) -> bool:
    """It is a word of its vocabulary."""
    return row["vocabulary"] in {OwnTerm.FACTOR, OwnTerm.RELIEF} and is_own_code(row["code"])


def day_holds(row: RowData) -> bool:
    """Its zone and its codes are known."""
    codes = ((row["answer"], CHECK_IN_ANSWERS), (row["unlisted_count"], UNLISTED_COUNTS))
    return row["time_zone"] in zone_names() and all(not code or code in vocabulary for code, vocabulary in codes)


def profile_item_holds(row: RowData) -> bool:
    """Its kind and its other codes are known."""
    precisions = {row["from_precision"], row["to_precision"]}
    codes = {"", NONE_OF_THESE, *codes_of(row["kind"]), *(CONDITIONS if row["kind"] == CONDITION else ())}
    return row["kind"] in PROFILE_KINDS and precisions <= _PRECISIONS and row["code"] in codes


_PRECISIONS = {"", PartialDate.DAY, PartialDate.MONTH, PartialDate.YEAR}


def profile_items_stand_together(rows: list[RowData]) -> bool:
    """No kind has both an answer "none" and a row that says something."""
    said_none = {row["kind"] for row in rows if row["code"] == NONE_OF_THESE}
    return not any(row["kind"] in said_none for row in rows if row["code"] != NONE_OF_THESE)


def pauses_stand_together(rows: list[RowData]) -> bool:
    """No two share a day."""
    in_order = sorted(rows, key=itemgetter("from_on"))
    return all(one["to_on"] and one["to_on"] < other["from_on"] for one, other in pairwise(in_order))


def guidance_answer_holds(row: RowData) -> bool:
    """It is an answer that a card takes. Which cards there are differs between versions."""
    return row["answer"] in ANSWERS


def share_link_holds(row: RowData) -> bool:
    """Its zone is known, and its choice has the form of one: whatever a choice lacks is not ticked."""
    return row["time_zone"] in zone_names() and isinstance(row["choice"], dict)


def trial_holds(row: RowData) -> bool:
    """Its looks can be read, and its nights are its own. What was drawn is as long as the trial."""
    looks = [result_from_data(row[name]) for name in ("half_way", "at_end") if row[name]]
    nights = [night["number"] for night in row["answers"]]
    sequence = row["sequence"]
    return (
        row["habit"] in HABITS
        and (not row["ended_why"] or row["ended_why"] in ENDS)
        and (not sequence or (len(sequence) == row["length"] and set(sequence) <= {"0", "1"}))
        and all(number < row["length"] for number in nights)
        and all(_has_type(look, object) and look.verdict in TRIAL_VERDICTS for look in looks)
    )


def look_holds(row: RowData) -> bool:
    """It can be read, and its numbers are numbers. Raises KeyError or TypeError for what cannot be read at all."""
    read: dict[str, Callable[[Any], object]] = {
        FactorRecord.OUTCOME: outcome_from_data,
        FactorRecord.LOOK: look_from_data,
        FactorRecord.REPEAT: repeat_from_data,
    }
    return _has_type(read[row["kind"]](row["data"]), object)


def evidence_holds(row: RowData) -> bool:
    """Its blocks can be read, their counts can be, and no more weight is given out than there is. Raises KeyError,
    TypeError or ValueError for what cannot be read at all."""
    if row["outcome"] and not _has_type(outcome_from_data(row["outcome"]), object):
        return False
    blocks = [block_from_data({name: each[name] for name in ("strata", "weights", "passed")}) for each in row["blocks"]]
    closed_at = [dt.datetime.fromisoformat(each["closed_at"]) for each in row["blocks"]]
    strata = [stratum for block in blocks for each in block.strata.values() for stratum in each]
    weights = [weight for block in blocks for weight in block.weights.values()]
    begun = {code for block in blocks for code in block.weights}
    return (
        all(each.tzinfo for each in closed_at)
        and all(map(_is_stratum, strata))
        and all(type(weight) is float and weight > 0 for weight in weights)
        and sum(weights) <= 1 + 1e-9
        and all(isinstance(code, str) for code in row["founders"])
        and all(code in begun and isfinite(value) for block in blocks for code, value in block.passed.items())
        and (not blocks or bool(row["outcome"]))
        and row["weekend_from"] in {None, *range(7)}
    )


def _is_stratum(stratum: tuple[int, int, int, int]) -> bool:
    n, m, e, a = stratum
    is_whole = all(type(each) is int for each in stratum)
    return is_whole and 0 < n <= BLOCK_DAYS and max(m, e) <= n and max(0, m + e - n) <= a <= min(m, e)


def change_holds(row: RowData) -> bool:
    """It can be read, says no more than was written, and begins where it says. Raises KeyError, TypeError or ValueError
    for what cannot be read at all."""
    look = change_from_data(row["data"])
    is_known = row["what"] in {ChangeRecord.YEAR, ChangeRecord.VISIT, ChangeRecord.BEGAN, ChangeRecord.ENDED}
    is_named = (row["what"] == ChangeRecord.YEAR) is (row["of"] == "")
    begins = look.after.days.first.isoformat() == row["on"]
    return is_known and is_named and begins and change_as_data(look) == row["data"]


def _has_type(value: Any, hint: Any) -> bool:
    """True if a value that was read from JSON, and all within it, is what its dataclass says it is."""
    if isinstance(hint, UnionType):
        return any(_has_type(value, each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_has_type(each, get_args(hint)[0]) for each in value)
    if is_dataclass(value):
        hints = get_type_hints(type(value))
        return isinstance(value, hint) and all(
            # Words are not stored: they are those of the dataclass.
            _has_type(getattr(value, name), hints[name]) and _is_sane(name, getattr(value, name))
            for name in (each.name for each in fields(value))
            if name not in WORDS
        )
    if hint is float:
        return type(value) in {int, float}
    return value is None if hint is type(None) else type(value) is hint


def _is_sane(name: str, value: Any) -> bool:
    """A day is stored as its ordinal."""
    return not name.endswith("_day") or 1 <= value <= dt.date.max.toordinal()


def import_answer_holds(row: RowData) -> bool:
    """What was said of a word is of a topic that is asked about."""
    return row["topic"] in IMPORT_TOPICS and bool(row["signature"])


def revision_holds(row: RowData) -> bool:
    """Its action is known, and its snapshot is of the form that is read here. What is in that, `within` checks."""
    return row["schema"] == SCHEMAS[row["kind"]] and row["action"] in {Revision.EDIT, Revision.DELETE}


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
