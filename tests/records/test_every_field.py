"""A field of an entry or a day is known to every place that handles one: the fields come from the dataclasses.

Whoever adds a field and forgets a place of "Adding a field to an entry" (docs/architecture.md) fails here.
"""

import dataclasses
import datetime as dt
import io
import json
import re
import uuid
from pathlib import Path

import pytest
from django import forms

from tests.records.full_episode import FULL, START
from tracker.exchange.columns import EPISODE_COLUMNS, day_columns
from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes
from tracker.forms.chosen import _CHOSEN
from tracker.forms.episode import EpisodeForm
from tracker.models import Day, Episode, Revision
from tracker.pages.archive import FIELD_WORDS
from tracker.pages.episode_edit import episode_edit_of
from tracker.records.day import DAY_ANSWERS, DAY_FIELDS, DAY_VALUES, DayRecord
from tracker.records.episode import (
    EPISODE_ANSWERS,
    EPISODE_FIELDS,
    EPISODE_LISTS,
    EPISODE_VALUES,
    EpisodeRecord,
    canonical,
)
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.bulk import insert_records
from tracker.services.days import DayAnswers
from tracker.services.derived import derived_fields
from tracker.services.episode_rows import DETAIL_TABLES, record_of
from tracker.services.export import day_records, episode_records

LATER = START + dt.timedelta(hours=2)
OTHER = EpisodeRecord(
    uid=uuid.UUID(int=2),
    started_at=START - dt.timedelta(minutes=30),
    time_zone="Asia/Tokyo",
    ended_at=START + dt.timedelta(minutes=9),
    duration_basis="estimated",
    count=2,
    kind="twitch",
    intensity=0,
    regions=(RegionMark("calf", "right"), RegionMark("other", "", "left eyebrow")),
    at_onset="resting",
    woke="no",
    suspected_factors=("none",),
    relief=(ReliefUse("rest"),),
    also_noticed=("none",),
    soreness="none",
    impact="none",
    note="",
    private=False,
    logged_at=START + dt.timedelta(minutes=8),
    edited_at=None,
    chest_signs="not-sure",
    follow_up=(("one-side", "yes"),),
    logged_by="Éva",
)
DAY = DayRecord(
    date=dt.date(2026, 6, 9),
    time_zone="Europe/Berlin",
    state="spasm",
    answer="unlisted",
    unlisted_count="6-10",
    unlisted_worst=7,
    answered_at=START,
    limited=0,
    factors=(("stress", True),),
    note="hot",
    private=True,
    logged_by="Kim",
)


def with_other(name: str) -> EpisodeRecord:
    """FULL with another value of this field."""
    return dataclasses.replace(FULL, **{name: getattr(OTHER, name)})


def lines(text) -> io.StringIO:
    return io.StringIO("".join(text), newline="")


@pytest.fixture
def person(alice):
    return person_of(alice)


# The test data can tell every field from every other state of it.


@pytest.mark.pure
def test_the_records_here_differ_in_every_field_and_from_an_empty_one():
    for record, other in ((FULL, OTHER), (DAY, None)):
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            assert value != field.default, field.name
            assert other is None or value != getattr(other, field.name), field.name


# An entry


@pytest.mark.pure
@pytest.mark.parametrize("name", EPISODE_FIELDS)
def test_the_snapshot_of_an_entry_holds_each_field(name):
    data = json.loads(json.dumps(with_other(name).as_data()))
    assert EpisodeRecord.from_data(data) == with_other(name)


@pytest.mark.pure
@pytest.mark.parametrize(
    "field", [f for f in dataclasses.fields(EpisodeRecord) if f.default is not dataclasses.MISSING]
)
def test_a_snapshot_of_before_there_was_a_field_still_reads(field):
    data = FULL.as_data()
    del data[field.name]
    assert EpisodeRecord.from_data(data) == dataclasses.replace(FULL, **{field.name: field.default})


def cells(column, record):
    return column.cells(lambda field: [getattr(record, field)])


@pytest.mark.pure
@pytest.mark.parametrize("name", EPISODE_FIELDS)
def test_a_column_of_the_file_holds_each_field(name):
    changed = with_other(name)
    assert [column.name for column in EPISODE_COLUMNS if cells(column, changed) != cells(column, FULL)]
    assert list(read_episodes(lines(write_episodes([changed])))) == [changed]


@pytest.mark.pure
def test_every_list_is_put_into_order_and_has_a_table():
    assert set(EPISODE_LISTS) == set(DETAIL_TABLES)
    assert canonical(OTHER) == OTHER
    for table in DETAIL_TABLES.values():
        columns = {column.name for column in table.model._meta.concrete_fields}
        assert columns >= set(table.columns)
        assert columns - set(table.columns) <= {"id", "episode", "answered_at"}


