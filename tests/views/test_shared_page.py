"""What a share link shows: the page as ticked, live within its cut-off; one plain page for all that show nothing."""

import datetime as dt
import io
import logging
import uuid

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tests.factories import NOON, ZONE, make_day, make_episode, make_profile_item, make_share_link, make_visit
from tests.html import read_page
from tests.views.report_numbers import code_of
from tracker.days import ONE_DAY
from tracker.models import (
    Episode,
    EpisodeFollowUp,
    Pause,
    Preferences,
    ProfileItem,
    Question,
    ShareLink,
    ShareOpening,
    Visit,
)
from tracker.pages import doctors_page
from tracker.pages.report_blocks import ReportChart
from tracker.report.about import ABOUT
from tracker.report.choice import (
    CONDITIONS_PART,
    ENTRIES_PART,
    FURTHER,
    MEDICINES_PART,
    NEW_PART,
    NUMBERS_PART,
    PAGE_ONE,
    PROFILE_PART,
    QUESTIONS_PART,
    SINCE_PART,
    ReportChoice,
)
from tracker.report.further import IN_FULL
from tracker.report.page_one import BACKGROUND, FIRST_SENTENCE, WHO
from tracker.selectors.person import person_of
from tracker.services import share as service
from tracker.services.check_in import set_factors
from tracker.services.days import DayAnswers, confirm_clear_since, save_check_in
from tracker.services.pauses import add_pause, remove_pause
from tracker.services.questions import keep_question
from tracker.services.share import Offer, make_link
from tracker.services.versions import renew_data_version
from tracker.services.visits import change_dose
from tracker.views import shared_page, tries

TOKEN = "a-token-of-32-characters-or-so"
PATH = f"/s/{TOKEN}"
PHRASE = "three old oaks"
EVERYTHING = ReportChoice(parts=frozenset(PAGE_ONE), sections=frozenset(FURTHER), with_name=True, with_notes=True)
MINUTE = dt.timedelta(minutes=1)


class Clock:
    """What time it is, for all."""

    now = NOON


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


class Reader(Client):
    """Somebody who presses the button of a link that asks for it, once."""

    def get(self, path, *arguments, **said):
        response = super().get(path, *arguments, **said)
        if response.status_code == 200 and b"Someone shared a summary" in response.content:
            return self.post(path, follow=True, **said)
        return response


@pytest.fixture
def visitor(db):
    return Reader()


def text_of(response) -> str:
    return read_page(response).text


def markup_of(response) -> str:
    """All that is sent, also what nobody reads: for what must be nowhere."""
    return response.content.decode()


def ticking(owner, *codes, **fields):
    """A link on which just these codes are ticked."""
    parts = {code for code in codes if code in PAGE_ONE}
    chosen = ReportChoice(parts=frozenset(parts), sections=frozenset({*codes} - parts), **fields)
    return make_share_link(owner, TOKEN, choice=chosen.as_data())


def seen(response) -> tuple:
    """All that a browser is told, but what the clock says."""
    return response.status_code, response.content, sorted(response.items()), str(response.cookies)


# What it shows


def test_the_page_is_shown_without_an_account(alice, visitor):
    make_episode(alice, intensity=9, day=NOON.date() - ONE_DAY)
    ticking(alice, NUMBERS_PART)
    response = visitor.get(PATH)
    assert response.status_code == 200
    assert "Shared with you" in text_of(response)
    assert read_page(response).has(".report-of-numbers")


def test_a_slash_at_its_end_does_no_harm(alice, visitor):
    make_share_link(alice, TOKEN)
    assert visitor.get(f"{PATH}/").status_code == 200


def fill(alice):
    """Something of everything, written down before the cut-off."""
    make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    make_profile_item(alice, text="Gardenknee")
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg")
    make_profile_item(alice, "spasms-began", "spasms-began", from_on=dt.date(2019, 5, 1))
    keep_question(alice, "Why the trombone?", NOON.date())
    for model in (ProfileItem, Question):
        model.objects.filter(owner=alice).update(added_at=NOON - MINUTE)


