"""The settings the tests run with: the real ones, a folder of their own, quick password hashing."""

import atexit
import os
import shutil
import tempfile

os.environ["SPASMLOG_VAR"] = tempfile.mkdtemp(prefix="spasmlog-tests-")
atexit.register(shutil.rmtree, os.environ["SPASMLOG_VAR"], ignore_errors=True)
for name in ("SPASMLOG_URL", "SPASMLOG_PORT"):
    os.environ.pop(name, None)
# What a person has set for their diary is nothing for tests; .ci/run names a server for them by another name.
os.environ.pop("SPASMLOG_DATABASE_URL", None)
if "SPASMLOG_TEST_DATABASE_URL" in os.environ:
    os.environ["SPASMLOG_DATABASE_URL"] = os.environ["SPASMLOG_TEST_DATABASE_URL"]

from spasmlog.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True

if "SPASMLOG_DATABASE_URL" not in os.environ:
    # A file, not memory: the browser tests' server has a connection of its own then, as the real one has.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "tests.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
