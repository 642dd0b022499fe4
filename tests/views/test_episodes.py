"""Writing down, reading, changing, deleting: what the pages do with what is sent to them."""

import datetime as dt
import uuid

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import Form, read_page
from tracker.models import Episode, Revision
from tracker.services.episode_rows import record_of
from tracker.vocabulary.episodes import ONGOING


def typed(**changes):
    return {"uid": str(uuid.uuid4()), "started": "15", "time_zone": ZONE, **changes}


def add(client, **changes):
    return client.post(reverse("episode-add"), typed(**changes))


def test_the_form_opens(alice_client):
    response = alice_client.get(reverse("episode-add"))
    assert response.status_code == 200
    assert b"Log a past spasm" in response.content


def test_a_quick_entry_is_saved_and_today_follows(alice_client, alice):
    response = add(alice_client, regions=["calf:left"], intensity="6")
    assert response.status_code == 302
    episode = Episode.objects.of(alice).get()
    assert response.url == f"{reverse('today')}?saved={episode.uid}"
    assert episode.intensity == 6
    assert [(row.region, row.side) for row in episode.regions.all()] == [("calf", "left")]


def test_after_saving_the_way_to_the_entry_and_what_helps_now_is_shown(alice_client, alice):
    add(alice_client, regions=["calf:left"], intensity="6")
    address = reverse("episode", args=[Episode.objects.of(alice).get().uid])
    assert read_page(alice_client.get(reverse("today"))).one("a", "Open this entry")["href"] == address
    assert "What may help now that it’s over" in read_page(alice_client.get(address)).text


def test_the_same_form_sent_twice_makes_one_entry(alice_client, alice):
    sent = typed(intensity="6", duration="300", started="0")
    first = alice_client.post(reverse("episode-add"), sent)
    second = alice_client.post(reverse("episode-add"), sent)
    assert first.status_code == second.status_code == 302
    assert Episode.objects.of(alice).count() == 1
    assert Revision.objects.count() == 0


def test_a_mistake_is_said_and_nothing_is_stored(alice_client):
    response = add(alice_client, intensity="11", note="keep me")
    assert response.status_code == 422
    assert b"keep me" in response.content
    assert b"Not saved yet" in response.content
    assert not Episode.objects.exists()


