"""Quantities: how many (`parse`), of what (`what`), and where a text has them (`find`)."""

from whence.counts.find import find
from whence.counts.quantity import Quantity, parse
from whence.counts.what import is_people, what

__all__ = ["Quantity", "find", "is_people", "parse", "what"]
