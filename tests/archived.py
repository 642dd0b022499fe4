"""A diary with a row of every kind that an archive holds, and archives that were changed by hand."""

import datetime as dt
import hashlib
import io
import json
import uuid
import zipfile

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection

from tests.care import make_invitation
from tests.factories import (
    NOON,
    make_day,
    make_episode,
    make_profile_item,
    make_share_link,
    make_token,
    make_visit,
)
from tests.records.full_episode import FULL
from tracker.analysis.trial import HALF_WAY_LOOK, TrialNight, trial_result
from tracker.exchange.archive import open_archive
from tracker.models import (
    ChangeRecord,
    DatedSetting,
    DayFactor,
    DayFactorBefore,
    Episode,
    EpisodeFollowUp,
    Evidence,
    FactorRecord,
    GrantOpening,
    GuidanceAnswer,
    Import,
    ImportAnswer,
    ImportedRow,
    KeptDiary,
    OwnTerm,
    Pause,
    Preferences,
    Question,
    Revision,
    SentItem,
    ShareOpening,
    ShownAfterSaving,
    SignedInDevice,
    Trial,
    TrialAnswer,
    TrialSeal,
)
from tracker.selectors.person import person_by_now
from tracker.services.archive import stream_archive
from tracker.services.bulk import insert_records

LOOK = {"at": 60, "first_day": 739_000, "last_day": 739_060, "tested": 0, "judged": []} | {
    "outcome": {"kind": "any-spasm", "hard_from": None, "is_rare": False, "spasm_days": 20, "of": 40}
}
BLOCK = {
    "closed_at": NOON.isoformat(),
    "strata": {"stress": [[12, 5, 4, 3], [8, 2, 1, 0]]},
    "weights": {"stress": 0.75},
    "passed": {},
}
CHANGE_ON = dt.date(2026, 3, 12)
CHANGE = {
    "before": {"first": "2025-12-12", "last": "2026-03-11", "n": 55, "of": 88, "asked": 90},
    "after": {"first": "2026-03-12", "last": "2026-06-09", "n": 24, "of": 89, "asked": 90},
    "side": "fewer",
    "ratio": [0.43, 0.25, 0.74],
    "if_quiet": [0.44, 0.25, 0.76],
    "why_none": "",
    "touches_beginning": False,
    "begins_at_visit": True,
    "figures": {"false": [1, 5], "halved": [10, 19], "doubled": [27, 56]},
}
TRIAL_RESULT = trial_result([TrialNight(True, False, True), TrialNight(False, True, None)] * 6, HALF_WAY_LOOK)
LATER = NOON + dt.timedelta(days=9)
TODAY = NOON.date()
SEALED = "10010110" * 10 + "0110"


