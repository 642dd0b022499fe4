"""Whether the tables are those of this version: read in one query, where Django would read every migration."""

import importlib.util
import pkgutil
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection


def has_all_tables() -> bool:
    """True if nothing is left to do for `manage.py migrate`: the tables of a cache in the database are there, too."""
    wanted = {
        str(cache["LOCATION"]) for cache in settings.CACHES.values() if cache["BACKEND"].endswith(".DatabaseCache")
    }
    return wanted <= set(connection.introspection.table_names()) and has_all_migrations()


def has_any_tables() -> bool:
    """True once a start has made any."""
    return "django_migrations" in connection.introspection.table_names()


def has_all_migrations() -> bool:
    """True if every migration that there is was applied; also if the database has been through newer ones."""
    if not has_any_tables():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return known_migrations() <= set(cursor.fetchall())


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of every migration that there is; from the names of files, as reading them all takes memory."""
    known: set[tuple[str, str]] = set()
    for app in apps.get_app_configs():
        name = f"{app.name}.migrations"
        if importlib.util.find_spec(name):
            folder = importlib.import_module(name).__path__
            known |= {(app.label, module.name) for module in pkgutil.iter_modules(folder) if module.name[0] not in "_~"}
    return frozenset(known)
