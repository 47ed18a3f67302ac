"""The roots of an event, how far they are independent, and the sides they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence.actors import Register
from whence.records import Account, Copy, Dependence, Root, SourceKind, Words
from whence.weigh.camps import sides
from whence.weigh.comments import commentators
from whence.weigh.dependences import dependences, edges
from whence.weigh.identity import Identities
from whence.weigh.independence import largest
from whence.weigh.voices import Voice, listen
from whence.weigh.words import vocabulary, words

FULLEST = 12  # words; a longer "name" has more in it than a name
_VAGUE = frozenset({"anonymous", "outlet", "unknown", "witness", "social_media"})


@dataclass(frozen=True, slots=True)
class Rooting:
    """Who vouches for an event.

    Attributes:
        roots: in the order of the accounts; dependences: why some of them don't count as two.
        independent: the ids of a largest set of roots that are independent two by two.
        sides: the camps among the roots that rest on no other, each once.
        voices: who stands behind each account that vouches; denials: behind each that denies.
    """

    roots: tuple[Root, ...]
    dependences: tuple[Dependence, ...]
    independent: tuple[str, ...]
    sides: tuple[str, ...]
    voices: tuple[Voice, ...]
    denials: tuple[Voice, ...]


def roots(accounts: Sequence[Account], copies: Sequence[Copy], register: Register) -> Rooting:
    """Find the roots of accounts of one happening; a denial vouches for nothing."""
    identities = Identities(accounts, register)
    heard = listen(accounts, copies, identities)
    voices = tuple(v for v in heard if v.account.claim.status != "denied")
    denials = tuple(v for v in heard if v.account.claim.status == "denied")
    order = list(dict.fromkeys(v.who.root for v in voices))
    found = dependences(voices, copies, commentators(voices))
    camps = sides(voices, accounts, identities.state, register)
    rows = tuple(_root([v for v in voices if v.who.root == id], camps[id], register) for id in order)
    independent = largest(order, edges(found, order))
    resting = {d.a for d in found}
    free = [r for r in rows if r.id not in resting] or [r for r in rows if r.id in independent]
    return Rooting(rows, found, independent, tuple(dict.fromkeys(r.side for r in free)), voices, denials)


def _root(voices: Sequence[Voice], side: str, register: Register) -> Root:
    who = voices[0].who
    named = [v.link for v in voices if v.link is not None]
    plain = [link for link in named if link.kind not in _VAGUE] or named
    kind: SourceKind = plain[0].kind if plain else "outlet"
    name = _wording([link.name for link in plain]) or voices[0].account.report.outlet
    if not name:
        name = register[who.party].name if who.party else who.speaker
    claims = tuple(dict.fromkeys(v.account.ref for v in voices))
    return Root(who.root, who.party, kind, name, side, claims, tuple(dict.fromkeys(map(_words, voices))))


def _wording(names: Sequence[str]) -> str:
    """Return the fullest of the names that are names, else the shortest."""
    short = [n for n in names if len(words(n)) <= FULLEST]
    return max(short, key=_fullness) if short else min(names, key=lambda n: (len(n), n), default="")


def _words(voice: Voice) -> Words:
    report, link = voice.account.report, voice.link
    return Words(report.report, link.span if link else None, link.name if link else report.outlet)


def _fullness(name: str) -> tuple[int, str]:
    return (sum(w.lower() not in vocabulary().empty for w in words(name)), name)


def asserted(voices: Iterable[Voice]) -> str:
    """Return the words by which a source says that others confirm it, "" where none does."""
    return next((v.asserted for v in voices if v.asserted), "")
