"""The first tables, and the full-text indexes that each database has in its own way."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE = """
CREATE VIRTUAL TABLE {table}_words USING fts5(
    {column}, content='{table}', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2')
"""
# A tsvector holds a megabyte at most: of a longer text only the beginning can be found.
_POSTGRESQL = """
ALTER TABLE {table} ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('english', left({column}, 200000))) STORED;
CREATE INDEX {table}_words ON {table} USING gin (words);
"""


def upgrade() -> None:
    """Make the tables and their full-text indexes."""
    _tables()
    words = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for table, column in (("document", "text"), ("claim", "sentence")):
        op.execute(words.format(table=table, column=column))


def _tables() -> None:
    op.create_table(
        "issue",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("byte", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "place",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_place_folded"), "place", ["folded"])
    op.create_table(
        "reliability",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("grade", sa.String(length=1), nullable=False),
        sa.PrimaryKeyConstraint("party"),
    )
    op.create_table(
        "report",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_report_published"), "report", ["published"])
    op.create_index(op.f("ix_report_sha256"), "report", ["sha256"])
    op.create_table(
        "band",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("key", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy",
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy"],
            ["report.n"],
        ),
        sa.ForeignKeyConstraint(
            ["original"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("original", "copy"),
        sqlite_with_rowid=False,
    )
    op.create_index("original_of_copy", "copy", ["copy"])
    op.create_table(
        "document",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["n"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "event",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("roots", sa.Integer(), nullable=False),
        sa.Column("independent_roots", sa.Integer(), nullable=False),
        sa.Column("independent_sides", sa.Integer(), nullable=False),
        sa.Column("contradicted", sa.Boolean(), nullable=False),
        sa.Column("credibility", sa.SmallInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("event_at", "event", ["lat", "lon"])
    op.create_index("event_by_reports", "event", ["reports"])
    op.create_index("event_by_roots", "event", ["independent_roots"])
    op.create_index("event_by_type", "event", ["type", "earliest"])
    op.create_index("event_when", "event", ["earliest", "latest"])
    op.create_index(op.f("ix_event_country"), "event", ["country"])
    op.create_index(op.f("ix_event_place"), "event", ["place"])
    op.create_table(
        "reading",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["n"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "telling",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_telling_report"), "telling", ["report"])
    op.create_table(
        "block",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["telling"],
            ["telling.n"],
        ),
        sa.PrimaryKeyConstraint("key", "telling"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("salience", sa.Double(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.ForeignKeyConstraint(
            ["telling"],
            ["telling.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("claim_by_type", "claim", ["type", "earliest"])
    op.create_index("claim_in_report", "claim", ["report", "position"], unique=True)
    op.create_index(op.f("ix_claim_telling"), "claim", ["telling"])
    op.create_table(
        "event_root",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("contradicted", sa.Boolean(), nullable=False),
        sa.Column("corroborated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"],
            ["event.n"],
        ),
        sa.PrimaryKeyConstraint("event", "root"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_of_party", "event_root", ["party"])
    op.create_index("event_of_root", "event_root", ["root"])
    op.create_table(
        "link",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["telling.n"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["telling.n"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_back", "link", ["b", "score", "a"])
    op.create_table(
        "claim_actor",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.n"],
        ),
        sa.PrimaryKeyConstraint("actor", "claim", "role"),
        sqlite_with_rowid=False,
    )
    op.create_index("actor_of_claim", "claim_actor", ["claim"])
    op.create_table(
        "claim_place",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.n"],
        ),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.n"],
        ),
        sa.PrimaryKeyConstraint("place", "claim", "role"),
        sqlite_with_rowid=False,
    )
    op.create_index("place_of_claim", "claim_place", ["claim"])
    op.create_table(
        "event_claim",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.n"],
        ),
        sa.ForeignKeyConstraint(
            ["event"],
            ["event.n"],
        ),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("claim_of_event", "event_claim", ["event", "claim"])