SECTION_OF = dict.fromkeys((SINCE_PART, CONDITIONS_PART, MEDICINES_PART), BACKGROUND)
WITH = {NUMBERS_PART: {FIRST_SENTENCE}}
"""What stands there with a part: the first sentence says its numbers."""
ALWAYS = {WHO, ABOUT}


@pytest.mark.parametrize("code", [*PAGE_ONE, *FURTHER])
def test_what_is_ticked_is_there_and_nothing_else(alice, visitor, code):
    fill(alice)
    ticking(alice, code)
    sections = {code_of(section) for section in read_page(visitor.get(PATH)).all(".report-section")}
    assert sections - {IN_FULL} == ALWAYS | {SECTION_OF.get(code, code)} | WITH.get(code, set())


@pytest.mark.parametrize(
    ("words", "code"),
    [("Gardenknee", CONDITIONS_PART), ("Baclofen", MEDICINES_PART), ("2019", SINCE_PART), ("trombone", QUESTIONS_PART)],
)
def test_what_is_not_ticked_is_not_told_beside_what_is(alice, visitor, words, code):
    fill(alice)
    ticking(alice, *({*PAGE_ONE, *FURTHER} - {code, PROFILE_PART}), with_notes=True)
    assert words not in markup_of(visitor.get(PATH))
    ShareLink.objects.filter(owner=alice).update(choice=ReportChoice(parts=frozenset({code})).as_data())
    assert words in text_of(visitor.get(PATH))


def test_the_name_and_the_notes_stand_there_only_if_they_are_ticked(alice, visitor):
    make_episode(alice, note="Trampoline")
    link = ticking(alice, ENTRIES_PART)
    markup = markup_of(visitor.get(PATH))
    assert "Trampoline" not in markup
    assert "alice" not in markup
    ShareLink.objects.filter(pk=link.pk).update(
        choice=ReportChoice(sections=frozenset({ENTRIES_PART}), with_name=True, with_notes=True).as_data()
    )
    text = text_of(visitor.get(PATH))
    assert "Trampoline" in text
    assert "alice" in text


def test_nothing_private_is_there_whatever_is_ticked(alice, visitor):
    fill(alice)
    make_episode(alice, uid=uuid.uuid4(), note="Xylophone", private=True, regions=[("other", "left")])
    make_day(alice, NOON.date() - 2 * ONE_DAY, note="Yodeling", private=True)
    make_profile_item(alice, text="Zebrafever", private=True)
    make_profile_item(alice, "medication", text="Quetzalin", dose="5 mg", private=True)
    make_visit(alice, NOON.date() - 9 * ONE_DAY, with_whom="Dr. Vuvuzela", private=True)
    for model in (ProfileItem, Visit):
        model.objects.filter(owner=alice).update(added_at=NOON - MINUTE)
    make_share_link(alice, TOKEN, choice=EVERYTHING.as_data())
    response = visitor.get(PATH)
    assert response.status_code == 200
    for secret in ("Xylophone", "Yodeling", "Zebrafever", "Quetzalin", "Vuvuzela"):
        assert secret not in markup_of(response)


def test_a_later_entry_never_appears(alice, visitor, clock):
    make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    ticking(alice, ENTRIES_PART, NUMBERS_PART, with_notes=True)
    before = visitor.get(PATH).content
    clock.now = NOON + ONE_DAY
    make_episode(alice, uid=uuid.uuid4(), note="Harmonica", logged_at=NOON + MINUTE)
    after = visitor.get(PATH).content
    assert b"Trampoline" in after
    assert b"Harmonica" not in after
    assert after == before


def test_a_later_question_medicine_or_answer_never_appears(alice, visitor):
    make_episode(alice)
    _link, token = make_link(alice, uuid.uuid4(), offer_of(EVERYTHING), now=NOON)
    address = reverse("shared-page", args=[token])
    before = visitor.get(address).content
    # Their rows are dated by the database's own clock, which is long past NOON.
    keep_question(alice, "Why the trombone?", NOON.date())
    make_profile_item(alice, "medication", text="Quetzalin", dose="5 mg")
    make_profile_item(alice, text="Zebrafever")
    make_day(alice, NOON.date() - 5 * ONE_DAY, answered_at=NOON + MINUTE)
    assert visitor.get(address).content == before


