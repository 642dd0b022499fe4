"""The archive of one person: everything out, everything back, and nothing that is there is overwritten."""

import datetime as dt
import json
import random
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.archived import (
    BLOCK,
    CHANGE,
    LATER,
    LOOK,
    SEALED,
    TODAY,
    TRIAL_RESULT,
    all_tables,
    archive_of,
    changed,
    fill,
    fresh_uid,
    members,
    opened,
    rows,
    with_row,
)
from tests.factories import NOON, make_episode, make_profile_item, make_share_link
from tests.records.full_episode import FULL
from tracker.exchange.archive import ENTRIES, FORMAT, ArchiveError
from tracker.models import (
    Day,
    Episode,
    Pause,
    Preferences,
    ProfileItem,
    Question,
    Revision,
    ShareLink,
    Trial,
    TrialSeal,
    Visit,
)
from tracker.selectors.person import person_by_now
from tracker.services import days, episodes, profile, questions, visits
from tracker.services.archive import compare, is_empty, stream_archive
from tracker.services.archive_kinds import ARCHIVE_KINDS, KINDS_BY_NAME, NOT_IN_IT
from tracker.services.archive_restore import restore
from tracker.services.archive_rows import completed, rows_of

STAMP = "2026-06-10T10:00:00+00:00"
NOW = LATER + dt.timedelta(days=3)
GOLDEN = Path(__file__).parents[1] / "exchange" / "archives"


def owned_models():
    """Every model that leads to a person, in any app."""
    user = get_user_model()
    for model in apps.get_models():
        if any(
            field.is_relation and field.many_to_one | field.one_to_one and field.related_model is user
            for field in model._meta.concrete_fields
        ):
            yield model


def parts_of(kind):
    for part in kind.parts:
        yield part
        yield from parts_of(part)


def test_every_model_with_an_owner_is_in_the_archive_or_has_a_reason():
    named = {kind.model._meta.label for kind in ARCHIVE_KINDS} | set(NOT_IN_IT)
    assert {model._meta.label for model in owned_models()} == named
    assert all(NOT_IN_IT.values())


def test_every_detail_of_an_archived_row_is_in_it_too():
    details = {part.model for kind in ARCHIVE_KINDS for part in parts_of(kind)}
    archived = {kind.model for kind in ARCHIVE_KINDS} | details
    for model in apps.get_app_config("tracker").get_models():
        belongs = {field.related_model for field in model._meta.concrete_fields if field.is_relation} & archived
        assert not belongs or model in archived or model._meta.label in NOT_IN_IT, model


def test_only_what_is_named_is_left_out_of_a_row():
    for kind in ARCHIVE_KINDS:
        names = {column.name for column in kind.model._meta.concrete_fields} - {"id", "owner"}
        assert {field.name for field in kind.fields} == names - kind.left_out
        assert kind.left_out <= names
        for part in parts_of(kind):
            columns = {column.name for column in part.model._meta.concrete_fields}
            assert {field.name for field in part.fields} == columns - {"id", part.of}


@pytest.fixture
def data(alice):
    fill(alice)
    return archive_of(alice)


def test_the_example_has_a_row_of_every_kind(data):
    by_kind = {}
    for kind, row in rows(data):
        by_kind.setdefault(kind, []).append(row)
    assert set(by_kind) == {kind.name for kind in ARCHIVE_KINDS}
    for kind in ARCHIVE_KINDS:
        for part in kind.parts:
            assert any(row[part.name] for row in by_kind[kind.name]), part


def test_archive_to_empty_account_to_archive_is_equal(data, bob):
    done = restore(bob, opened(data), now=NOW)
    assert done.is_into_empty
    assert done.new == len(rows(data))
    again = archive_of(bob)
    assert rows(again) == rows(data)
    ours, theirs = members(data), members(again)
    for name in ("diary.json", "episodes.csv", "days.csv"):
        assert theirs[name] == ours[name]


