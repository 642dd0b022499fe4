"""The manifest, the marks of an app on every page, the hint on an iPhone, and the line in the settings."""

import datetime as dt

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone
from django.views import defaults
from PIL import Image

from tests.factories import make_episode
from tests.html import read_page
from tests.styles import TOKENS
from tracker.models import Episode, Preferences
from tracker.pages.look import NIGHT_PAPER, PAPER

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
HINT = "Add spasmlog to your Home Screen so Safari keeps what you log offline."


# The manifest


@pytest.fixture
def manifest(client):
    return client.get(reverse("manifest")).json()


def test_the_manifest_is_one(client):
    response = client.get("/manifest.webmanifest")
    assert (response.status_code, response["Content-Type"]) == (200, "application/manifest+json")
    assert client.post("/manifest.webmanifest").status_code == 405


def test_it_asks_for_nobody(alice_client, django_assert_num_queries):
    """Neither the database nor the session, although a cookie comes along."""
    with django_assert_num_queries(0):
        response = alice_client.get(reverse("manifest"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_it_has_what_a_browser_asks_for(manifest):
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == ("/", "/", "/")
    assert (manifest["display"], manifest["lang"], manifest["dir"]) == ("standalone", "en", "ltr")
    assert (manifest["short_name"], manifest["name"]) == ("spasmlog", "spasmlog, a diary for spasms")
    assert manifest["description"]
    assert manifest["background_color"] == manifest["theme_color"] == PAPER["light"]


def test_its_icons_are_what_it_says_of_them(manifest):
    icons = [*manifest["icons"], *(icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"])]
    for icon in icons:
        file = finders.find(icon["src"].removeprefix("/static/"))
        image = Image.open(file)
        assert (f"{image.width}x{image.height}", Image.MIME[image.format]) == (icon["sizes"], icon["type"])
    kinds = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert kinds == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_its_shortcuts_lead_to_pages_that_only_show(manifest, alice_client, alice):
    names = [(shortcut["name"], resolve(shortcut["url"]).url_name) for shortcut in manifest["shortcuts"]]
    assert names == [("Spasm now", "spasm-now"), ("Check-in", "check-in"), ("Diary", "diary")]
    version = Preferences.objects.get(owner=alice).data_version
    for shortcut in manifest["shortcuts"]:
        assert alice_client.get(shortcut["url"]).status_code == 200
    assert Preferences.objects.get(owner=alice).data_version == version
    assert not Episode.objects.of(alice).exists()


# The marks on pages


def head_of(page):
    return {
        "manifest": page.values("link[rel=manifest]", "href"),
        "icon": page.values("link[rel=apple-touch-icon]", "href"),
        "colors": [(each["content"], each.attributes.get("media")) for each in page.all("meta[name=theme-color]")],
    }


BOTH = [(color, f"(prefers-color-scheme: {theme})") for theme, color in PAPER.items()]
MARKS = {"manifest": ["/manifest.webmanifest"], "icon": ["/static/img/apple-touch-icon.png"], "colors": BOTH}


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/signup/", "/nowhere/"])
def test_a_visitors_pages_carry_them(client, db, path):
    assert head_of(read_page(client.get(path))) == MARKS


def test_so_does_the_page_when_something_went_wrong():
    assert head_of(read_page(defaults.server_error(RequestFactory().get("/")))) == MARKS


@pytest.mark.parametrize("theme", ["system", "light", "dark"])
def test_the_color_follows_the_persons_theme(alice, alice_client, theme):
    Preferences.objects.filter(owner=alice).update(theme=theme)
    expected = BOTH if theme == "system" else [(PAPER[theme], None)]
    assert head_of(read_page(alice_client.get(reverse("diary"))))["colors"] == expected


def test_what_a_link_shows_others_is_no_app(client, db):
    assert not read_page(client.get(reverse("shared-page", args=["of-no-link"]))).has("link[rel=manifest]")


def test_the_colors_are_those_of_the_style_sheet():
    papers = {theme: tokens["paper"] for theme, tokens in TOKENS.items()}
    assert papers == {**PAPER, "night": NIGHT_PAPER}


# The hint on an iPhone


def today_on(client, agent=SAFARI, **more):
    more = {"secure": True} | more
    return read_page(client.get(reverse("today"), headers={"user-agent": agent}, **more))


def test_safari_on_an_iphone_is_offered_the_home_screen(alice_client):
    page = today_on(alice_client)
    assert HINT in page.text
    assert "Tap Share, then “Add to Home Screen”." in page.text


@pytest.mark.parametrize(
    "agent",
    [
        "",
        SAFARI.replace("Version/18.5 Mobile/15E148 Safari/604.1", "Mobile/15E148"),
        SAFARI.replace("Version/18.5", "CriOS/136.0.7103.91"),
        SAFARI.replace("Version/18.5", "FxiOS/138.0"),
        SAFARI.replace("Mobile", "EdgiOS/136.0.3240.91 Mobile"),
        SAFARI + " Ddg/18.5",
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0 Mobile Safari/537.36",
        SAFARI.replace("iPhone; CPU iPhone OS 18_5 like", "Macintosh; Intel").replace("Mobile/15E148 ", ""),
    ],
    ids=["unknown", "from the Home Screen", "Chrome", "Firefox", "Edge", "DuckDuckGo", "Android", "Mac"],
)
def test_nobody_else_is(alice_client, agent):
    assert HINT not in today_on(alice_client, agent).text


@pytest.mark.parametrize(
    ("host", "secure", "is_offered"),
    [
        ("localhost:8000", False, True),
        ("127.0.0.1", False, True),
        ("[::1]:8000", False, True),
        ("testserver", False, False),
    ],
)
def test_an_address_that_browsers_do_not_take_for_safe_keeps_nothing(alice_client, host, secure, is_offered):
    page = alice_client.get("/", headers={"user-agent": SAFARI, "host": host}, secure=secure)
    assert (HINT in read_page(page).text) is is_offered


def test_it_stays_away_once_it_was_hidden_on_the_device(alice_client):
    form = today_on(alice_client).form(reverse("home-screen-hint-hide"))
    assert form.buttons == ["Hide"]
    response = alice_client.post(reverse("home-screen-hint-hide"), form.filled(), secure=True)
    assert response.url == reverse("today")
    cookie = response.cookies["home-screen-hint"]
    assert (cookie["max-age"], cookie["secure"], cookie["httponly"]) == (365 * 24 * 3600, True, True)
    assert HINT not in today_on(alice_client).text


def test_a_get_hides_nothing(alice_client):
    assert alice_client.get(reverse("home-screen-hint-hide")).status_code == 405


def test_it_waits_while_a_spasm_runs(alice, alice_client):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(minutes=2), duration_basis="ongoing", intensity=None)
    assert HINT not in today_on(alice_client).text


def test_it_waits_while_something_is_urgent(alice, alice_client):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(hours=1), noticed=("dark-urine",), may_warn=True)
    page = today_on(alice_client)
    assert page.has(".alarm")
    assert HINT not in page.text


# The line in the settings


def settings_on(client, **more):
    return read_page(client.get(reverse("settings"), **more)).one("section[aria-labelledby=install]")


def test_the_settings_have_a_button_that_a_script_shows(alice_client):
    part = settings_on(alice_client, secure=True)
    button = part.one("button[data-install]")
    assert (button.text, "hidden" in button.attributes) == ("Install spasmlog", True)
    assert "In your browser’s menu" in part.one("[data-install-by-hand]").text


def test_without_https_they_say_what_is_missing_and_how_to_get_it(alice_client):
    part = settings_on(alice_client)
    assert not part.has("button")
    assert "only when the address starts with https" in part.text
    assert "localhost works, too" in part.text