def test_warning_signs_and_answers_are_those_of_entries_before_the_cut_off(alice, visitor):
    for after, sign, question, answer in ((-1, "fever", "easing", "no"), (1, "dark-urine", "still-hard", "yes")):
        at = NOON + after * MINUTE
        entry = make_episode(alice, uid=uuid.uuid4(), started_at=NOON - ONE_DAY, logged_at=at, noticed=[sign])
        EpisodeFollowUp.objects.create(episode=entry, question=question, answer=answer, answered_at=entry.logged_at)
    ticking(alice, NEW_PART)
    text = text_of(visitor.get(PATH))
    assert "Muscle not easing after 10 min yes 1 (9 Jun), of 1 answered" in text
    assert "Fever 9 Jun 1 of 1" in text
    assert "Dark urine" not in text
    assert "after the spasm" not in text


def later_changes(alice):
    """What may be written down after a cut-off of NOON, each in its own way."""
    day = NOON.date() - 3 * ONE_DAY

    def late_evening(**said):
        return lambda: save_check_in(person_of(alice), day, DayAnswers(**said), now=NOON + MINUTE)

    return {
        "entry": lambda: make_episode(alice, uid=uuid.uuid4(), started_at=NOON - ONE_DAY, logged_at=NOON + MINUTE),
        "answer": late_evening(answer="none"),
        "limited": late_evening(limited=4),
        "factors": late_evening(answer="none", factors={"stress": True}),
        "factors asked": lambda: set_factors(person_of(alice), ["stress"], {}, NOON.date() + ONE_DAY),
        "clear since": lambda: confirm_clear_since(person_of(alice), day, day + ONE_DAY, now=NOON + MINUTE),
        "pause": lambda: add_pause(alice, day, None),
        "visit over": lambda: make_visit(alice, day, with_whom="Dr. Vuvuzela"),
        "visit ahead": lambda: make_visit(alice, NOON.date() + ONE_DAY),
        "question": lambda: keep_question(alice, "Why the trombone?", NOON.date()),
        "medicine": lambda: make_profile_item(alice, "medication", text="Quetzalin", from_on=day),
        "dose": lambda: change_dose(
            alice,
            ProfileItem.objects.of(alice).get(kind="medication"),
            "10 mg",
            day,
            uuid.uuid4(),
            now=NOON + MINUTE,
        ),
        "follow-up": lambda: EpisodeFollowUp.objects.create(
            episode=Episode.objects.of(alice).earliest("pk"), question="easing", answer="no", answered_at=NOON + MINUTE
        ),
        "none known": lambda: make_profile_item(alice, "supplement", "none"),
    }


@pytest.fixture
def undrawn(monkeypatch):
    """In the place of a drawing stands all that it would show: a change of it is seen, and no second is spent on it."""

    def as_words(chart, size):
        return escape(f"{chart.block.name} {size} {chart.block.marks} {chart.block.result}")

    monkeypatch.setattr(ReportChart, "_svg", as_words)


@pytest.mark.parametrize("what", sorted(later_changes(None)))
def test_nothing_that_is_added_later_changes_the_page(alice, visitor, clock, undrawn, what):
    fill(alice)
    make_visit(alice, NOON.date() + 9 * ONE_DAY, added_at=NOON - MINUTE)
    Question.objects.filter(owner=alice).update(visit=Visit.objects.get(owner=alice))
    for n in range(4, 20):
        make_day(alice, NOON.date() - n * ONE_DAY, limited=1)
    make_share_link(alice, TOKEN, choice=EVERYTHING.as_data())
    before = visitor.get(PATH).content
    was = person_of(alice).data_version
    clock.now = NOON + ONE_DAY
    later_changes(alice)[what]()
    renew_data_version(alice)
    alice.preferences.refresh_from_db()
    assert person_of(alice).data_version != was
    assert visitor.get(PATH).content == before


