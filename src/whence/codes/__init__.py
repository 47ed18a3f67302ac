"""Claim types and their codes in ACLED and PLOVER: `code` for one claim, `TYPES` for the vocabulary."""

from whence.codes.coding import TYPES, code

__all__ = ["TYPES", "code"]
