"""The grammar: one regular expression per kind of time expression, over normalised text.

Each rule names the words it can start with, so that only rules that could match are tried at a word. Every
repeat is bounded: reading is linear in the length of the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from whence.timex.lexicon import lexicon

NUMBER = "#"  # the start class of words made of digits


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression: its name, the words it starts with, and how it is worded."""

    name: str
    starts: frozenset[str]
    pattern: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


def _first(words: Iterable[str]) -> set[str]:
    """Return the words that a tokenizer of letters or digits sees first."""
    return {m[0] for w in words if (m := re.match(r"[a-z]+", w))}


def _fragments() -> dict[str, str]:
    x = lexicon()
    w = r"(?:[ \t]{1,3}|[ \t]?\n[ \t]?)"
    c = rf"(?:[ ]?,{w}?|{w})"
    small = rf"(?:(?:{_any(x.tens)})(?:[ -](?:{_any(x.ones)}))?|{_any(x.ones)})"
    num = (
        rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?![\d])|a hundred|{small}|half an?|an? couple of|couple of|a dozen|"
        rf"a few|a number of|an?|several|few|many|some|dozens of)"
    )
    people = r"people|persons|civilians|soldiers|troops|militants|fighters|terrorists|men|women|children|percent|per|%|km|others|more|were|members"
    return {
        "W": w,
        "C": c,
        "S": rf"(?:-|{w})",
        "MONTH": rf"(?P<month>{_any(x.months)})(?![a-z])(?:[ ]?\.)?",
        "DAY": rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d]|[.,:]\d|{w}(?:{people})\b)",
        "DAYWORD": rf"(?P<dayword>{_any(x.ordinals)})",
        "YEAR": r"(?P<year>(?:1[4-9]|20)\d\d)(?![\da-z]|[.,:]\d)",
        "OPENYEAR": r"(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        "WD": rf"(?P<wd>{_any(x.weekdays)})(?![a-z])\.?",
        "WDS": rf"(?P<wd>{_any(x.weekdays)})(?P<plural>'?s)?(?![a-z])\.?",
        "NUM": rf"(?P<num>{num})",
        "NUM2": rf"(?P<num2>{num})",
        "UNIT": rf"(?P<unit>{_any(x.units)})s?(?:'s?)?(?![a-z])",
        "UNITS": rf"(?P<unit>{_any(x.units)})s'?(?![a-z])",
        "SEASON": rf"(?P<season>{_any(x.seasons)})(?![a-z])",
        "PART": rf"(?P<part>{_any(x.dayparts)})(?![a-z])",
        "ORD": rf"(?P<ord>{_any(x.ordinals)}|\d{{1,3}}(?:st|nd|rd|th))(?![a-z])",
        "FEAST": rf"(?P<feast>{_any(x.feasts())})(?![a-z])",
        "TENS": rf"(?:{_any(x.tens)})",
        "ONES": rf"(?:{_any(x.ones)})",
        "DECADE": rf"(?P<tensword>{_any(x.decades)})(?![a-z])",
        "PRESENCE": rf"(?P<word>{_any(x.presence)})(?![a-z])",
        "ADVERB": rf"(?P<word>{_any(x.adverbs)})(?![a-z])",
        "MOD": rf"(?:(?P<mod>earlier|early|later|late|mid|sometime|(?:beginning|start|middle|end|close|turn)(?:{w}of)?(?:{w}the)?)"
        rf"(?:-|{w})(?:(?:in|on|of){w})?(?:the{w})?)?",
        "REL": r"(?P<rel>last|this past|this coming|this|next|past|previous|preceding|following|coming|the same|same|that|current|latest|"
        r"the comparable year-ago|year-ago|year-earlier|recent|final)",
    }


_MODS = {"early", "earlier", "late", "later", "mid", "sometime", "beginning", "start", "middle", "end", "close", "turn"}
_RELS = {"last", "this", "next", "past", "previous", "preceding", "following", "coming", "same", "that", "current", "latest", "year", "recent"}
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d)(?:[:.]\d\d)?)?[ ]?(?P<half>[ap])(?:\.[ ]?m\.?|m)(?![a-z])"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?P<hour4>[01]\d|2[0-3])[:.]?(?P<minute4>[0-5]\d)(?=[ ]?(?:gmt|utc|hours|hrs|local time)\b)"
    r"|(?P<hourword>\d{1,2}|{ONES})[ ]?o'clock"
)
_ZONE = r"(?:[ ]?(?:gmt|utc|est|edt|cet|local time|hours|hrs)\b)?(?:{W}(?:on|in the)(?:{W}the)?(?={W}(?:morning|afternoon|evening)))?"

