"""The day a report was published, as the input writes it."""

from datetime import date, datetime
from email.utils import parsedate_tz

EARLIEST = 1800  # a year before this is a placeholder, not a day of publication


def day(written: str) -> date | None:
    """Return the day of an ISO 8601 day or date-time, or of an RFC 5322 date; None where it is neither.

    The day is the one written: a time zone does not move it.
    """
    found = _iso(written.strip()) or _rfc(written)
    return found if found and found.year >= EARLIEST else None


def _iso(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None


def _rfc(written: str) -> date | None:
    try:
        parts = parsedate_tz(written)
        return date(parts[0], parts[1], parts[2]) if parts else None
    except (ValueError, IndexError, TypeError, OverflowError):  # email.utils raises these on odd strings
        return None
