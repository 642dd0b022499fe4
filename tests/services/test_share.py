"""Share links: the token, the cut-off, the end, the passphrase, the openings."""

import datetime as dt
import uuid

import pytest

from tests.factories import NOON, make_share_link
from tracker.days import ONE_DAY, Period
from tracker.models import Preferences, ShareLink, ShareOpening
from tracker.services import share

TODAY = NOON.date()
PERIOD = Period(TODAY - 29 * ONE_DAY, TODAY)
TOKEN = "a-token-of-32-characters-or-so"
MINUTE = dt.timedelta(minutes=1)


def offer(**fields):
    given = {"period": PERIOD, "before": PERIOD.before(), "choice": {"parts": ["numbers"]}}
    given |= {"days": 7, "time_zone": "Europe/Berlin"}
    return share.Offer(**given | fields)


def make(owner, **fields):
    return share.make_link(owner, uuid.uuid4(), offer(**fields), now=NOON)


def test_a_link_carries_what_was_offered(alice):
    link, _token = make(alice, label="for Dr. Kim", days=30)
    link.refresh_from_db()
    assert (link.first_on, link.last_on) == (PERIOD.first, PERIOD.last)
    assert (link.before_first_on, link.before_last_on) == (PERIOD.before().first, PERIOD.before().last)
    assert link.choice == {"parts": ["numbers"]}
    assert (link.label, link.made_at, link.cut_off) == ("for Dr. Kim", NOON, NOON)
    assert link.expires_at == NOON + 30 * ONE_DAY


def test_the_token_is_random_and_long(alice):
    tokens = {make(alice)[1] for _ in range(20)}
    assert len(tokens) == 20
    # 32 characters of 6 bits: 192 bits.
    assert {len(token) for token in tokens} == {32}


def test_the_token_is_stored_nowhere(alice):
    link, token = make(alice, phrase="three old oaks")
    stored = str(ShareLink.objects.filter(pk=link.pk).values().get())
    assert token not in stored
    assert "three old oaks" not in stored
    # SHA-256 of "abc", from FIPS 180-2, appendix B.1.
    assert share.hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_same_form_twice_makes_one_link_and_tells_one_token(alice):
    uid = uuid.uuid4()
    first, token = share.make_link(alice, uid, offer(), now=NOON)
    second, none = share.make_link(alice, uid, offer(), now=NOON + MINUTE)
    assert (second.pk, none) == (first.pk, "")
    assert share.link_of(token, now=NOON) == first


def test_another_persons_uid_is_no_hindrance(alice, bob):
    uid = uuid.uuid4()
    share.make_link(alice, uid, offer(), now=NOON)
    assert share.make_link(bob, uid, offer(), now=NOON)[1]


@pytest.mark.parametrize("fields", [{"days": 0}, {"days": 91}, {"phrase": "seven77"}, {"phrase": "x" * 129}])
def test_what_is_not_allowed_is_refused(alice, fields):
    with pytest.raises(ValueError, match=r"a link opens|a passphrase"):
        make(alice, **fields)
    assert not ShareLink.objects.exists()


def test_making_one_takes_those_away_that_are_long_over(alice, bob):
    old, kept = (
        make_share_link(alice, "old", made_at=NOON - 181 * ONE_DAY),
        make_share_link(alice, "kept", made_at=NOON - 179 * ONE_DAY),
    )
    others = make_share_link(bob, "bob", made_at=NOON - 181 * ONE_DAY)
    ShareOpening.objects.create(link=old, at=old.made_at)
    made, _token = make(alice)
    assert set(ShareLink.objects.all()) == {kept, made, others}
    assert not ShareOpening.objects.exists()


def test_a_token_finds_its_link_while_it_is_open(alice):
    link = make_share_link(alice, TOKEN)
    assert share.link_of(TOKEN, now=NOON) == link
    assert share.link_of(TOKEN, now=link.expires_at) is None
    assert share.link_of(TOKEN + "x", now=NOON) is None
    assert share.link_of("", now=NOON) is None
    assert share.link_of(link.token_hash, now=NOON) is None


