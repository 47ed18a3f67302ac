"""Accounts made by hand, for tests of what comes after reading."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from whence.records import Account, Claim, ClaimPlace, ClaimTime, Count, Link, Masthead, Party, Place, Span
from whence.records.reading import CountWhat, PlaceRole, SourceKind, Status

HARBOUR = Place("test:1", "Harbour", 35.0, 36.0, "SY", "town")
PROVINCE = Place("test:2", "Province", 35.2, 36.2, "SY", "region")
FAR = Place("test:3", "Far Town", 33.0, 36.0, "SY", "town")
SPAN = Span(0, 1)
_numbers = count()


def link(name: str, kind: SourceKind = "organisation", party: str | None = None) -> Link:
    """Return one link of a chain."""
    return Link(SPAN, name, kind, party)


def account(
    chain: Sequence[Link] = (),
    *,
    report: str = "",
    outlet: str = "",
    published: str | None = "2020-05-01",
    type: str = "airstrike",
    status: Status = "happened",
    agents: Sequence[str | None] = (),
    targets: Sequence[str] = (),
    places: Sequence[tuple[Place, PlaceRole]] = (),
    days: tuple[str, str] | None = None,
    counts: Sequence[tuple[CountWhat, int | None, int | None]] = (),
    sentence: str = "",
) -> Account:
    """Return an account; agents, targets, place and time are the words of its sentence where these are found there."""
    n = next(_numbers)

    def words(of: str) -> Span:
        at = sentence.find(of.split(".")[-1].replace("_", " "))
        return Span(at, at + len(of.split(".")[-1])) if at >= 0 and of else SPAN

    time = ClaimTime(SPAN, "/".join(days), date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None
    claim = Claim(
        id=f"claim-{n:04}",
        type=type,
        trigger=SPAN,
        agents=tuple(Party(words(a or ""), a) for a in agents),
        targets=tuple(Party(words(t), t) for t in targets),
        places=tuple(ClaimPlace(words(p.name), role, p) for p, role in places),
        time=time,
        counts=tuple(Count(SPAN, low, high, False, what) for what, low, high in counts),
        status=status,
        chain=tuple(chain),
        cue=None,
        salience=0.5,
        acled=None,
        plover=None,
    )
    masthead = Masthead(report or f"report-{n:04}", outlet, None, date.fromisoformat(published) if published else None)
    return Account(claim, masthead, sentence)
