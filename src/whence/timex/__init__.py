"""Time expressions: TIMEX3 types and values, and the days they lie between. The door is `read`."""

from whence.timex.anchor import Anchor
from whence.timex.claim import claim_value
from whence.timex.reading import TimeReading, at, read

__all__ = ["Anchor", "TimeReading", "at", "claim_value", "read"]
