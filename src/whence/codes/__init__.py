"""Claim types and their codes in ACLED and PLOVER: `code` for one claim, `TYPES` for the vocabulary.

`SPEECH` are the types of what is said, as against done.
"""

from whence.codes.coding import SPEECH, TYPES, code

__all__ = ["SPEECH", "TYPES", "code"]
