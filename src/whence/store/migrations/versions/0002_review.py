"""People: who may log in, what they decided, and what readers claimed before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _people()
    op.create_table(
        "decision",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "anchor",
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decision.n"]),
        sa.PrimaryKeyConstraint("decision", "side", "sha256", "start", "end"),
    )
    op.create_index("anchor_in_text", "anchor", ["sha256"])
    op.create_table(
        "tie",
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decision.n"]),
        sa.ForeignKeyConstraint(["telling"], ["telling.n"]),
        sa.PrimaryKeyConstraint("decision", "side", "telling"),
    )
    op.create_index("tie_of_telling", "tie", ["telling"])
    op.create_table(
        "machine",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["n"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "replacement",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.name"]),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("session_of_person", "session", ["person"])
