"""Rows that a thousand tests begin with: made once in a process by the app's own ways, then put back as they were."""

from django.db import connection
from django.utils import timezone

_kept = {}


def kept_rows(build, owner):
    """What `build(owner)` returns, with the rows that it makes.

    Only on SQLite, whose counters are rolled back with each test: elsewhere the owner has another number every time.
    """
    if connection.vendor != "sqlite":
        return build(owner)
    key = build, owner.pk, timezone.now().date()
    if key not in _kept:
        before = tables()
        result = build(owner)
        made = {table: list(rows - before[table]) for table, rows in tables().items() if rows != before[table]}
        _kept[key] = result, made
        return result
    result, made = _kept[key]
    with connection.cursor() as cursor:
        for table, rows in made.items():
            places = ", ".join(["%s"] * len(rows[0]))
            # A row that was changed by it, such as the number of the diary's version, is written over.
            cursor.executemany(f"INSERT OR REPLACE INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
    return dict(result)


def tables():
    """By table, its rows as the database holds them."""
    # By the driver's own connection, which makes nothing of what is stored.
    cursor = connection.connection.cursor()
    tables = [name for name in connection.introspection.table_names() if not name.startswith("sqlite_")]
    return {name: set(cursor.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables}
