"""The sides among the roots: each belligerent with those who fight with it, and one for all third parties."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from whence.actors import Register
from whence.records import Account
from whence.weigh.voices import Voice
from whence.weigh.words import vocabulary, words

THIRD = "third"
BYSTANDERS = frozenset({"agency", "outlet", "monitor", "ngo", "international", "community", "court"})


def sides(
    voices: Sequence[Voice], accounts: Iterable[Account], state: str | None, register: Register
) -> dict[str, str]:
    """Return the side of each root: the id of a belligerent, or "third".

    Belligerent is who acts or suffers in the event, who the register says stands with or against one of these, and the
    state the event lies in where one of the two is not known. Allies make one camp, unless a hostility parts them.

    Args:
        voices: the voices that vouch.
        accounts: all accounts of the event.
        state: the state that the event lies in, or None.
        register: who stands with whom.
    """
    principals = _principals(accounts, state, register)
    roots = {v.who.root: v.who.party for v in voices}
    out = {root: _nameless(root, voices) for root, party in roots.items() if party is None}
    parties = [p for p in dict.fromkeys(roots.values()) if p is not None]
    fighting = [p for p in parties if _fights(p, principals, parties, register)]
    camps = _camps([*principals, *(p for p in fighting if p not in principals)], register)
    return out | {p: camps[p] if p in fighting else THIRD for p in parties}


def _principals(accounts: Iterable[Account], state: str | None, register: Register) -> list[str]:
    """Return who acts or suffers, as parties, those named most often first."""
    count: Counter[str] = Counter()
    whole = True
    for a in accounts:
        for role in (a.claim.agents, a.claim.targets):
            actors = [p.actor for p in role if p.actor is not None and p.actor in register]
            found = [register.party(p) for p in actors if register[p].kind not in BYSTANDERS]
            count.update(found)
            whole &= bool(found)
    if state is not None and not whole:
        count[state] += 0
    return sorted(count, key=lambda p: (-count[p], p))


def _fights(party: str, principals: Sequence[str], parties: Sequence[str], register: Register) -> bool:
    """Tell whether a party is one of the belligerents; media are where they stand by one."""
    if party in principals:
        return True
    stands = {register.related(party, p) for p in principals}
    if register[party].kind in BYSTANDERS:
        return "allied" in stands
    return bool(stands & {"allied", "hostile"}) or any(register.related(party, p) == "hostile" for p in parties)


def _camps(parties: Sequence[str], register: Register) -> Mapping[str, str]:
    """Return the camp of each party: the first to come gives it its name."""
    camps: dict[str, list[str]] = {}
    for p in parties:
        stands = {camp: {register.related(p, m) for m in members} for camp, members in camps.items()}
        with_it = [camp for camp, how in stands.items() if how & {"allied", "party", "same"} and "hostile" not in how]
        if not with_it:
            camps[p] = [p]
            continue
        for camp in with_it[1:]:
            if not _enemies(camps[with_it[0]], camps[camp], register):
                camps[with_it[0]] += camps.pop(camp)
        camps[with_it[0]].append(p)
    return {m: camp for camp, members in camps.items() for m in members}


def _enemies(a: Sequence[str], b: Sequence[str], register: Register) -> bool:
    return any(register.related(x, y) == "hostile" for x in a for y in b)


def _nameless(root: str, voices: Sequence[Voice]) -> str:
    """Return the side of a root beyond the register: its own where its name says that it fights."""
    said = {w.lower() for v in voices if v.who.root == root and v.link for w in words(v.link.name)}
    fights = root.startswith(("name:", "organisation:", "source@")) and said & vocabulary().armed
    return root if fights else THIRD
