"""Every page of the resolver, filled from the demo account: axe-core, no sideways scrolling, no complaint."""

import datetime as dt
import io
import uuid

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import resolve, reverse

from tests.browser.conftest import DESKTOP, SMALL
from tests.test_urls import ARGUMENTS, BY_TOKEN, NAMES
from tracker.pages.addresses import taken_apart
from tracker.vocabulary.profile import PROFILE_KINDS

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

NOT_PAGES = {
    "health",
    "manifest",
    "episode-running-help",
    "episode-places",
    "episodes-csv",
    "days-csv",
    "trials-csv",
    "trial-start",
    "trends-file",
    "trends-chart",
    "trends-table",
    "day-timeline",
    "day-timeline-table",
    "day-timeline-file",
    "day-opened",
    "check-in-reminder",
    "service-worker",
    "outbox",
    "offline-device",
    "offline-drawings",
    "report-pdf",
    # Of a diary that is kept for somebody alone: among the pages of others.
    "diary-rename",
    *BY_TOKEN,
    "account_inactive",
    "account_set_password",
    "account_login",
    "account_signup",
    *("mfa_authenticate", "mfa_view_recovery_codes", "mfa_deactivate_totp"),
    *("well-known-change-password", "well-known-security"),
    *("mfa_login_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn"),
}
"""Files, fragments (seen in their page), and what a signed-in person is sent away from (see test_accounts)."""

ONLY_POST = {
    "home-screen-hint-hide",
    "archive",
    "device-zone",
    "import-upload",
    "import-undo",
    "episode-answer",
    "episode-notice",
    "day-clear",
    "check-in-clear",
    "check-in-open",
    "check-in-take-back",
    "check-in-restore",
    "pause-end",
    "pause-remove",
    "episode-start",
    "episode-where",
    "episode-correct-start",
    "episode-stop",
    "episode-count",
    "episode-resume",
    "leave-one",
    "leave-all",
    "revision-undo",
    "profile-none",
    "profile-ask-again",
    "profile-over",
    "profile-remove",
    "profile-restore",
    "guidance-answer",
    "guidance-take-back",
    "question-move",
    "question-answered",
    "question-remove",
    "question-restore",
    "visit-remove",
    "visit-restore",
    "visit-question-move",
    "visit-question-put",
    "visit-question-answered",
    "visit-change-ended",
    "share-revoke",
    "share-reopen",
    "token-revoke",
    "grant-revoke",
    "diary-give-up",
    "trial-night",
    "trial-done",
    "trial-stop",
    "sign-in-device-log-out",
    "sign-in-others-log-out",
}

OPEN_ALL = """() => {
  for (const element of document.querySelectorAll("details")) element.open = true;
  for (const link of document.querySelectorAll(".chart-menu a[hx-target^='#table-']")) link.click();
}"""
"""What is folded, and the tables behind charts."""


