"""What programs may do with a token, and that they can do no more."""

import datetime as dt
import io
import json
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from tests.archived import fill, opened
from tests.factories import NOON, TOKEN, make_day, make_episode, make_token
from tests.program import BASE, NOBODY, SPEC, Program
from tracker.days import ONE_DAY
from tracker.middleware import RENEWED_ON
from tracker.models import AccessToken, DatedSetting, Day, DayFactor, Episode, Preferences, Revision, SentItem
from tracker.pages.api import SAME_PRESS
from tracker.selectors.person import person_of
from tracker.services.episodes import delete_episode
from tracker.views import tries
from tracker.views.api import ENDPOINTS

MINUTE, SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)
UID = uuid.UUID("8a1c5a52-9d0b-4c1b-8f0e-4d6f6ed0a001")
CALLS = [("get", "/now"), ("post", "/start"), ("post", "/stop"), ("post", "/check-in"), ("get", "/episodes")]
CALLS += [("get", "/backup")]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    class Clock:
        now = NOON

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock


@pytest.fixture
def button(alice):
    make_token(alice)
    return Program()


@pytest.fixture
def reader(alice):
    make_token(alice, "read", secret="of-a-reader")
    return Program("of-a-reader")


def only_entry(owner):
    return Episode.objects.get(owner=owner)


def running(owner, **fields):
    fields.setdefault("started_at", NOON - 10 * MINUTE)
    return make_episode(owner, duration_basis="ongoing", intensity=None, **fields)


# The document


def test_document_and_code_agree_on_paths_methods_statuses_and_scopes():
    of_document = {}
    for path, methods in SPEC["paths"].items():
        [(method, operation)] = methods.items()
        statuses = frozenset(map(int, operation["responses"]))
        scopes = tuple(operation["description"].rpartition("Scope: ")[2].rstrip(".").split(" or "))
        of_document[resolve(BASE + path).url_name] = (method.upper(), scopes, statuses)
        assert operation["security"] == [{"token": []}]
    assert of_document == {
        name: (endpoint.method, endpoint.scopes, endpoint.statuses) for name, endpoint in ENDPOINTS.items()
    }


def test_every_address_for_programs_is_in_the_document():
    from tests.test_urls import NAMES

    assert {name for name in NAMES if name.startswith("api-")} == {*ENDPOINTS, "api-nothing-here"}


# Who is let in


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_without_a_token_nobody_is_let_in(db, method, path):
    answer = getattr(Program(NOBODY), method)(path)
    assert (answer.status_code, answer.json()["code"]) == (401, "no-token")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_session_lets_no_program_in(alice, alice_client, method, path):
    program = Program(NOBODY)
    program.client = alice_client
    assert getattr(program, method)(path).status_code == 401


@pytest.mark.parametrize("fields", [{"revoked_at": NOON - MINUTE}, {"expires_at": NOON}])
def test_a_token_that_ended_says_so(alice, fields):
    make_token(alice, **{"made_at": NOON - ONE_DAY} | fields)
    answer = Program().get("/now")
    assert (answer.status_code, answer.json()["code"]) == (401, "ended-token")


def test_a_token_of_a_closed_account_is_not_known(alice, button):
    alice.is_active = False
    alice.save()
    assert button.get("/now").json()["code"] == "unknown-token"


def test_the_hash_is_no_token(alice, button):
    stored = AccessToken.objects.get().token_hash
    assert Program(stored).get("/now").status_code == 401


@pytest.mark.parametrize("scope", ["log", "read", "backup", "calendar"])
@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_token_may_do_only_what_its_scope_names(alice, scope, method, path):
    make_token(alice, scope)
    answer = getattr(Program(), method)(path)
    is_allowed = scope in ENDPOINTS[resolve(BASE + path).url_name].scopes
    assert (answer.status_code != 403) == is_allowed
    if not is_allowed:
        assert answer.json()["code"] == "scope"


