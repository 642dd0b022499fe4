"""Changed files on the pages that bring a diary back: each is refused in words, or restored whole."""

import itertools

import pytest
from django.conf import settings

from bench import mutated, mutated_archives, mutated_csv
from tests.factories import NOON, make_episode
from tracker.exchange.archive import damaged
from tracker.models import ImportedRow, Preferences
from tracker.services.staging import StagedRows

TIMES, OF_A_CSV = 50, 3
"""For tests/services tries fifty of each CSV, without the pages."""

pytestmark = pytest.mark.walk


@pytest.fixture(autouse=True)
def no_uploads(db):
    yield
    for path in settings.UPLOADS_DIR.glob("*"):
        path.unlink()


def test_fifty_changed_archives_break_no_page_and_write_nothing_in_part():
    outcome = mutated.try_files("archive", TIMES, seed=5, with_pages=False)
    assert outcome.faults == []
    assert outcome.counted.total() == TIMES
    assert min(outcome.counted.values()) > 0
    assert set(outcome.counted) == {"refused when sent", "refused by the look", "restored"}


@pytest.mark.parametrize("name", mutated_csv.NAMES)
def test_changed_csv_files_break_no_page_and_write_nothing_in_part(name):
    outcome = mutated.try_files(name, OF_A_CSV, seed=5, with_pages=False)
    assert outcome.faults == []
    assert outcome.counted.total() == OF_A_CSV


@pytest.mark.parametrize("name", mutated.FORMATS)
def test_a_seed_changes_the_same_each_time(name):
    first, again, other = (list(itertools.islice(mutated.FORMATS[name].changed(seed), 20)) for seed in (1, 1, 2))
    assert first == again != other


def unchanged(monkeypatch, like, data):
    """A format whose one file is as it was written."""
    sender = mutated.FORMATS[like].sender
    monkeypatch.setitem(mutated.FORMATS, "unchanged", mutated.Format(lambda seed: iter([data]), sender))


@pytest.fixture
def archive(monkeypatch):
    unchanged(monkeypatch, "archive", mutated_archives.ARCHIVE.read_bytes())


def test_an_archive_as_it_was_written_is_restored_and_shown_on_every_page(archive):
    outcome = mutated.try_files("unchanged", 1, seed=0)
    assert (outcome.faults, outcome.counted) == ([], {"restored": 1})


def test_a_restore_in_part_would_be_seen(archive, monkeypatch):
    write = StagedRows.insert
    monkeypatch.setattr(StagedRows, "insert", lambda self: 0 if self.model._meta.model_name == "visit" else write(self))
    outcome = mutated.try_files("unchanged", 1, seed=0, with_pages=False)
    assert any("restored in part" in fault for fault in outcome.faults)


def test_a_write_of_what_is_refused_would_be_seen(archive, monkeypatch):
    def writes_and_fails(owner, archive, *, now):
        Preferences.objects.filter(owner=owner).update(theme="written")
        raise damaged("half way")

    monkeypatch.setattr("tracker.views.archive.restore", writes_and_fails)
    outcome = mutated.try_files("unchanged", 1, seed=0, with_pages=False)
    assert any("something was written" in fault for fault in outcome.faults)


@pytest.mark.parametrize("name", mutated_csv.NAMES)
def test_a_csv_file_as_it_was_written_is_not_refused(name, monkeypatch):
    unchanged(monkeypatch, name, mutated_csv.whole_file(name))
    outcome = mutated.try_files("unchanged", 1, seed=0, with_pages=False)
    assert outcome.faults == []
    assert {*outcome.counted} <= {"imported", "refused by the look"}


@pytest.fixture
def entries(monkeypatch):
    unchanged(monkeypatch, "episodes", mutated_csv.whole_file("episodes"))


def faults_of_entries():
    return mutated.try_files("unchanged", 1, seed=0, with_pages=False).faults


def test_entries_as_they_were_written_are_imported_and_shown_on_every_page(entries):
    outcome = mutated.try_files("unchanged", 1, seed=0)
    assert (outcome.faults, outcome.counted) == ([], {"imported": 1})


def test_an_undo_in_part_would_be_seen(entries, monkeypatch):
    def forgets_one(made, kind):
        ImportedRow.objects.filter(made_by=made).first().delete()
        return digests(made, kind)

    from tracker.services import import_undo

    digests = import_undo._digests
    monkeypatch.setattr(import_undo, "_digests", forgets_one)
    assert faults_of_entries() == ["unchanged 0 of seed 0: undone, and the diary is not as it was"]


def test_an_import_that_miscounts_would_be_seen(entries, monkeypatch):
    write = StagedRows.insert

    def insert(self, **given):
        return write(self, **given) - (self.model._meta.model_name == "episode")

    monkeypatch.setattr(StagedRows, "insert", insert)
    assert any("imported in part" in fault for fault in faults_of_entries())


def test_a_write_before_it_is_confirmed_would_be_seen(entries, monkeypatch):
    from tracker.views import imports

    look = imports.check_import

    def writes(person, *arguments, **named):
        make_episode(person.owner, started_at=NOON)
        return look(person, *arguments, **named)

    monkeypatch.setattr(imports, "check_import", writes)
    assert any("written before it was confirmed" in fault for fault in faults_of_entries())