@pytest.mark.parametrize(
    "note",
    [
        "x" * 10_000,
        "🦵🏽 emoji and \u202eright-to-left שלום",
        "=1+1",
        "<script>alert(1)</script>",
        "a\r\nb\nc\rd",
        "{{ 7 }} {% now %}",
    ],
)
def test_any_note_is_kept_as_it_is_and_shown_as_text(alice_client, alice, note):
    assert add(alice_client, note=note).status_code == 302
    episode = Episode.objects.of(alice).get()
    # Line breaks of every kind are one character.
    assert episode.note == note.replace("\r\n", "\n").replace("\r", "\n")
    page = alice_client.get(reverse("episode", args=[episode.uid]))
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_an_overlap_is_shown_linked_and_can_still_be_saved(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    other = make_episode(
        alice,
        started_at=now - dt.timedelta(minutes=20),
        ended_at=now - dt.timedelta(minutes=10),
    )
    sent = typed(started="15")
    response = alice_client.post(reverse("episode-add"), sent)
    assert response.status_code == 422
    assert reverse("episode", args=[other.uid]).encode() in response.content
    assert Episode.objects.of(alice).count() == 1
    again = alice_client.post(reverse("episode-add"), sent | {"overlap_ok": "1"})
    assert again.status_code == 302
    assert Episode.objects.of(alice).count() == 2


@pytest.mark.parametrize(("started", "minutes"), [("30", 1), ("30", 9), ("30", 45), ("60", 20), ("15", 14)])
def test_the_same_words_saved_again_after_back_are_asked_about(alice_client, alice, started, minutes):
    add(alice_client, started=started, intensity="6", regions=["calf:left"])
    later = dt.timedelta(minutes=minutes)
    Episode.objects.update(started_at=F("started_at") - later, logged_at=F("logged_at") - later)
    # The browser asked for the form anew: another uid.
    again = add(alice_client, started=started, intensity="6", regions=["calf:left"])
    assert again.status_code == 422
    assert b"Save this one, too" in again.content
    assert Episode.objects.of(alice).count() == 1


@pytest.mark.parametrize("changes", [{"intensity": "3"}, {"started": "15"}, {"started": "0"}])
def test_another_spasm_of_the_same_hour_is_not_asked_about(alice_client, alice, changes):
    add(
        alice_client,
        **{"started": "30", "intensity": "6"} | ({"started": "0"} if changes.get("started") == "0" else {}),
    )
    later = dt.timedelta(minutes=45)
    Episode.objects.update(started_at=F("started_at") - later, logged_at=F("logged_at") - later)
    assert add(alice_client, **{"started": "30", "intensity": "6"} | changes).status_code == 302
    assert Episode.objects.of(alice).count() == 2


def test_another_persons_overlap_is_no_business_of_mine(alice_client, bob):
    now = timezone.now().replace(microsecond=0)
    make_episode(bob, started_at=now - dt.timedelta(minutes=20), ended_at=now - dt.timedelta(minutes=10))
    assert add(alice_client).status_code == 302


def test_an_overlap_that_was_settled_is_not_asked_about_again(alice_client, alice):
    ended = NOON + dt.timedelta(minutes=10)
    make_episode(alice, ended_at=ended, uid=uuid.uuid4())
    episode = make_episode(alice, ended_at=ended, uid=uuid.uuid4())
    said = typed(started="at", started_on="2026-06-10", started_time="12:00", duration="as-it-is", note="more of it")
    assert alice_client.post(reverse("episode-edit", args=[episode.uid]), said).status_code == 302
    assert Episode.objects.get(uid=episode.uid).note == "more of it"


def test_the_same_form_with_another_choice_of_when_moves_the_entry(alice_client, alice):
    sent = typed(started="15")
    alice_client.post(reverse("episode-add"), sent)
    first = Episode.objects.of(alice).get()
    alice_client.post(reverse("episode-add"), sent | {"started": "30"})
    assert first.started_at - Episode.objects.of(alice).get().started_at == dt.timedelta(minutes=15)


def test_the_same_form_once_more_an_hour_later_means_the_same(alice_client, alice):
    sent = typed(started="15")
    alice_client.post(reverse("episode-add"), sent)
    an_hour = dt.timedelta(hours=1)
    Episode.objects.update(started_at=F("started_at") - an_hour, logged_at=F("logged_at") - an_hour)
    before = Episode.objects.of(alice).get().started_at
    alice_client.post(reverse("episode-add"), sent)
    assert Episode.objects.of(alice).get().started_at == before


def test_an_entry_still_going_on_leads_to_its_running_page(alice_client, alice):
    response = add(alice_client, duration="ongoing")
    assert response.url == reverse("episode-running", args=[Episode.objects.of(alice).get().uid])


def test_an_entry_is_shown_with_all_that_was_said(alice_client, alice):
    episode = make_episode(
        alice,
        intensity=9,
        kind="cramp",
        at_onset="asleep",
        woke="yes",
        factors=["stress"],
        noticed=["none"],
        relief=[{"code": "medication", "text": "ibuprofen 400", "moment": "after", "effect": "slightly"}],
        note="at the lake",
    )
    page = alice_client.get(reverse("episode", args=[episode.uid])).content.decode()
    for words in ("Severe", "cramp", "asleep", "stress", "none of these", "ibuprofen 400", "helped slightly"):
        assert words in page


def test_what_was_not_noted_is_said_in_one_row_and_leads_to_where_it_is_asked(alice_client, alice):
    entry = make_episode(alice, at_onset="asleep", relief=[{"code": "gentle-stretch"}])
    page = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    row = page.one(".add-details")
    assert row["href"] == f"{reverse('episode-edit', args=[entry.uid])}?open=duration#div_id_duration"
    assert row.text == "Add details Not noted: how long, what may have set it off"


@pytest.mark.parametrize(
    ("ratings", "intensity", "words"),
    [
        # The typical day has 5 at worst: 2 and 5 are of one day.
        ([(1, 2), (1, 5), (2, 7), (3, 4)], 6, "your usual worst is 5"),
        ([(1, 4), (2, 5), (3, 6), (4, 7)], 6, "your usual worst is 5.5"),
        # Neither the day itself nor what is long ago is of the days before.
        ([(0, 9), (1, 3), (90, 4), (89, 5), (91, 9), (92, 9)], 6, "your usual worst is 4"),
        ([(1, 5), (2, 7), (91, 3)], 6, ""),
        ([(1, 5), (2, 7), (3, 3)], None, ""),
    ],
)
def test_the_strength_of_an_entry_has_what_is_typical_beside_it(alice_client, alice, ratings, intensity, words):
    moment = timezone.now().replace(hour=12) - dt.timedelta(days=200)
    for days, rating in ratings:
        make_episode(alice, started_at=moment - dt.timedelta(days=days), intensity=rating)
    entry = make_episode(alice, started_at=moment, intensity=intensity)
    page = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    assert [line.text for line in page.all(".episode-strength > .small")] == ([words] if words else [])


def test_the_worst_of_spasms_not_listed_counts_for_what_is_typical(alice_client, alice, bob):
    moment = timezone.now().replace(hour=12) - dt.timedelta(days=200)
    for days, worst in ((1, 2), (2, 3), (3, 8)):
        make_day(alice, moment.date() - dt.timedelta(days=days), "unlisted", unlisted_worst=worst)
        make_episode(bob, started_at=moment - dt.timedelta(days=days), intensity=10)
    entry = make_episode(alice, started_at=moment, intensity=6)
    page = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    assert page.one(".episode-strength > .small").text == "your usual worst is 3"


def test_an_entry_lists_the_last_ones_in_the_same_spot(alice_client, alice, bob):
    moment = timezone.now().replace(hour=12) - dt.timedelta(days=200)
    before = [make_episode(alice, started_at=moment - dt.timedelta(days=days)) for days in (1, 2, 30, 60)]
    # On both sides is on the left, too; another place, another side, somebody else's and later ones are not.
    both = make_episode(alice, started_at=moment - dt.timedelta(days=3), regions=[("calf", "both")])
    make_episode(alice, started_at=moment - dt.timedelta(days=1), regions=[("calf", "right"), ("foot-sole", "left")])
    make_episode(alice, started_at=moment + dt.timedelta(days=1))
    make_episode(bob, started_at=moment - dt.timedelta(days=1))
    entry = make_episode(alice, started_at=moment)
    part = read_page(alice_client.get(reverse("episode", args=[entry.uid]))).one(".same-spot")
    listed = [reverse("episode", args=[each.uid]) for each in (before[0], before[1], both)]
    assert [link["href"] for link in part.all(".entries a")] == listed
    (everything,) = part.all(".head-line a")
    shown = alice_client.get(everything["href"]).content.decode()
    assert all(address in shown for address in [*listed, reverse("episode", args=[before[3].uid])])


@pytest.mark.parametrize("regions", [[], [("other", "")], [("jaw-face", "left")]])
def test_without_earlier_ones_there_an_entry_lists_none(alice_client, alice, regions):
    moment = timezone.now() - dt.timedelta(days=20)
    make_episode(alice, started_at=moment - dt.timedelta(days=1))
    make_episode(alice, started_at=moment - dt.timedelta(days=1), regions=[("other", "")])
    # More than a year ago is not what is usual now.
    make_episode(alice, started_at=moment - dt.timedelta(days=400), regions=[("jaw-face", "left")])
    entry = make_episode(alice, started_at=moment, regions=regions)
    assert not read_page(alice_client.get(reverse("episode", args=[entry.uid]))).has(".same-spot")


@pytest.mark.parametrize(("opens", "count"), [("suspected_factors", 1), ("nonsense", 0), ("", 0)])
def test_the_form_opens_what_the_person_came_for(alice_client, alice, opens, count):
    entry = make_episode(alice)
    page = read_page(alice_client.get(reverse("episode-edit", args=[entry.uid]), {"open": opens}))
    summaries = page.texts("details.form-section[open] > summary")
    assert summaries.count("What may have set it off") == count


def test_an_entry_that_still_runs_can_be_stopped_on_its_page(alice_client, alice):
    entry = make_episode(alice, started_at=timezone.now() - dt.timedelta(minutes=5), duration_basis=ONGOING)
    page = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    assert not page.all(".facts-open")
    assert page.one("a", "Go to the timer")["href"] == reverse("episode-running", args=[entry.uid])
    form = page.form(reverse("episode-stop", args=[entry.uid]))
    assert alice_client.post(form.action, form.filled()).status_code == 302
    entry.refresh_from_db()
    assert entry.duration_basis != ONGOING


def test_one_that_has_run_for_a_day_is_asked_when_it_stopped(alice_client, alice):
    entry = make_episode(alice, started_at=timezone.now() - dt.timedelta(days=1), duration_basis=ONGOING)
    page = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    address = reverse("episode-when-stopped", args=[entry.uid])
    assert page.one("a", "Choose when it stopped")["href"] == address
    assert "Same again" not in page.text


def test_changing_an_entry_keeps_what_was_there(alice_client, alice):
    episode = make_episode(alice, intensity=4)
    local = dt.datetime(2026, 6, 10, 12, 0)
    response = alice_client.post(
        reverse("episode-edit", args=[episode.uid]),
        typed(
            started="at",
            started_on=local.date().isoformat(),
            started_time="12:00:00",
            duration="as-it-is",
            regions=["calf:left"],
            intensity="7",
        ),
    )
    assert response.status_code == 302
    assert Episode.objects.get().intensity == 7
    assert Episode.objects.get().uid == episode.uid
    assert Revision.objects.get().snapshot["intensity"] == 4
    page = alice_client.get(reverse("episode", args=[episode.uid]))
    assert b"Earlier versions" in page.content


def test_deleting_asks_first(alice_client, alice):
    episode = make_episode(alice)
    assert alice_client.get(reverse("episode-delete", args=[episode.uid])).status_code == 200
    assert Episode.objects.exists()


def test_a_second_tap_on_delete_leads_where_the_first_one_did(alice_client, alice):
    address = reverse("episode-delete", args=[make_episode(alice).uid])
    assert alice_client.post(address).url == alice_client.post(address).url == reverse("deleted")
    assert Revision.objects.count() == 1


def test_a_deleted_entry_shows_the_time_of_its_own_place(alice_client, alice):
    late = dt.datetime(2026, 6, 10, 23, 30, tzinfo=dt.UTC)
    alice_client.post(reverse("episode-delete", args=[make_episode(alice, started_at=late).uid]))
    assert "11 June 2026, 01:30" in read_page(alice_client.get(reverse("deleted"))).text


def test_a_deleted_entry_can_be_brought_back(alice_client, alice):
    episode = make_episode(alice, note="bring me back")
    before = record_of(episode)
    assert alice_client.post(reverse("episode-delete", args=[episode.uid])).status_code == 302
    assert not Episode.objects.exists()
    revision = Revision.objects.get()
    page = alice_client.get(reverse("deleted"))
    assert reverse("revision-undo", args=[revision.pk]).encode() in page.content
    assert alice_client.post(reverse("revision-undo", args=[revision.pk])).status_code == 302
    assert record_of(Episode.objects.get()) == before


def test_after_thirty_days_the_page_says_that_it_is_gone(alice_client, alice):
    episode = make_episode(alice)
    alice_client.post(reverse("episode-delete", args=[episode.uid]))
    Revision.objects.update(at=timezone.now() - dt.timedelta(days=31))
    response = alice_client.post(reverse("revision-undo", args=[Revision.objects.get().pk]), follow=True)
    assert b"more than 30 days" in response.content
    assert not Episode.objects.exists()


def test_an_enormous_revision_number_is_not_found(alice_client):
    assert alice_client.post(reverse("revision-undo", args=[10**30])).status_code == 404


def test_an_entry_for_the_chest_shows_its_card_at_once(alice_client, alice):
    response = add(alice_client, regions=["chest:left"], chest_signs="yes")
    assert response.url == reverse("episode", args=[Episode.objects.of(alice).get().uid])
    assert b"emergency" in alice_client.get(response.url).content


def test_the_form_costs_the_same_at_10_and_at_1000_entries(alice_client, alice, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # The first write of a day has a query more: whether a look at the factors is due.
    add(alice_client, regions=["calf:left"], intensity="3")
    counts = []
    for total in (10, 1000):
        missing = total - Episode.objects.count()
        start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        base = Episode.objects.count()
        Episode.objects.bulk_create(
            Episode(
                owner=alice,
                started_at=start + dt.timedelta(hours=base + n),
                time_zone=ZONE,
                logged_at=start,
                day=(start + dt.timedelta(hours=base + n)).date(),
                offset_seconds=3600,
            )
            for n in range(missing)
        )
        with CaptureQueriesContext(
            connection,
        ) as captured:
            alice_client.get(reverse("episode-add"))
        get = len(captured)
        with CaptureQueriesContext(connection) as captured:
            add(alice_client, regions=["calf:left"], intensity="3", overlap_ok="1")
        counts.append((get, len(captured)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "chosen"), [("?on=2026-01-05", True), ("?on=9999-01-01", False), ("?on=x", False), ("", False)]
)
def test_the_form_can_be_about_an_earlier_day(alice_client, query, chosen):
    page = read_page(alice_client.get(reverse("episode-add") + query))
    form = Form(page.one("[name=started_on]").closest("form"))
    assert (form["started_on"] == "2026-01-05") is chosen
    assert page.has("[checked]") is chosen


def test_the_latest_twenty_versions_are_listed_the_newest_first(alice_client, alice):
    episode = make_episode(alice)
    record = record_of(episode).as_data()
    for n in range(22):
        Revision.objects.create(
            owner=alice,
            kind=Revision.EPISODE,
            uid=episode.uid,
            at=NOON + dt.timedelta(minutes=n),
            action=Revision.EDIT,
            schema=1,
            snapshot=record | {"note": f"version-{n}-"},
        )
    page = alice_client.get(reverse("episode", args=[episode.uid])).context["page"]
    assert [before.note for _revision, before in page.history] == [f"version-{n}-" for n in reversed(range(2, 22))]


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("worse", ["made it worse"]),
        ("not-at-all", ["did not help"]),
        ("greatly", ["helped greatly"]),
        ("", []),
    ],
)
def test_what_was_done_stands_with_what_came_of_it(alice_client, alice, effect, said):
    episode = make_episode(alice, relief=[{"code": "heat", "moment": "during", "effect": effect}])
    page = read_page(alice_client.get(reverse("episode", args=[episode.uid])))
    assert page.texts("dd > span.d-block") == ["heat, during it", *said]


