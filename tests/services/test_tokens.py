"""Tokens: random, stored as a hash, ended by time or by hand, noted once a day."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from tests.factories import NOON, TOKEN, make_token
from tracker.days import ONE_DAY
from tracker.management.restored import settle_restored
from tracker.models import AccessToken, Preferences
from tracker.models.token import TOKEN_KEPT
from tracker.selectors.tokens import tokens_of
from tracker.services import tokens
from tracker.services.share import hash_of


def make(owner, uid=None, **fields):
    given = {"name": "Button", "scope": "log", "days": 30} | fields
    return tokens.make_token(owner, uid or uuid.uuid4(), now=NOON, **given)


def test_a_token_is_random_and_stored_as_its_hash_alone(alice):
    secrets = {make(alice)[1] for _ in range(10)}
    # 43 characters of 6 bits hold 32 bytes.
    assert {len(secret) for secret in secrets} == {43}
    assert {hash_of(secret) for secret in secrets} == set(AccessToken.objects.values_list("token_hash", flat=True))
    assert not any(secret in str(list(AccessToken.objects.values())) for secret in secrets)


def test_a_token_holds_what_was_chosen(alice):
    token, _secret = make(alice, name="Watch", scope="read", days=90)
    token.refresh_from_db()
    assert (token.name, token.scope, token.made_at) == ("Watch", "read", NOON)
    assert (token.expires_at, token.last_used_on) == (NOON + 90 * ONE_DAY, None)


def test_the_same_form_twice_makes_one_token_and_tells_it_once(alice):
    uid = uuid.uuid4()
    first, secret = make(alice, uid)
    second, nothing = make(alice, uid)
    assert (second.pk, nothing) == (first.pk, "")
    assert secret


def test_nobody_makes_a_calendars_token_by_the_form(alice):
    with pytest.raises(ValueError, match="calendar"):
        make(alice, scope="calendar")


def test_a_token_is_known_by_its_secret_alone(alice, bob):
    token, other = make_token(alice), make_token(bob, secret="another")
    assert tokens.token_of(TOKEN) == token
    assert tokens.token_of("another") == other
    assert tokens.token_of(token.token_hash) is None
    assert tokens.token_of("half a \ud800 pair") is None


def test_a_closed_account_has_none(alice):
    make_token(alice)
    alice.is_active = False
    alice.save()
    assert tokens.token_of(TOKEN) is None


def test_it_works_until_it_expires(alice):
    token = make_token(alice, expires_at=NOON + ONE_DAY)
    assert token.works(NOON + ONE_DAY - dt.timedelta(seconds=1))
    assert not token.works(NOON + ONE_DAY)


def test_a_revoked_one_no_longer_works(alice, bob):
    token = make_token(alice)
    assert not tokens.revoke_token(bob, token, now=NOON)
    assert tokens.token_of(TOKEN).works(NOON)
    assert tokens.revoke_token(alice, token, now=NOON)
    assert not tokens.token_of(TOKEN).works(NOON)
    assert not tokens.revoke_token(alice, token, now=NOON + ONE_DAY)
    assert tokens.token_of(TOKEN).revoked_at == NOON


def test_a_use_is_written_once_a_day(alice, django_assert_num_queries):
    make_token(alice)
    today = NOON.date()
    tokens.note_use(tokens.token_of(TOKEN), today)
    token = tokens.token_of(TOKEN)
    assert token.last_used_on == today
    with django_assert_num_queries(0):
        tokens.note_use(token, today)
    tokens.note_use(token, today + ONE_DAY)
    assert tokens.token_of(TOKEN).last_used_on == today + ONE_DAY


def test_no_token_changes_the_version_of_the_diary(alice):
    before = Preferences.objects.get(owner=alice).data_version
    token, secret = make(alice)
    tokens.note_use(tokens.token_of(secret), NOON.date())
    tokens.revoke_token(alice, token, now=NOON)
    assert Preferences.objects.get(owner=alice).data_version == before


def test_twenty_at_most_work_at_once(alice, bob):
    made = [make(alice)[0] for _ in range(tokens.TOKENS_MOST)]
    with pytest.raises(tokens.TooManyTokensError):
        make(alice)
    make(bob)
    tokens.revoke_token(alice, made[0], now=NOON)
    assert make(alice)[1]


def test_those_that_ended_are_listed_last_and_not_for_ever(alice, bob):
    long_ago = NOON - TOKEN_KEPT - ONE_DAY
    made = {"made_at": long_ago - ONE_DAY}
    make_token(alice, secret="1", name="Expired long ago", expires_at=long_ago, **made)
    make_token(alice, secret="2", name="Revoked long ago", revoked_at=long_ago, **made)
    make_token(alice, secret="3", name="Expired", expires_at=NOON - ONE_DAY, **made)
    make_token(alice, secret="4", name="Works", **made)
    make_token(alice, "calendar", secret="5", name="Calendar", made_at=long_ago)
    make_token(bob, secret="6", name="Bob’s")
    assert [token.name for token in tokens_of(alice, NOON)] == ["Calendar", "Works", "Expired"]
    make(alice, name="New")
    names = set(AccessToken.objects.of(alice).values_list("name", flat=True))
    assert names == {"New", "Calendar", "Works", "Expired"}


@pytest.mark.parametrize(
    "fields",
    [
        {"scope": "log", "expires_at": None},
        {"scope": "log", "expires_at": NOON},
        {"scope": "log", "remind_at": dt.time(20)},
        {"scope": "calendar", "remind_at": None},
        {"scope": "calendar", "expires_at": NOON + ONE_DAY},
    ],
)
def test_the_table_takes_only_what_expires_or_reminds(alice, fields):
    with pytest.raises(IntegrityError, match="access_token_expires_or_reminds"):
        make_token(alice, **fields)


def test_a_restored_backup_turns_all_of_them_off(alice):
    """One that was turned off after the backup works in it."""
    make_token(alice)
    make_token(alice, "calendar", secret="c")
    make_token(alice, secret="off", revoked_at=NOON)
    settle_restored(NOON + ONE_DAY, end_sessions=False)
    assert not any(token.works(NOON + ONE_DAY) for token in AccessToken.objects.of(alice))
    assert tokens.token_of("off").revoked_at == NOON
