"""The style guide is for staff."""

from django.urls import reverse


def test_staff_see_every_component(alice, alice_client):
    alice.is_staff = True
    alice.save()
    page = alice_client.get(reverse("styleguide"))
    assert page.status_code == 200
    for piece in (b"btn-huge", b"chip", b"scale", b"care-emergency", b"entry-number", b"dot unanswered"):
        assert piece in page.content


def test_others_are_sent_to_the_door(alice_client):
    response = alice_client.get(reverse("styleguide"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