@pytest.mark.parametrize(("count", "is_said"), [(1, False), (2, True)])
def test_two_in_a_row_are_said(alice_client, alice, count, is_said):
    episode = make_episode(alice, count=count)
    page = alice_client.get(reverse("episode", args=[episode.uid])).content.decode()
    assert ("2\u00a0in\u00a0a\u00a0row" in page) is is_said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Kind", "cramp"),
        ("What you were doing", "walking"),
        ("Woke you", "yes"),
        ("Kept you from doing things", "somewhat"),
        ("Sore afterwards", "a few hours"),
    ],
)
def test_each_answer_stands_under_its_own_label(alice_client, alice, label, said):
    episode = make_episode(alice, impact="some", soreness="hours", woke="yes", at_onset="walking", kind="cramp")
    page = read_page(alice_client.get(reverse("episode", args=[episode.uid])))
    assert page.one("dt", label).next.text == said


def test_the_number_is_said_once_with_its_band(alice_client, alice):
    page = read_page(alice_client.get(reverse("episode", args=[make_episode(alice, intensity=5).uid])))
    assert page.one(".episode-strength").text == "intensity 5 Moderate"
    assert not page.has("dt", "Worst moment")


def test_a_time_zone_is_said_where_it_is_not_the_persons(alice_client, alice):
    home = read_page(alice_client.get(reverse("episode", args=[make_episode(alice).uid])))
    assert not home.has("dt", "Time zone")
    away = make_episode(alice, uid=uuid.uuid4(), time_zone="Asia/Tokyo")
    page = read_page(alice_client.get(reverse("episode", args=[away.uid])))
    assert page.one("dt", "Time zone").next.text == "Asia/Tokyo"


