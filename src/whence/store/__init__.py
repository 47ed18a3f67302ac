"""What has been read, in a database: SQLite in a file, PostgreSQL for teams. The one door is `Store`."""

from whence.store.opening import DEFAULT, StoreError
from whence.store.query import Area, Circle, Query
from whence.store.sources import Source
from whence.store.store import Store

__all__ = ["DEFAULT", "Area", "Circle", "Query", "Source", "Store", "StoreError"]
