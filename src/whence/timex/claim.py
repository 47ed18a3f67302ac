"""The form that claims have times in: an ISO day, month, year or season, or start/end."""

import re
from datetime import date

from whence.records import Timex

_PLAIN = re.compile(r"\d{4}(?:-(?:SP|SU|FA|WI|\d\d(?:-\d\d)?))?$")
_LENGTH = re.compile(r"P(T)?[\dX.]+([A-Z])")


def claim_value(timex: Timex) -> str:
    """Return YYYY, YYYY-MM, YYYY-MM-DD, YYYY-SP|SU|FA|WI or start/end, or "" where the timex has no place in time.

    A time of day becomes its day; weeks, weekends, quarters, decades and stretches that end on a known day become
    start/end, as fine as their unit.
    """
    value = timex.value
    if timex.type == "SET" or not (timex.earliest and timex.latest):
        return ""
    first, last = timex.earliest, timex.latest
    if timex.type == "DURATION":
        return _stretch(value, first, last)
    if value.endswith("_REF"):
        return last.isoformat()[: 7 if (last - first).days < 60 else 4]
    if "T" in value:
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    if re.match(r"\d{4}$", value) and first.month == last.month:  # the end of 2016
        return first.isoformat()[:7]
    if _PLAIN.match(value) or "/" in value:
        return value
    if re.match(r"\d{2,3}$", value):
        return f"{first.year:04d}/{last.year:04d}"
    if re.search(r"-[QH]\d$", value):
        return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _stretch(value: str, first: date, last: date) -> str:
    m = _LENGTH.match(value)
    if first == last or not m:
        return first.isoformat()
    if "X" in value:
        return last.isoformat()[: 4 if m[2] in "MYE" and not m[1] else 7]
    width = {"Y": 4, "M": 7, "Q": 7, "E": 4, "C": 4}.get(m[2], 10) if not m[1] else 10
    a, b = first.isoformat()[:width], last.isoformat()[:width]
    return a if a == b else f"{a}/{b}"
