"""The worker, the page without a network, and what a device may know."""

import datetime as dt
import gzip
import json
import uuid
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone

from spasmlog.statics import without_script_comments, without_style_comments
from tests.factories import make_episode
from tests.html import read_page
from tracker.models import Preferences
from tracker.pages import offline
from tracker.pages.modules import imported_by
from tracker.pages.offline import release
from tracker.views.answers import LEFT_COOKIE

MOST_BYTES_KEPT = 60_000
NAME_BYTES = 30
"""What a mark of its content adds to a file's name, where it is named and where it is imported."""


def about(script: str) -> dict:
    """What the worker is told of its release."""
    first = script.split("\n", 1)[0]
    return json.loads(first.removeprefix("const RELEASE = ").removesuffix(";"))


@pytest.mark.parametrize("name", ["service-worker", "offline", "offline-drawings"])
def test_what_is_the_same_for_everybody_is_asked_for_anew_and_sets_nothing(client, alice_client, db, name):
    visitor, person = client.get(reverse(name)), alice_client.get(reverse(name))
    assert visitor.content == person.content
    for response in (visitor, person):
        assert response["Cache-Control"] == "no-cache"
        assert not response.cookies


def test_the_worker_stands_at_the_root_and_may_run(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    script = response.content.decode()
    assert about(script)["shell"] == "/offline/"
    assert "import " not in script
    assert "export " not in script


def test_it_keeps_static_files_that_there_are_and_nothing_else(client):
    told = about(client.get("/sw.js").content.decode())
    files = [*told["files"], *told["later"]]
    assert len(files) > 40
    assert len({*files}) == len(files)
    files.remove("/offline/drawings/")
    assert all(name.startswith("/static/") for name in files)
    assert [name for name in files if not find(name.removeprefix("/static/"))] == []


def as_sent(name):
    """How many bytes a static file has on the wire."""
    content = Path(find(name)).read_text()
    if name.startswith("css/"):
        content = without_style_comments(content)
    elif name.startswith("js/"):
        content = without_script_comments(content)
    return len(gzip.compress(content.encode(), 6))


def test_what_every_device_loads_is_light(client):
    """What the worker loads by itself, compressed, with names as long as they are once they are collected."""
    told = about(client.get("/sw.js").content.decode())
    page = client.get(told["shell"]).content
    files = [name.removeprefix("/static/") for name in told["files"]]
    assert len(gzip.compress(page, 6)) + sum(map(as_sent, files)) + len(files) * NAME_BYTES <= MOST_BYTES_KEPT


def test_it_keeps_all_that_the_page_names_now_or_later(client):
    """The page works without the later ones: `test_the_page_does_without_what_comes_later` in tests/browser."""
    told = about(client.get("/sw.js").content.decode())
    page = read_page(client.get(told["shell"]))
    named = {*page.values("link[rel=stylesheet]", "href"), *page.values("script[src]", "src")}
    assert len(named) > 10
    assert named <= {*told["files"], *told["later"]}
    scripts = {f"/static/{name}" for name in imported_by("js/offline.js")}
    assert scripts <= {*told["files"]}
    assert page.one("[data-drawings]")["data-drawings"] in told["later"]
    assert page.one("[data-drawing]")["data-drawing"] in told["later"]


def test_the_page_says_nothing_of_anybody(alice_client, alice):
    make_episode(alice, note="never there")
    page = alice_client.get(reverse("offline"))
    text = page.content.decode()
    assert "csrfmiddlewaretoken" not in text
    assert "alice" not in text
    assert "never there" not in text
    assert not read_page(page).has("[data-who]")


def test_the_page_has_the_safety_lines_and_the_drawings(client):
    page = read_page(client.get(reverse("offline")))
    assert page.has("[data-screen=help] .help-list")
    drawings = read_page(client.get(page.one("[data-drawings]")["data-drawings"]))
    drawn = page.values("[data-screen=steps] [data-drawn]", "data-drawn")
    assert len(drawn) > 10
    assert drawings.values("[data-drawing]", "data-drawing") == drawn
    assert len(drawings.all("[data-drawing] > svg")) == len(drawn)


def test_another_release_has_another_mark(monkeypatch):
    mark = release().mark
    monkeypatch.setattr(staticfiles_storage, "url", lambda name: f"/static/new/{name}")
    assert offline._release.__wrapped__("en").mark != mark


def test_pages_say_whose_they_are_and_of_which_release(client, alice_client, bob_client, db):
    def who(of):
        return read_page(of.get("/")).values("[data-device]", "data-who")

    assert who(client) == [""]
    assert len({*who(alice_client), *who(bob_client), ""}) == 3
    assert read_page(alice_client.get("/")).values("[data-device]", "data-release") == [release().mark]
    assert who(alice_client) == [alice_client.get("/outbox/").json()["who"]]


def test_a_device_knows_number_places_and_what_runs_and_no_more(alice_client, alice):
    Preferences.objects.filter(owner=alice).update(theme="dark")
    now = timezone.now()
    make_episode(alice, uid=uuid.uuid4(), regions=(("calf", "left"),), started_at=now - dt.timedelta(days=2))
    started = now - dt.timedelta(minutes=2)
    calf = (("calf", "left"),)
    running = make_episode(alice, uid=uuid.uuid4(), started_at=started, duration_basis="ongoing", regions=calf)
    facts = alice_client.get(reverse("offline-device")).json()
    assert abs(dt.datetime.fromisoformat(facts.pop("now")) - now) < dt.timedelta(minutes=1)
    assert facts == {
        "number": "112",
        "dial": "tel:112",
        "places": ["calf:left"],
        "day_start": 4,
        "theme": "dark",
        "text_size": "normal",
        "running": [[str(running.uid), started.isoformat(), ["calf:left"]]],
    }


def test_what_a_device_may_know_is_cheap(alice_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        alice_client.get(reverse("offline-device"))


def test_log_out_empties_a_device_that_says_it_has_nothing_left_to_send(alice_client):
    response = alice_client.post(reverse("account_logout"), {"device": "empty"})
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert LEFT_COOKIE not in response.cookies


@pytest.mark.parametrize("sent", [{}, {"device": "kept"}])
def test_log_out_leaves_what_is_still_to_be_sent(alice_client, sent):
    response = alice_client.post(reverse("account_logout"), sent)
    assert response["Clear-Site-Data"] == '"cache"'
    # The script of the next page forgets the rest, and has to see it.
    assert (response.cookies[LEFT_COOKIE].value, response.cookies[LEFT_COOKIE]["httponly"]) == ("1", "")
