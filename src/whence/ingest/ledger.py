"""Which ids a run has given out, so that one id never stands for two reports."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ids of one run, each with the start of its report's hash and the place it came from."""

    given: dict[str, tuple[str, str, int | None]] = field(default_factory=dict)

    def enter(self, name: str, sha256: str, path: str, line: int | None) -> tuple[bool, str] | None:
        """Give out the id `name`; return None, or where it was given out before: (to the same bytes?, to whom)."""
        before = self.given.setdefault(name, (sha256[:16], path, line))
        if before == (sha256[:16], path, line):
            return None
        return before[0] == sha256[:16], f"{before[1]}:{before[2]}" if before[2] else before[1]
