"""What of the desk can be set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is served.

    Attributes:
        host, port: where it listens; a host that is not this machine alone demands a login.
        rows: of one page of a list.
    """

    host: str = "127.0.0.1"
    port: int = 8311
    rows: int = 50
