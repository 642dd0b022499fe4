"""The pages of the health profile: what is there, what is empty and why it will be asked, none in one tap."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_profile_item
from tests.html import read_page
from tracker.models import Preferences, ProfileItem, Revision
from tracker.vocabulary.profile import PROFILE_KINDS

NOON_UTC = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON_UTC)


@pytest.fixture
def page(alice_client):
    """The page as it is now."""
    return lambda: read_page(alice_client.get(reverse("profile")))


@pytest.fixture
def add(alice_client):
    def send(kind, **data):
        data.setdefault("uid", str(uuid.uuid4()))
        return alice_client.post(reverse("profile-add", args=[kind]), data)

    return send


def tap(client, name, arg):
    return client.post(reverse(name, args=[arg]))


# The page


@pytest.mark.parametrize("kind", PROFILE_KINDS)
def test_what_is_empty_says_why_it_will_be_asked(page, kind):
    part = page().section(kind)
    assert str(PROFILE_KINDS[kind].help) in part.text
    assert str(PROFILE_KINDS[kind].why) in part.text
    for key in PROFILE_KINDS[kind].asked_in:
        assert reverse("guidance-entry", args=[key]) in part.links
    assert reverse("profile-add", args=[kind]) in part.addresses
    assert part.form(reverse("profile-none", args=[kind]))


def test_what_is_filled_in_asks_no_more(page, alice):
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", from_on=dt.date(2024, 2, 1))
    part = page().section("medication")
    (line,) = part.texts(".profile-words")
    assert "Baclofen" in line
    assert "5 mg" in line
    assert "since 1 February 2024" in line
    assert str(PROFILE_KINDS["medication"].why) not in part.text
    assert reverse("profile-none", args=["medication"]) not in part.addresses


def test_what_is_left_stands_first(page, alice):
    assert page().texts(".profile-section h3")[0] == str(PROFILE_KINDS["spasms-began"].label)
    make_profile_item(alice, "spasms-began", "spasms-began", from_on=dt.date(2019, 1, 1))
    *left, last = page().texts(".profile-section h3")
    assert last == str(PROFILE_KINDS["spasms-began"].label)
    assert left == [str(kind.label) for code, kind in PROFILE_KINDS.items() if code != "spasms-began"]
    assert page().texts(".profile-head") == ["8 unanswered", "1 answered"]


def test_a_year_is_shown_as_a_year(page, alice):
    make_profile_item(alice, "spasms-began", "spasms-began", from_on=dt.date(2019, 1, 1), from_precision="year")
    part = page().section("spasms-began")
    assert part.one("strong").text == "2019"
    assert "January" not in part.text


def test_what_is_over_stands_apart(page, alice):
    make_profile_item(alice, from_on=dt.date(2010, 1, 1), to_on=TODAY - DAY)
    part = page().section("condition")
    assert "Sciatica" in part.one("h4", "In the past").next.text


def test_a_private_row_and_its_note_are_the_owners_to_see(page, alice):
    make_profile_item(alice, private=True, note="<b>since</b>\nthe fall")
    part = page().section("condition")
    assert "private" in part.text
    assert part.one("*", "<b>since</b> the fall").has("br")


def test_beside_a_condition_stands_what_the_library_says_of_it(page, alice):
    from tracker.guidance.loader import load_library

    make_profile_item(alice, code="kidney-failure")
    part = page().section("condition")
    assert load_library().entries["kidney-disease"].text in part.text
    assert reverse("guidance-entry", args=["kidney-disease"]) in part.links
    assert "how much you may drink" in part.text


def test_a_condition_that_is_over_is_not_explained(page, alice):
    make_profile_item(alice, code="kidney-failure", to_on=TODAY - DAY)
    assert "Our cautions" not in page().text


def test_a_condition_named_twice_is_explained_once(page, alice):
    make_profile_item(alice, code="anemia")
    make_profile_item(alice, code="anemia", from_on=TODAY)
    assert page().text.count("too little hemoglobin") == 1


def test_in_pregnancy_its_caution_is_shown(page, alice):
    make_profile_item(alice, "pregnancy", "pregnancy", to_on=TODAY + 90 * DAY)
    assert "Call your midwife or maternity unit now." in page().section("pregnancy").text


def test_the_profile_of_somebody_else_is_not_shown(alice_client, bob):
    make_profile_item(bob, "medication", text="Secretol")
    assert "Secretol" not in alice_client.get(reverse("profile")).content.decode()


def test_the_number_of_queries_does_not_grow(alice_client, alice, django_assert_max_num_queries):
    for number in range(30):
        make_profile_item(alice, "medication", text=f"No. {number}")
        make_profile_item(alice, code="diabetes")
    with django_assert_max_num_queries(7):
        alice_client.get(reverse("profile"))


# Adding and changing


def test_a_row_is_added_and_its_section_shown(add, alice):
    response = add("medication", text="Baclofen", dose="5 mg", since_month="2", since_year="2024")
    assert (response.status_code, response.url) == (302, reverse("profile") + "#medication")
    item = ProfileItem.objects.get()
    assert (item.owner, item.text, item.dose, item.from_on) == (alice, "Baclofen", "5 mg", dt.date(2024, 2, 1))
    assert item.from_precision == "month"


@pytest.mark.parametrize("kind", ["condition", "medication", "spasms-began"])
def test_two_taps_make_one_row(add, kind):
    data = {"condition": {"code": "anemia"}, "medication": {"text": "Baclofen"}, "spasms-began": {"since_year": "2019"}}
    uid = str(uuid.uuid4())
    assert [add(kind, uid=uid, **data[kind]).status_code for _tap in "ab"] == [302, 302]
    assert ProfileItem.objects.count() == 1


def test_a_mistake_is_said_and_what_was_typed_stays(add):
    response = add("medication", text="Baclofen", dose="5 mg", since_day="31", since_month="2", since_year="2024")
    assert response.status_code == 422
    assert not ProfileItem.objects.exists()
    assert "There’s no such date." in read_page(response).text
    form = read_page(response).form("")
    names = ("text", "dose", "since_day", "since_month", "since_year")
    assert [form[name] for name in names] == ["Baclofen", "5 mg", "31", "2", "2024"]


def test_a_forged_or_missing_uid_breaks_nothing(add):
    assert add("medication", text="Baclofen", uid="not-one").status_code == 422


def test_what_began_is_told_once(alice_client, alice):
    item = make_profile_item(alice, "spasms-began", "spasms-began", from_on=TODAY)
    response = alice_client.get(reverse("profile-add", args=["spasms-began"]))
    assert response.url == reverse("profile-change", args=[item.uid])


def test_what_is_listed_is_not_offered_again_unless_it_is_over(alice_client, alice):
    item = make_profile_item(alice, code="anemia")
    address = reverse("profile-add", args=["condition"])
    assert not read_page(alice_client.get(address)).has("[value=anemia]")
    ProfileItem.objects.filter(pk=item.pk).update(to_on=TODAY - DAY, to_precision="day")
    assert read_page(alice_client.get(address)).has("[value=anemia]")


def test_a_row_is_changed(alice_client, alice):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg")
    data = {"uid": item.uid, "text": "Baclofen", "dose": "10 mg"}
    response = alice_client.post(reverse("profile-change", args=[item.uid]), data)
    assert response.url == reverse("profile") + "#medication"
    assert ProfileItem.objects.get().dose == "10 mg"


def test_the_uid_in_the_form_does_not_reach_another_row(alice_client, alice):
    one, other = (make_profile_item(alice, "medication", text=text) for text in ("one", "other"))
    alice_client.post(reverse("profile-change", args=[one.uid]), {"uid": other.uid, "text": "changed"})
    assert set(ProfileItem.objects.values_list("text", flat=True)) == {"changed", "other"}


@pytest.mark.parametrize("name", ["profile-add", "profile-none", "profile-ask-again"])
def test_an_unknown_kind_is_not_found(alice_client, name):
    assert tap(alice_client, name, "shoe-size").status_code == 404


def test_an_answer_none_has_no_page(alice_client, alice):
    item = make_profile_item(alice, "medication", "none")
    assert alice_client.get(reverse("profile-change", args=[item.uid])).status_code == 404


# What a medicine is taken for

FOR_MY_SPASMS = "I take it for my spasms"


def test_a_medicine_for_the_spasms_is_added_and_shown(add, page):
    add("medication", text="Baclofen", for_spasms="on")
    assert ProfileItem.objects.get().for_spasms
    assert "for my spasms" in page().section("medication").text


def test_a_medicine_for_something_else_says_nothing_of_them(add, page):
    add("medication", text="Ramipril")
    assert not ProfileItem.objects.get().for_spasms
    assert "for my spasms" not in page().section("medication").text


@pytest.mark.parametrize(("kind", "asked"), [("medication", True), ("supplement", False), ("condition", False)])
def test_only_a_medicine_is_asked_what_it_is_for(alice_client, kind, asked):
    page = read_page(alice_client.get(reverse("profile-add", args=[kind])))
    assert page.has("label", FOR_MY_SPASMS) is asked
    assert page.has("[name=for_spasms]") is asked


def test_a_supplement_sent_with_the_tick_is_a_supplement(add):
    assert add("supplement", text="Magnesium", for_spasms="on").status_code == 302
    assert not ProfileItem.objects.get().for_spasms


@pytest.mark.parametrize("kind", ["medication", "condition", "pregnancy"])
def test_what_describes_a_field_is_on_the_page(alice_client, kind):
    page = read_page(alice_client.get(reverse("profile-add", args=[kind])))
    named = {name for names in page.values("[aria-describedby]", "aria-describedby") for name in names.split()}
    assert named
    assert named <= {*page.values("[id]", "id")}


@pytest.mark.parametrize("for_spasms", [True, False])
def test_the_tick_is_as_it_was_when_the_row_is_opened(alice_client, alice, for_spasms):
    item = make_profile_item(alice, "medication", text="Baclofen", for_spasms=for_spasms)
    page = read_page(alice_client.get(reverse("profile-change", args=[item.uid])))
    assert ("checked" in page.one("[name=for_spasms]").attributes) is for_spasms


def test_the_tick_is_taken_away(alice_client, page, alice):
    item = make_profile_item(alice, "medication", text="Baclofen", for_spasms=True)
    alice_client.post(reverse("profile-change", args=[item.uid]), {"uid": item.uid, "text": "Baclofen"})
    assert not ProfileItem.objects.get().for_spasms
    assert "for my spasms" not in page().section("medication").text


def test_a_removed_medicine_comes_back_with_its_tick(alice_client, page, alice):
    item = make_profile_item(alice, "medication", text="Baclofen", for_spasms=True)
    tap(alice_client, "profile-remove", item.uid)
    tap(alice_client, "profile-restore", Revision.objects.get().pk)
    assert "for my spasms" in page().section("medication").text


# One tap


def test_none_in_one_tap_and_back(alice_client, page, alice):
    response = tap(alice_client, "profile-none", "supplement")
    assert response.url == reverse("profile") + "#supplement"
    text = page().section("supplement").text
    assert "I don’t take any" in text
    assert str(PROFILE_KINDS["supplement"].why) not in text
    assert "10 June 2026" in text
    tap(alice_client, "profile-ask-again", "supplement")
    assert str(PROFILE_KINDS["supplement"].why) in page().section("supplement").text


def test_none_beside_rows_is_refused_in_words(alice_client, alice):
    make_profile_item(alice, "medication", text="Baclofen")
    response = alice_client.post(reverse("profile-none", args=["medication"]), follow=True)
    assert "There is already something here." in read_page(response).text
    assert ProfileItem.objects.get().text == "Baclofen"


def test_what_goes_on_can_be_ended_where_it_is_changed(alice_client, alice):
    going, over = (
        make_profile_item(alice, "medication", text=text, to_on=to) for text, to in (("A", None), ("B", TODAY))
    )
    once = make_profile_item(alice, "spine-injury", text="a fall")
    ways = [
        reverse("profile-over", args=[item.uid])
        in read_page(alice_client.get(reverse("profile-change", args=[item.uid]))).addresses
        for item in (going, over, once)
    ]
    assert ways == [True, False, False]


def test_it_is_over_as_of_today(alice_client, alice):
    item = make_profile_item(alice, "medication", text="Baclofen")
    tap(alice_client, "profile-over", item.uid)
    assert ProfileItem.objects.get().to_on == TODAY


def test_removed_and_brought_back(alice_client, page, alice):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg")
    assert tap(alice_client, "profile-remove", item.uid).url == reverse("profile")
    assert "Baclofen" in page().section("removed-title").text
    response = tap(alice_client, "profile-restore", Revision.objects.get().pk)
    assert response.url == reverse("profile") + "#medication"
    assert ProfileItem.objects.get().dose == "5 mg"
    assert "Removed in the last 30 days" not in page().text


def test_a_second_tap_on_remove_is_no_error(alice_client, alice):
    item = make_profile_item(alice)
    assert [tap(alice_client, "profile-remove", item.uid).status_code for _tap in "ab"] == [302, 302]


def test_what_is_too_old_is_said_so(alice_client, alice):
    item = make_profile_item(alice)
    tap(alice_client, "profile-remove", item.uid)
    Revision.objects.update(at=NOON_UTC - 31 * DAY)
    response = alice_client.post(reverse("profile-restore", args=[Revision.objects.get().pk]), follow=True)
    assert "so it can’t be restored" in read_page(response).text


def test_a_removed_row_is_not_an_entry_to_undo(alice_client, alice):
    tap(alice_client, "profile-remove", make_profile_item(alice).uid)
    assert tap(alice_client, "revision-undo", Revision.objects.get().pk).status_code == 404


@pytest.mark.parametrize(
    "name", ["profile-over", "profile-remove", "profile-restore", "profile-none", "profile-ask-again"]
)
def test_a_look_changes_nothing(alice_client, alice, name):
    item = make_profile_item(alice)
    arg = {"profile-restore": 1, "profile-none": "exercise", "profile-ask-again": "exercise"}.get(name, item.uid)
    assert alice_client.get(reverse(name, args=[arg])).status_code == 405
    assert ProfileItem.objects.get() == item


def test_the_page_takes_no_post(alice_client):
    assert alice_client.post(reverse("profile")).status_code == 405


def test_the_settings_lead_here(alice_client):
    assert reverse("profile") in read_page(alice_client.get(reverse("settings"))).links


def test_reading_raises_no_version(alice_client, alice):
    before = Preferences.objects.get(owner=alice).data_version
    alice_client.get(reverse("profile"))
    assert Preferences.objects.get(owner=alice).data_version == before
