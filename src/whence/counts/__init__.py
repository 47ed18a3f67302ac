"""Quantities."""

from whence.counts.quantity import Quantity, parse

__all__ = ["Quantity", "parse"]
