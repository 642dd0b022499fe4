"""The diary's list: order, filter in the address, paging at any depth, and the quiet list of what was left open."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import read_page
from tracker.models import Episode, OwnTerm, Pause
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import forget_diaries
from tracker.selectors.entries import PAGE_SIZE, Cursor, entry_page


def many(owner, number, first=NOON):
    base = Episode.objects.count()
    Episode.objects.bulk_create(
        Episode(
            owner=owner,
            uid=uuid.UUID(int=base + n + 1),
            started_at=first + dt.timedelta(hours=5 * (n // 2)),
            time_zone=ZONE,
            logged_at=first,
            day=(first + dt.timedelta(hours=5 * (n // 2))).date(),
            offset_seconds=7200,
            intensity=n % 11,
        )
        for n in range(number)
    )


def test_entries_stand_newest_first_under_their_day(alice_client, alice):
    make_episode(alice, regions=(("calf", "left"),))
    make_episode(alice, started_at=NOON + dt.timedelta(days=1), regions=(("chest", "middle"),))
    page = alice_client.get(reverse("diary")).content.decode()
    assert page.index("chest, middle") < page.index("left calf")
    assert "Wednesday, 10 June 2026" in page


def test_an_empty_diary_says_what_to_do(alice_client):
    assert b"No entries yet" in alice_client.get(reverse("diary")).content


def test_a_month_before_the_diary_began_claims_nothing(alice_client, alice):
    make_episode(alice)
    page = read_page(alice_client.get(reverse("diary"), {"month": "2026-03"}))
    assert "March" in page.one("#month-title").text
    assert "0 spasm days" not in page.text
    assert "1 spasm day" in read_page(alice_client.get(reverse("diary"), {"month": "2026-06"})).text


def test_a_filter_that_finds_nothing_says_so(alice_client, alice):
    make_episode(alice)
    assert b"No entries match" in alice_client.get(reverse("diary"), {"kind": "jerk"}).content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"from": "2026-06-10"}, True),
        ({"from": "2026-06-11"}, False),
        ({"to": "2026-06-09"}, False),
        ({"region": "calf"}, True),
        ({"region": "calf", "side": "left"}, True),
        ({"region": "calf", "side": "right"}, False),
        ({"side": "middle"}, False),
        ({"kind": "cramp"}, True),
        ({"kind": "twitch"}, False),
        ({"factor": "stress"}, True),
        ({"factor": "overuse"}, False),
        ({"intensity_min": "5", "intensity_max": "5"}, True),
        ({"intensity_min": "6"}, False),
        ({"intensity_max": "4"}, False),
        ({"text": "STRASSE"}, True),
        ({"text": "lake straße"}, True),
        ({"text": "mountain"}, False),
        ({"text": "%"}, False),
    ],
)
def test_each_filter_finds_what_it_asks_for(alice_client, alice, query, found):
    make_episode(alice, kind="cramp", factors=["stress"], note="Lake, Straße")
    page = alice_client.get(reverse("diary"), query)
    assert (b"left calf" in page.content) is found


def test_own_words_are_in_the_lists_and_in_what_the_filter_says(alice_client, alice):
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.FACTOR, code="x-tea", label="Too much tea")
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.RELIEF, code="x-tea", label="Hot tea, a pot")
    make_episode(alice, relief=["x-tea", {"code": "medication", "text": "Ibuprofen <400>"}])
    page = read_page(alice_client.get(reverse("diary"), {"relief": "x-tea"}))
    relief = page.one("select[name=relief]")
    assert relief.one("[selected]").text == relief.one("[value=x-tea]").text == "Hot tea, a pot"
    assert relief.one("option", "medicine: Ibuprofen <400>")["value"] == "medication=Ibuprofen <400>"
    (too_much,) = [option for option in page.all("option") if option.text == "Too much tea"]
    assert too_much["value"] == "x-tea"
    assert too_much.closest("select")["name"] != "relief"
    assert "Only: Hot tea, a pot" in page.text
    assert len(page.all("a.entry")) == 1


def test_own_words_of_other_people_are_not_in_the_lists(alice_client, bob):
    OwnTerm.objects.create(owner=bob, vocabulary=OwnTerm.RELIEF, code="x-tea", label="Hot tea, a pot")
    make_episode(bob, relief=["x-tea", {"code": "medication", "text": "Ibuprofen 400"}])
    page = alice_client.get(reverse("diary")).content.decode()
    assert ("Hot tea" in page, "Ibuprofen" in page) == (False, False)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"kind": "cramp"}, "2 entries don’t have what you’re filtering by, so they may or may not match."),
        (
            {"kind": "cramp", "region": "calf"},
            "1 entry doesn’t have what you’re filtering by, so it may or may not match.",
        ),
        ({"kind": "cramp", "to": "2026-06-09"}, ""),
        ({"region": "calf"}, ""),
        ({"weekday": "3"}, ""),
        ({}, ""),
    ],
)
def test_entries_that_leave_the_filter_open_are_counted_beside_the_list(alice_client, alice, bob, query, said):
    for owner in (alice, bob):
        make_episode(owner, kind="cramp")
        make_episode(owner, kind="spasm")
        make_episode(owner, kind="not-sure")
        make_episode(owner, kind="", regions=[("neck", "left")])
    page = alice_client.get(reverse("diary"), query).content.decode()
    assert said in page
    assert ("what you’re filtering by" in page) is bool(said)


def test_that_costs_one_query(alice_client, alice):
    make_episode(alice, kind="")
    counts = []
    for query in ({"weekday": "3"}, {"kind": "cramp"}):
        with CaptureQueriesContext(connection) as captured:
            alice_client.get(reverse("diary"), query)
        counts.append(sum("tracker_episode" in each["sql"] and "COUNT" in each["sql"] for each in captured))
    assert counts == [0, 1]


def test_a_side_is_also_found_in_entries_on_both_sides(alice_client, alice):
    make_episode(alice, regions=(("calf", "both"),))
    assert b"calf" in alice_client.get(reverse("diary"), {"region": "calf", "side": "left"}).content
    assert b"No entries match" in alice_client.get(reverse("diary"), {"region": "calf", "side": "middle"}).content


@pytest.mark.parametrize(
    "query",
    [
        {"from": "abc"},
        {"to": "2026-13-45"},
        {"region": "tail"},
        {"intensity_min": "11"},
        {"intensity_max": "x"},
        {"from": "2026-06-10", "to": "2026-06-01"},
        {"text": "x" * 500},
        {"before": "abc"},
        {"before": "2026-06-10_99999999999999999999_" + "0" * 32},
        {"after": "__"},
        {"factor": "x-" + "y" * 160},
        {"text": "a\x00b"},
        {"relief": "medication=a\x00b"},
    ],
)
def test_a_filter_that_makes_no_sense_is_never_an_error_page(alice_client, alice, query):
    make_episode(alice)
    assert alice_client.get(reverse("diary"), query).status_code == 200


def test_paging_there_and_back_shows_every_entry_once(alice):
    many(alice, 2 * PAGE_SIZE + 7)
    seen, page = [], entry_page(alice, EpisodeFilter())
    assert page.newer is None
    while True:
        seen += [entry.uid for entry in page.entries]
        if page.older is None:
            break
        page = entry_page(alice, EpisodeFilter(), before=page.older)
    expected = list(Episode.objects.of(alice).in_order().values_list("uid", flat=True))
    assert seen == expected
    back = []
    while True:
        back = [entry.uid for entry in page.entries] + back
        if page.newer is None:
            break
        page = entry_page(alice, EpisodeFilter(), after=page.newer)
    assert back == expected


def test_the_oldest_page_is_reached_in_one_step(alice):
    many(alice, PAGE_SIZE + 3)
    page = entry_page(alice, EpisodeFilter(), from_end=True)
    oldest = list(Episode.objects.of(alice).in_order().values_list("uid", flat=True))[-PAGE_SIZE:]
    assert [entry.uid for entry in page.entries] == oldest
    assert page.older is None
    assert page.newer is not None


def test_a_cursor_survives_the_address():
    cursor = Cursor(dt.date(2026, 6, 10), NOON, uuid.UUID(int=3))
    assert Cursor.parse(str(cursor)) == cursor


def test_the_filter_stays_in_the_links_to_other_pages(alice_client, alice):
    many(alice, 3 * PAGE_SIZE)
    page = alice_client.get(reverse("diary"), {"intensity_min": "2"}).content.decode()
    assert "intensity_min=2&amp;before=" in page


def test_the_list_costs_the_same_at_10_and_at_1000_entries_and_at_any_depth(alice_client, alice):
    counts = []
    # A diary that began long ago, so that no page has all of it.
    make_episode(alice, started_at=NOON - dt.timedelta(days=3000))
    for number in (10, 990):
        many(alice, number)
        for query in ({}, {"last": "1"}, {"month": "2026-06"}):
            forget_diaries()
            with CaptureQueriesContext(connection) as captured:
                alice_client.get(reverse("diary"), query)
            counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


@pytest.mark.sqlite_only
def test_pages_are_cut_by_the_index_not_by_reading_on(alice):
    many(alice, 300)
    page = entry_page(alice, EpisodeFilter())
    for rows in (
        Episode.objects.of(alice).in_order()[:25],
        Episode.objects.of(alice).older_than(page.older.key).in_order()[:25],
    ):
        plan = rows.explain()
        assert "episode_in_order" in plan
        assert "TEMP B-TREE" not in plan


def test_what_lacks_something_stands_in_the_quiet_list(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    make_episode(alice, started_at=now - dt.timedelta(hours=3), intensity=None)
    page = alice_client.get(reverse("left-open"))
    assert b"Leave as is" in page.content


def test_whole_entries_and_those_over_a_week_old_do_not(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    make_episode(alice, started_at=now - dt.timedelta(hours=3), ended_at=now - dt.timedelta(hours=2))
    make_episode(alice, started_at=now - dt.timedelta(days=9), intensity=None)
    assert b"Nothing to finish" in alice_client.get(reverse("left-open")).content


def test_leave_one_and_leave_all(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    rows = [make_episode(alice, started_at=now - dt.timedelta(hours=n), intensity=None) for n in (3, 4, 5)]
    alice_client.post(reverse("leave-one", args=[rows[0].uid]))
    assert Episode.objects.filter(leave_open=True).count() == 1
    alice_client.post(reverse("leave-all"))
    assert Episode.objects.filter(leave_open=True).count() == 3


def test_leave_all_never_touches_another_person(alice_client, bob):
    now = timezone.now().replace(microsecond=0)
    make_episode(bob, started_at=now - dt.timedelta(hours=3), intensity=None)
    alice_client.post(reverse("leave-all"))
    assert not Episode.objects.filter(leave_open=True).exists()


def listed(page):
    return [entry.uid for item in page.items if item.is_item for entry in item.entries]


def test_newer_leads_back_to_where_older_came_from(alice_client, alice):
    many(alice, 3 * PAGE_SIZE)
    address = reverse("diary")
    first = alice_client.get(address).context["page"]
    second = alice_client.get(address, {"before": str(first.older)})
    shown = read_page(second)
    newer, older = second.context["page"].newer, second.context["page"].older
    assert shown.one("[rel=prev]")["href"] == f"?after={newer}"
    assert shown.one("[rel=next]")["href"] == f"?before={older}"
    assert listed(alice_client.get(address, {"after": str(newer)}).context["page"]) == listed(first)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "2026-06-01", "to": "2026-06-30"}, "From 1 June 2026 to 30 June 2026."),
        ({"from": "2026-06-01"}, "Since 1 June 2026."),
        ({"to": "2026-06-30"}, "Until 30 June 2026."),
    ],
)
def test_the_days_of_a_filter_are_said(alice_client, alice, query, words):
    make_episode(alice)
    assert words in read_page(alice_client.get(reverse("diary"), query)).text


JUNE = dt.date(2026, 6, 1)


@pytest.fixture
def diary(alice_client, monkeypatch):
    """The diary on the evening of Wednesday 10 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(hours=8))
    return lambda **query: read_page(alice_client.get(reverse("diary"), query))


