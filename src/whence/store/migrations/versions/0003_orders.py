"""Indexes in the orders that events are listed in: a list begins, and goes on, without sorting a million rows."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the indexes, in place of those that hold the first column alone."""
    op.drop_index("event_by_reports", "event")
    op.drop_index("event_by_roots", "event")
    op.create_index("event_in_time", "event", ["earliest", "id"])
    op.create_index("event_by_reports", "event", ["reports", "id"])
    op.create_index("event_by_roots", "event", ["independent_roots", "reports", "id"])
