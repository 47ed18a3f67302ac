"""Bytes to text. Nothing is changed but the encoding: no stripping, no newline translation."""

import codecs
import re
from dataclasses import dataclass

from whence.ingest.problem import Why

# Longest first: the UTF-32 mark begins with the UTF-16 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Signatures from the formats' own specifications, as file(1) lists them.
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, or an office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_GUESS_FROM = 32_768  # bytes enough to tell an encoding by; more only costs time


class DecodeError(ValueError):
    """The bytes are no text: `why` from the closed list, `what` in words, `remedy`, `byte` where it shows."""

    def __init__(self, why: Why, what: str, remedy: str, byte: int | None = None) -> None:
        super().__init__(what)
        self.why, self.what, self.remedy, self.byte = why, what, remedy, byte


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was in, and what to say about it ("" where it was plain UTF-8, -16 or -32)."""

    text: str
    encoding: str
    remark: str = ""


def is_marked(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark declares and the mark's length, or None where there is none."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def check_text(data: bytes) -> None:
    """Raise DecodeError where the bytes are a known binary format or hold NUL bytes outside UTF-16 and UTF-32."""
    marked = is_marked(data)
    if marked and marked[0] != "utf-8":
        return
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise DecodeError(Why.BINARY, f"this is {name}, not text", "extract its text first")
    nul = data.find(b"\0")
    if nul >= 0:
        raise DecodeError(Why.BINARY, "this is binary data: it holds NUL bytes", "give it as text in UTF-8", nul)


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, without a byte order mark.

    Tried in turn: a byte order mark, UTF-8, UTF-8 with a few broken bytes (each becomes U+FFFD), the charset that an
    HTML page declares, charset-normalizer's guess. Raises DecodeError where the bytes are no text in any of these.
    """
    check_text(data)
    marked = is_marked(data)
    if marked:
        return _by_mark(data, *marked)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _damaged(data, error.start) or _declared(data) or _guessed(data, error.start)


def _by_mark(data: bytes, encoding: str, length: int) -> Decoded:
    try:
        return Decoded(data[length:].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        at = error.start + length
        what = f"its byte order mark says {encoding.upper()}, but byte {at} is not"
        raise DecodeError(Why.ENCODING, what, "save it as UTF-8", at) from error


def _damaged(data: bytes, first: int) -> Decoded | None:
    """Return UTF-8 text with its broken bytes replaced, where far more of its characters are whole than broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    if whole < 4 * broken:
        return None
    return Decoded(text, "utf-8", f"{broken} broken UTF-8 sequences, the first at byte {first}, stand as U+FFFD")


def _declared(data: bytes) -> Decoded | None:
    found = _META_CHARSET.search(data[:4096])
    if not found:
        return None
    name = found[1].decode("ascii", "replace")
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes, first: int) -> Decoded:
    import charset_normalizer  # kept out of the start-up time: hardly any input needs it

    matches = charset_normalizer.from_bytes(data[:_GUESS_FROM])
    names = [name for match in matches for name in (match.encoding, *match.could_be_from_charset)]
    # Where Windows-1252 reads it as well as any, it is by far the likeliest for news in Latin script.
    for name in ("cp1252", *names) if "cp1252" in names else names:
        try:
            text = data.decode(name)
        except (LookupError, UnicodeError):
            continue
        return Decoded(text, name, f"it is not UTF-8 (byte {first}); read as {name}")
    raise DecodeError(Why.ENCODING, "it is text in no known encoding", "save it as UTF-8", first)