def test_what_lies_between_entries_is_said(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=8))
    for day in (3, 4, 5, 7):
        make_day(alice, JUNE.replace(day=day))
    make_episode(alice, started_at=NOON - dt.timedelta(days=1))
    page = diary()
    assert page.texts(".stretch") == [
        "Unanswered on 8 June Fill in: Unanswered on 8 June",
        "Clear on 7 June",
        "Unanswered on 6 June Fill in: Unanswered on 6 June",
        "3 clear days, 3 to 5 June",
    ]
    assert page.one(".stretch a[href*='2026-06-08']")["href"] == reverse("check-in-day", args=[JUNE.replace(day=8)])
    assert not diary(text="nothing").has(".stretch")


def test_days_too_far_back_cannot_be_filled_in(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=60))
    make_episode(alice, started_at=NOON - dt.timedelta(days=50))
    make_episode(alice, started_at=NOON)
    assert diary().texts(".stretch") == [
        "9 unanswered days, 1 to 9 June Fill in: 9 unanswered days, 1 to 9 June",
        "31 unanswered days, 1 to 31 May You can fill in only the last 7 days.",
        "9 unanswered days, 22 to 30 April",
        "9 unanswered days, 12 to 20 April",
    ]


def test_days_between_entries_stand_under_their_own_month(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=50))
    make_episode(alice, started_at=NOON)
    list_ = diary().one(".diary-list")
    texts = [each.text.split(" Fill")[0] for each in list_.all(".list-month, .stretch, .list-day h3")]
    may, april = texts.index("May 2026"), texts.index("April 2026")
    assert texts[may + 1].startswith("31 unanswered days, 1 to 31 May")
    assert may < april < texts.index("9 unanswered days, 22 to 30 April")


