"""A CSV file through its pages: sent, asked about, looked at, imported, taken back."""

import datetime as dt
import logging
import random
import uuid

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.archived import all_tables
from tests.exchange.foreign_files import APPS, answers_of, data_of
from tests.factories import NOON, make_episode
from tests.html import read_page
from tests.imported import days_csv, entries_csv, entry
from tests.records.full_episode import FULL
from tracker.exchange.locked import locked
from tracker.exchange.tables import IMPORT_MEGABYTES
from tracker.forms.imports import answer_name, side_name
from tracker.models import Day, Episode, Import, ImportAnswer, ImportedRow, OwnTerm, Preferences
from tracker.records.day import DayRecord

PAGE, UPLOAD = "/settings/data/", "/settings/data/import/"
ONE, TWO = (uuid.UUID(int=n) for n in (101, 102))
HEAD = "start_time,end_time,intensity,medication,triggers,notes\n"
CLUSTER = HEAD + "2026-03-01 22:10:00,2026-03-01 22:25:00,7,,Long Drive,first\n2026-03-02 03:05:00,,strong,,Stress,\n"


@pytest.fixture(autouse=True)
def no_uploads():
    yield
    for path in settings.UPLOADS_DIR.glob("*"):
        path.unlink()


def uploads():
    return sorted(path.name for path in settings.UPLOADS_DIR.glob("*"))


def upload(client, data, name="diary.csv"):
    data = data.encode() if isinstance(data, str) else data
    return client.post(UPLOAD, {"csv_file": SimpleUploadedFile(name, data, "text/csv")})


def words(response):
    return read_page(response).text


def beside(response):
    """The error beside the field of the file."""
    assert response.status_code == 422
    (error,) = response.context["page"].bring_in.errors["csv_file"]
    assert str(error) in words(response)
    return error


def gone(response):
    """What the page says of a file that waits no more."""
    assert response.status_code == 404
    return read_page(response).one("[role=alert]").text


def answer(client, url, answers):
    """Fills in the questions, page by page, until there are none; gives the address of the check."""
    values = {}
    for (topic, word), value in answers.items():
        name = answer_name(topic, word)
        values[name] = value
        if topic == "place":
            region, _between, values[side_name(name)] = value.partition(":")
            values[name] = region.partition("=")[0]
    for _redirect in range(8):
        response = client.get(url)
        if response.status_code == 200 and not url.endswith("/answers/"):
            return url
        if response.status_code == 200:
            form = read_page(response).form("")
            response = client.post(url, form.filled(**{name: values[name] for name in values if name in form}))
        assert response.status_code == 302, words(response)
        url = response.url
    raise AssertionError("it never stops asking")


# Sent


def test_the_way_there(alice_client):
    page = read_page(alice_client.get(PAGE))
    assert page.section("bring-in").has("input[name=csv_file]")
    for name in ("Migraine Buddy", "Bearable", "Daylio", "Track & Graph", "Headi", "Cluster Headache Tracker"):
        assert name in page.section("bring-in").text
    assert "20 MB and 50,000 rows" in page.section("bring-in").text
    assert page.form(reverse("import-upload") + "#bring-in")


def test_a_file_waits_for_its_owner_alone_readable_by_nobody_else(alice, alice_client, bob_client):
    url = upload(alice_client, entries_csv(FULL)).url
    assert alice_client.get(url).status_code == 200
    assert bob_client.get(url).status_code == 404
    assert bob_client.post(url).status_code == 404
    assert {path.stat().st_mode & 0o777 for path in settings.UPLOADS_DIR.iterdir()} == {0o600}
    assert len(uploads()) == 2


