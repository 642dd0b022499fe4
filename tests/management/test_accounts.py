"""Accounts made from a terminal: the page's rules hold there too."""

import pytest
from django.contrib.auth import authenticate, get_user_model

from tracker.management.accounts import AccountError, account_of, add_account, name_for_account, set_password
from tracker.models import AccountName

PASSWORD = "walks-are-long"


def test_an_account_can_log_in_and_holds_its_name_however_it_is_cased(db):
    add_account(name_for_account(" Émile "), PASSWORD, is_staff=False)
    person = authenticate(username="Émile", password=PASSWORD)
    assert (person.is_staff, person.is_superuser) == (False, False)
    assert AccountName.objects.get(owner=person).folded == "émile"
    assert account_of("ÉMILE") == person
    with pytest.raises(AccountError, match="is taken"):
        name_for_account("émile")


def test_staff_may_see_the_admin(db):
    add_account("sam", PASSWORD, is_staff=True)
    assert get_user_model().objects.filter(username="sam", is_staff=True, is_superuser=True).exists()


@pytest.mark.parametrize("name", ["", "  ", "two words", "a" * 151, "a/b"])
def test_a_name_that_the_page_would_not_take_is_not_taken(db, name):
    with pytest.raises(AccountError):
        name_for_account(name)


@pytest.mark.parametrize("password", ["", "short", "12345678901", "password1", "carolina-b"])
def test_an_account_with_a_weak_password_is_not_made(db, password):
    with pytest.raises(AccountError):
        add_account("carolina-b", password, is_staff=False)
    assert not get_user_model().objects.exists()


def test_a_new_password_ends_sessions(alice, alice_client):
    set_password(account_of("Alice"), PASSWORD)
    assert alice_client.get("/diary/").status_code == 302
    assert authenticate(username="alice", password=PASSWORD) == alice


def test_nobody_has_an_unknown_name(db):
    with pytest.raises(AccountError, match="There is no account named nobody"):
        account_of("nobody")
