"""Safety beyond one fresh entry: signs added later, places changed, other entries, older forms, forgotten timers."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_episode, make_profile_item
from tests.html import Element, read_page
from tests.views.test_safety_stages import SELF_CARE, cards_on, question_on
from tracker.days import local_day
from tracker.models import Episode

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def now():
    return timezone.now().replace(microsecond=0)


def over(owner, *, hours_ago=0, minutes=2, **fields):
    """An entry that ended so many hours ago and was logged then."""
    ended_at = now() - hours_ago * HOUR
    fields.setdefault("may_warn", True)
    return make_episode(
        owner,
        uid=uuid.uuid4(),
        started_at=ended_at - dt.timedelta(minutes=minutes),
        ended_at=ended_at,
        logged_at=ended_at,
        **fields,
    )


def running(owner, *, minutes=2, **fields):
    return make_episode(
        owner,
        uid=uuid.uuid4(),
        started_at=now() - dt.timedelta(minutes=minutes),
        logged_at=now() - dt.timedelta(minutes=minutes),
        duration_basis="ongoing",
        may_warn=True,
        **fields,
    )


def page(client, name, *args, query="") -> Element:
    return read_page(client.get(reverse(name, args=args) + query))


def notice(client, episode, sign):
    client.post(reverse("episode-notice", args=[episode.uid]), {"sign": sign})


def answer(client, episode, question, *answers):
    client.post(reverse("episode-answer", args=[episode.uid]), {"question": question, "answer": answers})


@pytest.mark.parametrize(("sign", "question"), [("swelling", "more-swollen"), ("pale-blue-cold", "colder")])
def test_a_sign_that_is_added_a_day_later_is_asked_about_then(alice_client, alice, sign, question):
    episode = over(alice, hours_ago=30)
    notice(alice_client, episode, sign)
    assert question_on(page(alice_client, "episode", episode.uid)) == question
    assert question_on(page(alice_client, "today")) == question


def test_dark_urine_that_is_added_later_stands_on_today(alice_client, alice):
    episode = over(alice, hours_ago=30)
    notice(alice_client, episode, "dark-urine")
    assert cards_on(page(alice_client, "today")) == ["dark-urine"]


def test_a_question_that_was_never_answered_holds_the_steps_back_on_its_own_page(alice_client, alice):
    episode = over(alice, hours_ago=40, noticed=("swelling",))
    shown = page(alice_client, "episode", episode.uid)
    assert question_on(shown) == ""
    assert not shown.has(SELF_CARE)


def test_my_usual_spasm_holds_for_the_places_that_were_there(alice_client, alice):
    over(alice, hours_ago=900, regions=(("chest", "middle"),))
    episode = running(alice, regions=(("shoulder", "left"),))
    answer(alice_client, episode, "chest-signs", "no")
    alice_client.post(reverse("episode-where", args=[episode.uid]), {"regions": ["shoulder:left", "chest:left"]})
    assert question_on(page(alice_client, "episode-running", episode.uid)) == "chest-signs"
    assert Episode.objects.get(pk=episode.pk).chest_signs == ""


def test_a_place_that_asks_nothing_leaves_the_answer(alice_client, alice):
    episode = running(alice, regions=(("shoulder", "left"),), chest_signs="no")
    alice_client.post(reverse("episode-where", args=[episode.uid]), {"regions": ["shoulder:left", "calf:left"]})
    assert Episode.objects.get(pk=episode.pk).chest_signs == "no"


def test_pain_that_spreads_asks_anew(alice_client, alice):
    episode = running(alice, regions=(("shoulder", "left"),), chest_signs="no")
    notice(alice_client, episode, "pain-spreads")
    assert question_on(page(alice_client, "episode-running", episode.uid)) == "chest-signs"


def test_the_first_chest_entry_stays_the_first_when_a_second_follows(alice_client, alice):
    first = over(alice, regions=(("chest", "left"),), hours_ago=1)
    second = over(alice, regions=(("chest", "left"),))
    assert cards_on(page(alice_client, "episode", first.uid)) == ["heart-or-lungs"]
    assert cards_on(page(alice_client, "episode", second.uid)) == []


def test_an_emergency_is_found_behind_many_other_entries(alice_client, alice):
    over(alice, hours_ago=23, noticed=("chest-pressure",))
    for _ in range(30):
        over(alice, regions=(("lower-back", "middle"),))
    assert cards_on(page(alice_client, "today")) == ["heart-or-lungs"]


def test_the_alarm_of_one_entry_takes_the_steps_off_the_others(alice_client, alice):
    over(alice, noticed=("dark-urine",))
    calf = running(alice)
    for shown in (
        page(alice_client, "episode-running", calf.uid),
        page(alice_client, "episode-running-help", calf.uid),
        page(alice_client, "episode", over(alice).uid),
    ):
        assert cards_on(shown) == ["dark-urine"]
        assert not shown.has(SELF_CARE)


@pytest.mark.parametrize("is_alarmed", [True, False])
def test_the_message_after_saving_leads_to_the_entry_and_promises_no_help(alice_client, alice, is_alarmed):
    if is_alarmed:
        over(alice, noticed=("dark-urine",))
    calf = running(alice)
    alice_client.post(reverse("episode-stop", args=[calf.uid]))
    shown = read_page(alice_client.post(reverse("episode-after", args=[calf.uid]), {"intensity": "4"}, follow=True))
    assert "Saved: left calf, 4 of 10" in shown.text
    assert shown.has(f"a[href='{reverse('episode-edit', args=[calf.uid])}']")
    assert "may help" not in shown.text


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("guidance", (), "?region=calf&side=left&moment=after"),
        ("guidance-releases", (), ""),
        ("guidance-entry", ("massage-after",), ""),
        ("guidance-entry", ("night-calf",), ""),
        ("guidance-library", (), "?topic=what-helps&full=1"),
    ],
)
def test_an_open_question_holds_the_steps_back_in_the_guide_too(alice_client, alice, name, args, query):
    assert question_on(page(alice_client, name, *args, query=query)) == ""
    over(alice, noticed=("swelling",))
    shown = page(alice_client, name, *args, query=query)
    assert question_on(shown) == "more-swollen"
    assert not shown.has(SELF_CARE)
    assert "Stretch the tight muscle" not in shown.text
    assert not shown.has(".library-body")


def test_the_guide_asks_what_the_profile_makes_dangerous(alice_client, alice):
    make_profile_item(alice, "pregnancy", "pregnancy")
    query = "?region=lower-abdomen&moment=during"
    shown = page(alice_client, "guidance", query=query)
    assert question_on(shown) == "pregnancy-signs"
    assert not shown.has(SELF_CARE)
    cleared = page(alice_client, "guidance", query=f"{query}&none_of=pregnancy-signs")
    assert question_on(cleared) == ""
    assert cleared.has(SELF_CARE)


@pytest.mark.parametrize(("days", "holds"), [(3, True), (21, True), (22, False)])
def test_a_pregnancy_outlasts_its_due_date(alice_client, alice, days, holds):
    due = local_day(now(), ZONE) - dt.timedelta(days=days)
    make_profile_item(alice, "pregnancy", "pregnancy", to_on=due, is_expected=True)
    episode = over(alice, regions=(("lower-abdomen", "middle"),))
    assert (question_on(page(alice_client, "episode", episode.uid)) == "pregnancy-signs") is holds


def test_a_pregnancy_that_is_over_is_over(alice_client, alice):
    item = make_profile_item(
        alice, "pregnancy", "pregnancy", to_on=now().date() + dt.timedelta(days=30), is_expected=True
    )
    alice_client.post(reverse("profile-over", args=[item.uid]))
    item.refresh_from_db()
    assert item.is_expected is False


def test_an_older_form_takes_no_answer_away(alice_client, alice):
    episode = over(alice, noticed=("swelling",))
    form = alice_client.get(reverse("episode-edit", args=[episode.uid])).context["page"].form
    data = {"uid": str(episode.uid), "started": "at", "duration": "as-it-is", "time_zone": episode.time_zone}
    data |= {
        "started_on": form["started_on"].value(),
        "started_time": form["started_time"].value().strftime("%H:%M:%S"),
    }
    data |= {"regions": ["calf:left"], "also_noticed": ["swelling"], "note": "more"}
    answer(alice_client, episode, "more-swollen", "yes")
    saved = alice_client.post(reverse("episode-edit", args=[episode.uid]), data | {"overlap_ok": "1"})
    assert saved.status_code == 302
    assert list(episode.follow_ups.values_list("question", "answer")) == [("more-swollen", "yes")]


def test_a_sign_that_is_taken_back_takes_its_answer_along(alice_client, alice):
    episode = over(alice)
    notice(alice_client, episode, "swelling")
    answer(alice_client, episode, "more-swollen", "yes")
    notice(alice_client, episode, "swelling")
    assert episode.follow_ups.count() == 0
    assert cards_on(page(alice_client, "episode", episode.uid)) == []


def test_an_answer_of_the_running_time_stays_when_a_sign_is_taken_back(alice_client, alice):
    episode = running(alice, minutes=12)
    answer(alice_client, episode, "easing", "no")
    alice_client.post(reverse("episode-stop", args=[episode.uid]))
    for _ in range(2):
        notice(alice_client, episode, "swelling")
    assert list(episode.follow_ups.values_list("question", flat=True)) == ["easing"]


def test_the_form_of_an_old_entry_asks_nothing_about_now(alice_client, alice):
    old, fresh = over(alice, hours_ago=24 * 20), over(alice)
    assert not page(alice_client, "episode-edit", old.uid).has(".ask")
    assert page(alice_client, "episode-edit", fresh.uid).has(".ask")


def test_a_forgotten_one_is_asked_whether_it_stopped_before_all_else(alice_client, alice):
    episode = running(alice, minutes=5 * 60, regions=(("shoulder", "left"),))
    shown = page(alice_client, "today")
    assert shown.place_of("Did it stop?") < shown.one(".ask-now").place
    fragment = page(alice_client, "episode-running-help", episode.uid)
    assert fragment.place_of("Did it stop?") < fragment.one(".ask-now").place


def test_a_running_one_leaves_the_other_pages_after_a_day(alice_client, alice):
    running(alice, minutes=25 * 60, noticed=("dark-urine",))
    assert cards_on(page(alice_client, "today")) == []


@pytest.mark.parametrize("key", ["legs-and-fluid", "drink-something"])
def test_the_page_of_a_step_fits_the_person_too(alice_client, alice, key):
    assert "sip" in page(alice_client, "guidance-entry", key).text.lower()
    make_profile_item(alice, "condition", "kidney-failure")
    shown = page(alice_client, "guidance-entry", key)
    assert "Ask your care team how much you may drink." in shown.text


def test_with_a_spinal_cord_injury_the_headache_is_one_tap_away(alice_client, alice):
    make_profile_item(alice, "condition", "spinal-cord-injury")
    episode = running(alice, regions=(("whole-leg", "both"),))
    assert "Pounding headache" in page(alice_client, "episode-running", episode.uid).text
    answer(alice_client, episode, "dysreflexia", "yes")
    shown = page(alice_client, "episode-running", episode.uid)
    assert cards_on(shown) == ["dysreflexia"]
    assert "Sit up" in shown.text


def test_the_number_in_a_question_is_a_link_that_dials(alice_client, alice):
    episode = over(alice, noticed=("pale-blue-cold",))
    assert page(alice_client, "episode", episode.uid).one(".ask-now a.dial", "112")["href"] == "tel:112"