@pytest.fixture
def demo(transactional_db):
    """The demo account's owner, with a running entry and a deleted one on top."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from tests.factories import make_episode, make_profile_item
    from tracker.models import Episode, Trial
    from tracker.selectors.person import person_of
    from tracker.services.episodes import delete_episode, start_episode
    from tracker.services.profile import remove_item
    from tracker.services.questions import keep_question, tick_off

    call_command("demo", verbosity=0)
    owner = get_user_model().objects.get(username="demo")
    # Staff, so that the style guide is among the pages.
    get_user_model().objects.filter(pk=owner.pk).update(is_staff=True)
    person, now = person_of(owner), timezone.now()
    newest = Episode.objects.of(owner).exclude(duration_basis="ongoing").in_order().first()
    started_at = now - dt.timedelta(hours=5)
    running = start_episode(person, uid=uuid.uuid4(), started_at=started_at, time_zone=person.time_zone, now=now)
    delete_episode(person, make_episode(owner, uid=uuid.uuid4()), now=now)
    make_profile_item(owner, "condition", "kidney-failure", note="Checked every year", private=True)
    make_profile_item(owner, "image-or-test", "none", from_on=person.today(now))
    item = make_profile_item(owner, "medication", text="Magnesiumtrisilicathydroxidmonohydrat", dose="5 mg")
    remove_item(owner, make_profile_item(owner, "exercise", text="Walking"), now=now)
    yesterday = person.today(now) - dt.timedelta(days=1)
    cards = cards_of_each_kind(owner)
    question = keep_question(owner, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk? " * 4, yesterday)
    tick_off(owner, keep_question(owner, "Is it the magnesium?", yesterday), yesterday)
    return {
        **visits_of_each_state(owner, person.today(now)),
        "upload": upload_that_differs(owner, now),
        "table": table_with_errors(owner, now),
        "shared": shared_pages(owner, now),
        **diaries_of_others(owner, now),
        "why": [*cards, f"{reverse('guidance-why', args=['stress'])}?about=nothing"],
        "question": question.uid,
        "trial": Trial.objects.exclude(ended_at=None).get(owner=owner).uid,
        "owner": owner,
        "uid": newest.uid,
        "day": newest.day,
        "running": running.uid,
        "item": item.uid,
        "yesterday": yesterday,
    }


def visits_of_each_state(owner, today):
    """A visit that is over, one today and one ahead, with long words; what is taken since then; one called off."""
    from tests.factories import NOON, make_profile_item, make_visit
    from tracker.services.visits import remove_visit

    long = "Rechtsschutzversicherungsgesellschaften " * 2
    over = make_visit(owner, today - dt.timedelta(days=40), said=long * 4, tests="Blood test", with_whom=long)
    taken = make_profile_item(owner, "medication", text="Baclofen", dose="5 mg", from_on=over.on)
    remove_visit(owner, make_visit(owner), now=dt.datetime.combine(today, NOON.timetz()))
    ahead = make_visit(owner, today + dt.timedelta(days=9), what_for=long, note=long, private=True)
    return {"visits": [over.uid, make_visit(owner, today).uid, ahead.uid], "over": over.uid, "taken": taken.uid}


def diaries_of_others(owner, now):
    """An invitation, pages of a diary that another person gave a part of, one that is kept; caregivers of one's own."""
    from django.contrib.auth import get_user_model

    from tests.care import keep_diary, make_grant, make_invitation, within
    from tests.factories import make_episode
    from tracker.models import GrantOpening
    from tracker.vocabulary.grants import MAY_BOTH

    long = "Rechtsschutzversicherungsgesellschaftenmitarbeiterin"
    other = get_user_model().objects.create_user(long)
    make_invitation(other, MAY_BOTH, token="for-the-owner", now=now)
    given = make_grant(other, owner, MAY_BOTH, now=now)
    running = make_episode(other, started_at=now - dt.timedelta(minutes=9), duration_basis="ongoing", intensity=None)
    caregiver = make_grant(owner, other, MAY_BOTH, now=now, label=long, sees_notes=True)
    GrantOpening.objects.create(grant=caregiver, on=now.date(), at=now)
    make_invitation(owner, token="for-nobody", now=now, label=long)
    make_grant(owner, other, now=now, revoked_at=now)
    kept = keep_diary(owner, long)
    pages = ["", "check-in/", "episodes/add/", f"episodes/{running.uid}/running/", "trends/", "report/", "diaries/"]
    return {
        "invitation": "for-the-owner",
        "of_others": [
            *(within(given, page) for page in pages),
            *(within(kept, page) for page in ("", "settings/", "diaries/name/")),
        ],
    }


def upload_that_differs(owner, now):
    """A file that waits to be restored: an entry, a day and a visit are otherwise in the diary, and one is missing."""
    from tests.archived import archive_of
    from tracker.models import Day, Episode, Visit
    from tracker.services.uploads import keep_upload

    token = keep_upload(settings.UPLOADS_DIR, owner, io.BytesIO(archive_of(owner, now=now)))
    first, second, third = Episode.objects.of(owner).exclude(duration_basis="ongoing")[3:6]
    Episode.objects.of(owner).filter(pk__in=[first.pk, second.pk]).update(intensity=9, woke="yes", note="changed")
    third.delete()
    Day.objects.of(owner).filter(pk=Day.objects.of(owner).values("pk")[:1]).update(note="changed")
    Visit.objects.of(owner).filter(on__gt=now.date()).update(said="changed")
    return token


def table_with_errors(owner, now):
    """A CSV file that waits: asked about, with an error, rows that are left out, and one that differs. Another came."""
    from tests.exchange.foreign_files import answers_of, data_of, opened
    from tests.imported import bring_in
    from tracker.models import Episode
    from tracker.services.import_answers import remember
    from tracker.services.uploads import TABLE, keep_upload

    app, long = "migraine-buddy", "Rechtsschutzversicherungsgesellschaften" * 2
    bring_in(owner, data_of(app), answers_of(app), now=now, name=f"{long}.csv")
    Episode.objects.of(owner).latest("pk").delete()
    Episode.objects.of(owner).filter(pk=Episode.objects.of(owner).latest("pk").pk).update(note="changed")
    asked = {(each.topic, each.word): "" for each in opened(app).questions(answers_of(app))}
    remember(owner, opened(app), asked | answers_of(app))
    data = data_of(app).replace(b"03/01/26 22:10", long.encode())
    return keep_upload(settings.UPLOADS_DIR, owner, io.BytesIO(data), TABLE, f"{long}.csv")


BEHIND_ITS_BUTTON = "#opened"


