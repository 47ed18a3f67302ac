"""The fields of a claim that people can set, to JSON of the contract and back."""

from typing import Any, get_type_hints

from whence.records import Claim
from whence.store.codec import dumps, loads

FIELDS = ("trigger", "type", "status", "agents", "targets", "places", "time", "counts", "chain")
_KINDS: dict[str, Any] = {name: kind for name, kind in get_type_hints(Claim).items() if name in FIELDS}


def decode(field: str, value: str | None) -> Any:
    """Return the value of a field from its JSON."""
    return loads(_KINDS[field], value or "null")


def read_claim(data: str | None) -> Claim:
    """Return a claim from its JSON."""
    return loads(Claim, data or "")


__all__ = ["FIELDS", "decode", "dumps", "read_claim"]