def test_a_change_of_what_was_there_is_seen(alice, visitor):
    """Live: whoever corrects an entry, a medicine or an answer shows the corrected one."""
    fill(alice)
    day = make_day(alice, NOON.date() - 3 * ONE_DAY, limited=4)
    ticking(alice, ENTRIES_PART, MEDICINES_PART, NUMBERS_PART, with_notes=True)
    text = text_of(visitor.get(PATH))
    assert [words in text for words in ("Trampoline", "Baclofen, 5 mg", "1 of 1")] == [True] * 3
    Episode.objects.of(alice).update(note="Hopscotch", edited_at=NOON + MINUTE)
    ProfileItem.objects.of(alice).filter(kind="medication").update(dose="10 mg")
    save_check_in(person_of(alice), day.date, DayAnswers(limited=0), now=NOON + MINUTE)
    assert "Trampoline" not in markup_of(visitor.get(PATH))
    text = text_of(visitor.get(PATH))
    assert [words in text for words in ("Hopscotch", "Baclofen, 10 mg", "0 of 1")] == [True] * 3


def test_a_pause_that_was_taken_away_vanishes(alice, visitor):
    fill(alice)
    pause = add_pause(alice, NOON.date() - 5 * ONE_DAY, NOON.date() - 2 * ONE_DAY)
    Pause.objects.filter(owner=alice).update(added_at=NOON - MINUTE)
    make_day(alice, NOON.date() - 8 * ONE_DAY)
    ticking(alice, NUMBERS_PART)
    assert "2 of 5 days answered" in text_of(visitor.get(PATH))
    remove_pause(alice, pause)
    assert "2 of 9 days answered" in text_of(visitor.get(PATH))


def test_a_deletion_vanishes(alice, visitor):
    entry = make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    ticking(alice, ENTRIES_PART, with_notes=True)
    assert "Trampoline" in text_of(visitor.get(PATH))
    Episode.objects.of(alice).filter(pk=entry.pk).delete()
    assert "Trampoline" not in markup_of(visitor.get(PATH))


def test_what_became_private_vanishes(alice, visitor):
    entry = make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    ticking(alice, ENTRIES_PART, with_notes=True)
    Episode.objects.of(alice).filter(pk=entry.pk).update(private=True)
    assert "Trampoline" not in markup_of(visitor.get(PATH))


def test_what_is_typed_stands_there_as_text(alice, visitor):
    make_episode(alice, note='<script>alert("x")</script>', logged_at=NOON - MINUTE)
    ticking(alice, ENTRIES_PART, with_notes=True)
    assert '<script>alert("x")</script>' in text_of(visitor.get(PATH))


def test_it_is_the_diary_of_whoever_made_it(alice, bob, bob_client):
    """A signed-in reader sees the sender's page, in no look of their own, and with no way into the app."""
    make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    make_episode(bob, note="Harmonica", logged_at=NOON - MINUTE)
    ticking(alice, ENTRIES_PART, with_notes=True)
    visitors = Client().post(PATH, follow=True).content
    assert bob_client.post(PATH, follow=True).content == visitors
    assert b"Trampoline" in visitors
    assert b"Harmonica" not in visitors


def test_there_is_no_way_into_the_app(alice, visitor):
    fill(alice)
    make_share_link(alice, TOKEN, choice=EVERYTHING.as_data())
    page = read_page(visitor.get(PATH))
    assert [address for address in page.addresses if not address.startswith(("/static/", "#"))] == []
    assert not page.has("form")
    assert [each for each in page.elements if any(name.startswith("hx-") for name in each.attributes)] == []


def test_its_queries_are_bounded(alice, visitor, django_assert_max_num_queries):
    for n in range(12):
        make_episode(alice, uid=uuid.uuid4(), started_at=NOON - n * ONE_DAY)
    make_share_link(alice, TOKEN, choice=EVERYTHING.as_data())
    with django_assert_max_num_queries(25):
        visitor.post(PATH)
    with django_assert_max_num_queries(42):
        visitor.get(PATH)


# What shows nothing