def test_what_lists_and_charts_read_is_filled_in(data, alice, bob):
    restore(bob, opened(data), now=NOW)
    columns = ("uid", "day", "offset_seconds", "search_text", "may_warn")
    restored = {row[0]: row[1:] for row in Episode.objects.of(bob).values_list(*columns)}
    # The six-o'clock start of a day comes with the settings.
    assert restored[Episode.objects.of(bob).get(note="at the lake").uid] == (
        TODAY,
        7200,
        "at the lake\nleft eyebrow\nibuprofen 400\ntea",
        True,
    )
    for row in Episode.objects.of(alice).values_list(*columns):
        assert restored[row[0]][1] == row[2]


def test_a_restore_renews_the_data_version(data, bob):
    before = Preferences.objects.get(owner=bob).data_version
    restore(bob, opened(data), now=NOW)
    assert Preferences.objects.get(owner=bob).data_version != before


def test_restoring_twice_adds_nothing(data, bob):
    restore(bob, opened(data), now=NOW)
    before = all_tables()
    done = restore(bob, opened(data), now=NOW)
    assert (done.new, done.differs) == (0, 0)
    assert all_tables() == before


def test_the_same_diary_knows_its_own_archive(data, alice):
    comparison = compare(alice, opened(data))
    assert (comparison.new, comparison.differs) == (0, 0)
    assert sum(each.known for each in comparison.by_kind.values()) == len(rows(data))


def test_what_is_missing_is_added_and_what_differs_stays(data, alice):
    Episode.objects.of(alice).get(note="at the lake").delete()
    Episode.objects.of(alice).filter(started_at=NOON - dt.timedelta(hours=5)).update(note="mine now")
    Day.objects.of(alice).filter(date=TODAY).update(note="mine now")
    Question.objects.filter(owner=alice, text="Why?").update(text="Why me?")
    Preferences.objects.filter(owner=alice).update(theme="light")
    planned = compare(alice, opened(data))
    done = restore(alice, opened(data), now=NOW)
    assert planned == done
    counts = {name: (each.new, each.differs) for name, each in done.by_kind.items() if each.new or each.differs}
    assert counts == {ENTRIES: (1, 1), "days": (0, 1), "questions": (0, 1), "preferences": (0, 1)}
    assert Episode.objects.of(alice).filter(note="mine now").count() == 1
    assert Episode.objects.of(alice).count() == 4
    assert Day.objects.of(alice).get(date=TODAY).note == "mine now"
    assert Question.objects.filter(owner=alice, text="Why me?").exists()
    assert Preferences.objects.get(owner=alice).theme == "light"
    assert [(each.row["date"], each.fields) for each in done.by_kind["days"].differing] == [
        (TODAY.isoformat(), ("note",))
    ]


def test_settings_alone_are_no_diary(alice):
    assert is_empty(alice)
    make_episode(alice)
    assert not is_empty(alice)


def test_a_day_that_was_made_anew_elsewhere_is_the_same_day(data, alice):
    Day.objects.of(alice).filter(date=TODAY).update(uid=fresh_uid())
    assert compare(alice, opened(data)).differs == 0


def test_a_day_whose_uid_another_day_has_gets_a_new_one(data, alice):
    day = Day.objects.of(alice).get(date=TODAY)
    Day.objects.of(alice).filter(pk=day.pk).update(date=TODAY + dt.timedelta(days=30))
    assert restore(alice, opened(data), now=NOW).by_kind["days"].new == 1
    assert Day.objects.of(alice).count() == 3


def test_a_pause_that_shares_a_day_with_another_is_not_added(data, bob):
    Pause.objects.create(owner=bob, from_on=TODAY - dt.timedelta(days=55), to_on=None)
    done = restore(bob, opened(data), now=NOW)
    assert done.by_kind["pauses"].differs == 1
    assert Pause.objects.filter(owner=bob).count() == 1


def test_none_of_these_is_not_put_beside_something(data, bob):
    make_profile_item(bob, "medication", code="none")
    done = restore(bob, opened(data), now=NOW)
    assert (done.by_kind["profile"].new, done.by_kind["profile"].differs) == (1, 1)
    assert not ProfileItem.objects.of(bob).filter(text="Baclofen").exists()


