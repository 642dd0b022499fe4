"""Changed files on the pages that bring a diary back: each is refused in words, or restored whole."""

import itertools

import pytest
from django.conf import settings

from bench import mutated
from tracker.exchange.archive import damaged
from tracker.models import Preferences
from tracker.services.staging import StagedRows

TIMES = 50


@pytest.fixture(autouse=True)
def no_uploads(db):
    yield
    for path in settings.UPLOADS_DIR.glob("*"):
        path.unlink()


@pytest.mark.parametrize("name", mutated.FORMATS)
def test_fifty_changed_files_break_no_page_and_write_nothing_in_part(name):
    outcome = mutated.try_files(name, TIMES, seed=5, with_pages=False)
    assert outcome.faults == []
    assert outcome.counted.total() == TIMES
    assert min(outcome.counted.values()) > 0
    assert set(outcome.counted) == {"refused when sent", "refused by the look", "restored"}


@pytest.mark.parametrize("name", mutated.FORMATS)
def test_a_seed_changes_the_same_each_time(name):
    first, again, other = (list(itertools.islice(mutated.FORMATS[name](seed), 20)) for seed in (1, 1, 2))
    assert first == again != other


@pytest.fixture
def unchanged(monkeypatch):
    """A format whose one file is the archive as it was written."""
    monkeypatch.setitem(mutated.FORMATS, "unchanged", lambda seed: iter([mutated.ARCHIVE.read_bytes()]))


def test_an_archive_as_it_was_written_is_restored_and_shown_on_every_page(unchanged):
    outcome = mutated.try_files("unchanged", 1, seed=0)
    assert (outcome.faults, outcome.counted) == ([], {"restored": 1})


def test_a_restore_in_part_would_be_seen(unchanged, monkeypatch):
    write = StagedRows.insert
    monkeypatch.setattr(StagedRows, "insert", lambda self: 0 if self.model._meta.model_name == "visit" else write(self))
    outcome = mutated.try_files("unchanged", 1, seed=0, with_pages=False)
    assert any("restored in part" in fault for fault in outcome.faults)


def test_a_write_of_what_is_refused_would_be_seen(unchanged, monkeypatch):
    def writes_and_fails(owner, archive, *, now):
        Preferences.objects.filter(owner=owner).update(theme="written")
        raise damaged("half way")

    monkeypatch.setattr("tracker.views.archive.restore", writes_and_fails)
    outcome = mutated.try_files("unchanged", 1, seed=0, with_pages=False)
    assert any("something was written" in fault for fault in outcome.faults)