def ended(alice, clock):
    """Addresses of links that show nothing, each for another reason."""
    make_share_link(alice, "expired", made_at=NOON - 8 * ONE_DAY)
    make_share_link(alice, "revoked", revoked_at=NOON)
    make_share_link(alice, "expired-with-phrase", made_at=NOON - 8 * ONE_DAY, phrase_hash="x")
    make_share_link(alice, TOKEN)
    closed = type(alice).objects.create_user("closed", is_active=False)
    make_share_link(closed, "closed")
    gone = type(alice).objects.create_user("gone")
    make_share_link(gone, "gone")
    gone.delete()
    names = ["expired", "revoked", "expired-with-phrase", "closed", "gone", TOKEN[:-1], TOKEN + "x", TOKEN.upper()]
    return [f"/s/{name}" for name in [*names, "", "a/b/c", "%00", "%ff", "é", "../visits/", "x" * 3000, f"{TOKEN}.x"]]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_all_that_show_nothing_are_the_very_same_page(alice, clock, method):
    pages = {repr(seen(getattr(Client(), method)(path))) for path in ended(alice, clock)}
    assert len(pages) == 1


def test_that_page_is_plain(alice, visitor):
    response = visitor.get("/s/of-no-link")
    assert response.status_code == 404
    assert "This link doesn’t work" in text_of(response)
    assert not read_page(response).has("a, form")
    assert [address for address in read_page(response).addresses if not address.startswith("/static/")] == []


def test_other_methods_are_refused_for_all_alike(alice, visitor):
    make_share_link(alice, TOKEN)
    assert visitor.delete(PATH).status_code == 405
    assert seen(Client().put(PATH)) == seen(Client().put("/s/of-no-link"))


# Headers


@pytest.mark.parametrize("path", [PATH, "/s/of-no-link", "/s/guarded"])
@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
def test_every_answer_is_kept_nowhere_and_found_by_no_search(alice, visitor, path, method):
    make_share_link(alice, TOKEN)
    make_share_link(alice, "guarded", phrase_hash="x")
    response = getattr(visitor, method)(path)
    if (path, method) == (PATH, "post"):
        assert list(response.cookies) == [shared_page._COOKIE]
        response = visitor.get(path)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"].startswith("noindex, nofollow")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert not response.cookies


def test_the_page_says_so_too(alice, visitor):
    make_share_link(alice, TOKEN)
    page = read_page(visitor.get(PATH))
    assert page.one("meta[name=robots]")["content"].startswith("noindex")
    assert page.one("meta[name=referrer]")["content"] == "no-referrer"


def test_the_page_does_not_repeat_its_token(alice, visitor):
    link = ticking(alice, ENTRIES_PART)
    content = visitor.get(PATH).content.decode()
    assert TOKEN not in content
    assert link.token_hash not in content


@pytest.fixture
def log():
    """What is written where the settings say."""
    written = io.StringIO()
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = console.setStream(written)
    yield written
    console.setStream(before)


def test_a_fault_of_ours_writes_no_token_into_the_log(alice, visitor, monkeypatch, log):
    make_share_link(alice, TOKEN)
    monkeypatch.setattr(doctors_page, "shared_page", lambda *arguments: 1 / 0)
    visitor.raise_request_exception = False
    assert visitor.get(PATH).status_code == 500
    assert "ZeroDivisionError" in log.getvalue()
    assert TOKEN not in log.getvalue()


# Openings


def test_only_a_tap_opens_it(alice, clock):
    """Previews of chats, scanners of mails and browsers that fetch ahead ask for the address, too."""
    link, browser = ticking(alice, NUMBERS_PART), Client()
    for headers in ({}, {"user-agent": "WhatsApp/2"}, {"sec-purpose": "prefetch"}, {"purpose": "prefetch"}):
        response = browser.get(PATH, headers=headers)
        assert "Open the summary" in text_of(response)
        assert not read_page(response).has(".report-section")
        assert not response.cookies
    browser.head(PATH)
    assert not link.openings.exists()
    response = browser.post(PATH, follow=True)
    assert read_page(response).has(".report-of-numbers")
    assert [opening.at for opening in link.openings.all()] == [NOON]


def test_within_an_hour_reading_on_is_the_same_opening(alice, clock):
    link, browser = make_share_link(alice, TOKEN), Client()
    browser.post(PATH)
    browser.post(PATH)
    for _ in range(3):
        browser.get(PATH)
    assert link.openings.count() == 1
    assert Client().post(PATH).status_code == 302
    assert link.openings.count() == 2