def test_a_question_whose_visit_is_gone_is_for_the_next(data, alice, bob):
    make_episode(bob)
    restore(bob, opened(changed(data, lambda text: without_kind(text, "visits"))), now=NOW)
    assert Question.objects.get(owner=bob, text="Why?").visit is None
    assert not Visit.objects.of(bob).exists()


def without_kind(text, kind):
    lines = text.split("\n")
    at = lines.index(f'"{kind}": [')
    end = lines.index("],", at)
    return "\n".join(lines[:at] + lines[end + 1 :])


def test_share_links_come_back_ended_and_without_their_secret(data, alice, bob):
    assert b"token" not in members(data)["diary.json"]
    restore(bob, opened(data), now=NOW)
    link, original = ShareLink.objects.of(bob).get(), ShareLink.objects.of(alice).get()
    assert not link.is_open(NOW)
    assert original.is_open(NOW)
    assert link.token_hash != original.token_hash
    assert link.phrase_hash == ""


def test_a_link_that_a_changed_file_calls_open_is_ended(data, bob):
    restore(bob, opened(with_row(data, "share-links", revoked_at=None)), now=NOW)
    assert not ShareLink.objects.of(bob).get().is_open(NOW)


def test_old_revisions_stay_out(alice):
    fill(alice)
    kinds = {kind for kind, _row in rows(archive_of(alice, now=LATER + dt.timedelta(days=31)))}
    assert "revisions" not in kinds


def test_nothing_of_anybody_else_is_in_it(data, alice, bob):
    make_episode(bob, note="of bob")
    make_share_link(bob, token="another-token", label="of bob")
    assert not any(b"of bob" in content for content in members(archive_of(alice)).values())