def fill(owner, token="a-token-of-32-characters-or-so"):
    """Rows of every kind, all of them with whatever an archive must not lose."""
    Preferences.objects.filter(owner=owner).update(
        theme="dark", device_zones={"Asia/Tokyo": ""}, report_choice={"parts": ["numbers"]}, emergency_country="DE"
    )
    for name, value in ((DatedSetting.DAY_START_HOUR, "6"), (DatedSetting.FACTORS, "stress x-tea")):
        DatedSetting.objects.create(owner=owner, name=name, from_on=TODAY - dt.timedelta(days=400), value=value)
    OwnTerm.objects.create(owner=owner, vocabulary=OwnTerm.FACTOR, code="x-tea", label="Tea")
    insert_records(owner, [FULL], now=NOON)
    Episode.objects.filter(owner=owner).update(leave_open=True, safety_said_at=NOON, arrived_at=LATER)
    EpisodeFollowUp.objects.filter(episode__owner=owner).update(
        answered_at=NOON + dt.timedelta(minutes=3, microseconds=7)
    )
    for n in range(3):
        make_episode(owner, started_at=NOON - dt.timedelta(days=n, hours=5), note=f"=SUM({n})\r\n“Ö” \u2028")
    day = make_day(owner, TODAY, limited=2, note="quiet")
    factor = DayFactor.objects.create(day=day, code="stress", is_yes=True, first_answered_at=NOON, changed_at=LATER)
    DayFactorBefore.objects.create(factor=factor, was_yes=False, until=LATER)
    DayFactor.objects.create(day=day, code="x-tea", is_yes=False, first_answered_at=NOON)
    make_day(owner, TODAY - dt.timedelta(days=1))
    Pause.objects.create(owner=owner, from_on=TODAY - dt.timedelta(days=60), to_on=TODAY - dt.timedelta(days=50))
    visit = make_visit(owner, said="Stretch more.", look=True)
    Question.objects.create(owner=owner, text="Why?", asked_on=TODAY, visit=visit)
    Question.objects.create(owner=owner, from_key="stress", asked_on=TODAY, position=1)
    make_profile_item(owner, from_on=TODAY)
    make_profile_item(
        owner, "medication", text="Baclofen", dose="5 mg", for_spasms=True, from_on=TODAY, look_since=True
    )
    GuidanceAnswer.objects.create(owner=owner, key="stress", answer="aside", answered_on=TODAY, n=4)
    ImportAnswer.objects.create(owner=owner, signature="headi", topic="place", word="Nape", value="neck-back:middle")
    made_by = Import.objects.create(owner=owner, at=NOON, code="headi", file_name="headi.csv", entries=1)
    ImportedRow.objects.create(made_by=made_by, kind="episode", key=str(FULL.uid), digest="a" * 32)
    SentItem.objects.create(owner=owner, device=uuid.UUID(int=9), kind="number", digest="d" * 64, stored_at=NOON)
    ShownAfterSaving.objects.create(owner=owner, topic="night", shown_on=TODAY)
    FactorRecord.objects.create(owner=owner, kind="look", at=60, taken_at=NOON, data=LOOK)
    Evidence.objects.create(
        owner=owner,
        begins_on=TODAY - dt.timedelta(days=100),
        weekend_from=3,
        outcome=LOOK["outcome"],
        founders=["stress"],
        blocks=[BLOCK, BLOCK | {"weights": {"x-tea": 0.125}, "passed": {"stress": 5.123456789012345}}],
    )
    ChangeRecord.objects.create(owner=owner, what="year", on=CHANGE_ON, taken_at=NOON, data=CHANGE)
    ChangeRecord.objects.create(owner=owner, what="visit", of=str(visit.uid), on=CHANGE_ON, taken_at=NOON, data=CHANGE)
    _fill_trials(owner)
    SignedInDevice.objects.create(owner=owner, session_key=f"of-{owner.pk}", name="Mac", since=NOON, seen_on=TODAY)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={})
    link = make_share_link(owner, token=token, label="Dr. Kim", days=90)
    ShareOpening.objects.create(link=link, at=LATER)
    make_token(owner, secret=f"for-a-button-{token}")
    invitation = make_invitation(owner, token=f"for-a-caregiver-{token}", now=NOON)
    GrantOpening.objects.create(grant=invitation, on=TODAY, at=NOON)
    KeptDiary.objects.create(owner=owner, name="Mia")
    Revision.objects.create(
        owner=owner, kind="episode", uid=FULL.uid, at=LATER, action="edit", schema=1, snapshot=FULL.as_data()
    )


def _fill_trials(owner):
    """One that is over, and one that runs: of that, what was drawn is in no file."""
    baseline = {"baseline_spasms": 7, "baseline_nights": 14, "length": 84}
    Trial.objects.create(
        owner=owner,
        habit="warm-bath",
        first_on=TODAY - dt.timedelta(days=200),
        commitment="c" * 64,
        sequence="10" * 42,
        secret="5" * 64,
        started_at=NOON - dt.timedelta(days=200),
        half_way=TRIAL_RESULT.as_data(),
        ended_at=NOON - dt.timedelta(days=100),
        ended_why="person",
        **baseline,
    )
    trial = Trial.objects.create(
        owner=owner, habit="loose-bedding", first_on=TODAY, commitment="d" * 64, started_at=NOON, **baseline
    )
    TrialAnswer.objects.create(trial=trial, number=0, is_with=True, had_spasm=False, answered_at=LATER, was_done=True)
    TrialAnswer.objects.create(trial=trial, number=2, is_with=False, had_spasm=True, answered_at=LATER)
    TrialSeal.objects.create(owner=owner, trial=trial, sequence=SEALED, secret="6" * 64)


def archive_of(owner, now=LATER):
    """The bytes of the owner's archive."""
    return b"".join(stream_archive(person_by_now(owner), owner.username, "1.0", now=now))


def opened(data):
    return open_archive(io.BytesIO(data))


def rows(data):
    return list(opened(data).rows())


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(files, **more):
    """A ZIP file of these, with sums that fit."""
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if name != "SHA256SUMS"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (files | {"SHA256SUMS": sums.encode()} | more).items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data, change):
    """The archive whose diary.json `change` made another text of, with sums that fit."""
    files = members(data)
    return packed(files | {"diary.json": change(files["diary.json"].decode()).encode()})


def with_row(data, kind, number=0, /, **values):
    """The archive with these values in one row of a kind."""

    def change(text):
        lines = text.split("\n")
        at = lines.index(f'"{kind}": [') + 1 + number
        end = "," if lines[at].endswith(",") else ""
        lines[at] = json.dumps(json.loads(lines[at].removesuffix(",")) | values) + end
        return "\n".join(lines)

    return changed(data, change)


def all_tables():
    """A hash of everything in the tables of the diary."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_app_config("tracker").get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")
            digest.update(repr((model.__name__, cursor.fetchall())).encode())
    return digest.hexdigest()


def fresh_uid():
    return str(uuid.uuid4())
