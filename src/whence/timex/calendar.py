"""Arithmetic on days, and the calendars that holidays follow."""

from calendar import monthrange
from datetime import date, timedelta

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern hemisphere


def make(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def shifted(day: date, days: int) -> date | None:
    """Return the day so many days on, or None beyond the years 1 to 9999."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def months_on(day: date, months: int) -> date | None:
    """Return the same day of the month so many months on, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def season(year: int, code: str) -> tuple[date, date]:
    """Return first and last day of a season; a winter runs from December of its year into the next."""
    start = _SEASON_START[code]
    last_year, last_month = (year, start + 2) if code != "WI" else (min(year + 1, 9999), 2)
    return date(year, start, 1), month_end(last_year, last_month)


def season_of(day: date) -> tuple[int, str]:
    """Return the year and code of the season a day lies in."""
    if day.month in (12, 1, 2):
        return (day.year if day.month == 12 else max(1, day.year - 1)), "WI"
    return day.year, next(code for code in ("FA", "SU", "SP") if day.month >= _SEASON_START[code])


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * n) // 433
    month = (h + n - 7 * m + 90) // 25
    return date(year, month, (h + n - 7 * m + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th such weekday (ISO, Monday is 1) of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (n - 1))


def hijri(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of an Islamic date (tabular civil calendar); the sighted moon may differ by a day."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)


def hijri_years(year: int) -> tuple[int, ...]:
    """Return the Islamic years that touch a Gregorian year."""
    low = max(1, int((year - 622) * 33 / 32))
    return tuple(range(low, low + 3))
