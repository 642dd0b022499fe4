"""The list of visits: what a phone shows of it at once, and how a wide screen is used."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_visit
from tracker.models import Question

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PHONE_390 = (390, 844)
TARGET = 44


@pytest.fixture
def visits(browse, alice):
    """visits(screen): the list with a visit ahead, one that is over, and three questions."""

    def show(screen):
        today = timezone.localdate()
        make_visit(alice, today + dt.timedelta(days=9), with_whom="Dr. Okafor", what_for="Cramps and back")
        make_visit(alice, today - dt.timedelta(days=92), with_whom="Ms. Brandt")
        for text in ("Could the cramps at night come from my back?", "Do I still need ibuprofen?", "A blood test?"):
            Question.objects.create(owner=alice, text=text, asked_on=today)
        page = browse(user=alice, viewport=screen)
        page.goto(reverse("visits"))
        return page

    return show


def box(page, selector):
    return page.locator(selector).bounding_box()


def test_a_phone_shows_all_of_the_first_past_visit_at_once(visits):
    page = visits(PHONE_390)
    links = box(page, f".visits-ready a[href='{reverse('share-links')}']")
    past = box(page, "[aria-labelledby='over-title'] a")
    assert links["y"] + links["height"] <= past["y"]
    assert past["y"] + past["height"] <= box(page, ".bar")["y"]


def test_a_finger_meets_edit_at_the_edge_of_the_page(visits):
    page = visits(PHONE_390)
    edit, section = box(page, ".visits-ready .btn-plain"), box(page, ".visits-ready")
    assert min(edit["width"], edit["height"]) >= TARGET
    assert edit["x"] + edit["width"] == pytest.approx(section["x"] + section["width"], abs=1)


@pytest.mark.parametrize("screen", [PHONE_390, (1280, 900)])
def test_both_ways_on_stand_beside_each_other(visits, screen):
    page = visits(screen)
    prepare, summary = (each.bounding_box() for each in page.locator(".visit-acts > a").all())
    assert prepare["y"] == pytest.approx(summary["y"], abs=1)
    assert prepare["height"] == pytest.approx(summary["height"], abs=1)
    assert prepare["x"] + prepare["width"] < summary["x"]


def test_on_a_wide_screen_the_questions_begin_as_high_as_the_visit(visits):
    page = visits((1280, 900))
    day, questions = box(page, ".visit-hero .visit-day"), box(page, "#before-title")
    assert questions["y"] == pytest.approx(day["y"], abs=2)
