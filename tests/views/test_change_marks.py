"""The tick "Compare the 90 days before and after": when it can be set, what it says, and where the answer stands."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.archived import CHANGE
from tests.factories import NOON, make_day, make_profile_item, make_visit
from tests.html import read_page
from tracker.days import Period
from tracker.models import ChangeRecord, ProfileItem, Visit
from tracker.pages.doctors_page import doctors_page, shared_page
from tracker.report.choice import CHANGE_PART, NUMBERS_PART, SUGGESTED
from tracker.report.content import PlannedComparison
from tracker.selectors.person import person_of
from tracker.services.versions import renew_data_version

DAY = dt.timedelta(days=1)
TODAY = NOON.date()
LOOK = "Compare the 90 days before and after"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def diary(alice):
    """It began 200 days ago."""
    make_day(alice, TODAY - 200 * DAY)
    return alice


def date_fields(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def add(client, *, since=None, until=None, kind="medication", **values):
    sent = {"uid": str(uuid.uuid4()), "text": "Magnesium"} | values
    for name, on in (("since", since), ("until", until)):
        sent |= date_fields(name, on) if on else {}
    return client.post(reverse("profile-add", args=[kind]), sent)


def error_of(response, name):
    return read_page(response).one(f"#error_id_{name}").text


@pytest.mark.parametrize("ago", [0, 7])
def test_a_start_is_marked_within_a_week(alice_client, diary, ago):
    assert add(alice_client, since=TODAY - ago * DAY, look_since="on").status_code == 302
    assert ProfileItem.objects.get().look_since


def test_later_than_that_the_outcome_is_partly_known(alice_client, diary):
    response = add(alice_client, since=TODAY - 8 * DAY, look_since="on")
    assert response.status_code == 422
    assert "more than 7 days ago" in error_of(response, "look_since")
    page = read_page(response)
    # Nothing that was typed is lost.
    assert page.one("[name=text]")["value"] == "Magnesium"
    assert "checked" in page.one("[name=look_since]").attributes
    assert not ProfileItem.objects.exists()


def test_it_takes_an_exact_day(alice_client, diary):
    response = alice_client.post(
        reverse("profile-add", args=["supplement"]),
        {"uid": str(uuid.uuid4()), "text": "Magnesium", "since_year": "2026", "look_since": "on"},
    )
    assert "exact day" in error_of(response, "look_since")


def test_it_takes_90_days_of_diary(alice_client, alice):
    make_day(alice, TODAY - 89 * DAY)
    response = add(alice_client, since=TODAY, look_since="on")
    assert "Yours begins on 13 March 2026." in error_of(response, "look_since")


def test_two_looks_share_no_day(alice_client, diary):
    make_visit(alice := diary, TODAY + 30 * DAY, look=True)
    response = add(alice_client, since=TODAY, look_since="on")
    assert "a comparison around 10 July 2026." in error_of(response, "look_since")
    Visit.objects.of(alice).delete()
    ChangeRecord.objects.create(owner=alice, what="visit", on=TODAY - 100 * DAY, taken_at=NOON, data=CHANGE)
    assert add(alice_client, since=TODAY, look_since="on").status_code == 422


def test_a_look_of_somebody_else_is_none(alice_client, diary, bob):
    make_visit(bob, TODAY, look=True)
    assert add(alice_client, since=TODAY, look_since="on").status_code == 302


def test_start_and_end_of_one_row_cannot_both_be_looked_at_so_soon(alice_client, diary):
    response = add(alice_client, since=TODAY - DAY, until=TODAY + 60 * DAY, look_since="on", look_until="on")
    assert error_of(response, "look_until")


def change(client, item, **values):
    sent = {"uid": str(item.uid), "text": item.text, **date_fields("since", item.from_on)} | values
    return client.post(reverse("profile-change", args=[item.uid]), sent)


def test_a_mark_set_in_time_stays_when_the_row_is_changed_later(alice_client, diary):
    item = make_profile_item(diary, "medication", text="Baclofen", from_on=TODAY - 40 * DAY, look_since=True)
    assert change(alice_client, item, look_since="on", dose="5 mg").status_code == 302
    item.refresh_from_db()
    assert (item.look_since, item.dose) == (True, "5 mg")


def test_a_marked_date_is_not_moved_to_where_the_outcome_is_known(alice_client, diary):
    item = make_profile_item(diary, "medication", text="Baclofen", from_on=TODAY - 40 * DAY, look_since=True)
    response = change(alice_client, item, look_since="on", **date_fields("since", TODAY - 60 * DAY))
    assert "more than 7 days ago" in error_of(response, "look_since")
    assert change(alice_client, item, **date_fields("since", TODAY - 60 * DAY)).status_code == 302
    item.refresh_from_db()
    assert not item.look_since


def test_what_can_no_longer_be_marked_is_not_offered(alice_client, diary):
    old = make_profile_item(diary, "medication", text="Baclofen", from_on=TODAY - 8 * DAY)
    page = read_page(alice_client.get(reverse("profile-change", args=[old.uid])))
    assert not page.has("[name=look_since]")
    assert page.has("[name=look_until]")
    new = make_profile_item(diary, "medication", text="Tizanidine", from_on=TODAY - 7 * DAY)
    assert read_page(alice_client.get(reverse("profile-change", args=[new.uid]))).has("[name=look_since]")


def test_ending_a_row_today_takes_a_mark_on_another_day_back(alice_client, diary):
    item = make_profile_item(diary, "medication", text="Baclofen", to_on=TODAY + 20 * DAY, look_until=True)
    alice_client.post(reverse("profile-over", args=[item.uid]))
    item.refresh_from_db()
    assert (item.to_on, item.look_until) == (TODAY, False)


def test_conditions_are_not_looked_at(alice_client):
    page = read_page(alice_client.get(reverse("profile-add", args=["condition"])))
    assert LOOK not in page.text


def visit_form(client, on, **values):
    return client.post(reverse("visit-new"), {"uid": str(uuid.uuid4()), "on": on.isoformat()} | values)


def test_a_visit_is_marked_ahead(alice_client, diary):
    assert visit_form(alice_client, TODAY + 20 * DAY, look="on").status_code == 302
    visit = Visit.objects.get()
    assert visit.look
    late = visit_form(alice_client, TODAY - 8 * DAY, look="on")
    assert "more than 7 days ago" in error_of(late, "look")


def test_what_began_at_a_visit_can_be_marked(alice_client, diary):
    visit = make_visit(diary, TODAY)
    address = reverse("visit-change-add", args=[visit.uid, "medication"])
    assert LOOK in read_page(alice_client.get(address)).text
    sent = {"uid": str(uuid.uuid4()), "text": "Baclofen", "look_since": "on", **date_fields("since", TODAY)}
    assert alice_client.post(address, sent).status_code == 302
    assert ProfileItem.objects.get().look_since


def test_the_answer_stands_with_the_visit_and_in_the_profile(alice_client, diary):
    on = dt.date(2026, 3, 12)
    visit = make_visit(diary, on)
    item = make_profile_item(diary, "medication", text="Baclofen", from_on=on, look_since=True)
    for address in (reverse("visit", args=[visit.uid]), reverse("profile")):
        page = read_page(alice_client.get(address))
        assert "Since you began “Baclofen” on 12 March 2026" in page.text
        assert "The result comes when you log something on or after 12 June 2026." in page.text
    ChangeRecord.objects.create(owner=diary, what="began", of=str(item.uid), on=on, taken_at=NOON, data=CHANGE)
    for address in (reverse("visit", args=[visit.uid]), reverse("profile")):
        page = read_page(alice_client.get(address))
        assert "You had fewer spasm days: about 19 in 30 in the 90 days before, about 8 in 30 after." in page.text
        assert "1 to 5 of 100" in page.text
        assert "The result comes" not in page.text


def test_looks_of_others_are_not_shown(alice_client, alice, bob):
    on = dt.date(2026, 3, 12)
    visit = make_visit(bob, on, look=True)
    ChangeRecord.objects.create(owner=bob, what="visit", of=str(visit.uid), on=on, taken_at=NOON, data=CHANGE)
    mine = make_visit(alice, on, uid=visit.uid)
    assert "fewer spasm days" not in read_page(alice_client.get(reverse("visit", args=[mine.uid]))).text


def test_the_doctor_reads_no_private_look_and_none_of_what_was_removed(alice):
    person, on = person_of(alice), dt.date(2026, 3, 12)
    make_day(alice, on)
    public = make_profile_item(alice, "supplement", text="Magnesium", from_on=on)
    private = make_profile_item(alice, "supplement", text="Zinc", from_on=on, private=True)
    for of in (str(public.uid), str(private.uid), str(uuid.uuid4())):
        ChangeRecord.objects.create(owner=alice, what="began", of=of, on=on, taken_at=NOON, data=CHANGE)
    period = Period(TODAY - 29 * DAY, TODAY)
    report = doctors_page(person, SUGGESTED, period, period.before(), NOON)
    (part,) = (each for each in report.further if each.code == CHANGE_PART)
    (comparison,) = (block for block in part.blocks if isinstance(block, PlannedComparison))
    assert "Magnesium" in comparison.subject
    before = shared_page(person, SUGGESTED, period, period.before(), NOON - DAY)
    (part,) = (each for each in before.further if each.code == CHANGE_PART)
    assert "None to show." in part.blocks[0].words


def test_trends_says_what_a_look_does_of_the_same_days(alice_client, alice):
    on = dt.date(2026, 3, 12)
    for n in range(-90, 90):
        # 60 of 90 days with spasms before, 30 of 90 after.
        is_spasm = n % 3 != 0 if n < 0 else n % 3 == 0
        make_day(alice, on + n * DAY, answer="unlisted" if is_spasm else "none")
    address = reverse("trends-chart", args=["comparison"]) + f"?from={on}&to={on + 89 * DAY}"
    chance = "Over so few days, a difference like this is often chance."
    assert chance in read_page(alice_client.get(address)).text
    item = make_profile_item(alice, "medication", text="Baclofen", from_on=on)
    ChangeRecord.objects.create(owner=alice, what="began", of=str(item.uid), on=on, taken_at=NOON, data=CHANGE)
    renew_data_version(alice)
    page = read_page(alice_client.get(address))
    words = "Since you began “Baclofen” on 12 March 2026: fewer spasm days, by one comparison planned in advance."
    # What it rests on is right below it, behind "How sure is this?".
    assert page.texts(".finding-context > .chart-sure > p")[0] == words
    assert "Since you began “Baclofen” on 12 March 2026" in page.texts("details.chart-sure h3")
    assert "often chance" not in page.text
    # A week of it is not what was looked at.
    week = reverse("trends-chart", args=["comparison"]) + f"?from={on + 7 * DAY}&to={on + 13 * DAY}"
    assert chance in read_page(alice_client.get(week)).text


@pytest.fixture
def stopped(alice):
    """A medicine was looked at; it was stopped in these days, and two others began, one of them in private."""
    on = dt.date(2026, 3, 12)
    for n in range(-90, 90):
        is_spasm = n % 3 != 0 if n < 0 else n % 3 == 0
        make_day(alice, on + n * DAY, answer="unlisted" if is_spasm else "none")
    item = make_profile_item(
        alice, "medication", text="Baclofen", from_on=on, to_on=on + 19 * DAY, look_since=True, added_at=NOON - DAY
    )
    for n, (text, private) in enumerate((("Quinine", False), ("Diazepam", True))):
        make_profile_item(
            alice, "medication", text=text, from_on=on + (20 + n) * DAY, private=private, added_at=NOON - DAY
        )
    ChangeRecord.objects.create(owner=alice, what="began", of=str(item.uid), on=on, taken_at=NOON - DAY, data=CHANGE)
    renew_data_version(alice)
    return item


OTHERS = (
    "You stopped it on 31 March 2026. You began “Quinine” on 1 April 2026, within the same 90 days. "
    "There was 1 more change around that time."
)


def test_what_else_changed_stands_wherever_a_look_does(alice_client, alice, stopped):
    visit = make_visit(alice, stopped.from_on - DAY)
    address = reverse("trends-chart", args=["comparison"]) + f"?from={stopped.from_on}&to={TODAY}"
    for page in (reverse("profile"), reverse("visit", args=[visit.uid]), address):
        text = read_page(alice_client.get(page)).text
        assert "Since you began “Baclofen” on 12 March 2026" in text
        assert OTHERS in text
    same = reverse("trends-chart", args=["comparison"]) + f"?from={stopped.from_on}&to={stopped.from_on + 89 * DAY}"
    page = read_page(alice_client.get(same))
    assert page.texts(".finding-context > .chart-sure > p")[0].endswith(
        "by one comparison planned in advance. " + OTHERS
    )


def test_the_doctor_reads_what_else_changed_but_not_what_is_private(alice, stopped):
    person = person_of(alice)
    after = Period(stopped.from_on, stopped.from_on + 89 * DAY)
    for report in (
        doctors_page(person, SUGGESTED, after, after.before(), NOON),
        shared_page(person, SUGGESTED, after, after.before(), NOON),
    ):
        (part,) = (each for each in report.further if each.code == CHANGE_PART)
        (comparison,) = (block for block in part.blocks if isinstance(block, PlannedComparison))
        assert comparison.result.endswith("Also in these days: stopped 31 Mar; Quinine started 1 Apr.")
        (numbers,) = (each for each in report.page_one if each.code == NUMBERS_PART)
        assert (
            "Also in these days: Baclofen stopped 31 Mar; Quinine started 1 Apr." in numbers.blocks[0].lines[0].caveat
        )
        assert "Diazepam" not in str(report)


@pytest.mark.parametrize("private", ["", "old", "new"])
def test_the_doctor_reads_of_a_changed_dose_what_is_not_private(alice, stopped, private):
    """Neither half tells of a private one. What goes on in private is not said to have stopped: a doctor would take it
    for withdrawal. What begins after a private row is told, as its date stands in the list of medicines anyway."""
    stopped.dose, stopped.private = "5 mg", private == "old"
    stopped.save()
    ProfileItem.objects.of(alice).filter(text__in=["Quinine", "Diazepam"]).delete()
    make_profile_item(
        alice,
        "medication",
        text="Baclofen",
        dose="10 mg",
        from_on=stopped.to_on,
        private=private == "new",
        added_at=NOON - DAY,
    )
    zinc = make_profile_item(alice, "supplement", text="Zinc", from_on=stopped.from_on, added_at=NOON - DAY)
    ChangeRecord.objects.update(of=str(zinc.uid))
    after = Period(stopped.from_on, stopped.from_on + 89 * DAY)
    for report in (
        doctors_page(person_of(alice), SUGGESTED, after, after.before(), NOON),
        shared_page(person_of(alice), SUGGESTED, after, after.before(), NOON),
    ):
        (part,) = (each for each in report.further if each.code == CHANGE_PART)
        (comparison,) = (block for block in part.blocks if isinstance(block, PlannedComparison))
        text = str(report)
        assert "stopped" not in text
        others = {
            "": "Also in these days: Baclofen 5 mg started 12 Mar; Baclofen 5 mg to 10 mg 31 Mar.",
            "old": "Also in these days: Baclofen 10 mg started 31 Mar.",
            "new": "Also in these days: Baclofen 5 mg started 12 Mar.",
        }
        assert comparison.result.endswith(others[private])
        changes = {
            "": "31 Mar: Baclofen, 5 mg to 10 mg",
            "old": "31 Mar: started Baclofen, 10 mg",
            "new": "12 Mar: started Baclofen, 5 mg",
        }
        assert changes[private] in text
        assert ("10 mg" not in text) if private == "new" else ("5 mg" not in text or not private)


def test_the_doctor_reads_of_no_stop_that_was_looked_at_where_it_goes_on_in_private(alice, stopped):
    on = stopped.from_on
    ProfileItem.objects.of(alice).exclude(pk=stopped.pk).delete()
    ProfileItem.objects.of(alice).update(from_on=on - 100 * DAY, to_on=on, look_since=False, look_until=True)
    ChangeRecord.objects.update(what="ended")
    after = Period(on, on + 89 * DAY)

    def subject():
        report = doctors_page(person_of(alice), SUGGESTED, after, after.before(), NOON)
        (part,) = (each for each in report.further if each.code == CHANGE_PART)
        (comparison,) = (block for block in part.blocks if isinstance(block, PlannedComparison))
        return comparison.subject

    assert subject().startswith("Stopping “Baclofen”, 12 March 2026")
    make_profile_item(alice, "medication", text="Baclofen", dose="10 mg", from_on=on, private=True, added_at=NOON - DAY)
    assert subject().startswith("A change, 12 March 2026")