WRONG = [
    ("entries", {"started_at": "2026-06-10T10:00:00"}),
    ("entries", {"started_at": "9999-12-31T23:59:59+00:00"}),
    ("entries", {"started_at": 5}),
    ("entries", {"intensity": 11}),
    ("entries", {"intensity": True}),
    ("entries", {"kind": "nonsense"}),
    ("entries", {"time_zone": "Mars/Base"}),
    ("entries", {"note": "a\0b"}),
    ("entries", {"note": "\ud800"}),
    ("entries", {"uid": "x"}),
    ("entries", {"regions": [{"region": "calf", "side": "up", "text": ""}]}),
    ("entries", {"regions": [5]}),
    ("entries", {"regions": 5}),
    ("entries", {"ended_at": "2020-01-01T00:00:00+00:00"}),
    ("entries", {"private": "yes"}),
    ("days", {"date": "2026-02-30"}),
    ("days", {"limited": 99}),
    ("days", {"answer": ""}),
    ("settings", {"value": "99"}),
    ("settings", {"name": "nonsense"}),
    ("preferences", {"device_zones": []}),
    ("preferences", {"device_zones": {"a": 5}}),
    ("preferences", {"theme": "x" * 99}),
    ("questions", {"visit": "x"}),
    ("looks", {"at": -1}),
    ("looks", {"data": {"judged": 5}}),
    ("looks", {"kind": "guess"}),
    ("profile", {"kind": "nonsense"}),
    ("revisions", {"kind": "nonsense"}),
    ("days", {"answer": "maybe"}),
    ("share-links", {"days": 100}),
    ("pauses", {"to_on": "2001-01-01"}),
    ("entries", {"regions": [{"region": "calf", "side": "left", "text": ""}] * 2}),
    ("entries", {"noticed": [{"code": "none"}, {"code": "none"}]}),
    ("days", {"unlisted_worst": 11}),
    ("days", {"factors": [{"code": "a", "is_yes": True, "first_answered_at": STAMP}] * 2}),
    ("settings", {"name": "deadline", "value": "2200Z"}),
    ("own-words", {"vocabulary": "nonsense"}),
    ("own-words", {"code": "tea"}),
    ("profile", {"from_precision": ""}),
    ("profile", {"from_precision": "hour"}),
    ("profile", {"code": "nonsense"}),
    ("profile", {"dose": "5 mg"}),
    ("questions", {"text": "", "from_key": ""}),
    ("guidance-answers", {"answer": "perhaps"}),
    ("guidance-answers", {"key": ""}),
    ("looks", {"data": LOOK | {"at": "60"}}),
    ("looks", {"data": LOOK | {"first_day": 0}}),
    ("looks", {"data": LOOK | {"outcome": LOOK["outcome"] | {"hard_from": "x"}}}),
    ("looks", {"data": LOOK | {"judged": "none"}}),
    ("evidence", {"weekend_from": 7}),
    ("evidence", {"outcome": {"kind": "any-spasm"}}),
    ("evidence", {"blocks": [BLOCK | {"strata": {"stress": [[12, 5, 4, 6]]}}]}),
    ("evidence", {"blocks": [BLOCK | {"strata": {"stress": [[29, 5, 4, 3]]}}]}),
    ("evidence", {"blocks": [BLOCK | {"strata": {"stress": [[12, 5, 4]]}}]}),
    ("evidence", {"blocks": [BLOCK | {"weights": {"stress": 0.75, "cold": 0.375}}]}),
    ("evidence", {"blocks": [BLOCK | {"passed": {"cold": 4.0}}]}),
    ("evidence", {"blocks": [BLOCK | {"closed_at": "2026-05-03T12:00:00"}]}),
    ("evidence", {"blocks": [{"closed_at": NOON.isoformat()}]}),
    ("changes", {"what": "guess"}),
    ("changes", {"of": str(uuid.UUID(int=5))}),
    ("changes", {"on": "2026-03-13"}),
    ("changes", {"data": 5}),
    ("changes", {"data": CHANGE | {"side": "better"}}),
    ("changes", {"data": CHANGE | {"more": 1}}),
    ("changes", {"data": {name: value for name, value in CHANGE.items() if name != "figures"}}),
    ("share-links", {"choice": ["numbers"]}),
    ("share-links", {"time_zone": "Mars/Base"}),
    ("share-links", {"first_on": "2030-01-01"}),
    ("revisions", {"schema": 2}),
    ("revisions", {"snapshot": {}}),
    ("revisions", {"snapshot": []}),
    ("revisions", {"uid": str(uuid.UUID(int=5))}),
    ("revisions", {"snapshot": FULL.as_data() | {"intensity": "seven"}}),
    ("revisions", {"snapshot": FULL.as_data() | {"kind": "nonsense"}}),
    ("revisions", {"snapshot": FULL.as_data() | {"regions": [{"region": "calf"}]}}),
    ("revisions", {"snapshot": FULL.as_data() | {"follow_up": [["easing"]]}}),
    ("revisions", {"snapshot": FULL.as_data() | {"beside": 5}}),
    ("revisions", {"kind": "day", "snapshot": {"date": "2026-06-10"}}),
    ("revisions", {"kind": "visit", "snapshot": {"on": "2026-06-10"}}),
    ("revisions", {"kind": "question", "snapshot": {"text": "Why?"}}),
    ("revisions", {"kind": "profile", "snapshot": {"kind": "medication"}}),
    ("import-answers", {"topic": "mood"}),
    ("import-answers", {"signature": ""}),
]


@pytest.mark.parametrize(("kind", "values"), WRONG)
def test_a_wrong_value_is_seen_by_the_look_and_changes_nothing(data, bob, kind, values):
    before, wrong = all_tables(), with_row(data, kind, **values)
    with pytest.raises(ArchiveError, match="damaged"):
        compare(bob, opened(wrong))
    with pytest.raises(ArchiveError, match="damaged"):
        restore(bob, opened(wrong), now=NOW)
    assert all_tables() == before


@pytest.mark.parametrize(
    ("kind", "first", "other"),
    [
        ("profile", {"kind": "medication", "code": "none", "text": "", "from_on": None, "from_precision": ""}, {}),
        ("pauses", {}, {"from_on": "2026-04-20", "to_on": None}),
        ("visits", {}, {}),
    ],
)
def test_rows_that_cannot_stand_beside_each_other_are_seen_by_the_look(data, bob, kind, first, other):
    """A row more in the file, which its first row does not go with."""

    def doubled(text):
        lines = text.split("\n")
        at = lines.index(f'"{kind}": [') + 1
        row = json.loads(lines[at].removesuffix(","))
        more = row | first | ({"uid": fresh_uid()} if "uid" in row and kind != "visits" else {}) | other
        lines.insert(at, json.dumps(more) + ",")
        return "\n".join(lines)

    with pytest.raises(ArchiveError, match="damaged"):
        compare(bob, opened(changed(data, doubled)))


