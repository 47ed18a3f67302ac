"""Files to reports: the one door is `reports`; `count` says beforehand how many to expect."""

from whence.ingest.doors import count, reports
from whence.ingest.problem import Problem, Why

__all__ = ["Problem", "Why", "count", "reports"]
