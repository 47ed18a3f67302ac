"""What of the desk can be set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is served.

    Attributes:
        host, port: where it listens.
        rows: of one page of a list.
        login: nobody sees anything without; `whence serve` demands it wherever others can reach the host.
        names: names under which the desk is reached, beside its host and this machine's own.
    """

    host: str = "127.0.0.1"
    port: int = 8311
    rows: int = 50
    login: bool = False
    names: tuple[str, ...] = ()