def test_a_token_is_of_one_person(alice, bob, reader):
    make_episode(alice, note="alice’s")
    make_episode(bob, note="bob’s")
    assert [each["note"] for each in reader.get("/episodes").json()["episodes"]] == ["alice’s"]


def test_another_persons_spasm_is_not_there(alice, bob, button):
    row = running(bob)
    assert button.post("/stop", uid=str(row.uid)).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_no_session_is_read_or_made_and_no_cookie_set(alice_client, alice, button):
    # Due to be renewed, if anybody looked at it.
    session = alice_client.session
    del session[RENEWED_ON]
    session.save()
    button.client.cookies = alice_client.cookies
    before = Session.objects.count()
    answers = [button.post("/start"), button.get("/now")]
    assert Session.objects.count() == before
    assert not any(answer.cookies for answer in answers)


def test_where_a_request_comes_from_is_not_asked(alice):
    """A browser adds no token by itself, so there is no form of another site to be afraid of."""
    make_token(alice)
    program = Program(enforce_csrf_checks=True)
    assert program.post("/start", headers={"Origin": "https://elsewhere.example"}).status_code == 201


def test_no_page_of_another_site_may_read_an_answer(button):
    ask = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answers = [button.get("/now", headers=ask), button.client.options(f"{BASE}/start", headers=ask)]
    assert answers[1].status_code == 405
    assert not any(name.startswith("Access-Control") for answer in answers for name in answer.headers)


