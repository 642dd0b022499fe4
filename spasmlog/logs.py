"""What must not be written into logs: the token of a share link or a calendar, which is all that somebody needs to open
it. Those of programs stand in a header, which no line has."""

import logging
import re

_TOKEN = re.compile(r"/(s|calendar)/[^\s\"'?)]+")


class WithoutTokens(logging.Filter):
    """Lets every record through, with `/s/…` or `/calendar/…` where the address of a link or of a calendar stood."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/s/" in message or "/calendar/" in message:
            record.msg, record.args = _TOKEN.sub(r"/\1/…", message), None
        return True
