"""A daily reminder as a calendar file (RFC 5545). Text out; no clock, no settings."""

import datetime as dt

LINE_OCTETS = 75


def reminder_file(
    *,
    uid: str,
    address: str,
    title: str,
    text: str,
    at: dt.time,
    first_on: dt.date,
    made_at: dt.datetime,
    is_feed: bool = False,
) -> str:
    """An event every day from `first_on` at `at`, with an alarm, that opens `address`.

    The time is a floating one: it is `at` on the clocks of wherever the calendar is. `uid` stays the same for a
    person, so that a newer file replaces the older. Example: at 20:30, `DTSTART:20261121T203000`.
    `is_feed`: a calendar of its own, called like the event, which programs ask for again once a day.
    """
    start = dt.datetime.combine(first_on, at.replace(second=0, microsecond=0, tzinfo=None))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//spasmlog//check-in//EN",
        "CALSCALE:GREGORIAN",
        *(_of_feed(title) if is_feed else ()),
        "BEGIN:VEVENT",
        f"UID:{escaped(uid)}",
        f"DTSTAMP:{made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT5M",
        "RRULE:FREQ=DAILY",
        f"SUMMARY:{escaped(title)}",
        "DESCRIPTION:" + escaped(f"{text}\n{address}"),
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines)


def _of_feed(name: str) -> tuple[str, ...]:
    """RFC 7986, and beside each line what programs read that are older than it."""
    return (
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    )


def escaped(text: str) -> str:
    """Text as a TEXT value: backslash, semicolon, comma and line breaks escaped, other control characters dropped."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return "".join(character for character in text if character.isprintable())


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets; no character is cut in two."""
    pieces, room = [""], LINE_OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(" ")
            room = LINE_OCTETS - 1
        pieces[-1] += character
        room -= size
    return "\r\n".join(pieces)
