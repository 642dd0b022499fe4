"""How spasmlog does with many people: PostgreSQL with 2,000 diaries of 5,000 entries each, ten million entries.

`python -m bench.scale` takes a long time and 30 GB; where less is free, it takes a fifth of the people, and says so.
One diary is made as ten years are elsewhere (bench/ten_years.py), and copied to everybody by COPY, with new keys;
indexes come afterwards. Then Today, list, save and charts are measured, and fail if they take more than twice their
budgets.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import psycopg

from bench.client import TRENDS, Client, median_ms
from bench.installed import ROOT
from bench.server import fill_script
from bench.several import Server, postgresql, servers, sign_up
from bench.table import Figure, print_table, report

FREE_GIGABYTES, PART = 30, 5
"""What all of it takes up while it is loaded, and by how much less is tried where that is not free."""
TIMES_THE_BUDGET = 2
ENTRIES_A_DAY = 10
OF_A_PERSON = ("tracker_preferences", "tracker_datedsetting", "tracker_episode", "tracker_day")
OF_A_ROW = {
    "tracker_episoderegion": ("episode_id", "tracker_episode"),
    "tracker_episodefactor": ("episode_id", "tracker_episode"),
    "tracker_episoderelief": ("episode_id", "tracker_episode"),
    "tracker_episodenoticed": ("episode_id", "tracker_episode"),
    "tracker_dayfactor": ("day_id", "tracker_day"),
}
"""Rows of details: the column that names the row which they belong to, and its table."""
TABLES = (*OF_A_PERSON, *OF_A_ROW)


def affordable(people: int, folder: Path) -> int:
    """How many people there is room for: all, or a fifth."""
    free = shutil.disk_usage(folder).free / 1e9
    if free >= FREE_GIGABYTES:
        return people
    fewer = max(1, people // PART)
    print(f"{free:.0f} GB are free, and {FREE_GIGABYTES} GB would be needed: {fewer} people instead of {people}.")
    return fewer


def fill_first(server_environment: dict[str, str], entries: int) -> None:
    """The diary that is copied, for the account that there is."""
    days = max(1, entries // ENTRIES_A_DAY)
    command = [sys.executable, "-c", fill_script(), str(days)]
    subprocess.run(command, cwd=ROOT, env=server_environment, check=True)


def copy_to_others(address: str, people: int) -> None:
    """Gives everybody else a copy of the one diary that is there."""
    with psycopg.connect(address) as connection:
        indexes = _without_indexes(connection)
        # Copies fit each other as their original does: nothing is looked up for each row.
        connection.execute("SET LOCAL session_replication_role = replica")
        (first,) = connection.execute("SELECT id FROM auth_user").fetchone()
        connection.execute(
            "INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, "
            "is_active, date_joined) SELECT %s + n, '!', false, 'person-' || n, '', '', '', false, true, now() "
            "FROM generate_series(1, %s) AS n",
            [first, people - 1],
        )
        strides = {table: _one(connection, f"SELECT coalesce(max(id), 0) FROM {table}") for table in TABLES}
        for table in TABLES:
            _copy_table(connection, table, strides, first, people)
            print(f"  {table}: {_one(connection, f'SELECT count(*) FROM {table}'):,} rows", flush=True)
        for table in (*TABLES, "auth_user"):
            connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        for definition in indexes:
            connection.execute(definition)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _copy_table(connection, table: str, strides: dict[str, int], first: int, people: int) -> None:
    columns = [
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = %s ORDER BY ordinal_position",
            [table],
        )
    ]
    names = ", ".join(columns)
    with connection.cursor().copy(f"COPY (SELECT {names} FROM {table} ORDER BY id) TO STDOUT") as out:
        lines = b"".join(out).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    parent, its_table = OF_A_ROW.get(table, ("", ""))
    place = {name: number for number, name in enumerate(columns)}
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as into:
        for n in range(1, people):
            written = []
            for row in rows:
                new = list(row)
                new[place["id"]] = str(int(row[place["id"]]) + n * strides[table])
                if parent:
                    new[place[parent]] = str(int(row[place[parent]]) + n * strides[its_table])
                else:
                    new[place["owner_id"]] = str(first + n)
                if "uid" in place:
                    new[place["uid"]] = str(uuid.uuid4())
                written.append("\t".join(new))
            if written:
                into.write("\n".join(written) + "\n")


def _without_indexes(connection) -> list[str]:
    """Drops every index but those of constraints, and returns what makes them again."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s) "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [list(TABLES)],
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _one(connection, query: str) -> int:
    (value,) = connection.execute(query).fetchone()
    return value


def measure(server: Server, times: int) -> list[Figure]:
    """Pages of one person among all, each within twice its budget."""
    client = Client(server)
    client.get_part("/guidance/for-you/")
    charts = client.charts()

    def cold() -> float:
        # A write makes every drawing one of an earlier diary.
        client.save_episode()
        return client.get_part(charts[0]).total

    figures = [
        Figure("Today page", median_ms(lambda: client.get("/"), times), 20, "ms"),
        Figure("Diary list, first page", median_ms(lambda: client.get("/diary/"), times), 20, "ms"),
        Figure("Diary list, last page", median_ms(lambda: client.get("/diary/?last=1"), times), 20, "ms"),
        Figure("Diary list, rare filter", median_ms(lambda: client.get("/diary/?region=eyelid"), times), 80, "ms"),
        Figure("Save an episode with details", median_ms(client.save_episode, times), 20, "ms"),
        Figure("Trends page", median_ms(lambda: client.get(TRENDS), times), 200, "ms"),
        Figure("One chart, cold", statistics.median(cold() for _ in range(max(1, times // 4))), 400, "ms"),
        Figure("One chart, cached", median_ms(lambda: client.get_part(charts[0]), times), 5, "ms"),
    ]
    return [Figure(each.name, each.value, each.budget * TIMES_THE_BUDGET, each.unit) for each in figures]


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=5000, help="of each person")
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--folder", type=Path, help="where there is room (default: the system's for temporary files)")
    parser.add_argument("--smoke", action="store_true", help="a few people, and no budgets")
    asked = parser.parse_args()
    people, entries, times = (3, 100, 4) if asked.smoke else (asked.people, asked.entries, asked.times)
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-", dir=asked.folder) as folder:
        place = Path(folder)
        place.chmod(0o711)
        if not asked.smoke:
            people = affordable(people, place)
        with postgresql(place / "postgresql") as address, servers(place, address, count=1) as (server,):
            sign_up(server)
            fill_first(server.environment, entries)
            began = time.monotonic()
            copy_to_others(address, people)
            size = _size(address)
            print(f"{people:,} people, loaded in {time.monotonic() - began:.0f} s, {size:.1f} GB in the database")
            figures = print_table(f"One of {people:,} people, twice the budgets", measure(server, times))
    return report(figures, asked.smoke)


def _size(address: str) -> float:
    with psycopg.connect(address) as connection:
        return _one(connection, "SELECT pg_database_size(current_database())") / 1e9


if __name__ == "__main__":
    sys.exit(main())