def test_a_note_on_its_page_is_text(alice_client, alice):
    episode = make_episode(alice, note="<b>one</b>\ntwo")
    page = read_page(alice_client.get(reverse("episode", args=[episode.uid])))
    assert "<b>one</b> two" in page.text
    assert not page.has("b", "one")


@pytest.mark.parametrize(("days_back", "chosen"), [(0, False), (1, True)])
def test_today_is_no_earlier_day(alice_client, monkeypatch, days_back, chosen):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    day = NOON.date() - dt.timedelta(days=days_back)
    form = alice_client.get(reverse("episode-add"), {"on": day.isoformat()}).context["page"].form
    assert (form["started"].value() == "at") is chosen


def test_a_past_spasm_that_was_saved_is_undone_from_its_message(alice_client, alice):
    address = reverse("episode-add")
    sent = {"uid": str(uuid.uuid4()), "started": "night", "time_zone": ZONE, "intensity": "6", "regions": "calf:left"}
    page = read_page(alice_client.post(address, sent, follow=True))
    row = Episode.objects.get()
    assert "Saved: left calf, 6 of 10" in page.text
    form = page.form(reverse("episode-delete", args=[row.uid]))
    alice_client.post(form.action, form.filled())
    assert not Episode.objects.exists()


def test_an_edit_is_undone_from_its_message(alice_client, alice):
    row = make_episode(alice, started_at=timezone.now() - dt.timedelta(days=3), intensity=5)
    address = reverse("episode-edit", args=[row.uid])
    form = read_page(alice_client.get(address)).form("")
    page = read_page(alice_client.post(address, form.filled(intensity="8"), follow=True))
    assert Episode.objects.get().intensity == 8
    undo = page.one("[role=status]").form(reverse("revision-undo", args=[Revision.objects.get().pk]))
    alice_client.post(undo.action, undo.filled())
    assert Episode.objects.get().intensity == 5


