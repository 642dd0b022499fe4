"""Migrations that have work to do with what is stored: what they make of it, called as Django calls them."""

import datetime as dt
import importlib
import uuid

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from tests.factories import NOON, make_day, make_episode
from tracker.models import AccountName, DayFactor, Episode, Evidence, FactorRecord
from tracker.querysets import EpisodeFilter
from tracker.vocabulary.folding import folded_text

evidence = importlib.import_module("tracker.migrations.0025_evidence")
folding = importlib.import_module("tracker.migrations.0019_fold_names_and_search_text")


def test_what_was_stored_before_is_found_after_folding_it_anew(alice, monkeypatch):
    monkeypatch.setattr(folding, "BATCH", 2)
    notes = ["İlaç", "cafe\u0301", "Straße", "plain", "पानी"]
    for note in notes:
        make_episode(alice, uid=uuid.uuid4(), note=note, search_text=note.casefold(), started_at=NOON)
    folding.fold_search_text(apps, None)
    assert set(Episode.objects.values_list("search_text", flat=True)) == {folded_text(note) for note in notes}
    for asked in ("ilaç", "café", "STRASSE", "Plain", "पानी"):
        assert Episode.objects.of(alice).matching(EpisodeFilter(text=asked)).count() == 1


@pytest.mark.parametrize("text", ["İlaç", "ılık", "a\u200db", "Straße", "ﬁ", "ᾼ"])
def test_the_migration_folds_as_the_app_does(text):
    assert folding.folded(text) == folded_text(text)


def test_the_older_of_two_accounts_with_one_name_holds_it(alice):
    people = get_user_model().objects
    people.create_user("Émile")
    people.create_user("émile")
    folding.fold_names(apps, None)
    folding.fold_names(apps, None)
    assert dict(AccountName.objects.values_list("owner__username", "folded")) == {"alice": "alice", "Émile": "émile"}


def test_factors_of_the_earlier_method_begin_together_and_keep_what_is_looked_for(alice, bob):
    first, later = (make_day(alice, NOON.date() + dt.timedelta(days=n)) for n in (0, 40))
    for day, code in ((first, "stress"), (later, "alcohol"), (later, "stress")):
        DayFactor.objects.create(day=day, code=code, is_yes=True, first_answered_at=NOON)
    make_day(bob, NOON.date())
    outcome = {"kind": "hard-day", "hard_from": 5.0, "is_rare": False, "spasm_days": 24, "of": 28}
    FactorRecord.objects.create(owner=alice, kind="outcome", taken_at=NOON, data=outcome)
    evidence.begin_evidence(apps, None)
    evidence.begin_evidence(apps, None)
    (row,) = Evidence.objects.all()
    assert (row.owner, row.begins_on, row.founders) == (alice, NOON.date(), ["alcohol", "stress"])
    assert (row.outcome, row.weekend_from, row.blocks) == (outcome, None, [])
