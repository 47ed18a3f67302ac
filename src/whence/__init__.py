"""Whence reads reports of armed conflict and keeps, for every claim, who says so and where they had it from."""

from typing import TYPE_CHECKING, Any

from whence.records import Claim, Reading, Report

if TYPE_CHECKING:
    from whence.reader import Reader

__all__ = ["Claim", "Reader", "Reading", "Report"]


def __getattr__(name: str) -> Any:
    """Import the reader when it is asked for: `whence --help` must not wait for the model's libraries."""
    if name == "Reader":
        from whence.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
