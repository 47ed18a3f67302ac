"""Passwords: argon2id hashes, with the library's own parameters (RFC 9106, low memory)."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 256
_AT_ONCE = BoundedSemaphore(2)  # each takes 64 MiB
_hasher = PasswordHasher()
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$0000000000000000000000000000000000000000000"


def trouble(password: str) -> str | None:
    """Return why a password will not do, None where it will."""
    if len(password) < SHORTEST:
        return f"a password has {SHORTEST} characters or more"
    if len(password) > LONGEST:
        return f"a password has {LONGEST} characters at most"
    return "a password is not one character over and over" if len(set(password)) < 3 else None


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with _AT_ONCE:
        return _hasher.hash(password)


def right(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one of which this is kept; for nobody's it takes as long to say no."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _hasher.verify(kept or _NOBODY, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False
