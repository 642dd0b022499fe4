"""The style guide is for staff."""

from django.urls import reverse


def test_staff_see_every_component(alice, alice_client):
    alice.is_staff = True
    alice.save()
    page = alice_client.get(reverse("styleguide"))
    assert page.status_code == 200
    for piece in (b"btn-huge", b"chip", b"scale", b"care-emergency", b"entry-number", b"day-mark unanswered"):
        assert piece in page.content


def test_for_others_it_is_not_there(alice_client):
    assert alice_client.get(reverse("styleguide")).status_code == 404
