"""What a person wrote, wherever it leaves a trace: tables, drawings, uploads. To be looked for once they have left."""

import zlib
from pathlib import Path

MARK = "mark-of-alice"
"""In everything that alice wrote."""
_SET_UP = f"""
import django; django.setup()
import io, os
from pathlib import Path
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from tests.archived import fill
from tests.factories import make_episode, make_profile_item
from tracker.models import OwnTerm, Preferences, Question
from tracker.services.uploads import keep_upload
from tests.factories import NOON
var = Path(os.environ["SPASMLOG_VAR"])
def settle_in(name, mark):
    user = User.objects.create_user(name, password=name + "-likes-long-walks")
    Preferences.objects.create(owner=user, time_zone="Europe/Berlin")
    write(user, mark)
    Client().force_login(user)
def write(user, mark):
    fill(user, token="a-token-of-32-characters-of-" + user.username)
    make_episode(user, note=mark + " note")
    make_profile_item(user, "medication", text=mark + " medicine")
    Question.objects.create(owner=user, text=mark + " question", asked_on=NOON.date(), position=7)
    OwnTerm.objects.create(owner=user, vocabulary=OwnTerm.RELIEF, code="x-mark", label=mark + " label")
    caches["drawings"].set("drawing of " + mark, "<svg>" + mark + "</svg>")
    keep_upload(var / "uploads", user, io.BytesIO(mark.encode()))
MARK = {MARK!r}
"""
WRITE = f"""{_SET_UP}
import sys
write(User.objects.get(username=sys.argv[1]), MARK)
settle_in("bob", "mark-of-bob")
"""
"""Code that writes all of it for the account that is named, and another diary beside it."""


def files_with(words: str, var: Path) -> list[str]:
    """Names of the files under the folder, but for the backups, in which the words stand, packed ones too."""
    wanted = words.encode()
    paths = [path for path in sorted(var.rglob("*")) if path.is_file() and "backups" not in path.parts]
    return [str(path.relative_to(var)) for path in paths if wanted in _unpacked(path.read_bytes())]


def _unpacked(content: bytes) -> bytes:
    """The content and, for a cached drawing, what is packed in it."""
    for start in range(min(len(content), 64)):
        if content[start : start + 1] == b"\x78":
            try:
                return content + zlib.decompress(content[start:])
            except zlib.error:
                continue
    return content