def test_what_was_read_is_over_when_the_link_is_taken_back(alice):
    link, browser = make_share_link(alice, TOKEN), Client()
    assert browser.post(PATH, follow=True).status_code == 200
    service.revoke(alice, link, now=NOON)
    assert browser.get(PATH).status_code == 404


@pytest.mark.parametrize("end", [*".,;:!?)]}>/'\"”’»…", ".)", ">.", "%22", "%3E", "//", " "])
def test_what_a_sentence_glues_to_the_address_does_no_harm(alice, end):
    make_share_link(alice, TOKEN)
    browser = Client()
    assert "Open the summary" in text_of(browser.get(f"{PATH}{end}"))
    response = browser.post(f"{PATH}{end}", follow=True)
    assert response.redirect_chain == [(PATH, 302)]
    assert "Shared with you" in text_of(response)


@pytest.mark.parametrize("end", ["x", "-", "_", "/more", ".x", ")x"])
def test_another_token_is_another_token(alice, end):
    make_share_link(alice, TOKEN)
    assert Client().get(f"{PATH}{end}").status_code == 404


def test_nothing_shown_is_nothing_listed(alice):
    browser = Client()
    make_share_link(alice, "guarded", phrase_hash="x")
    make_share_link(alice, "revoked", revoked_at=NOON)
    browser.get("/s/guarded")
    browser.post("/s/guarded", {"phrase": "wrong one"})
    browser.post("/s/revoked")
    assert not ShareOpening.objects.exists()


def test_head_tells_what_get_would_without_a_body(alice, visitor):
    make_share_link(alice, TOKEN)
    response = visitor.head(PATH)
    assert (response.status_code, response.content) == (200, b"")


def test_who_opens_a_link_all_the_time_waits_and_nobody_else(alice):
    link = make_share_link(alice, TOKEN)
    make_share_link(alice, "another")
    for _ in range(tries.OPENINGS):
        assert Client().post(PATH).status_code == 302
    assert Client().post(PATH).status_code == 429
    assert link.openings.count() == tries.OPENINGS
    assert Client().post(PATH, REMOTE_ADDR="192.0.2.9").status_code == 302
    assert Client().post("/s/another").status_code == 302


# The passphrase


def offer_of(chosen, **fields):
    period = make_period()
    return Offer(period=period, before=period.before(), choice=chosen.as_data(), time_zone=ZONE, days=7, **fields)


def make_period():
    from tracker.days import Period

    return Period(NOON.date() - 29 * ONE_DAY, NOON.date())


@pytest.fixture
def guarded(alice):
    """The path of a link with a passphrase."""
    make_episode(alice, note="Trampoline", logged_at=NOON - MINUTE)
    chosen = ReportChoice(sections=frozenset({ENTRIES_PART}), with_notes=True)
    _link, token = make_link(alice, uuid.uuid4(), offer_of(chosen, phrase=PHRASE), now=NOON)
    return reverse("shared-page", args=[token])


def test_without_the_phrase_nothing_is_shown(guarded, visitor):
    response = visitor.get(guarded)
    assert response.status_code == 200
    assert "needs a passphrase" in text_of(response)
    assert "Trampoline" not in markup_of(response)


def test_the_right_phrase_shows_the_page(guarded, visitor):
    response = visitor.post(guarded, {"phrase": f"  {PHRASE.replace(' ', '  ')} "}, follow=True)
    assert response.redirect_chain == [(guarded, 302)]
    assert "Trampoline" in text_of(response)
    assert ShareOpening.objects.count() == 1


def test_a_wrong_phrase_gives_the_form_once_more(guarded, visitor):
    response = visitor.post(guarded, {"phrase": "three old elms"})
    assert response.status_code == 422
    assert "This is not the passphrase" in text_of(response)
    assert "Trampoline" not in markup_of(response)
    assert not response.cookies
    assert "Trampoline" not in markup_of(visitor.get(guarded))


def test_an_empty_phrase_is_no_try(guarded, visitor):
    for _ in range(tries.PHRASES + 1):
        assert "Enter the passphrase." in text_of(visitor.post(guarded, {"phrase": " "}))
    assert visitor.post(guarded, {"phrase": PHRASE}).status_code == 302


