"""Holidays whose day can be computed: fixed, after Easter, by weekday, and of the Islamic calendar."""

from datetime import timedelta

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.slots import Slots
from whence.timex.tense import Tense, far, tense


def feast(s: Slots, story: Story) -> Meaning | None:
    if "year" in s:
        return _feast_in(s["feast"], int(s["year"]))[0]
    if story.anchor is None:
        fixed = lexicon().fixed_feasts.get(s["feast"])
        return unanchored(f"XXXX-{fixed}" if fixed else "XXXX-XX-XX")
    anchor, rel = story.anchor, s.get("rel")
    found = [
        f
        for y in (anchor.year - 1, anchor.year, anchor.year + 1)
        for f in _feast_in(s["feast"], y)
        if f.earliest and f.latest
    ]
    if not found:  # beyond the years whose feasts are computed
        return Meaning("DATE", f"{anchor.year:04d}")
    words: dict[str, Tense] = {"last": "past", "next": "future"}
    when = words.get(rel or "") or tense(story.low, story.start, story.end)
    return min(found, key=lambda f: far(f.earliest, anchor, when) if f.earliest else 0.0)


def _feast_in(name: str, year: int) -> list[Meaning]:
    """Return the feast's days that start in a year; an Islamic month is one day unsure at both ends."""
    x = lexicon()
    if not 1583 <= year <= 2200:
        return [Meaning("DATE", f"{year:04d}")]
    if name in x.fixed_feasts:
        return [dated(f"{year:04d}-{x.fixed_feasts[name]}")]
    if name in x.easter_feasts:
        return [dated((cal.easter(year) + timedelta(x.easter_feasts[name])).isoformat())]
    if name in x.weekday_feasts:
        return [dated(cal.nth_weekday(year, *x.weekday_feasts[name]).isoformat())]
    m1, d1, m2, d2 = x.hijri_feasts[name]
    out = []
    for h in cal.hijri_years(year):
        a, b = cal.hijri(h, m1, d1), cal.hijri(h, m2, d2)
        if a.year == year:
            value = a.isoformat() if a == b else f"{a.isoformat()}/{b.isoformat()}"
            out.append(between("DATE", value, a - timedelta(1), b + timedelta(1)))
    return out or [Meaning("DATE", f"{year:04d}")]