# name, the words it starts with (a class of the lexicon, a set of words, or NUMBER), pattern
_RULES: tuple[tuple[str, tuple[str | set[str], ...], str], ...] = (
    ("iso", (NUMBER,), r"(?P<year>\d{4})[-/.](?P<mon>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:t(?P<hour24>\d\d):?(?P<minute24>\d\d)(?::?\d\d)?z?)?"),
    ("numeric", (NUMBER,), r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?!\d)"),
    (
        "day",
        (_MODS, _RELS, "weekdays", "months"),
        r"{MOD}(?:(?:(?:this coming|this past|this|last|next){W})?{WD}(?:{W}(?P<part>morning|afternoon|evening|night))?{C}(?:the{W})?)?{MONTH}[ -]{0,2}\n?(?:{DAY}|{DAYWORD}(?![a-z]))"
        r"(?:(?:-|{W}to{W}|{W}-{W})(?P<day2>[12]?\d|3[01])(?:st|nd|rd|th)?(?![\d.:,]))?(?:{C}(?:(?:of|in){W})?{OPENYEAR}|{W}(?:of{W})?(?P<rel2>last|this|next){W}year)?(?![a-z]{3})",
    ),
    ("day", ("months",), r"{MONTH}[ ]?(?P<day>[0-3]?\d){OPENYEAR}"),
    (
        "day",
        (_MODS, "weekdays", "ordinals", NUMBER),
        r"{MOD}(?:{WD}{C}(?:the{W})?)?(?:(?P<day0>[12]?\d|3[01])(?:st|nd|rd|th)?(?:-|{W}to{W}|{W}-{W}))?"
        r"(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{DAYWORD})(?:{W}of{W}|[ -]{0,2}){MONTH}(?:(?:{C}|-|{W}in{W}){OPENYEAR}|{W}(?:of{W})?(?P<rel2>last|this|next){W}year)?(?![a-z])",
    ),
    ("month", (_MODS, "months"), r"{MOD}{MONTH}(?:{C}|{W}of{W}|-){YEAR}"),
    ("month", ("months",), r"{MONTH}{W}'(?P<year2>\d\d)(?!\d)"),
    ("month", (_MODS, _RELS, "months"), r"{MOD}(?:{REL}{W})?{MONTH}(?P<poss>'s)?(?P<of_rel>{W}(?:of{W})?(?P<rel2>last|this|next){W}year)?"),
    ("season", (_MODS, _RELS, "seasons"), r"{MOD}(?:{REL}{W})?{SEASON}(?P<of_rel>{W}(?:of{W})?(?P<rel2>last|this|next){W}year)?"),
    ("season", (_MODS, "seasons"), r"{MOD}{SEASON}(?:,?{W}of{W}|{C}){YEAR}"),
    ("season", (NUMBER,), r"{YEAR}{W}{SEASON}"),
    (
        "quarter",
        (_MODS, _RELS, "ordinals", {"its", "fiscal", "next", "the"}),
        r"{MOD}(?:(?:{REL}|next year's|the (?P<year0>\d{4})|its|the){W})?(?:fiscal{S})?{ORD}{S}(?P<kind>quarter|half)(?:(?:{W}of{W}(?:the{W})?(?:fiscal{W})?|{C}){YEAR}|{W}of{W}(?P<rel2>last|this|next){W}year)?",
    ),
    ("quarter", ({"q"},), r"q(?P<q>[1-4])(?:{S}(?:of{W})?{YEAR})?"),
    ("quarter", (NUMBER,), r"{YEAR}{S}(?:{ORD}{S}(?P<kind>quarter|half)|q(?P<q>[1-4]))"),
    ("fiscal", ({"fiscal"}, _RELS, {"the"}), r"(?:(?:{REL}|the){W})?fiscal(?:{W}year(?![a-z]))?(?:{W}{YEAR})?"),
    ("year", (_MODS, NUMBER), r"{MOD}{YEAR}(?:-(?P<year2>\d\d|\d{4})(?![\d-]))?(?:{W}or{W}later)?"),
    ("year", ({"year"},), r"year{W}{YEAR}"),
    ("year", ({"nineteen", "twenty", "two", "year"},), r"(?:year{W})?(?P<words>nineteen[ -](?:hundred|{TENS}(?:[ -]{ONES})?|{ONES})|twenty[ -](?:(?:ten|eleven|twelve|[a-z]{3,5}teen)|twenty(?:[ -]{ONES})?)|two thousand(?: and)?(?: {ONES})?)(?=[ ,.;:)]|$)"),
    ("decade", (_MODS, NUMBER), r"{MOD}(?P<tens>(?:1[5-9]|20)\d)0'?s(?![a-z])"),
    ("decade", (_MODS, NUMBER), r"{MOD}(?P<tens2>\d)0'?s(?![a-z])"),
    ("decade", (_MODS, "decades"), r"{MOD}(?:nineteen{W})?{DECADE}"),
    ("century", (_MODS, "ordinals", NUMBER), r"{MOD}{ORD}{S}century(?![a-z])"),
    (
        "today",
        (_MODS, {"today", "yesterday", "tomorrow", "tonight", "overnight", "todays", "yesterdays"}),
        r"(?:(?P<mod>early|earlier|late|later|mid)(?:-|{W}))?(?P<word>day before yesterday|day after tomorrow|today|yesterday|tomorrow|tonight|overnight)s?(?:{S}{PART})?",
    ),
    ("today", ({"mid", "late", "early"}, "dayparts"), r"(?:(?:mid|late|early)[- ])?{PART}{W}(?P<word>yesterday|today|tomorrow)"),
    ("inday", ({"earlier", "later"},), r"(?:earlier|later){W}(?:in|on){W}(?:the|that){W}day(?![a-z])"),
    ("today", ({"day"},), r"(?P<word>day before yesterday|day after tomorrow)"),
    (
        "weekday",
        (_MODS, _RELS, "weekdays"),
        r"{MOD}(?:{REL}{W})?{WDS}(?:{W}(?:{PART}))?(?:,?{W}(?:of{W})?(?P<rel2>last|this|next){W}week)?",
    ),
    ("weekday", ({"a", "week"},), r"(?:a{W})?week{W}(?P<weeks>ago|from){W}{WD}"),
    ("weekday", ("weekdays",), r"{WD}{W}a{W}week{W}(?P<weeks>ago)"),
    (
        "period",
        (_MODS, _RELS),
        r"{MOD}{REL}{W}(?:calendar{W}|school{W}|business{W})?(?P<unit>day|night|morning|afternoon|evening|weekend|week|fortnight|month|quarter|year|decade|century|period)(?:'s)?(?![a-z-])(?:{W}(?P<part>morning|afternoon|evening|night)(?![a-z]))?",
    ),
    ("period", (_MODS, {"the"}), r"{MOD}(?:the{W})?(?P<unit>weekend|week|month|quarter|year|decade)(?:'s)?(?![a-z-])(?!{W}(?:old|ago|earlier|long|two thousand|nineteen|\d{4}))"),
    ("yearend", ({"year"},), r"year(?:'s|s)?{S}end(?![a-z])"),
    ("yearago", ({"year"},), r"year[- ](?:ago|earlier)(?![a-z])(?:{W}(?P<unit>quarter|period))?"),
    ("yearago", ({"the", "quarter"},), r"(?:the{W})?quarter{W}a{W}year{W}ago"),
    (
        "distance",
        ("nums", NUMBER),
        r"{NUM}{S}(?:full{W}|more{W}|short{W}|long{W})?{UNIT}(?P<andhalf>{W}and{W}a{W}half)?(?:-|{W})(?P<way>ago|earlier|later|before|previously|prior|hence|from now|from today|afterwards?|after|back|on)(?![a-z])(?P<date>{W}(?P<today>today|yesterday))?",
    ),
    ("distance", ("nums", NUMBER), r"{NUM}{W}and{W}a{W}half{W}{UNIT}{W}(?P<way>ago|earlier|later)(?![a-z])"),
    (
        "span",
        (_RELS, {"first", "the"}),
        r"(?:the{W})?(?:{REL}|(?P<first>first)){W}{NUM}(?:{W}(?:to|or){W}{NUM2}|(?P<andhalf>{W}and{W}a{W}half))?{S}(?:full{W}|consecutive{W}|whole{W})?{UNIT}",
    ),
    ("span", (_RELS, {"the"}), r"(?:the{W})?{REL}{W}{UNITS}(?P<ahead>{W}ahead)?"),
    ("span", ("units", {"weeks", "months", "days", "years"}), r"{UNITS}{W}(?P<ahead>ahead|to come)(?![a-z])"),
    (
        "duration",
        ("nums", NUMBER),
        r"{NUM}(?:(?:{W}(?:to|or|and){W}|-){NUM2})?{S}(?:full{W}|more{W}|consecutive{W}|straight{W}|whole{W}|long{W}|fairly{W}lengthy{W})?{UNIT}(?P<andhalf>{W}and{W}a{W}half)?(?:[- ]?(?P<long>long|old)(?![a-z]))?",
    ),
    ("duration", ("nums", NUMBER), r"{NUM}{W}and{W}(?:a{W})?half{W}{UNIT}"),
    ("duration", ("plurals",), r"{UNITS}(?:[- ]?(?P<long>long|old)(?![a-z]))?"),
    ("duration", ("longs",), r"(?P<unit>hour|day|week|month|year|decade|century)s?-?(?P<long>long)(?![a-z])"),
    ("set", ({"every", "each"},), r"(?P<every>every|each)(?P<other>{W}other)?(?:{W}{NUM})?{W}(?:{UNIT}|{WD}(?:{W}{PART})?|{MONTH}|{SEASON}|(?P<part2>morning|afternoon|evening|night)(?![a-z]))"),
    ("set", ({"once", "twice"},), r"(?:once|twice){W}(?:an?|every|each){W}{UNIT}"),
    ("set", ("adverbs",), r"{ADVERB}"),
    ("presence", ("presence",), r"{PRESENCE}"),
    ("clock", (NUMBER, "ones"), r"(?:" + _CLOCK + r")" + _ZONE),
    ("part", (_MODS, "dayparts", {"midnight", "pre"}), r"(?:(?P<mod>early|late|mid|pre)(?:-|{W}))?(?:{PART}|(?P<midnight>midnight)(?![a-z]))"),
    ("nthday", ("ordinals", NUMBER), r"{ORD}{W}(?P<run>consecutive{W}|straight{W}|successive{W})?(?P<unit>day|week|month|year)(?![a-z])(?P<row>{W}in{W}a{W}row)?(?P<of>{W}(?:of|in){W}(?:an?|the|its|their)?{W}?[a-z]{3,15})?"),
    ("feast", ("feasts", _RELS), r"(?:{REL}{W})?{FEAST}(?:(?:{C}|{W}(?:of|in){W}){YEAR})?"),
)