@pytest.mark.parametrize("is_https", [False, True])
def test_its_cookie_is_for_this_address_alone_and_short(guarded, visitor, is_https):
    with override_settings(SESSION_COOKIE_SECURE=is_https):
        response = visitor.post(guarded, {"phrase": PHRASE})
    assert list(response.cookies) == [shared_page._COOKIE]
    cookie = response.cookies[shared_page._COOKIE]
    assert cookie["path"] == guarded
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 3600
    assert bool(cookie["secure"]) is is_https
    assert PHRASE not in cookie.value


def test_the_cookie_of_one_link_opens_no_other(alice, guarded, visitor):
    visitor.post(guarded, {"phrase": PHRASE})
    value = visitor.cookies[shared_page._COOKIE].value
    _link, token = make_link(alice, uuid.uuid4(), offer_of(EVERYTHING, phrase=PHRASE), now=NOON)
    other = Client()
    other.cookies[shared_page._COOKIE] = value
    assert "needs a passphrase" in text_of(other.get(reverse("shared-page", args=[token])))
    assert "needs a passphrase" not in markup_of(other.get(guarded))


@pytest.mark.parametrize("value", ["yes", "yes:1abc:forged", ""])
def test_a_forged_cookie_opens_nothing(guarded, visitor, value):
    visitor.cookies[shared_page._COOKIE] = value
    assert "needs a passphrase" in text_of(visitor.get(guarded))


def test_the_cookie_opens_no_link_that_was_taken_back(alice, guarded, visitor):
    visitor.post(guarded, {"phrase": PHRASE})
    service.revoke(alice, ShareLink.objects.get(owner=alice), now=NOON)
    assert seen(visitor.get(guarded))[:2] == seen(Client().get("/s/of-no-link"))[:2]


# Guessing


def test_who_tries_many_links_has_to_wait(alice, visitor, clock):
    for n in range(tries.MISSES):
        assert visitor.get(f"/s/guess-{n}").status_code == 404
    response = visitor.get("/s/one-more-guess")
    assert response.status_code == 429
    assert "Too many tries" in text_of(response)
    assert visitor.get("/s/guess", REMOTE_ADDR="192.0.2.9").status_code == 404
    clock.now = NOON + tries.WINDOW
    assert visitor.get("/s/guess").status_code == 404


def test_the_misses_of_an_address_close_no_link_for_it(alice, guarded, visitor):
    """A clinic, a family, and behind some proxies everybody, have one address."""
    make_share_link(alice, TOKEN)
    for n in range(tries.MISSES + 5):
        visitor.get(f"/s/guess-{n}")
    assert visitor.get(PATH).status_code == 200
    assert visitor.post(guarded, {"phrase": PHRASE}).status_code == 302


def test_after_five_wrong_phrases_even_the_right_one_has_to_wait(guarded, visitor, clock):
    for _ in range(tries.PHRASES):
        assert visitor.post(guarded, {"phrase": "wrong one"}).status_code == 422
    assert visitor.post(guarded, {"phrase": PHRASE}).status_code == 429
    clock.now = NOON + tries.WINDOW
    assert visitor.post(guarded, {"phrase": PHRASE}).status_code == 302


def test_wrong_phrases_of_one_holder_close_the_link_for_nobody_else(guarded, visitor):
    for _ in range(service.TRIES_AN_HOUR):
        visitor.post(guarded, {"phrase": "wrong one"})
    assert visitor.post(guarded, {"phrase": PHRASE}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_from_many_addresses_together_there_is_an_end_too(guarded, visitor):
    for n in range(service.TRIES_AN_HOUR):
        assert visitor.post(guarded, {"phrase": "wrong one"}, REMOTE_ADDR=f"192.0.2.{n}").status_code == 422
    assert visitor.post(guarded, {"phrase": PHRASE}, REMOTE_ADDR="198.51.100.1").status_code == 429


# What the person does later


def test_where_the_person_is_later_is_not_told(alice, visitor):
    make_episode(alice, logged_at=NOON - MINUTE)
    ticking(alice, NUMBERS_PART)
    before = seen(visitor.get(PATH))
    assert b"Europe/Berlin" in before[1]
    Preferences.objects.filter(owner=alice).update(time_zone="Asia/Tokyo")
    assert seen(visitor.get(PATH)) == before
