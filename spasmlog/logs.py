"""What must not be written into logs: the token of a share link, which is all that somebody needs to read the page."""

import logging
import re

_TOKEN = re.compile(r"/s/[^\s\"'?)]+")


class WithoutTokens(logging.Filter):
    """Lets every record through, with `/s/…` where a share link's address stood."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/s/" in message:
            record.msg, record.args = _TOKEN.sub("/s/…", message), None
        return True
