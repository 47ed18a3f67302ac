"""TIMEX3 values: how they are written, and the days they stand for."""

import re
from datetime import date, timedelta

from whence.timex.calendar import make, month_end, season

Bounds = tuple[date, date]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_YEARS = re.compile(r"\d{2,4}$")
_PERIODS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_MOD_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def week_value(day: date) -> str:
    """Return the ISO week of a day, as 2017-W21."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: date) -> str:
    """Return the month of a day, as 2017-05."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_value(day: date) -> str:
    """Return the quarter of a day, as 2017-Q2."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def year_value(day: date) -> str:
    """Return the year of a day."""
    return f"{day.year:04d}"


def bounds(value: str, mod: str | None = None) -> Bounds | None:
    """Return first and last day of a DATE or TIME value, or None where it has no place in time.

    `mod` is "early", "mid" or "late": thirds of a month, a season or a year; or "start" or "end": the first or last
    month of a year, else as early and late.
    """
    if "/" in value:
        first, last = (bounds(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    whole = _whole(value)
    return _tightened(whole, value, mod) if whole and mod else whole


def _whole(value: str) -> Bounds | None:
    if m := _DAY.match(value):
        day = make(int(m[1]), int(m[2]), int(m[3]))
        return (day, day) if day else None
    if m := _MONTH.match(value):
        first = make(int(m[1]), int(m[2]), 1)
        return (first, month_end(first.year, first.month)) if first else None
    if m := _WEEK.match(value):
        return _week(int(m[1]), int(m[2]), weekend=bool(m[3]))
    if m := _PART.match(value):
        year = int(m[1])
        if not year:
            return None
        if m[2] not in _PERIODS:
            return season(year, m[2])
        a, b = _PERIODS[m[2]]
        return date(year, a, 1), month_end(year, b)
    if _YEARS.match(value):  # 2017, the decade 201, the century 20
        pad = 4 - len(value)
        low, high = int(value + "0" * pad), int(value + "9" * pad)
        return (date(low, 1, 1), date(high, 12, 31)) if low else None
    return None


def _week(year: int, week: int, *, weekend: bool) -> Bounds | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        return (monday + timedelta(5 if weekend else 0), monday + timedelta(6))
    except (ValueError, OverflowError):
        return None


def _tightened(whole: Bounds, value: str, mod: str) -> Bounds:
    """Cut bounds to the part that early, mid or late names."""
    first, last = whole
    if mod in ("start", "end") and _YEARS.match(value) and len(value) == 4:
        return (first, first.replace(day=31)) if mod == "start" else (last.replace(day=1), last)
    mod = {"start": "early", "end": "late"}.get(mod, mod)
    if _MONTH.match(value) and mod in _MOD_MONTH:
        a, b = _MOD_MONTH[mod]
        return first.replace(day=a), first.replace(day=min(b, last.day))
    days = (last - first).days
    third = days // 3
    if days < 1:
        return whole
    return {
        "early": (first, first + timedelta(third)),
        "mid": (first + timedelta(third), last - timedelta(third)),
        "late": (last - timedelta(third), last),
    }.get(mod, whole)