def test_a_pause_and_spasms_without_entries_are_no_gaps(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=8))
    make_day(alice, JUNE.replace(day=4), "unlisted", unlisted_count="1-5")
    Pause.objects.create(owner=alice, from_on=JUNE.replace(day=5), to_on=JUNE.replace(day=9))
    make_episode(alice, started_at=NOON)
    assert diary().texts(".stretch")[:2] == [
        "Paused, 5 to 9 June",
        "4 June, spasms that you didn’t log one by one",
    ]


def test_the_calendar_shows_each_day_of_the_month(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=2), intensity=8)
    make_episode(alice, started_at=NOON - dt.timedelta(days=2, hours=1), intensity=3)
    make_day(alice, JUNE.replace(day=9))
    month = diary().section("month-title")
    assert month.one("h2").text == "June Year 2026"
    assert "1 spasm day, 1 clear" in month.text
    days = {day["href"]: day for day in month.all("a.month-day")}
    assert len(days) == 10
    eighth = days[reverse("diary-day", args=[JUNE.replace(day=8)])]
    assert eighth.text.startswith("Monday, 8 June: spasm day, 2 entries, worst 8")
    assert {"i8", "several"} <= eighth.one(".day-mark").classes
    assert days[reverse("diary-day", args=[JUNE.replace(day=10)])]["aria-current"] == "date"


