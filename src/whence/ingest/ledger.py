"""Which ids a run has given out, so that one id never stands for two reports."""

from dataclasses import dataclass, field

from whence.ingest.problem import place


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ids of one run, each with the start of its report's hash and the place it came from."""

    given: dict[str, tuple[str, str, int | None]] = field(default_factory=dict)

    def taken(self, name: str, sha256: str) -> bool:
        """Tell whether other bytes than those of `sha256` have the id `name`."""
        return name in self.given and self.given[name][0] != sha256[:16]

    def enter(self, name: str, sha256: str, path: str, line: int | None) -> tuple[bool, str] | None:
        """Give out the id `name`; return None, or where it was given out before: (to the same bytes?, to whom)."""
        before = self.given.get(name)
        if before is None:
            self.given[name] = (sha256[:16], path, line)
            return None
        return before[0] == sha256[:16], place(before[1], before[2])