@pytest.mark.pure
def test_every_column_of_an_entry_is_in_its_record_or_derived_or_kept_beside_it():
    columns = {column.name for column in Episode._meta.concrete_fields}
    assert columns == {"id", "owner", *EPISODE_VALUES, *derived_fields(FULL), *service.BESIDE_COLUMNS}


@pytest.mark.parametrize("name", EPISODE_FIELDS)
def test_saving_importing_and_exporting_an_entry_keep_each_field(person, name):
    record = with_other(name)
    insert_records(person.owner, [record], now=LATER)
    assert record_of(Episode.objects.get()) == record
    assert list(episode_records(person.owner, Episode.objects.all())) == [record]
    Episode.objects.all().delete()
    service.save_episode(person, record, now=LATER)
    assert record_of(Episode.objects.get()) == record


@pytest.mark.parametrize("name", EPISODE_ANSWERS)
def test_a_change_of_each_field_is_seen_and_taken_back(person, name):
    service.save_episode(person, FULL, now=LATER)
    saved = service.save_episode(person, with_other(name), now=LATER)
    assert getattr(record_of(Episode.objects.get()), name) == getattr(OTHER, name)
    assert saved.outcome != service.UNCHANGED
    if saved.outcome == service.EDITED:
        service.undo(person, Revision.objects.get(), now=LATER)
        assert getattr(record_of(Episode.objects.get()), name) == getattr(FULL, name)


@pytest.mark.parametrize("name", EPISODE_FIELDS)
def test_undoing_a_deletion_brings_each_field_back(person, name):
    record = with_other(name)
    saved = service.save_episode(person, record, now=LATER)
    service.undo(person, service.delete_episode(person, saved.episode, now=LATER), now=LATER)
    assert record_of(Episode.objects.get()) == record


def test_the_form_and_two_tabs_know_every_answer(person, rf):
    form = EpisodeForm(person=person, now=LATER, episode=FULL)
    edit = episode_edit_of(rf.get("/").POST, form, FULL)
    settled = {name for names in edit.units.values() for name in names}
    follow_up = {name for name in settled if name.startswith("follow_up")}
    assert settled - follow_up == set(EPISODE_ANSWERS) - {"follow_up"}
    assert follow_up == {name for name in form.fields if name.startswith("follow_up")}
    in_parts = {"started_at", "ended_at", "duration_basis", "follow_up"}
    assert set(EPISODE_ANSWERS) - set(form.fields) == in_parts


@pytest.mark.pure
def test_the_page_of_a_form_that_was_not_saved_names_each_answer_chosen_from_a_list():
    chosen = {name for name in EPISODE_ANSWERS if isinstance(EpisodeForm.base_fields.get(name), forms.ChoiceField)}
    assert "soreness" in chosen
    assert chosen <= set(_CHOSEN)


# A day


@pytest.mark.pure
def test_the_snapshot_of_a_day_holds_each_field_that_is_stored():
    data = json.loads(json.dumps(DAY.as_data()))
    assert DayRecord.from_data(data) == dataclasses.replace(DAY, state="")
    assert set(DAY_FIELDS) - set(data) == {"state"}


@pytest.mark.pure
def test_a_column_of_the_file_holds_each_field_of_a_day():
    assert list(read_days(lines(write_days([DAY], ["stress"])))) == [DAY]
    for field in dataclasses.fields(DayRecord):
        if field.default is dataclasses.MISSING:
            continue
        emptied = dataclasses.replace(DAY, **{field.name: field.default})
        assert any(cells(each, emptied) != cells(each, DAY) for each in day_columns(["stress"])), field.name


@pytest.mark.pure
def test_every_column_of_a_day_is_in_its_record_and_every_answer_can_be_saved():
    columns = {column.name for column in Day._meta.concrete_fields}
    assert columns == {"id", "owner", "uid", "limited_at", "arrived_at", *DAY_VALUES}
    assert {field.name for field in dataclasses.fields(DayAnswers)} == set(DAY_ANSWERS)


def test_importing_and_exporting_a_day_keep_each_field(person):
    insert_records(person.owner, [], [DAY], now=LATER)
    assert [day for day in day_records(person, LATER.date()) if day.time_zone] == [DAY]


# The list of places


@pytest.mark.pure
def test_the_places_that_a_new_field_has_to_be_named_in_are_there():
    root = Path(__file__).resolve().parents[2]
    text = (root / "docs" / "architecture.md").read_text()
    section = text.partition("## Adding a field to an entry")[2].partition("\n## ")[0]
    places = re.findall(r"^\d+\. `([\w/.]+)`", section, re.MULTILINE)
    assert len(places) == 8
    assert [place for place in places if not (root / place).exists()] == []


@pytest.mark.parametrize("name", EPISODE_ANSWERS)
def test_a_restore_names_each_answer_that_differs(name):
    stored_as = DETAIL_TABLES[name].rows if name in DETAIL_TABLES else name
    assert FIELD_WORDS[stored_as]