def test_a_revoked_link_is_found_no_more(alice):
    link = make_share_link(alice, TOKEN)
    assert share.revoke(alice, link, now=NOON)
    assert share.link_of(TOKEN, now=NOON) is None
    assert not share.revoke(alice, link, now=NOON + MINUTE)
    assert ShareLink.objects.get(pk=link.pk).revoked_at == NOON


def test_a_link_that_a_restore_closed_is_found_once_it_is_opened_again(alice, bob):
    link = make_share_link(alice, "secret", closed_by_restore_at=NOON)
    assert share.link_of("secret", now=NOON) is None
    assert not share.reopen(bob, link, now=NOON)
    assert share.reopen(alice, link, now=NOON)
    assert share.link_of("secret", now=NOON) == link


def test_nobody_revokes_the_link_of_somebody_else(alice, bob):
    link = make_share_link(alice, TOKEN)
    assert not share.revoke(bob, link, now=NOON)
    assert share.link_of(TOKEN, now=NOON) == link


def test_a_closed_account_shares_nothing(alice):
    make_share_link(alice, TOKEN)
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    assert share.link_of(TOKEN, now=NOON) is None


def test_an_opening_is_listed(alice):
    link = make_share_link(alice)
    assert share.record_opening(link, now=NOON + MINUTE) == share.OPENED
    assert [opening.at for opening in link.openings.all()] == [NOON + MINUTE]


def test_nothing_of_who_opened_it_is_stored():
    assert {field.name for field in ShareOpening._meta.fields} == {"id", "link", "at"}


def test_what_was_revoked_in_the_same_moment_does_not_open(alice):
    link = make_share_link(alice)
    share.revoke(alice, link, now=NOON)
    assert share.record_opening(link, now=NOON) == share.CLOSED
    assert not link.openings.exists()


@pytest.fixture
def guarded(alice):
    return make(alice, phrase="three old oaks")[0]


def test_the_pass_phrase_is_right_or_wrong(guarded):
    assert share.try_phrase(guarded, "three old oaks", now=NOON) == share.RIGHT_PHRASE
    assert share.try_phrase(guarded, "Three old oaks", now=NOON) == share.WRONG_PHRASE
    assert share.try_phrase(guarded, "", now=NOON) == share.WRONG_PHRASE
    assert share.try_phrase(guarded, "x" * 10_000, now=NOON) == share.WRONG_PHRASE


def test_after_so_many_tries_in_an_hour_not_even_the_right_one_opens(guarded):
    for _ in range(share.TRIES_AN_HOUR):
        assert share.try_phrase(guarded, "wrong", now=NOON) == share.WRONG_PHRASE
    assert share.try_phrase(guarded, "three old oaks", now=NOON + 59 * MINUTE) == share.TOO_OFTEN
    assert share.try_phrase(guarded, "three old oaks", now=NOON + 60 * MINUTE) == share.RIGHT_PHRASE


def test_the_right_one_starts_the_count_anew(guarded):
    for _ in range(3):
        for _ in range(share.TRIES_AN_HOUR - 1):
            assert share.try_phrase(guarded, "wrong", now=NOON) == share.WRONG_PHRASE
        assert share.try_phrase(guarded, "three old oaks", now=NOON) == share.RIGHT_PHRASE


def test_no_phrase_opens_what_was_revoked_meanwhile(alice, guarded):
    share.revoke(alice, guarded, now=NOON)
    assert share.try_phrase(guarded, "three old oaks", now=NOON) == share.WRONG_PHRASE


def test_the_diarys_version_stays(alice):
    before = Preferences.objects.get(owner=alice).data_version
    link, _token = make(alice, phrase="three old oaks")
    share.record_opening(link, now=NOON)
    share.try_phrase(link, "three old oaks", now=NOON)
    share.revoke(alice, link, now=NOON)
    assert Preferences.objects.get(owner=alice).data_version == before


@pytest.mark.parametrize("days", [1, 90])
def test_the_shortest_and_the_longest_link_can_be_made(alice, days):
    link, token = make(alice, days=days)
    assert token
    assert link.expires_at == NOON + days * ONE_DAY
