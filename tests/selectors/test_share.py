"""The list of share links: which are open, how often each was opened and when."""

from tests.factories import NOON, make_share_link
from tracker.days import ONE_DAY
from tracker.models import ShareOpening
from tracker.models.share import SHARE_KEPT
from tracker.selectors.share import OPENINGS_LISTED, links_of


def test_open_ones_come_first_then_the_latest(alice):
    over = make_share_link(alice, "over", made_at=NOON - ONE_DAY, days=1)
    revoked = make_share_link(alice, "revoked", revoked_at=NOON)
    old, new = make_share_link(alice, "old", made_at=NOON - ONE_DAY), make_share_link(alice, "new")
    lines = links_of(alice, NOON)
    assert [line.link for line in lines] == [new, old, revoked, over]
    assert [line.is_open for line in lines] == [True, True, False, False]


def test_every_opening_counts_and_the_latest_are_listed(alice):
    link, other = make_share_link(alice, "one"), make_share_link(alice, "two")
    times = [NOON + n * ONE_DAY / 24 for n in range(OPENINGS_LISTED + 3)]
    ShareOpening.objects.bulk_create([ShareOpening(link=link, at=at) for at in times])
    lines = {line.link: line for line in links_of(alice, NOON)}
    assert lines[link].opened == OPENINGS_LISTED + 3
    assert lines[link].openings == tuple(reversed(times[3:]))
    assert lines[link].unlisted == 3
    assert (lines[other].opened, lines[other].openings, lines[other].unlisted) == (0, (), 0)


def test_nobody_sees_the_links_of_somebody_else(alice, bob):
    make_share_link(alice)
    assert links_of(bob, NOON) == []


def test_two_queries_whatever_their_number(alice, django_assert_num_queries):
    for token in "abcdef":
        make_share_link(alice, token).openings.create(at=NOON)
    with django_assert_num_queries(2):
        links_of(alice, NOON)


def test_a_link_is_listed_for_as_long_as_it_is_kept(alice):
    kept = make_share_link(alice, "kept", made_at=NOON - SHARE_KEPT)
    make_share_link(alice, "gone", made_at=NOON - SHARE_KEPT - ONE_DAY / 86400)
    assert [line.link for line in links_of(alice, NOON)] == [kept]