def test_what_is_answered_is_kept_nowhere(button):
    assert button.get("/now")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_another_method_is_refused_with_the_right_one(button, method):
    answer = getattr(button.client, method)(f"{BASE}/start", headers=button.headers)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_another_address_says_so_in_json(db):
    for path in ("/api/v1/now/", "/api/v2/now", "/api/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_guesses_at_tokens_are_held_back_and_a_right_one_is_not(button):
    guesses = [Program(f"guess-{n}").get("/now").status_code for n in range(tries.MISSES + 1)]
    assert guesses == [401] * tries.MISSES + [429]
    assert Program("guess").get("/now")["Retry-After"] == "600"
    assert button.get("/now").status_code == 200


def test_a_button_that_got_stuck_fills_no_diary(alice, button, monkeypatch, clock):
    monkeypatch.setattr(tries, "CALLS", 3)
    answers = [button.post("/start", uid=str(uuid.uuid4())).status_code for _n in range(5)]
    assert answers == [201, 201, 201, 429, 429]
    assert button.get("/now").status_code == 200
    clock.now += tries.WINDOW
    assert button.post("/start").status_code == 201


def test_the_day_of_its_last_use_is_written_once(alice, button, clock):
    button.get("/now")
    clock.now = dt.datetime(2026, 6, 11, 1, tzinfo=dt.UTC)  # 03:00 in Berlin: still the day before
    button.get("/now")
    assert AccessToken.objects.get().last_used_on == dt.date(2026, 6, 10)
    clock.now += dt.timedelta(hours=2)
    button.get("/now")
    assert AccessToken.objects.get().last_used_on == dt.date(2026, 6, 11)


def test_what_runs_costs_few_queries(alice, button, django_assert_max_num_queries):
    button.get("/now")
    running(alice)
    with django_assert_max_num_queries(4):
        button.get("/now")


# Now


def test_nothing_runs(alice, button):
    make_episode(alice, ended_at=NOON + MINUTE)
    assert button.get("/now").json() == {
        "now": "2026-06-10T10:00:00+00:00",
        "running": [],
        "words": "No spasm is running.",
    }


def test_what_runs_the_latest_first(alice, button):
    earlier, later = running(alice), running(alice, started_at=NOON - 3 * MINUTE, note="secret")
    answer = button.get("/now").json()
    assert [each["uid"] for each in answer["running"]] == [str(later.uid), str(earlier.uid)]
    assert answer["running"][0] | {"uid": ""} == {
        "uid": "",
        "started_at": "2026-06-10T11:57:00+02:00",
        "seconds": 180,
        "url": f"http://testserver/episodes/{later.uid}/",
    }
    assert answer["words"] == "A spasm has been running for 3\u00a0min."


# Start


def test_a_press_starts_a_spasm_now(alice, button):
    answer = button.post("/start")
    row = only_entry(alice)
    assert (answer.status_code, answer.json()["uid"]) == (201, str(row.uid))
    assert (row.started_at, row.duration_basis, row.time_zone) == (NOON, "ongoing", "Europe/Berlin")
    assert (row.logged_at, row.arrived_at) == (NOON, NOON)
    assert answer.json()["words"] == "Started at 12:00."


@pytest.mark.parametrize("raw", ["", "{}"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
def test_a_button_need_not_send_anything(alice, button, raw, kind):
    assert button.post("/start", raw, kind).status_code == 201


def test_the_same_uid_is_the_same_spasm(alice, button, clock):
    first = button.post("/start", uid=str(UID))
    clock.now += 5 * MINUTE
    second = button.post("/start", uid=str(UID))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["uid"] == str(UID)
    assert only_entry(alice).started_at == NOON


def test_a_second_press_within_a_minute_is_the_same(alice, button, clock):
    uid = button.post("/start").json()["uid"]
    clock.now += SAME_PRESS
    again = button.post("/start")
    assert (again.status_code, again.json()["uid"]) == (200, uid)
    clock.now += SECOND
    assert button.post("/start").json()["uid"] != uid
    assert Episode.objects.of(alice).count() == 2


def test_two_presses_that_two_threads_answer_are_one(alice, button, monkeypatch):
    """Neither sees what the other one stores."""
    monkeypatch.setattr("tracker.pages.api._running", lambda call, since=None: [])
    assert button.post("/start").json()["uid"] == button.post("/start").json()["uid"]
    assert Episode.objects.of(alice).count() == 1


def test_a_press_after_a_stop_is_another_spasm(alice, button, clock):
    first = button.post("/start").json()["uid"]
    clock.now += 20 * SECOND
    button.post("/stop")
    clock.now += 20 * SECOND
    second = button.post("/start")
    assert (second.status_code, second.json()["uid"] == first) == (201, False)


def test_a_start_that_was_earlier_and_where(alice, button):
    at = "2026-06-10T11:50:00+02:00"
    answer = button.post("/start", at=at, regions=["calf:left", "foot-sole:right"])
    row = only_entry(alice)
    assert row.started_at == NOON - 10 * MINUTE
    assert sorted(row.regions.values_list("region", "side")) == [("calf", "left"), ("foot-sole", "right")]
    assert answer.json()["seconds"] == 600


def test_one_that_was_deleted_is_started_anew(alice, button):
    button.post("/start", uid=str(UID))
    delete_episode(person_of(alice), only_entry(alice), now=NOON)
    assert button.post("/start", uid=str(UID)).json()["uid"] != str(UID)


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"uid": "mine"}, "uid", "not a UUID"),
        ({"uid": 7}, "uid", "as text"),
        ({"at": "12:00"}, "at", "with its offset"),
        ({"at": "2026-06-10T12:00:00"}, "at", "with its offset"),
        ({"at": "2026-06-10T10:03:00Z"}, "at", "in the future"),
        ({"at": "2026-01-10T10:00:00Z"}, "at", "more than 90 days ago"),
        ({"at": None}, "at", "as text"),
        ({"regions": "calf:left"}, "regions", "a list of places"),
        ({"regions": ["calf"]}, "regions", "choose left, right or both"),
        ({"regions": ["tail:left"]}, "regions", "can’t choose “tail:left”"),
        ({"regions": [3]}, "regions", "as text"),
        ({"when": "now"}, "when", "no such field"),
        ({"uid": "\ud800"}, "uid", "can’t be saved"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_stored(alice, button, sent, field, words):
    answer = button.post("/start", **sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert words in answer.json()["errors"][field][0]
    assert not Episode.objects.exists()


def test_all_that_is_wrong_is_said_at_once(button):
    assert set(button.post("/start", uid="x", at="y").json()["errors"]) == {"uid", "at"}


@pytest.mark.parametrize("raw", ["{", "nothing", " \n", b"\xef\xbb\xbf", "[" * 100_000, "9" * 5000, b"\xff"])
def test_what_is_no_json_is_refused(alice, button, raw):
    answer = button.post("/start", raw)
    assert answer.status_code in {400, 413}
    assert not Episode.objects.exists()


@pytest.mark.parametrize("raw", ["[]", "3", "null", '"now"', "NaN"])
def test_what_is_no_object_is_refused(alice, button, raw):
    assert button.post("/start", raw).status_code == 422
    assert not Episode.objects.exists()


@pytest.mark.parametrize("size", [70_000, 3_000_000])
def test_too_much_is_refused(button, size):
    assert button.post("/start", json.dumps({"uid": "x" * size})).status_code == 413


def test_another_encoding_is_refused_in_json(button):
    assert button.post("/start", "{}", "application/json; charset=utf-16").status_code == 400


# Stop


def test_a_press_stops_what_began_last(alice, button):
    earlier, later = running(alice), running(alice, started_at=NOON - 3 * MINUTE)
    answer = button.post("/stop")
    later.refresh_from_db()
    earlier.refresh_from_db()
    assert (later.ended_at, later.duration_basis, earlier.ended_at) == (NOON, "measured", None)
    assert answer.json() | {"url": ""} == {
        "uid": str(later.uid),
        "seconds": 180,
        "url": "",
        "words": "Stopped after 3\u00a0min.",
    }


def test_a_named_one_is_stopped_with_its_number(alice, button):
    row = running(alice)
    running(alice, started_at=NOON - 3 * MINUTE)
    assert button.post("/stop", uid=str(row.uid), intensity=6, at="2026-06-10T11:55:00+02:00").status_code == 200
    row.refresh_from_db()
    assert (row.ended_at, row.intensity) == (NOON - 5 * MINUTE, 6)


def test_a_second_press_changes_nothing(alice, button, clock):
    row = running(alice)
    first = button.post("/stop").json()
    clock.now += SAME_PRESS
    assert button.post("/stop").json() == first
    row.refresh_from_db()
    assert row.ended_at == NOON
    clock.now += SECOND
    answer = button.post("/stop")
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing-runs")


def test_nothing_to_stop(alice, button):
    make_episode(alice, started_at=NOON - ONE_DAY, ended_at=NOON - ONE_DAY + MINUTE)
    assert button.post("/stop").json()["detail"] == "No spasm is running, so nothing was stopped."


def test_one_that_was_stopped_before_tells_nothing_of_it(alice, button):
    row = make_episode(alice, started_at=NOON - 60 * MINUTE, ended_at=NOON - 50 * MINUTE)
    answer = button.post("/stop", uid=str(row.uid))
    assert (answer.status_code, answer.json()["code"]) == (409, "stopped-before")
    assert "11:10" not in answer.content.decode()


def test_one_that_runs_for_hours_asks_when_it_stopped(alice, button):
    row = running(alice, started_at=NOON - dt.timedelta(hours=5))
    answer = button.post("/stop")
    assert (answer.status_code, answer.json()["code"]) == (409, "runs-for-hours")
    row.refresh_from_db()
    assert row.ended_at is None
    button.post("/stop", at="2026-06-10T11:59:00+02:00")
    row.refresh_from_db()
    assert row.ended_at == NOON - MINUTE


def test_an_end_before_the_start_is_refused(alice, button):
    running(alice)
    answer = button.post("/stop", at="2026-06-10T11:40:00+02:00")
    assert answer.json()["errors"] == {"at": ["End time is before the start. Check the date."]}
    assert only_entry(alice).ended_at is None


@pytest.mark.parametrize("intensity", [11, -1, 5.5, "5", True, None])
def test_a_wrong_number_stops_nothing(alice, button, intensity):
    running(alice)
    answer = button.post("/stop", intensity=intensity)
    assert answer.json()["errors"] == {"intensity": ["Choose a number from 0 to 10."]}
    assert only_entry(alice).ended_at is None


def test_a_number_that_somebody_chose_meanwhile_holds(alice, button):
    row = running(alice)
    Episode.objects.filter(pk=row.pk).update(intensity=8)
    assert button.post("/stop", intensity=3).status_code == 200
    row.refresh_from_db()
    assert (row.intensity, row.ended_at) == (8, NOON)
    assert Revision.objects.get().snapshot["intensity"] == 3


def test_a_button_corrects_its_own_number(alice, button):
    running(alice)
    button.post("/stop", intensity=3)
    button.post("/stop", intensity=7)
    assert only_entry(alice).intensity == 7


# Check-in


def ask(owner, *codes):
    DatedSetting.objects.create(owner=owner, name="factors", from_on=NOON.date() - ONE_DAY, value=" ".join(codes))


def test_a_day_is_answered(alice, button):
    ask(alice, "stress", "alcohol")
    answer = button.post("/check-in", answer="none", limited=0, factors={"stress": True}, note="quiet")
    day = Day.objects.get(owner=alice)
    assert (day.date, day.answer, day.limited, day.note) == (NOON.date(), "none", 0, "quiet")
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [("stress", True)]
    assert answer.json() == {"date": "2026-06-10", "words": "Saved for today."}


def test_after_midnight_it_is_still_the_evening_before(alice, button, clock):
    clock.now = dt.datetime(2026, 6, 11, 1, tzinfo=dt.UTC)
    assert button.post("/check-in", answer="none").json()["date"] == "2026-06-10"


def test_what_is_left_out_stays(alice, button):
    make_day(alice, NOON.date(), limited=3, note="long", private=True)
    assert button.post("/check-in", answer="none").status_code == 200
    day = Day.objects.get()
    assert (day.limited, day.note, day.private) == (3, "long", True)


def test_other_answers_are_not_told_and_not_overwritten(alice, button):
    make_day(alice, NOON.date(), answer="unlisted", note="a bad one")
    answer = button.post("/check-in", answer="none", note="fine")
    assert (answer.status_code, answer.json()["code"]) == (409, "answered-otherwise")
    assert "bad" not in answer.content.decode()
    assert Day.objects.get().answer == "unlisted"
    assert button.post("/check-in", answer="none", note="fine", replace=True).status_code == 200
    assert (Day.objects.get().answer, Day.objects.get().note) == ("none", "fine")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"answer": "maybe"}, "answer"),
        ({"answer": "listed"}, "answer"),
        ({"limited": 5}, "limited"),
        ({"note": "x" * 2001}, "note"),
        ({"date": "20260610"}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"factors": {"stress": "yes"}}, "factors"),
        ({"factors": {"period": True}}, "factors"),
        ({"replace": 1}, "replace"),
    ],
)
def test_a_wrong_answer_stands_beside_its_field(alice, button, sent, field):
    ask(alice, "stress")
    answer = button.post("/check-in", **sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not Day.objects.exists()


def test_a_day_long_ago_is_not_open(button):
    answer = button.post("/check-in", date="2026-06-01", answer="none")
    assert answer.status_code == 422
    assert answer.json()["detail"] == "You can only answer for today and the seven days before it."


def test_nothing_answered_is_said(button):
    assert "haven’t answered anything" in button.post("/check-in").json()["errors"]["answer"][0]


# Episodes


def test_an_entry_as_files_name_it(alice, reader):
    fill(alice)
    entries = reader.get("/episodes").json()["episodes"]
    full = next(each for each in entries if each["relief"])
    assert full["regions"][0].count(":") <= 1
    assert all(isinstance(each, str) for each in full["regions"] + full["relief"] + full["follow_up"])
    assert [each["started_at"] for each in entries] == sorted(each["started_at"] for each in entries)


def test_pages_hold_every_entry_once_in_order(alice, reader):
    rows = [make_episode(alice, started_at=NOON - n // 2 * ONE_DAY) for n in range(7)]
    seen, after, pages = [], {}, 0
    while True:
        answer = reader.get("/episodes", limit=2, **after).json()
        seen += [each["uid"] for each in answer["episodes"]]
        pages += 1
        if answer["next"] is None:
            break
        after = {"after": answer["next"]}
    ordered = sorted(rows, key=lambda row: (row.day, row.started_at, row.uid))
    assert (seen, pages) == ([str(row.uid) for row in ordered], 4)


def test_since_is_a_day_of_the_diary(alice, reader):
    make_episode(alice, started_at=dt.datetime(2026, 6, 10, 1, tzinfo=dt.UTC), note="at night, of the 9th")
    make_episode(alice, note="of the 10th")
    answer = reader.get("/episodes", since="2026-06-10").json()
    assert [each["note"] for each in answer["episodes"]] == ["of the 10th"]


@pytest.mark.parametrize(
    "query", [{"since": "lately"}, {"after": "x"}, {"limit": "0"}, {"limit": "501"}, {"limit": "²"}, {"page": "2"}]
)
def test_a_wrong_field_of_the_address_is_named(reader, query):
    assert list(reader.get("/episodes", **query).json()["errors"]) == list(query)


def test_reading_costs_the_same_for_any_number_of_entries(alice, reader, django_assert_num_queries):
    reader.get("/episodes")
    make_episode(alice)
    with django_assert_num_queries(9):
        reader.get("/episodes")
    for n in range(20):
        make_episode(alice, started_at=NOON - n * ONE_DAY)
    with django_assert_num_queries(9):
        reader.get("/episodes")


# Backup


def test_a_backup_is_the_archive(alice):
    make_token(alice, "backup")
    make_episode(alice, note="=kept")
    answer = Program().get("/backup")
    data = b"".join(answer.streaming_content)
    assert any(row.get("note") == "=kept" for _kind, row in opened(data).rows())
    assert "spasmlog-alice-2026-06-10.zip" in answer["Content-Disposition"]
    assert Preferences.objects.get(owner=alice).downloaded_at == NOON
    assert io.BytesIO(data).read(2) == b"PK"


def test_backups_are_held_back(alice, monkeypatch):
    monkeypatch.setattr(tries, "BACKUPS_AN_HOUR", 1)
    make_token(alice, "backup")
    codes = []
    for _n in range(2):
        answer = Program().get("/backup")
        codes.append(answer.status_code)
    assert codes == [200, 429]


# One way in


def test_what_a_program_tells_goes_the_way_of_the_outbox(alice, button):
    ask(alice, "stress")
    button.post("/start", uid=str(UID))
    button.post("/stop", intensity=4)
    button.post("/check-in", factors={"stress": False})
    kinds = SentItem.objects.filter(owner=alice).values_list("kind", "device")
    device = AccessToken.objects.get().uid
    assert sorted(kinds) == [(kind, device) for kind in ("check-in", "number", "start", "stop")]


@pytest.mark.parametrize(("name", "status"), [("SQLITE_FULL", 507), ("SQLITE_BUSY", 503)])
def test_a_disk_that_takes_nothing_is_said_in_json(alice, button, monkeypatch, name, status):
    def broken(*args, **kwargs):
        cause = Exception()
        cause.sqlite_errorname = name
        raise OperationalError("no") from cause

    monkeypatch.setattr("tracker.pages.api.store_batch", broken)
    answer = button.post("/start")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_fault_of_ours_is_said_in_json(alice, monkeypatch):
    make_token(alice)

    def broken(call):
        raise RuntimeError("no")

    monkeypatch.setattr("tracker.pages.api.now", broken)
    answer = Client(raise_request_exception=False).get(f"{BASE}/now", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")


def test_another_host_is_said_in_json(button):
    answer = button.get("/now", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "another-host")


def test_the_pages_of_an_answer_open(alice, alice_client, button):
    url = button.post("/start").json()["url"]
    assert url.endswith(reverse("episode", args=[only_entry(alice).uid]))
    assert alice_client.get(url, follow=True).status_code == 200
