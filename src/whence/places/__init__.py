"""Place names in a report, and the places they stand for."""

from whence.places.resolver import Resolver

__all__ = ["Resolver"]