def shared_pages(owner, now):
    """Addresses of links: with everything ticked, with a passphrase, and of none; their openings; one taken back."""
    from tests.factories import make_share_link
    from tracker.report.choice import FURTHER, PAGE_ONE, ReportChoice
    from tracker.services.share import revoke

    whole = ReportChoice(
        parts=frozenset(PAGE_ONE), sections=frozenset(FURTHER), with_name=True, with_notes=True
    ).as_data()
    today = now.date()
    days = {"first_on": today - dt.timedelta(days=89), "last_on": today}
    days |= {"before_first_on": today - dt.timedelta(days=179), "before_last_on": today - dt.timedelta(days=90)}
    long = "Rechtsschutzversicherungsgesellschaften " * 2
    made = make_share_link(owner, "whole", made_at=now, choice=whole, label=long, **days)
    for minutes in range(24):
        made.openings.create(at=now + dt.timedelta(minutes=minutes))
    make_share_link(owner, "guarded", made_at=now, phrase_hash="x")
    revoke(owner, make_share_link(owner, "taken-back"), now=now)
    door, *others = (reverse("shared-page", args=[token]) for token in ("whole", "guarded", "of-no-link"))
    return [door, door + BEHIND_ITS_BUTTON, *others]


def cards_of_each_kind(owner):
    """Addresses of what the log raises beside the demo diary, one card answered: of self-care, and about a doctor."""
    from django.utils import timezone

    from tests.guided import log_numbness, log_stress
    from tracker.pages.cards import why_address
    from tracker.selectors.person import person_of
    from tracker.services.guidance_answers import answer

    now = timezone.now().replace(microsecond=0)
    log_stress(owner, now, days=9)
    log_numbness(owner, now - dt.timedelta(hours=1), days=9)
    owner.refresh_from_db()
    answer(person_of(owner), "stress", "stress", "question", now=now)
    return [why_address("stress", "stress"), why_address("weakness-or-numbness", "")]


LIBRARY_QUERIES = (
    "",
    "?topic=conditions",
    "?where=calf",
    "?where=chest&moment=during&full=1",
    "?q=leg",
    "?q=xyzzy&source=9",
)
"""The library's start, a topic, a place, its full texts with the question, words, and nothing found beside an error."""


REPORT_QUERIES = ("", "?window=365", "?window=chosen&first=abc")
"""Since the last visit, a year, and an error beside its field."""


def one_entry_of_each_shape(library):
    """Keys of entries that differ in what their page is made of; the text alone makes no other page."""
    seen, keys = set(), []
    for entry in library.entries.values():
        parts = (entry.cautions, entry.disagreements, entry.what_to_do, entry.beyond_sources, entry.place_words)
        names = ("cautions", "disagreements", "what_to_do", "beyond_sources", "places")
        traits = {entry.care, entry.role, f"alone: {entry.stands_alone}"}
        traits |= {name for name, part in zip(names, parts, strict=True) if part}
        # One that has a part which no page before had: each part is looked at once.
        if traits - seen:
            seen |= traits
            keys.append(entry.key)
    return keys


def one_factor_in_each_state(owner):
    """Addresses: a page that has a figure, one that is too early for it."""
    from django.utils import timezone

    from tracker.pages.factors import factors_page
    from tracker.selectors.person import person_of

    lines = factors_page(person_of(owner), timezone.now()).lines
    assert lines
    return {line.state: line.url for line in reversed(lines)}.values()


def addresses(demo):
    from tracker.guidance.loader import load_library

    for name in NAMES:
        if name in NOT_PAGES | ONLY_POST:
            continue
        if name == "guidance-entry":
            for key in one_entry_of_each_shape(load_library()):
                yield reverse(name, kwargs={"key": key})
        elif name == "guidance-library":
            yield from (reverse(name) + query for query in LIBRARY_QUERIES)
        elif name in {"episode-running", "episode-when-stopped"}:
            yield reverse(name, kwargs={"uid": demo["running"]})
        elif name in {"episode", "episode-edit", "episode-delete", "episode-after"}:
            yield reverse(name, kwargs={"uid": demo["uid"]})
        elif name == "guidance-why":
            yield from demo["why"]
        elif name == "questions":
            yield from (reverse(name), f"{reverse(name)}?about=entry:{demo['uid']}")
        elif name == "question-change":
            yield reverse(name, kwargs={"uid": demo["question"]})
        elif name == "shared-page":
            yield from demo["shared"]
        elif name == "archive-restore":
            yield reverse(name, kwargs={"token": demo["upload"]})
        elif name in {"import-file", "import-answers"}:
            yield reverse(name, kwargs={"token": demo["table"]})
        elif name == "visit":
            yield from (reverse(name, kwargs={"uid": uid}) for uid in demo["visits"])
        elif name == "visit-change-dose":
            yield reverse(name, kwargs={"uid": demo["over"], "item": demo["taken"]})
        elif name == "visit-change-add":
            yield reverse(name, kwargs={"uid": demo["over"], "kind": "medication"})
        elif name in {"visit-change", "visit-after"}:
            yield reverse(name, kwargs={"uid": demo["over"]})
        elif name == "factor":
            yield from one_factor_in_each_state(demo["owner"])
        elif name == "diaries":
            yield from (reverse(name), *demo["of_others"])
        elif name == "diary-accept":
            yield reverse(name, kwargs={"token": demo["invitation"]})
        elif name == "trial-result":
            yield reverse(name, kwargs={"uid": demo["trial"]})
        elif name == "profile-change":
            yield reverse(name, kwargs={"uid": demo["item"]})
        elif name == "profile-add":
            for kind in PROFILE_KINDS:
                yield reverse(name, kwargs={"kind": kind})
        elif name == "report":
            yield from (reverse(name) + query for query in REPORT_QUERIES)
        elif name == "check-in-day":
            yield reverse(name, kwargs={"date": demo["yesterday"]})
        elif name == "diary-day":
            yield reverse(name, kwargs={"date": demo["day"]})
        else:
            yield reverse(name, kwargs=ARGUMENTS.get(name))


