"""A store of any size in minutes: the rows of some reports, copied within the database.

Each copy has other ids, later days and other keys, so that indexes are as large, and answers as long, as if all had
been added one after the other; linking millions of claims would take hours. SQLite only.
"""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

AGES = 48  # copies are that many spans of the seed apart in time, then begin anew

# By column that is a number of ours: whose it is.
_NUMBERS = {
    "report": {"n": "report"},
    "document": {"n": "report"},
    "reading": {"n": "report"},
    "telling": {"n": "telling", "report": "report"},
    "claim": {"n": "claim", "report": "report", "telling": "telling"},
    "claim_actor": {"claim": "claim"},
    "claim_place": {"claim": "claim"},
    "event": {"n": "event"},
    "event_claim": {"claim": "claim", "event": "event"},
    "event_root": {"event": "event"},
    "block": {"telling": "telling"},
    "band": {"report": "report"},
    "copy": {"original": "report", "copy": "report"},
    "link": {"a": "telling", "b": "telling"},
}
STEP = 2_654_435_761
_DAYS = {"published", "earliest", "latest"}


def multiply(db: Path, table: str, rows: int) -> None:
    """Copy what is in a database until `table` has at least so many rows."""
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        _multiply(connection, table, rows)


def _multiply(c: sqlite3.Connection, counted: str, rows: int) -> None:
    c.execute("PRAGMA synchronous = OFF")
    c.execute("PRAGMA journal_mode = MEMORY")
    c.execute("PRAGMA cache_size = -1000000")
    highest = {t: c.execute(f"SELECT max(n) FROM {t}").fetchone()[0] for t in ("report", "telling", "claim", "event")}
    copies = -(-rows // c.execute(f"SELECT count(*) FROM {counted}").fetchone()[0]) - 1
    first, last = c.execute("SELECT julianday(min(published)), julianday(max(published)) FROM report").fetchone()
    span = int(last - first) + 1
    c.execute("CREATE TEMP TABLE nth (k INTEGER PRIMARY KEY)")
    c.executemany("INSERT INTO nth VALUES (?)", ((k,) for k in range(1, copies + 1)))
    indexes = c.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        c.execute(f"DROP INDEX {name}")
    for table, numbers in _NUMBERS.items():
        begun = time.perf_counter()
        columns = [row[1] for row in c.execute(f"PRAGMA table_info({table})")]
        made = ", ".join(_column(table, x, numbers, highest, span) for x in columns)
        c.execute("BEGIN")
        named = ", ".join(f'"{x}"' for x in columns)
        c.execute(f"INSERT INTO {table} ({named}) SELECT {made} FROM nth CROSS JOIN (SELECT * FROM {table}) AS t")
        c.execute("COMMIT")
        print(f"{table}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    for _, sql in indexes:
        c.execute(sql)
    for table, words in (("claim", "sentence"), ("document", "text")):
        c.execute(f"INSERT INTO {table}_words (rowid, {words}) SELECT n, {words} FROM {table} WHERE n > "
                  f"{highest['claim' if table == 'claim' else 'report']}")  # fmt: skip
    c.execute("ANALYZE")


def _column(table: str, name: str, numbers: dict[str, str], highest: dict[str, int], span: int) -> str:
    """Return the SQL of a column of a copy."""
    if whose := numbers.get(name):
        return f't."{name}" + k * {highest[whose]}'
    if name == "key":  # another of 63 bits, no two the same
        return f"((t.key | k * {STEP}) - (t.key & k * {STEP}))"
    if name in _DAYS:
        return f"date(t.\"{name}\", (k % {AGES}) * {span} || ' days')"
    if name == "id":
        return _renamed("'\"' || t.id || '\"'", strip=True)
    if name == "data":
        return _renamed("t.data")
    return f't."{name}"'


def _renamed(text: str, *, strip: bool = False) -> str:
    """Return the SQL of JSON in which all ids of reports, claims and events are those of a copy."""
    for start, new in (
        ('"synthetic-', "'\"synthetic-' || k || '-'"),
        ('"00000', "printf('\"%05x', k)"),
        ('"e-', "printf('\"e-%05x', k)"),
    ):
        text = f"replace({text}, '{start}', {new})"
    return f"trim({text}, '\"')" if strip else text
