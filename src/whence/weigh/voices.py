"""From a claim's chain to the party that vouches for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.records import Account, Copy, Link
from whence.weigh.identity import Identities, Identity
from whence.weigh.words import vocabulary, words

_CONFIRMED = re.compile(
    r"\bconfirm\w*\s+(?:\w+\s+){0,2}?(?:by|through|via|from)\s+(?:\w+\s+){0,2}?"
    r"(?:several|multiple|various|independent|other|different|two|three|many)\b[^.]{0,30}\b(?:channels?|sources?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches for one account.

    Attributes:
        link: the link of the chain that names the origin; None where the outlet speaks in its own voice.
        who: the origin; relays: who passes it on, the nearest first and the outlet that printed it last.
        asserted: the words by which the source itself says that others confirm it; "" where it does not.
    """

    account: Account
    link: Link | None
    who: Identity
    relays: tuple[Identity, ...]
    asserted: str = ""

    @property
    def own(self) -> bool:
        """Tell whether the outlet that printed the report vouches itself, by its own words or by words of nobody."""
        return self.link is None or self.link.kind == "unknown" or (not self.relays and self.link.kind == "outlet")


def listen(accounts: Iterable[Account], copies: Iterable[Copy], identities: Identities) -> tuple[Voice, ...]:
    """Return the voice behind each account, denials among them, in the order of the accounts.

    Who reads in a copy of a report what people told "our reporter" reads of the reporter of the original.
    """
    accounts = tuple(accounts)
    mastheads = {a.report.report: a.report for a in accounts}
    first = originals(copies)
    out = []
    for a in accounts:
        source = mastheads.get(first.get(a.report.report, a.report.report), a.report)
        out.append(_voice(a, identities.outlet(a.report), identities.outlet(source), identities))
    return _same_source(out)


def _same_source(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Take "a military source" for the "source in the Defence Ministry" of its report: no words tell them apart."""
    full: dict[str, dict[str, Identity]] = {}
    for v in voices:
        if v.who.party and _is_source(v) and not _is_bare(v):
            full.setdefault(v.account.report.report, {}).setdefault(v.who.root, v.who)
    out = []
    for v in voices:
        known = full.get(v.account.report.report, {})
        if len(known) == 1 and _is_source(v) and _is_bare(v):
            (who,) = known.values()
            v = replace(v, who=who, relays=tuple(r for r in v.relays if r != who))
        out.append(v)
    return tuple(out)


def _is_source(voice: Voice) -> bool:
    low = {w.lower() for w in words(voice.link.name)} if voice.link else set()
    return voice.link is not None and voice.link.kind == "anonymous" and bool(low & {"source", "sources"})


def _is_bare(voice: Voice) -> bool:
    """Tell whether a source is of nowhere that has a name."""
    return voice.link is not None and not any(w[0].isupper() for w in words(voice.link.name)[1:])


def originals(copies: Iterable[Copy]) -> Mapping[str, str]:
    """Return, for each report that is a copy, the first report of its family: the original of its originals."""
    of: dict[str, Copy] = {}
    for c in copies:
        if c.copy not in of or (c.share, of[c.copy].original) > (of[c.copy].share, c.original):
            of[c.copy] = c
    return {report: _first(report, of) for report in of}


def _first(report: str, of: Mapping[str, Copy]) -> str:
    seen = [report]
    while seen[-1] in of and of[seen[-1]].original not in seen:
        seen.append(of[seen[-1]].original)
    return min(seen) if seen[-1] in of else seen[-1]  # reports that copy each other: one of them stands for all


def _voice(account: Account, printed: Identity, original: Identity, identities: Identities) -> Voice:
    said = _CONFIRMED.search(account.sentence) if "onfirm" in account.sentence else None  # faster than the pattern
    chain, asserted = _without_assertion(account.claim.chain, said is not None)
    asserted = asserted or (" ".join(said[0].split()) if said else "")
    who: list[Identity] = []
    heard = original
    if chain and identities.of(chain[-1], printed) == printed and chain[-1].span is None:
        chain = chain[:-1]
    for link in reversed(chain):
        heard = identities.of(link, heard)
        who.insert(0, heard)
    if not who:
        return Voice(account, None, printed, (), asserted)
    relays = (*who[1:], printed)
    return Voice(account, chain[0], who[0], tuple(r for r in dict.fromkeys(relays) if r != who[0]), asserted)


def _without_assertion(chain: tuple[Link, ...], confirmed: bool) -> tuple[tuple[Link, ...], str]:
    """Take "several independent channels" of which a source speaks off its chain: nobody has heard them but it."""
    by_outlet = len(chain) > 1 and chain[1].kind == "outlet"
    nameless = chain[0].kind in {"anonymous", "unknown"} if chain else False
    if len(chain) < 2 or chain[0].party or not (confirmed or (nameless and not by_outlet)):
        return chain, ""
    low, v = {w.lower() for w in words(chain[0].name)}, vocabulary()
    return (chain[1:], chain[0].name) if low & v.channels and low & v.plural else (chain, "")
