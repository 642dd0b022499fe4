"""CSV files as they are brought in, and everything a diary holds to compare."""

import io

from django.apps import apps

from tests.factories import NOON, ZONE
from tracker.exchange.csv_files import write_days, write_episodes
from tracker.exchange.imports import open_import
from tracker.records.episode import EpisodeRecord
from tracker.selectors.person import person_by_now
from tracker.services.imports import check_import, run_import

WITHOUT_TRACES = {"Import", "Preferences", "Evidence", "FactorRecord"}
"""An undo is listed, the data version is another one, and what was said of factors stays."""


def opened_csv(text):
    return open_import(io.BytesIO(text.encode() if isinstance(text, str) else text))


def entries_csv(*records):
    return "".join(write_episodes(records))


def days_csv(*records):
    return "".join(write_days(records, {code for record in records for code, _is_yes in record.factors}))


def entry(uid, **fields):
    return EpisodeRecord(uid=uid, **({"started_at": NOON, "time_zone": ZONE} | fields))


def check(owner, text, answers=None, now=NOON):
    return check_import(person_by_now(owner), opened_csv(text), answers or {}, now=now)


def bring_in(owner, text, answers=None, now=NOON, name="diary.csv"):
    return run_import(person_by_now(owner), opened_csv(text), answers or {}, name, now=now)


def diary_rows():
    """Every row of the diary's tables, but for those that an import and its undo may leave."""
    models = apps.get_app_config("tracker").get_models()
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in models
        if model.__name__ not in WITHOUT_TRACES
    }
