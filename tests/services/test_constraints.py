"""What the constraints refuse, the database refuses too; and the other way round."""

import datetime as dt
import itertools

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, Q

from tests.factories import NOON
from tracker.models import Day, EpisodeRegion, Pause, ProfileItem, ShareLink
from tracker.services.constraints import _worked_out, fits_checks, once_keys

TODAY = NOON.date()
CASES = {
    Day: {
        "answer": ["", "none", "unlisted"],
        "answered_at": [None, NOON],
        "unlisted_count": ["", "1-5"],
        "unlisted_worst": [None, 0, 11],
        "limited": [None, 0, 5],
    },
    Pause: {"from_on": [TODAY], "to_on": [None, TODAY, TODAY - dt.timedelta(days=1)]},
    ProfileItem: {
        "kind": ["medication", "condition", "spasms-began"],
        "code": ["", "none", "gout"],
        "text": ["", "Baclofen"],
        "dose": ["", "5 mg"],
        "from_on": [None, TODAY],
        "from_precision": ["", "day"],
        "to_on": [None, TODAY - dt.timedelta(days=1)],
        "to_precision": ["", "day"],
        "for_spasms": [True, False],
    },
}


@pytest.mark.parametrize("model", CASES)
def test_each_row_is_refused_by_both_or_by_none(alice, model):
    fields, stored = CASES[model], 0
    for n, values in enumerate(itertools.product(*fields.values())):
        row = model(owner=alice, **dict(zip(fields, values, strict=True)))
        if model is Day:
            row.date, row.time_zone = TODAY + dt.timedelta(days=n), "UTC"
        read = {column.name: getattr(row, column.attname) for column in model._meta.concrete_fields}
        try:
            with transaction.atomic():
                row.save()
            row.delete()
            stored += 1
        except IntegrityError:
            assert not fits_checks(model, read), read
        else:
            assert fits_checks(model, read), read
    assert 0 < stored <= n


def test_every_check_of_every_model_can_be_worked_out():
    """One of a new shape must be taught to it, or nothing of that model could be restored."""
    checks = [
        constraint.condition
        for model in apps.get_app_config("tracker").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    assert len(checks) > 20
    assert all(map(_worked_out, checks))
    with pytest.raises(KeyError):
        _worked_out(Q(note__contains="x"))


def test_what_stands_once():
    link = {"label": "", "uid": "u"}
    assert once_keys(ShareLink, {"owner"}, link) == {"sharelink_uid_unique_per_owner": ("u",)}
    none = {"kind": "condition", "code": "none", "uid": "u"}
    assert once_keys(ProfileItem, {"owner"}, none) == {
        "profileitem_uid_unique_per_owner": ("u",),
        "profile_item_none_once_a_kind": ("condition",),
    }
    mark = {"region": "calf", "side": "left", "text": ""}
    assert once_keys(EpisodeRegion, {"episode"}, mark) == {"episode_region_once": ("calf", "left", "")}