def test_after_an_hour_it_is_gone(alice_client, monkeypatch):
    url = upload(alice_client, entries_csv(FULL)).url
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(hours=1, seconds=1))
    assert "choose it again" in gone(alice_client.get(url))
    assert uploads() == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"PK\x03\x04" + b"x" * 90, "not a CSV file"),
        (b"".join(locked([b"x"], "three words")), "a locked diary from spasmlog"),
        (b"id,started_at,time_zone\n", "no rows"),
        (b"date,note\n" + b"2026-01-01,x\n" * 50_001, "more than 50,000 rows"),
        (b"x" * (IMPORT_MEGABYTES * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
    # A locked file is another one each time.
    ids=["nothing", "a mark", "a mark of UTF-16", "a zip", "locked", "a header", "too many rows", "too large"],
)
def test_a_file_that_is_not_taken_is_refused_beside_its_field(alice_client, data, said):
    before = all_tables()
    assert said in beside(upload(alice_client, data))
    assert uploads() == []
    assert all_tables() == before


def test_a_button_pressed_twice_ends_where_the_import_is_listed(alice, alice_client):
    url = upload(alice_client, entries_csv(FULL)).url
    assert alice_client.post(url).status_code == 302
    for response in (alice_client.post(url), alice_client.get(url), alice_client.get(url.replace("#top", "answers/"))):
        assert "If you just restored or imported it, that worked." in gone(response)
        assert read_page(response).section("imports").has("form")
    assert Episode.objects.of(alice).count() == 1


def test_without_a_file_the_page_says_what_to_do(alice_client):
    response = alice_client.post(UPLOAD, {})
    assert "Choose the CSV file" in beside(response)


def test_a_file_is_no_archive_and_an_archive_no_csv_file(alice_client):
    token = upload(alice_client, entries_csv(FULL)).url.split("/")[-2]
    assert alice_client.get(reverse("archive-restore", args=[token])).status_code == 404


# Ours


def test_our_entries_are_checked_imported_and_taken_back(alice, alice_client, caplog):
    make_episode(alice, uid=TWO)
    url = upload(alice_client, entries_csv(FULL, entry(ONE), entry(TWO)), "Ö & co.csv").url
    before = all_tables()
    page = alice_client.get(url)
    assert "Ö & co.csv" in words(page)
    assert ("Entries", "2", "0", "1") in read_page(page).rows
    assert "What differs" in words(page)
    assert "10 June 2026, 12:00 Pain level, Where" in words(page)
    assert "Days without an entry stay unanswered" not in words(page)
    assert all_tables() == before
    with caplog.at_level(logging.INFO, "spasmlog.events"):
        done = alice_client.post(url, follow=True)
    assert "Imported: 2 entries. Undo" in words(done)
    assert f"Person {alice.pk} imported: episodes" in caplog.text
    assert Episode.objects.of(alice).count() == 3
    assert uploads() == []
    assert alice_client.post(url).status_code == 404
    listed = read_page(done).section("imports")
    assert "Ö & co.csv" in listed.text
    assert "2 entries" in listed.text
    made = Import.objects.get()
    assert f"{reverse('import-undo', args=[made.uid])}" in [form.action for form in listed.forms]
    undone = alice_client.post(reverse("import-undo", args=[made.uid]), follow=True)
    assert "Import undone. Everything it added is gone." in words(undone)
    assert not read_page(undone).section("imports").has("form")
    assert list(Episode.objects.of(alice).values_list("uid", flat=True)) == [TWO]
    assert alice_client.post(reverse("import-undo", args=[made.uid])).status_code == 302


def test_our_days_keep_their_answers(alice, alice_client):
    day = DayRecord(date=NOON.date(), time_zone="Europe/Berlin", answer="none", answered_at=NOON, limited=2)
    url = upload(alice_client, days_csv(day)).url
    assert ("Days", "1", "0", "0") in read_page(alice_client.get(url)).rows
    assert "Imported: 1 day." in words(alice_client.post(url, follow=True))
    assert Day.objects.get().limited == 2


def test_the_same_file_again_has_nothing_to_add(alice_client):
    for _time in range(2):
        url = upload(alice_client, entries_csv(FULL)).url
        page = alice_client.get(url)
        alice_client.post(url)
    assert "Nothing in this file is new" in words(page)
    assert Episode.objects.count() == Import.objects.count() == 1


def test_a_file_can_be_thrown_away(alice_client):
    url = upload(alice_client, entries_csv(FULL)).url
    assert alice_client.post(url, {"discard": "1"}).url == PAGE
    assert uploads() == []
    assert not Episode.objects.exists()


def test_errors_are_named_and_nothing_is_imported(alice_client):
    text = entries_csv(*(entry(uuid.UUID(int=n), note=str(n)) for n in range(60)))
    url = upload(alice_client, text.replace("Europe/Berlin", "Berlin").replace("2026-06-10T", "10.06.2026T")).url
    before = all_tables()
    for response in (alice_client.get(url), alice_client.post(url)):
        page = read_page(response)
        errors = page.section("errors")
        assert "120 errors" in errors.text
        assert len(errors.all("li")) == 51
        assert "Line 2, started_at" in errors.text
        assert "is not a time. Write it like" in errors.text
        assert "and 70 more" in errors.text
        assert page.form(UPLOAD + "#bring-in")
        assert "Import" not in page.form("").buttons
    assert response.status_code == 422
    assert all_tables() == before
    assert uploads()


def test_what_has_not_happened_yet_is_an_error_with_its_line(alice_client):
    ahead = timezone.now() + dt.timedelta(days=2)
    page = alice_client.get(upload(alice_client, entries_csv(entry(ONE), entry(TWO, started_at=ahead))).url)
    assert "Line 3, started_at" in words(page)
    assert "is in the future. Correct the date." in words(page)


def test_an_undo_says_what_stays(alice, alice_client):
    url = upload(alice_client, entries_csv(FULL, entry(ONE))).url
    alice_client.post(url)
    Episode.objects.filter(uid=ONE).update(note="mine now")
    done = alice_client.post(reverse("import-undo", args=[Import.objects.get().uid]), follow=True)
    assert "Import undone. 1 that you changed since is still here." in words(done)
    assert "Undone. 1 that you changed is still here." in read_page(done).section("imports").text
    again = alice_client.post(reverse("import-undo", args=[Import.objects.get().uid]), follow=True)
    assert "This import was undone already." in words(again)
    assert Episode.objects.get().note == "mine now"


def test_after_thirty_days_there_is_no_undo(alice, alice_client):
    alice_client.post(upload(alice_client, entries_csv(FULL)).url)
    Import.objects.update(at=timezone.now() - dt.timedelta(days=31))
    assert not read_page(alice_client.get(PAGE)).section("imports").has("form")
    late = alice_client.post(reverse("import-undo", args=[Import.objects.get().uid]), follow=True)
    assert "more than 30 days old" in words(late)
    assert Episode.objects.exists()


def test_the_list_costs_one_query_however_long(alice, alice_client):
    def queries():
        with CaptureQueriesContext(connection) as queries:
            alice_client.get(PAGE)
        return len(queries)

    Import.objects.create(owner=alice, at=NOON, code="headi")
    one = queries()
    for n in range(30):
        Import.objects.create(owner=alice, at=NOON, code="headi", entries=n)
    assert queries() == one
    assert len(read_page(alice_client.get(PAGE)).section("imports").all("li")) == 20


# Other apps


@pytest.mark.parametrize("app", APPS)
def test_the_file_of_an_app_is_asked_about_imported_once_and_taken_back(alice, alice_client, app):
    url = answer(alice_client, upload(alice_client, data_of(app), f"{app}.csv").url, answers_of(app))
    page = alice_client.get(url)
    new = page.context["page"].new
    assert new
    assert "Days without an entry stay unanswered" in words(page)
    # Some of the golden rows are of days to come.
    assert not page.context["page"].errors, page.context["page"].errors
    assert "Imported: " in words(alice_client.post(url, follow=True))
    assert Episode.objects.of(alice).count() == new
    assert not Day.objects.exists()
    assert Episode.objects.filter(duration_basis="measured").count() == 0
    assert (timezone.now() - Episode.objects.latest("logged_at").logged_at).total_seconds() < 60
    # What was answered is not asked again.
    again = upload(alice_client, data_of(app)).url
    assert "Nothing in this file is new" in words(alice_client.get(again))
    assert "Change answers" in words(alice_client.get(again))
    alice_client.post(reverse("import-undo", args=[Import.objects.get().uid]))
    assert not Episode.objects.exists()
    assert not ImportedRow.objects.exists()


def answers_page(client, text):
    url = upload(client, text).url
    response = client.get(url)
    assert response.status_code == 302
    return response.url, client.get(response.url)


def test_what_is_left_empty_goes_into_the_note(alice, alice_client):
    url, page = answers_page(alice_client, CLUSTER)
    form = read_page(page).form("")
    # Nothing but what is sure is chosen, and the zone is the person's.
    assert form[answer_name("zone", "")] == "Europe/Berlin"
    assert form[answer_name("factor", "Stress")] == "stress"
    assert form[answer_name("factor", "Long Drive")] == ""
    assert form[answer_name("severity", "strong")] == ""
    check = alice_client.post(url, form.filled()).url
    alice_client.post(check)
    entries = Episode.objects.of(alice).order_by("started_at")
    assert [each.intensity for each in entries] == [7, None]
    assert "Long Drive" in entries[0].note
    assert "strong" in entries[1].note


def test_the_persons_own_word_is_kept_as_it_is_spelled(alice, alice_client):
    url, page = answers_page(alice_client, CLUSTER)
    name = answer_name("factor", "Long Drive")
    assert "Add “Long Drive” as your own word" in words(page)
    check = alice_client.post(url, read_page(page).form("").filled(**{name: "x-long-drive"})).url
    assert not OwnTerm.objects.exists()
    alice_client.post(check)
    assert OwnTerm.objects.get().label == "Long Drive"
    assert Episode.objects.of(alice).filter(factors__code="x-long-drive").count() == 1


def test_answers_can_be_changed_and_what_differs_then_is_shown(alice, alice_client):
    url, page = answers_page(alice_client, CLUSTER)
    check = alice_client.post(url, read_page(page).form("").filled()).url
    alice_client.post(check)
    again = upload(alice_client, CLUSTER).url
    change = read_page(alice_client.get(again)).one("a", "Change answers")["href"]
    form = read_page(alice_client.get(change)).form("")
    assert form[answer_name("factor", "Stress")] == "stress"
    alice_client.post(change, form.filled(**{answer_name("severity", "strong"): "8"}))
    page = alice_client.get(again)
    assert ("Entries", "0", "1", "1") in read_page(page).rows
    assert "Pain level" in words(page)
    assert ImportAnswer.objects.get(word="strong").value == "8"
    assert not Episode.objects.filter(intensity=8).exists()


def test_one_new_word_is_asked_the_rest_is_remembered(alice, bob, alice_client, bob_client):
    url, page = answers_page(alice_client, CLUSTER)
    alice_client.post(url, read_page(page).form("").filled(**{answer_name("severity", "strong"): "8"}))
    more = CLUSTER + "2026-03-05 03:05:00,,mild,,Stress,\n"
    _url, page = answers_page(alice_client, more)
    form = read_page(page).form("")
    assert {name for name in form.fields if name.startswith("answer-")} == {answer_name("severity", "mild")}
    assert form[answer_name("severity", "mild")] == ""
    # A tab that asked about both before one was answered still changes both.
    both = form.filled() | {answer_name("severity", "mild"): "2", answer_name("severity", "strong"): "9"}
    assert alice_client.post(_url, both).status_code == 302
    answers = ImportAnswer.objects.filter(owner=alice, topic="severity")
    assert dict(answers.values_list("word", "value")) == {"mild": "2", "strong": "9"}
    # Nothing is left to ask, so all can be changed.
    assert answer_name("zone", "") in read_page(alice_client.get(_url)).form("")
    # Of nobody else.
    _url, page = answers_page(bob_client, CLUSTER)
    assert read_page(page).form("")[answer_name("severity", "strong")] == ""


WRONG = [
    ({("zone", ""): "Atlantis"}, "zone", "", "We don’t know that time zone."),
    ({("zone", ""): ""}, "zone", "", "Enter the nearest large city"),
    ({("severity", "strong"): "11"}, "severity", "strong", "Choose one from the list."),
    ({("factor", "Stress"): "none"}, "factor", "Stress", "Choose one from the list."),
]


@pytest.mark.parametrize(("changes", "topic", "word", "said"), WRONG)
def test_a_wrong_answer_is_said_beside_its_field_and_nothing_is_stored(alice_client, changes, topic, word, said):
    url, page = answers_page(alice_client, CLUSTER)
    kept = {answer_name("factor", "Long Drive"): "x-long-drive"}
    fields = {answer_name(*key): value for key, value in changes.items()}
    response = alice_client.post(url, read_page(page).form("").filled(**kept, **fields))
    assert response.status_code == 422
    assert said in str(response.context["page"].form.errors[answer_name(topic, word)])
    assert read_page(response).form("")[answer_name("factor", "Long Drive")] == "x-long-drive"
    assert not ImportAnswer.objects.exists()


BUDDY = '"#","Started","Lasted","Attack Types","Pain Level","Pain Positions","Notes"\n'
PLACES = [
    ("calf", "", "side", "Choose the side."),
    ("calf", "middle", "side", "Choose the side."),
    ("widespread", "left", "side", "This place has no side."),
    ("", "left", "place", "Choose a place, or clear the side."),
    ("calf", "left", "", "calf:left"),
    ("widespread", "", "", "widespread"),
    ("other", "right", "", "other=Behind the knee%3A deep:right"),
]


@pytest.mark.parametrize(("region", "side", "wrong", "expected"), PLACES)
def test_a_place_needs_the_side_that_it_has(alice_client, region, side, wrong, expected):
    text = BUDDY + '"1","03/14/26 22:10","5m","Muscle","5","Behind the knee: deep","x"\n'
    url, page = answers_page(alice_client, text)
    subject = {answer_name("subject", "Muscle"): "spasm"}
    url = alice_client.post(url, read_page(page).form("").filled(**subject)).url
    url = alice_client.get(url).url
    name = answer_name("place", "Behind the knee: deep")
    fields = read_page(alice_client.get(url)).form("").filled(**{name: region, side_name(name): side})
    response = alice_client.post(url, fields)
    if wrong:
        errors = response.context["page"].form.errors
        assert expected in str(errors[side_name(name) if wrong == "side" else name])
        return
    assert response.status_code == 302
    assert ImportAnswer.objects.get(topic="place").value == expected
    assert "Entries" in words(alice_client.get(response.url))


def test_columns_of_any_other_file_are_chosen_first(alice_client):
    url, page = answers_page(alice_client, "when,mood,how bad\n2026-03-01 22:10,fine,4\n2026-03-02 22:10,bad,5\n")
    form = read_page(page).form("")
    assert {name for name in form.fields if name.startswith("answer-")} == {
        answer_name("columns", word) for word in ("when", "mood", "how bad")
    }
    nothing = alice_client.post(url, form.filled())
    assert "Choose the column that says when a spasm began." in words(nothing)
    when, bad = answer_name("columns", "when"), answer_name("columns", "how bad")
    twice = alice_client.post(url, form.filled(**{when: "start", bad: "start"}))
    assert "Another column has this role already." in words(twice)
    url = alice_client.post(url, form.filled(**{when: "start", bad: "severity"})).url
    url = alice_client.get(url).url
    page = read_page(alice_client.get(url))
    assert {"Time zone", "Pain level"} <= set(page.texts("h2"))
    assert "Columns" not in page.texts("h2")
    assert page.form("")[answer_name("severity", "4")] == "4"
    check = alice_client.post(url, page.form("").filled()).url
    assert ("Entries", "2", "0", "0") in read_page(alice_client.get(check)).rows


def test_too_many_words_are_not_asked_and_that_is_said(alice_client):
    text = "start,pain,trigger,symptom,note\n" + "".join(f"2026-03-01 22:10,p{n},t{n},s{n},x\n" for n in range(90))
    url, page = answers_page(alice_client, text)
    roles = {"start": "start", "pain": "severity", "trigger": "factors", "symptom": "noticed", "note": "note"}
    fields = {answer_name("columns", word): role for word, role in roles.items()}
    url = alice_client.post(url, read_page(page).form("").filled(**fields)).url
    url = alice_client.get(url).url
    page = alice_client.get(url)
    # The five columns are answered.
    assert len(page.context["page"].form.questions) == 195
    assert "76 more words are rare" in words(page)
    check = alice_client.post(url, read_page(page).form("").filled()).url
    assert ("Entries", "90", "0", "0") in read_page(alice_client.get(check)).rows


def test_an_answer_that_is_none_any_more_is_asked_anew(alice, alice_client):
    url, page = answers_page(alice_client, CLUSTER)
    alice_client.post(url, read_page(page).form("").filled())
    ImportAnswer.objects.filter(topic="factor", word="Stress").update(value="gone")
    again = upload(alice_client, CLUSTER).url
    assert alice_client.get(again).url.endswith("/answers/")
    assert alice_client.get(alice_client.get(again).url).status_code == 200


def test_fifty_changed_files_never_break_a_page(alice, alice_client):
    chance, before = random.Random(14), None
    whole = entries_csv(FULL, entry(ONE, note="=1+1"), entry(TWO)).encode()
    for n in range(50):
        mutated = bytearray(whole if n % 2 else CLUSTER.encode())
        for _change in range(1 + n % 4):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        response = upload(alice_client, bytes(mutated))
        if response.status_code == 302:
            before = all_tables()
            assert alice_client.get(response.url).status_code in {200, 302}
            assert all_tables() == before
        else:
            assert beside(response)


def test_a_visitor_learns_that_nothing_was_imported(client, alice, alice_client):
    url = upload(alice_client, entries_csv(FULL)).url
    alice_client.logout()
    assert "Nothing has been imported yet." in words(alice_client.post(url))
    assert Preferences.objects.get(owner=alice)