def test_what_every_kind_of_revision_keeps_is_restored(alice, bob):
    """Each kind of row, changed and deleted as a person does."""
    person = person_by_now(alice)
    fill(alice)
    Revision.objects.filter(owner=alice).delete()
    entry = Episode.objects.of(alice).get(note="at the lake")
    episodes.delete_episode(person, entry, now=LATER)
    days.withdraw_check_in(person, TODAY, now=LATER)
    visit = Visit.objects.get(owner=alice)
    visits.note_after(alice, visit, said="Rest more.", tests="", now=LATER)
    visits.remove_visit(alice, visit, now=LATER)
    question = Question.objects.filter(owner=alice).first()
    questions.change_question(alice, question, "Why not?", now=LATER)
    questions.remove_question(alice, question, now=LATER)
    for item in ProfileItem.objects.of(alice):
        profile.remove_item(alice, item, now=LATER)
    assert Revision.objects.filter(owner=alice).count() == 8
    data = archive_of(alice)
    restore(bob, opened(data), now=NOW)
    assert rows(archive_of(bob)) == rows(data)
    (deleted,) = Revision.objects.filter(owner=bob, kind="episode")
    assert episodes.undo(person_by_now(bob), deleted, now=NOW).note == "at the lake"


@pytest.mark.parametrize(("kind", "values"), [("entries", {"aura": "yes"}), ("days", {"weather": 1})])
def test_a_field_that_is_not_known_is_newer(data, bob, kind, values):
    with pytest.raises(ArchiveError, match="newer version"):
        restore(bob, opened(with_row(data, kind, **values)), now=NOW)


def test_a_kind_that_is_not_known_is_newer(data, bob):
    with pytest.raises(ArchiveError, match="newer version"):
        compare(bob, opened(changed(data, lambda text: text.replace('"visits": [', '"moods": ['))))


def test_a_row_that_stands_there_twice_is_refused(data, bob):
    uid = rows(data)[[kind for kind, _row in rows(data)].index("entries")][1]["uid"]
    with pytest.raises(ArchiveError):
        compare(bob, opened(with_row(data, "entries", 1, uid=uid)))


def test_a_column_that_came_later_has_its_default(data, bob):
    old = changed(data, lambda text: text.replace('"leave_open": true, ', "").replace('"leave_open": false, ', ""))
    assert restore(bob, opened(old), now=NOW).new
    assert not Episode.objects.of(bob).filter(leave_open=True).exists()


def test_fifty_changes_of_the_file_change_nothing_or_all(data, bob):
    """Bytes of the ZIP file, and characters of the diary in it with sums that fit."""
    chance, before = random.Random(14), all_tables()
    whole = len(rows(data))
    for n in range(50):
        if n % 2:
            mutated = bytearray(data)
            mutated[chance.randrange(len(mutated))] ^= 1 << chance.randrange(8)
            mutated = bytes(mutated)
        else:
            mutated = changed(data, lambda text: mutated_text(text, chance))
        try:
            done = restore(bob, opened(mutated), now=NOW)
        except ArchiveError as error:
            assert error.message.endswith((".", "”."))
            assert all_tables() == before
        else:
            assert done.new in {whole, whole - 1}
            bob.delete()
            bob = get_user_model().objects.create_user("bob")
            Preferences.objects.create(owner=bob)
            before = all_tables()


def mutated_text(text, chance):
    at = chance.randrange(len(text))
    end = at + chance.choice([0, 1, 1, 5, 200])
    return text[:at] + chance.choice(["", "x", "9", '"', "{", "[", "null", "\n", "-1"]) + text[end:]


