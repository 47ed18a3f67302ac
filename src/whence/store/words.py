"""Full-text search: FTS5 in SQLite, tsvector in PostgreSQL; both stem English and fold case."""

import re
from typing import Any

from sqlalchemy import Connection, Select, Table, column, func, select, table, text

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
RANKED = 2_000  # rows that are ranked by how well they fit (bm25, which is slow); of more, the newest come first


def matching(connection: Connection, of: Table, words: str) -> Select[Any]:
    """Return the query for the numbers of rows of `of` (claim or document) that have all the words.

    Words in double quotes stand side by side. Nothing in `words` is an operator: any text can be searched for.
    """
    terms = [found for a, b in _TERM.findall(words) if (found := " ".join(_WORD.findall(a or b)))]
    if connection.dialect.name == "sqlite":
        index: Any = table(f"{of.name}_words", column("rowid"))
        quoted = " ".join(f'"{term}"' for term in terms) or '""'
        return select(index.c.rowid).where(text(f"{of.name}_words MATCH :asked").bindparams(asked=quoted))
    asked: Any = func.to_tsquery("english", "")
    for term in terms:
        asked = asked.op("&&")(func.phraseto_tsquery("english", term))
    return select(of.c.n).where(literal_words(of).op("@@")(asked))


def ranked(connection: Connection, of: Table, words: str, limit: int) -> tuple[list[int], int]:
    """Return the numbers of the rows that fit best, and how many there are with all the words.

    Where very many have them, the newest come first: a word of every tenth row tells none from another.
    """
    found = matching(connection, of, words)
    number = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    if connection.dialect.name == "sqlite":
        by: Any = text("rank") if number <= RANKED else text("rowid DESC")
    else:
        by = of.c.n.desc()
    return list(connection.execute(found.order_by(by).limit(limit)).scalars()), number


def literal_words(of: Table) -> Any:
    """Return PostgreSQL's column of stems, which the table definitions leave to the migrations."""
    return column("words", _selectable=of)
