"""One claim as one line: what is known of it, in the report's own words, and who says so."""

import re
from collections.abc import Iterator

from rich.text import Text

from whence.records import Claim, ClaimTime, Count, Link, Report
from whence.view.harmless import harmless

_MUTUAL = frozenset({"agreement", "ceasefire", "clash", "talks"})
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ROLES = ("at", "near", "from", "via", "to")
_BEYOND = re.compile(r"\b(more than|over|above|exceed\w*)\b", re.IGNORECASE)


def claim_line(claim: Claim, report: Report) -> Text:
    """Return the claim as text, parts that it leaves open left out, its chain last and origin first."""
    line = Text(" · ").join(_parts(claim, report.text))
    return line.append(" · says: ").append_text(_chain(claim.chain, report.outlet))


def _parts(claim: Claim, text: str) -> Iterator[Text]:
    if claim.time:
        yield Text(_time(claim.time, text), style="time")
    yield Text(claim.type.replace("_", " "), style="trigger")
    if who := _parties(claim, text):
        yield Text(who, style="actor")
    if where := _places(claim, text):
        yield Text(where, style="place")
    if claim.counts:
        yield Text(", ".join(_count(c, text) for c in claim.counts))
    yield Text(claim.status.replace("_", " "), style="" if claim.status == "happened" else "bold")


def _words(text: str) -> str:
    """Return words of a report on one line."""
    return harmless(" ".join(text.split()))


def _time(time: ClaimTime, text: str) -> str:
    """Return the ISO value made readable; the report's own words, quoted, where no value was worked out."""
    if not time.value:
        return f'"{_words(time.span.of(text))}"'
    value = time.value.replace("/", " to ")
    return re.sub(r"(\d{4})-(SP|SU|FA|WI)", lambda m: f"{_SEASONS[m[2]]} {m[1]}", value)


def _parties(claim: Claim, text: str) -> str:
    agents = ", ".join(_words(p.span.of(text)) for p in claim.agents)
    targets = ", ".join(_words(p.span.of(text)) for p in claim.targets)
    if not targets:
        return agents
    arrow = "↔" if claim.type in _MUTUAL else "→"
    return f"{agents} {arrow} {targets}".strip()


def _places(claim: Claim, text: str) -> str:
    """Return the places by role, in the order in which one travels."""
    named = {role: [_words(p.span.of(text)) for p in claim.places if p.role == role] for role in _ROLES}
    return " ".join(f"{role} {', '.join(names)}" for role, names in named.items() if names)


def _count(count: Count, text: str) -> str:
    """Return number and what was counted; the words themselves where they say no plain number."""
    words, low, high = _words(count.span.of(text)), count.low, count.high
    if count.what == "other" or (low is None and high is None) or (count.approx and low != high):
        return words if count.what in {"other", "participants", "strikes"} else f"{words} {count.what}"
    if low == high:
        number = f"about {low}" if count.approx else f"{low}"
    elif high is None:
        number = f"more than {low - 1}" if low and _BEYOND.search(words) else f"at least {low}"
    else:
        number = f"up to {high}" if low is None else f"{low} to {high}"
    return f"{number} {count.what}"


def _chain(chain: tuple[Link, ...], outlet: str) -> Text:
    if not chain:
        return Text("the outlet itself" + (f" ({_words(outlet)})" if outlet else ""), style="source")
    return Text(" ← ").join(Text(_link(link), style="source") for link in chain)


def _link(link: Link) -> str:
    """Return the name of a source; a bare "reportedly" names nobody, and that is said."""
    return f'nobody named ("{_words(link.name)}")' if link.kind == "unknown" else _words(link.name)
