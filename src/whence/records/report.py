"""One report as it was received."""

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """What was published once, by one outlet.

    Attributes:
        text: what is read: the title, a blank line, then the body; the body alone where there is no title.
        title: the title alone, or "" where there is none.
        outlet: who printed it, as the input names it ("sputnik"), or "".
        published: ISO day, or None where the input gives none.
        url: where it was found, or None.
        language: ISO 639-1 code.
        raw: the bytes as received; the UTF-8 of `text` where the report was made from a string.
        sha256: of `raw`, in hex.
        id: the id given with the input, else the first 16 hex digits of `sha256`.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: date | None = None
    url: str | None = None
    language: str = "en"
    raw: bytes = field(default=b"", repr=False)
    sha256: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        """Fill what the input left out, from the text itself."""
        raw = self.raw or self.text.encode("utf-8", "surrogatepass")
        digest = self.sha256 or hashlib.sha256(raw).hexdigest()
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "sha256", digest)
        object.__setattr__(self, "id", self.id or digest[:16])

    @classmethod
    def of(cls, body: str, *, title: str = "", **rest: object) -> "Report":
        """Make a report from a body and a title, joined the way the contract says."""
        return cls(text=f"{title}\n\n{body}" if title else body, title=title, **rest)  # type: ignore[arg-type]