def test_queries_do_not_grow_with_the_rows(alice):
    def queries_of(count):
        Episode.objects.of(alice).delete()
        for n in range(count):
            make_episode(alice, started_at=NOON - dt.timedelta(hours=n))
        person = person_by_now(alice)
        with CaptureQueriesContext(connection) as queries:
            for _piece in stream_archive(person, "alice", "1", now=LATER):
                pass
        return len(queries)

    assert queries_of(90) == queries_of(5)


def test_a_block_of_rows_at_a_time_is_read(alice, monkeypatch):
    """The first rows are written before the last ones are read."""
    monkeypatch.setattr("tracker.services.archive_rows.BLOCK", 10)
    for n in range(40):
        make_episode(alice, started_at=NOON - dt.timedelta(hours=n))
    entries = rows_of(alice, KINDS_BY_NAME[ENTRIES])
    with CaptureQueriesContext(connection) as queries:
        next(entries)
        first = len(queries)
        assert len(list(entries)) == 39
    assert len(queries) >= 4 * first


@pytest.mark.parametrize("path", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_the_archives_of_every_format_are_restored(bob, path):
    done = restore(bob, opened(path.read_bytes()), now=NOW)
    assert done.new == sum(each.new for each in done.by_kind.values() if each.new)
    assert Episode.objects.of(bob).get(note="at the lake").may_warn
    # These kinds came later than the first archives.
    kinds = {"import-answers", "evidence", "changes", "trials"}
    assert {name for name, each in done.by_kind.items() if not each.new} <= kinds


def test_what_one_database_wrote_another_gives_back(bob):
    """The golden archive was written by SQLite; the suite runs on PostgreSQL, too."""
    golden = (GOLDEN / f"format-{FORMAT}.zip").read_bytes()
    restore(bob, opened(golden), now=NOW)
    # With the columns that have come since.
    whole = [(kind, completed(KINDS_BY_NAME[kind], row)) for kind, row in rows(golden)]
    assert rows(archive_of(bob)) == whole


def test_a_row_without_its_uid_is_refused_and_gets_no_other(alice, bob):
    """By it a row is known again: with one made up, the same file would bring the row in twice."""
    questions.keep_question(alice, "Why?", NOON.date())

    uid = json.dumps(str(Question.objects.get().uid))

    def without_uid(text):
        assert f', "uid": {uid}' in text
        return text.replace(f', "uid": {uid}', "")

    assert compare(bob, opened(archive_of(alice))).new
    with pytest.raises(ArchiveError, match="damaged"):
        compare(bob, opened(changed(archive_of(alice), without_uid)))


def test_the_archive_of_a_running_trial_tells_no_night_that_is_ahead(alice, bob):
    """And where it is restored, it does not go on: nobody there knows what was drawn."""
    fill(alice)
    data = archive_of(alice)
    text = "".join(files.decode() for name, files in members(data).items())
    assert SEALED not in text
    assert "6" * 64 not in text
    assert "10" * 42 in text
    restore(bob, opened(data), now=NOW)
    assert not TrialSeal.objects.filter(owner=bob).exists()
    trial = Trial.objects.get(owner=bob, habit="loose-bedding")
    assert (trial.sequence, trial.ended_at) == ("", None)
    assert list(trial.answers.values_list("number", "is_with", "had_spasm")) == [(0, True, False), (2, False, True)]


@pytest.mark.parametrize(
    "values",
    [
        {"habit": "magnesium"},
        {"sequence": "10"},
        {"ended_why": "bored"},
        {"length": 30},
        {"half_way": {"verdict": "proven"}},
        {"half_way": TRIAL_RESULT.as_data() | {"verdict": "proven"}},
        {"half_way": TRIAL_RESULT.as_data() | {"pairs": "many"}},
        {"answers": [{"number": 84, "is_with": True, "had_spasm": True, "answered_at": NOW.isoformat()}]},
    ],
)
def test_a_trial_that_no_page_could_read_is_refused(alice, bob, values):
    fill(alice)
    with pytest.raises(ArchiveError, match="damaged"):
        compare(bob, opened(with_row(archive_of(alice), "trials", **values)))
