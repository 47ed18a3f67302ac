"""The tables. Rows are joined by narrow integers; the ids that people see are unique columns beside them."""

import re

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy import Text as PlainText

HEAD = "0003"
"""The newest migration: a store that says so needs none."""

_UNHELD = re.compile("[\0\ud800-\udfff]")


def clean(words: str) -> str:
    """Return `words` with U+FFFD for each character that a database cannot hold; offsets stay what they were."""
    return _UNHELD.sub("\ufffd", words)


class Text(TypeDecorator[str]):
    """Text from outside, which may hold anything; JSON needs no cleaning, being ASCII."""

    impl = PlainText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what the database takes."""
        return None if value is None else clean(value)


metadata = MetaData()
# Without row ids the primary key is the table itself: half the size, and no second look-up.


def _number(name: str = "n") -> Column[int]:
    """Return a primary key that we number ourselves, under the lock that writers take in turn."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _of(table: str, name: str = "", **how: bool | None) -> Column[int]:
    """Return a column that points at a row of `table`."""
    return Column(name or table, Integer, ForeignKey(f"{table}.n"), nullable=False, **how)  # type: ignore[arg-type]


report = Table(
    "report",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("party", Text),
    Column("published", Date, index=True),
    Column("url", Text),
    Column("language", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("n", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("raw", LargeBinary, nullable=False),  # the bytes as received
    Column("text", Text, nullable=False),  # what was read, what no database can hold shown by U+FFFD
)

reading = Table(
    "reading",
    metadata,
    Column("n", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("reader", Text, nullable=False),  # the version that read it
    Column("data", PlainText, nullable=False),  # JSON of the contract, without the report and the claims
)

telling = Table(
    "telling",  # what one report tells of one happening, in one or more claims
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),  # of its first claim
    _of("report", index=True),
    Column("start", Integer, nullable=False),  # of its first claim's trigger in the text
    Column("size", Integer, nullable=False),  # claims
    Column("row", LargeBinary, nullable=False),  # what linking compares
)

claim = Table(
    "claim",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _of("report"),
    _of("telling", index=True),
    Column("position", Integer, nullable=False),  # in the reading's order
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("salience", Double, nullable=False),
    Column("data", PlainText, nullable=False),  # JSON of the contract
    Column("start", Integer, nullable=False),  # where the sentence starts in the text
    Column("sentence", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Index("claim_in_report", "report", "position", unique=True),
    Index("claim_by_type", "type", "earliest"),
)

claim_actor = Table(
    "claim_actor",
    metadata,
    Column("actor", Text, primary_key=True),
    _of("claim", primary_key=True),
    Column("role", Text, primary_key=True),  # agent, target or source
    Index("actor_of_claim", "claim"),
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),  # the name as people look for it
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("country", Text),
    Column("kind", Text, nullable=False),
)

claim_place = Table(
    "claim_place",
    metadata,
    _of("place", primary_key=True),
    _of("claim", primary_key=True),
    Column("role", Text, primary_key=True),
    Index("place_of_claim", "claim"),
    sqlite_with_rowid=False,
)

block = Table(
    "block",
    metadata,
    Column("key", BigInteger, primary_key=True),
    _of("telling", primary_key=True),
    sqlite_with_rowid=False,
)

band = Table(
    "band",
    metadata,
    Column("key", BigInteger, primary_key=True),
    _of("report", primary_key=True),
    sqlite_with_rowid=False,
)

copy = Table(
    "copy",
    metadata,
    _of("report", "original", primary_key=True),
    _of("report", "copy", primary_key=True),
    Column("share", Double, nullable=False),
    Column("because", Text, nullable=False),
    Index("original_of_copy", "copy"),
    sqlite_with_rowid=False,
)

link = Table(
    "link",
    metadata,
    _of("telling", "a", primary_key=True),
    _of("telling", "b", primary_key=True),
    Column("score", Double, nullable=False),
    Index("link_back", "b", "score", "a"),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("place", Integer, ForeignKey("place.n"), index=True),
    Column("lat", Double),
    Column("lon", Double),
    Column("country", Text, index=True),
    Column("earliest", Date),
    Column("latest", Date),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("roots", Integer, nullable=False),
    Column("independent_roots", Integer, nullable=False),
    Column("independent_sides", Integer, nullable=False),
    Column("contradicted", Boolean, nullable=False),
    Column("credibility", SmallInteger, nullable=False),
    Column("data", PlainText, nullable=False),  # JSON of the whole event
    Index("event_at", "lat", "lon"),
    Index("event_when", "earliest", "latest"),
    Index("event_by_type", "type", "earliest"),
    Index("event_in_time", "earliest", "id"),
    Index("event_by_reports", "reports", "id"),
    Index("event_by_roots", "independent_roots", "reports", "id"),
)

event_claim = Table(
    "event_claim",
    metadata,
    Column("claim", Integer, ForeignKey("claim.n"), primary_key=True, autoincrement=False),
    _of("event"),
    Index("claim_of_event", "event", "claim"),
)

event_root = Table(
    "event_root",
    metadata,
    _of("event", primary_key=True),
    Column("root", Text, primary_key=True),
    Column("party", Text),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("contradicted", Boolean, nullable=False),
    Column("corroborated", Boolean, nullable=False),
    Index("event_of_root", "root"),
    Index("event_of_party", "party"),
    sqlite_with_rowid=False,
)

reliability = Table(
    "reliability",
    metadata,
    Column("party", Text, primary_key=True),
    Column("grade", String(1), nullable=False),
)

issue = Table(
    "issue",
    metadata,
    _number(),
    Column("path", Text, nullable=False),
    Column("line", BigInteger),
    Column("byte", BigInteger),
    Column("why", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("digest", String(16), nullable=False),  # of all of it: the same trouble is one row, however often met
    UniqueConstraint("digest"),
)

person = Table(
    "person",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),  # reader, reviewer or admin
    Column("password", Text, nullable=False),  # its argon2 hash
    Column("created", BigInteger, nullable=False),  # seconds since 1970, like all times of people's doings
)

session = Table(
    "session",
    metadata,
    Column("token", String(64), primary_key=True),  # SHA-256 of what the browser or program holds
    Column("person", Text, ForeignKey("person.name"), nullable=False),
    Column("kind", Text, nullable=False),  # browser or program
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Index("session_of_person", "person"),
)

decision = Table(
    "decision",  # never deleted: what is taken back says by whom and when
    metadata,
    _number(),
    Column("kind", Text, nullable=False),  # accept, correct, reject, split or merge
    Column("field", Text),
    Column("value", PlainText),  # JSON of the contract
    Column("claim", PlainText),  # JSON of the claim as it stood when it was judged
    Column("words", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", BigInteger),
)

anchor = Table(
    "anchor",  # the words that a decision judged
    metadata,
    _of("decision", primary_key=True),
    Column("side", SmallInteger, primary_key=True),  # 0 or 1, of a split or merge
    Column("sha256", String(64), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    Index("anchor_in_text", "sha256"),
)

tie = Table(
    "tie",  # which tellings the standing splits and merges mean; follows from decision and anchor
    metadata,
    _of("decision", primary_key=True),
    Column("side", SmallInteger, primary_key=True),
    _of("telling", primary_key=True),
    Index("tie_of_telling", "telling"),
)

machine = Table(
    "machine",  # what the reader claims of those reports whose claims people have changed
    metadata,
    Column("n", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("claims", PlainText, nullable=False),  # JSON
)

replacement = Table(
    "replacement",  # each time that other claims were put in a report's place, by a decision or a newer reader
    metadata,
    _number(),
    _of("report"),
    Column("reader", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