def test_an_entry_leads_to_those_beside_it_and_to_its_place_in_the_diary(alice_client, alice, bob):
    day = dt.timedelta(days=1)
    first, middle, last = (make_episode(alice, started_at=NOON + n * day, uid=uuid.uuid4()) for n in range(3))
    make_episode(bob, started_at=NOON + dt.timedelta(hours=30), uid=uuid.uuid4())
    page = read_page(alice_client.get(reverse("episode", args=[middle.uid])))
    assert page.one(".neighbors [rel=prev]")["href"] == reverse("episode", args=[first.uid])
    assert page.one(".neighbors [rel=next]")["href"] == reverse("episode", args=[last.uid])
    assert page.one("main a.back")["href"] == reverse("diary") + "?month=2026-06"
    assert not read_page(alice_client.get(reverse("episode", args=[last.uid]))).has(".neighbors [rel=next]")


def test_an_entry_of_the_night_is_shown_under_its_evening(alice_client, alice):
    row = make_episode(alice, started_at=NOON + dt.timedelta(hours=14))
    page = read_page(alice_client.get(reverse("episode", args=[row.uid])))
    assert page.one(".date-words").text == "Wednesday night"
    assert page.one(".date-number").text == "10"


@pytest.mark.parametrize(("query", "leads_to"), [("", "episode"), ("?back_to=left-open", "left-open")])
def test_an_edit_leads_back_to_where_it_came_from(alice_client, alice, query, leads_to):
    row = make_episode(alice, ended_at=NOON + dt.timedelta(minutes=5))
    address = reverse("episode-edit", args=[row.uid])
    page = read_page(alice_client.get(address + query))
    assert page.one("header.way .back")["href"] == reverse("episode", args=[row.uid])
    response = alice_client.post(address + query, page.form("").filled(note="later"))
    assert response.url == reverse(leads_to, args=[row.uid] if leads_to == "episode" else [])