def _starts(spec: tuple[str | set[str], ...]) -> frozenset[str]:
    x = lexicon()
    classes: dict[str, set[str]] = {
        "nums": _first([*x.ones, *x.tens, *x.vague, "half an", "a couple of", "couple of", "a dozen", "an", "dozens"]),
        "plurals": {f"{u}s" for u in x.units},
        "longs": {v for u in ("hour", "day", "week", "month", "year", "decade", "century") for v in (u, f"{u}s", f"{u}long", f"{u}slong")},
        "feasts": _first(x.feasts()),
        "weekdays": {v for d in x.weekdays for v in (d, f"{d}s")},
        NUMBER: {NUMBER},
    }
    out: set[str] = set()
    for item in spec:
        if isinstance(item, set):
            out |= item
        else:
            out |= classes[item] if item in classes else _first(getattr(x, item))
    return frozenset(out)


_PLACE = re.compile(r"\{([A-Z][A-Z0-9]*)\}")


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules to try at a word, by that word; words of digits are under NUMBER."""
    fragments = _fragments()
    index: dict[str, list[Rule]] = {}
    for name, spec, pattern in _RULES:
        rule = Rule(name, _starts(spec), re.compile(_PLACE.sub(lambda m: fragments[m[1]], pattern)))
        for word in rule.starts:
            index.setdefault(word, []).append(rule)
    return {word: tuple(rs) for word, rs in index.items()}