def test_a_month_is_opened_with_its_entries(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=40), regions=(("toes", "right"),))
    make_episode(alice, started_at=NOON, regions=(("chest", "middle"),))
    assert diary().one(".arrows a")["href"] == "?month=2026-05"
    page = diary(month="2026-05")
    assert page.one("#month-title").text == "May Year 2026"
    assert page.texts(".entry-where") == ["right toes"]
    assert page.one(".arrows a")["href"] == "?month=2026-06"
    assert diary(month="2027-01").one("#month-title").text == "June Year 2026"
    assert diary(month="May").one("#month-title").text == "June Year 2026"


def test_the_first_days_of_a_month_show_the_month_before(alice_client, alice, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 6, 2, 10, tzinfo=dt.UTC))
    make_episode(alice, started_at=dt.datetime(2026, 5, 28, 10, tzinfo=dt.UTC))
    make_episode(alice, started_at=dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC))
    page = read_page(alice_client.get(reverse("diary")))
    assert page.one("#month-title").text == "May Year 2026"
    assert page.one(".arrows").all("a")[-1]["href"] == "?month=2026-06"
    # The list begins with the latest all the same.
    assert page.texts(".list-month") == ["June 2026", "May 2026"]
    assert (
        read_page(alice_client.get(reverse("diary"), {"month": "2026-06"})).one("#month-title").text == "June Year 2026"
    )


def test_months_have_heads_in_the_list(alice, diary):
    make_episode(alice, started_at=NOON - dt.timedelta(days=40))
    make_episode(alice, started_at=NOON)
    assert diary().texts(".list-month") == ["June 2026", "May 2026"]


def test_notes_stand_in_the_list_and_are_searched(alice, diary):
    make_episode(alice, started_at=NOON, note="After the long drive")
    make_episode(alice, started_at=NOON - dt.timedelta(days=1), note="In bed")
    assert diary().texts(".entry-note") == ["After the long drive", "In bed"]
    page = diary(text="drive")
    assert page.texts(".entry-note") == ["After the long drive"]
    assert page.one("input[type=search]")["value"] == "drive"


def test_one_tap_filters_by_the_usual_place(alice, diary):
    for n in range(2):
        make_episode(alice, started_at=NOON - dt.timedelta(days=n), uid=uuid.uuid4())
    make_episode(alice, started_at=NOON - dt.timedelta(days=3), regions=(("toes", "right"),))
    links = {chip.text: chip for chip in diary().all(".diary-quick a")}
    assert list(links) == ["All", "Left calf", "Strength 7–10"]
    assert "aria-current" in links["All"].attributes
    chosen = diary(region="calf", side="left")
    assert chosen.one(".diary-quick a[aria-current]").text == "Left calf"
    assert set(chosen.texts(".entry-where")) == {"left calf"}


def test_what_a_line_says_is_text(alice, alice_client):
    make_episode(alice, logged_by="<i>Kim</i>")
    assert "logged by <i>Kim</i>" in read_page(alice_client.get(reverse("diary"))).text
