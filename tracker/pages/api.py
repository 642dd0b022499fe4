"""What programs may ask for and tell: the operations of a device's outbox, one at a time, over JSON.

Nothing is stored here but by `store_batch`, as an item that a device kept. What a token may do is the view's business;
answers to a token that may only log hold nothing of the diary but what runs and what it said itself.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.days import zone
from tracker.exchange.lists import write_follow_up, write_regions, write_relief
from tracker.formatting import day_words, duration_words, time_words
from tracker.forms.check_in import FACTOR_PREFIX
from tracker.models import AccessToken, Episode
from tracker.pages import api_fields as fields
from tracker.pages.outbox import Batch, store_batch
from tracker.pages.outbox_item import ItemKind, ItemOutcome
from tracker.records.episode import EpisodeRecord
from tracker.selectors.entries import RUNNING_SHOWN, Cursor
from tracker.selectors.person import Person
from tracker.services.conflicts import KEEP_MINE, KEEP_STORED
from tracker.services.export import episode_records
from tracker.vocabulary.day import CHECK_IN_ANSWERS, LIMITED_MAX, LIMITED_MIN, UNLISTED_COUNTS
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, ONGOING

SAME_PRESS = dt.timedelta(minutes=1)
"""Presses so shortly after each other say the same: a watch sends one twice, and people press a button twice."""
AT_ONCE = dt.timedelta(seconds=2)
"""Presses that arrive within one of these are one, even if two threads answer them."""
EPISODES_A_PAGE, LONGEST_PAGE = 100, 500


class ProblemError(Exception):
    """What was asked for cannot be done. `code` is stable, `words` say why, `errors` what is wrong, by field."""

    def __init__(self, status: int, code: str, words: str, errors: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.words, self.errors = status, code, words, errors


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a program that is let in."""

    token: AccessToken
    person: Person
    now: dt.datetime
    site: str
    """Where the pages are."""
    sent: object
    """The JSON of its body, or the fields of its address."""

    def read(self, readers: Mapping[str, fields.FieldReader]) -> dict[str, Any]:
        """The fields that were sent. Raises ProblemError."""
        try:
            return fields.read_fields(self.sent, readers)
        except fields.FieldsError as error:
            raise _invalid(error.errors) from None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program is told."""

    status: int
    data: dict[str, Any]


def now(call: Call) -> Answer:
    """What is running, the latest first."""
    call.read({})
    rows = _running(call)[:RUNNING_SHOWN]
    running = [_running_data(call, row) for row in rows]
    if not rows:
        words = _("No spasm is running.")
    else:
        length = duration_words((call.now - rows[0].started_at).total_seconds())
        words = _("A spasm has been running for %(length)s.") % {"length": length}
    return Answer(200, {"now": call.now.isoformat(timespec="seconds"), "running": running, "words": words})


def start(call: Call) -> Answer:
    """Starts a spasm. The same uid again, or a second press within SAME_PRESS, is the same spasm."""
    sent = call.read({"uid": fields.uid, "at": fields.instant(call.now), "regions": fields.regions})
    at, uid = sent.get("at", call.now), sent.get("uid")
    if uid is None:
        before = None if "at" in sent else next(iter(_running(call, since=call.now - SAME_PRESS)), None)
        uid = before.uid if before else _uid_of_press(call, at)
    was_there = _entry(call, uid) is not None
    regions = [("regions", each) for each in sent.get("regions", ())]
    result = _store(call, ItemKind.START, at, [("uid", str(uid)), *regions])
    row = _entry(call, uuid.UUID(result["uid"]))
    if row is None:
        raise _gone()
    words = _("Started at %(time)s.") % {"time": time_words(call.person.wall_clock(row.started_at))}
    return Answer(200 if was_there else 201, _running_data(call, row) | {"words": words})


def _uid_of_press(call: Call, at: dt.datetime) -> uuid.UUID:
    return uuid.uuid5(call.token.uid, str(int(at.timestamp() / AT_ONCE.total_seconds())))


def stop(call: Call) -> Answer:
    """Stops the spasm that is named, or the one that began last; and says how strong it was, if that is sent."""
    sent = call.read({"uid": fields.uid, "at": fields.instant(call.now), "intensity": fields.intensity})
    row = _to_stop(call, sent.get("uid"))
    at = sent.get("at", call.now)
    if at < row.started_at:
        raise _invalid({"at": [_("End time is before the start. Check the date.")]})
    # A time that was sent was meant, however long it ran.
    keep = {"end": KEEP_MINE} if "at" in sent else {}
    _store(call, ItemKind.STOP, at, [], uid=str(row.uid), keep=keep)
    if "intensity" in sent:
        number = [("intensity", str(sent["intensity"]))]
        # Another number that somebody chose meanwhile holds; this one is among the earlier versions.
        _store(call, ItemKind.NUMBER, call.now, number, uid=str(row.uid), of_both=KEEP_STORED)
    stopped = _entry(call, row.uid)
    if stopped is None:
        raise _gone()
    length = int((stopped.ended_at - stopped.started_at).total_seconds()) if stopped.ended_at else None
    words = _("Stopped.") if length is None else _("Stopped after %(length)s.") % {"length": duration_words(length)}
    return Answer(200, {"uid": str(row.uid), "seconds": length, "url": _url(call, row), "words": words})


def _to_stop(call: Call, uid: uuid.UUID | None) -> Episode:
    """The spasm that is meant. Raises ProblemError."""
    if uid is not None:
        row = _entry(call, uid)
        if row is None:
            raise _gone()
        return row
    running = _running(call)
    if running:
        return running[0]
    since = call.now - SAME_PRESS
    # The index of entries goes by their days.
    lately = Episode.objects.of(call.person.owner).begun_between(call.now - dt.timedelta(days=2), call.now)
    stopped = lately.filter(ended_at__gte=since).order_by("-ended_at").first()
    if stopped is None:
        raise ProblemError(409, "nothing-runs", _("No spasm is running, so nothing was stopped."))
    return stopped


def check_in(call: Call) -> Answer:
    """Answers the check-in of a day; what is left out stays as it is."""
    person, sent = call.person, call.read(_check_in_readers(call))
    at = sent.get("at", call.now)
    day, given = sent.get("date", person.today(at)), sent.get("factors", {})
    unknown = given.keys() - set(person.factors.on(day))
    if unknown:
        words = _("Some of these are not your evening questions for that day. Choose them in spasmlog first.")
        raise _invalid({"factors": [words]})
    form = [(name, str(sent[name])) for name in _AS_THEY_ARE if name in sent]
    form += [(FACTOR_PREFIX + code, "yes" if is_yes else "no") for code, is_yes in given.items()]
    of_both = KEEP_MINE if sent.get("replace") else ""
    _store(call, ItemKind.CHECK_IN, at, form, of_both=of_both, date=day.isoformat())
    words = _("Saved for %(day)s.") % {"day": day_words(day, person.today(call.now))}
    return Answer(200, {"date": day.isoformat(), "words": words})


_AS_THEY_ARE = ("answer", "unlisted_count", "unlisted_worst", "limited", "note")


def _check_in_readers(call: Call) -> dict[str, fields.FieldReader]:
    return {
        "date": fields.date,
        "at": fields.instant(call.now),
        "answer": fields.one_of(tuple(CHECK_IN_ANSWERS)),
        "unlisted_count": fields.one_of(tuple(UNLISTED_COUNTS)),
        "unlisted_worst": fields.number(INTENSITY_MIN, INTENSITY_MAX),
        "limited": fields.number(LIMITED_MIN, LIMITED_MAX),
        "factors": fields.answers,
        "note": fields.text,
        "replace": fields.yes_or_no,
    }


def episodes(call: Call) -> Answer:
    """Entries of the days from `since` on, the oldest first, a page at a time."""
    sent = call.read({"since": fields.date, "after": _cursor, "limit": fields.number_in_address(1, LONGEST_PAGE)})
    owner, limit = call.person.owner, sent.get("limit", EPISODES_A_PAGE)
    rows = Episode.objects.of(owner).order_by("day", "started_at", "uid")
    if "since" in sent:
        rows = rows.filter(day__gte=sent["since"])
    if "after" in sent:
        rows = rows.newer_than(sent["after"].key)
    page = list(rows.values_list("pk", "day", "started_at", "uid")[: limit + 1])
    wanted = Episode.objects.of(owner).filter(pk__in=[pk for pk, *_key in page[:limit]])
    records = [_episode_data(record) for record in episode_records(owner, wanted)]
    following = str(Cursor(*page[limit - 1][1:])) if len(page) > limit else None
    return Answer(200, {"episodes": records, "next": following})


def _cursor(value: object) -> Cursor:
    cursor = Cursor.parse(fields.text(value))
    if cursor is None:
        raise ValidationError(_("Send the value of “next” from the previous answer."))
    return cursor


def _episode_data(record: EpisodeRecord) -> dict[str, Any]:
    """An entry with the names of episodes.csv; the items of a list are written as there."""
    lists = {
        "regions": [write_regions((mark,)) for mark in record.regions],
        "relief": [write_relief((use,)) for use in record.relief],
        "follow_up": [write_follow_up((answer,)) for answer in record.follow_up],
    }
    return record.as_data() | lists


# What both need


def _running(call: Call, *, since: dt.datetime | None = None) -> list[Episode]:
    rows = Episode.objects.of(call.person.owner).ongoing().order_by("-started_at", "-uid")
    return list(rows.filter(started_at__gte=since) if since else rows)


def _entry(call: Call, uid: uuid.UUID) -> Episode | None:
    return Episode.objects.of(call.person.owner).filter(uid=uid).first()


def _running_data(call: Call, row: Episode) -> dict[str, Any]:
    return {
        "uid": str(row.uid),
        "started_at": row.started_at.astimezone(zone(call.person.time_zone)).isoformat(timespec="seconds"),
        "seconds": max(0, int((call.now - row.started_at).total_seconds())),
        "url": _url(call, row),
    }


def _url(call: Call, row: Episode) -> str:
    return f"{call.site}/episodes/{row.uid}/"


def _store(
    call: Call,
    kind: ItemKind,
    at: dt.datetime,
    form: list[tuple[str, str]],
    *,
    keep: Mapping[str, str] | None = None,
    of_both: str = "",
    **target: str,
) -> dict[str, Any]:
    """What a device of this token would send, stored. Raises ProblemError if it is not.

    `of_both`: what is kept where something else is stored by now; "" refuses that.
    """
    item: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "tapped_at": at.isoformat(),
        "keep": dict(keep or {}),
        **target,
    }
    item["fields"] = [list(pair) for pair in form]
    batch = Batch(who="", device=call.token.uid, sent_at=call.now, items=[item])
    [result] = store_batch(call.person.owner, batch, now=call.now)
    if result["result"] == ItemOutcome.CONFLICT and of_both:
        item["keep"] = {each["name"]: of_both for each in result["differences"]}
        item["seen"] = result["seen"]
        [result] = store_batch(call.person.owner, batch, now=call.now)
    if result["result"] != ItemOutcome.STORED:
        raise _problem(kind, result)
    return result


def _problem(kind: ItemKind, result: Mapping[str, Any]) -> ProblemError:
    """Why an item was not stored. Of a conflict, nothing that is stored is told."""
    code = result["result"]
    if code == ItemOutcome.INVALID:
        return _invalid({_field(name): words for name, words in result["errors"].items()})
    if code == ItemOutcome.CONFLICT and kind == ItemKind.STOP:
        if result["differences"][0]["stored_data"]["duration_basis"] == ONGOING:
            words = _("This spasm has been running for hours. Send “at” to say when it stopped, or say it in spasmlog.")
            return ProblemError(409, "runs-for-hours", words)
        words = _("This spasm was already stopped at another time. Change that in spasmlog.")
        return ProblemError(409, "stopped-before", words)
    if code == ItemOutcome.CONFLICT:
        words = _("This day has other answers already. Send “replace”: true to store these in their place.")
        return ProblemError(409, "answered-otherwise", words)
    if code == ItemOutcome.GONE:
        return _gone()
    return ProblemError(503, "not-stored", str(result.get("words") or _("This couldn’t be saved. Try again later.")))


def _field(name: str) -> str:
    """What a field of a form is called in the JSON."""
    if name.startswith(FACTOR_PREFIX):
        return "factors"
    return "at" if name == "tapped_at" else name


def _invalid(errors: Mapping[str, list[str]]) -> ProblemError:
    by_field = {name: words for name, words in errors.items() if name != fields.ALL_FIELDS}
    words = errors.get(fields.ALL_FIELDS) or [_("Something you sent is wrong. “errors” says what.")]
    return ProblemError(422, "invalid", " ".join(words), by_field)


def _gone() -> ProblemError:
    return ProblemError(404, "gone", _("This spasm isn’t in your diary. It may have been deleted."))