def one_of_each_kind(every):
    """The first address of every route, and of every other diary."""
    first = {}
    for address in every:
        other = taken_apart(address)
        first.setdefault(other[0] if other else resolve(address.partition("?")[0]).url_name, address)
    return first.values()


PARTS = 5
"""In so many tests, so that several processes share what takes minutes."""


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_every_page_is_sound(browse, in_both_themes, fits, settle, demo, viewport, part):
    """On the small one every address, on the wide one the first of each kind of page; the bar at the side stands there,
    too."""
    page = browse(user=demo["owner"], viewport=viewport)
    faults = []
    wanted = list(addresses(demo) if viewport is SMALL else one_of_each_kind(addresses(demo)))[part::PARTS]
    assert wanted
    for address in wanted:
        page.goto(address)
        if address.endswith(BEHIND_ITS_BUTTON):
            page.get_by_role("button", name="Open the summary").click()
        settle(page)
        page.evaluate(OPEN_ALL)
        settle(page)
        faults += [f"{address}: {fault}" for fault in in_both_themes(page)]
        if not fits(page):
            faults.append(f"{address}: scrolls sideways")
    assert faults == []


def test_tables_behind_charts_are_among_what_is_looked_at(browse, settle, demo):
    page = browse(user=demo["owner"])
    page.goto(reverse("trends"))
    settle(page)
    page.evaluate(OPEN_ALL)
    settle(page)
    # The charts that were folded have tables, too.
    page.evaluate(OPEN_ALL)
    settle(page)
    # The finding and the month are words and days, not drawings.
    charts = page.locator(".chart-part:not(:has(.finding-title, .month-day))").count()
    assert charts > 0
    assert page.locator(".chart-drawing svg").count() == charts
    assert page.locator(".chart-table table").count() >= charts


def pick(page, value):
    """Ticks a place in the list behind the figure."""
    page.locator(f"input[name=regions][value='{value}']").first.evaluate("box => box.click()")


def leave_a_mistake(page, demo):
    page.goto("/episodes/add/")
    page.locator("input[name=count]").evaluate("field => { field.value = '0'; }")
    pick(page, "chest:left")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Not saved yet.").wait_for()


def leave_a_mistake_in_the_profile(page, demo):
    page.goto("/profile/condition/add/")
    page.get_by_label("Year").first.fill("19")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Not saved yet.").wait_for()


def overlap(page, demo):
    page.goto("/episodes/add/")
    # What was half filled in before is still there.
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.get_by_label("15 min", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("overlaps", exact=False).first.wait_for()


def choose_the_chest(page, demo):
    page.goto(f"/episodes/{demo['running']}/running/")
    with page.expect_response("**/where/"):
        pick(page, "chest:left")
    page.locator(".running-help :is(.ask-now, .care-card)").first.wait_for()


def open_a_part_of_the_body(page, demo):
    page.goto("/episodes/add/")
    # It shows once it is asked for: the places of late come first.
    page.get_by_role("checkbox", name="Body map").check()
    page.get_by_role("button", name="your thighs, from the front").click()
    page.get_by_role("checkbox", name="left inner thigh").first.click()


STATES = (leave_a_mistake, leave_a_mistake_in_the_profile, overlap, choose_the_chest, open_a_part_of_the_body)


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_every_state_is_sound(browse, in_both_themes, fits, demo, viewport):
    page = browse(user=demo["owner"], viewport=viewport)
    faults = []
    for state in STATES:
        state(page, demo)
        faults += [f"{state.__name__}: {fault}" for fault in in_both_themes(page)]
        if not fits(page):
            faults.append(f"{state.__name__}: scrolls sideways")
    assert faults == []
