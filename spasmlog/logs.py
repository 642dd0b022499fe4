"""What must not be written into logs: the token of a share link, a calendar or an invitation, which is all that
somebody needs to open it. Those of programs stand in a header, which no line has."""

import logging
import re

_TOKEN = re.compile(r"/(s|calendar|accept)/[^\s\"'?)]+")


class WithoutTokens(logging.Filter):
    """Lets every record through, with `/s/…`, `/calendar/…` or `/accept/…` where such an address stood."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if any(part in message for part in ("/s/", "/calendar/", "/accept/")):
            record.msg, record.args = _TOKEN.sub(r"/\1/…", message), None
        return True
