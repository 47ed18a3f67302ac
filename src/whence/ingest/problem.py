"""What went wrong with one input, in one clear line."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why an input was not read, or was read with something left out. The list is closed."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not_a_file"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LONG = "too_long"
    ENCODING = "encoding"
    NOT_JSON = "not_json"
    NOT_A_RECORD = "not_a_record"
    NO_TEXT = "no_text"
    BAD_FIELD = "bad_field"
    BAD_DATE = "bad_date"
    DUPLICATE_ID = "duplicate_id"
    REPEATED = "repeated"
    NOT_ENGLISH = "not_english"


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that was not read (`fatal`), or that was read with something worth knowing.

    Attributes:
        path: the input as it was named; "-" is standard input.
        why: the reason, from a closed list.
        what: the reason in words, with the particulars.
        remedy: what to do about it.
        line: 1-based line in the input, where there is one.
        byte: 0-based offset, in bytes, into the line if `line` is given, else into the input.
        fatal: True where no report came of it; False where the report was read all the same, or was read before.
    """

    path: str
    why: Why
    what: str
    remedy: str
    line: int | None = None
    byte: int | None = None
    fatal: bool = True

    def __str__(self) -> str:
        """Return the one line: where, whether it was read, what is wrong, what to do."""
        where = place(self.path, self.line)
        where += f" (byte {self.byte})" if self.byte is not None else ""
        outcome = "not read" if self.fatal else "note"
        return printable(f"{where}: {outcome}: {self.what}; {self.remedy}")


def place(path: str, line: int | None) -> str:
    """Return where something stands, in words: the input, and its line where there is one."""
    where = "standard input" if path == "-" else path
    return where if line is None else f"{where}:{line}"


def printable(words: str) -> str:
    """Return `words` on one line: control characters, line ends and lone surrogates are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)


def quote(value: object, most: int = 40) -> str:
    """Return the value as it stands in the input, cut to `most` characters."""
    shown = repr(value)
    return shown if len(shown) <= most else f"{shown[:most]}…"
