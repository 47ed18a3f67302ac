"""Who a link of a chain stands for, so that one party under several names is met as one.

The register decides where it can. Beyond it: officials without a state are those of the state the event lies in, people
with names are the same where one name holds the other, and unnamed people are known only by whom they spoke to.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from whence.actors import Register
from whence.records import Account, Link, Masthead
from whence.weigh.words import fold, vocabulary, words

# "Britain-based", "opposition-held": where or whose, not who.
_WHERE = re.compile(r"[\w.]+-(?:based|backed|born|controlled|held|led|linked|run|affiliated|aligned)\b", re.IGNORECASE)

_LETTERS = re.compile(r"\b([A-Z]{2,})s\b")  # "EUs", of which the apostrophe is lost


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is.

    Attributes:
        speaker: the very actor: "russia.mod", or a key made from the words.
        root: the party it counts as: "russia"; the speaker itself where it belongs to nobody known.
        party: the root as an id of the register, or None.
    """

    speaker: str
    root: str
    party: str | None = None


class Identities:
    """The identities of all who speak in one event."""

    def __init__(self, accounts: Iterable[Account], register: Register) -> None:
        """Learn the names that stand in the chains and the country that the event lies in."""
        self.register = register
        accounts = list(accounts)
        self.state = _state(accounts, register)
        links = [link for a in accounts for link in a.claim.chain if link.kind != "outlet"]
        known = [(_name(link), self._registered(link.party) or self._official(link)) for link in links]
        named = {(n, i) for n, i in known if n and i}
        self._known = sorted(named, key=lambda x: (-len(x[0]), sorted(x[0]), x[1].root, x[1].speaker))
        self._names = sorted({n for n, i in known if n and not i}, key=lambda n: (-len(n), sorted(n)))
        self._met: dict[tuple[str, str, str | None, str], Identity] = {}
        self._monitor = _only_monitor(links, self.state, register)

    def outlet(self, masthead: Masthead) -> Identity:
        """Return the outlet that printed a report; a report without one has an outlet of its own."""
        if not masthead.outlet and not masthead.party:
            return _plain(f"report:{masthead.report}")
        party = masthead.party
        if party is None or party not in self.register:
            actor = self.register.outlet(masthead.outlet)
            party = actor.id if actor else None
        return self._registered(party) or _plain(f"outlet:{fold(masthead.outlet)}")

    def of(self, link: Link, heard: Identity) -> Identity:
        """Return who a link is; `heard` is who passes it on, for people known only by whom they spoke to."""
        key = (link.name, link.kind, link.party, heard.speaker)
        if key not in self._met:
            self._met[key] = self._of(link, heard)
        return self._met[key]

    def _of(self, link: Link, heard: Identity) -> Identity:
        if link.kind == "unknown":
            return _plain(f"unnamed:{heard.speaker}")
        if found := self._registered(link.party):
            return _reporter(link, found) or found
        if link.kind == "outlet":
            return self._outlet(link)
        if _is_monitor(link):
            return self._monitor or _plain("organisation:monitor")
        return self._official(link) or self._named(link) or self._unnamed(link, heard)

    def _registered(self, party: str | None) -> Identity | None:
        if party is None or party not in self.register:
            return None
        root = self.register.party(party)
        return Identity(party, root, root)

    def _outlet(self, link: Link) -> Identity:
        actor = self.register.outlet(link.name)
        content = [w for w in words(link.name) if w.lower() not in vocabulary().empty]
        return self._registered(actor.id if actor else None) or _plain(f"outlet:{fold(' '.join(content) or link.name)}")

    def _official(self, link: Link) -> Identity | None:
        """Return the state of the event's country where the words name an organ of a state and no state."""
        low, v = {w.lower() for w in words(link.name)}, vocabulary()
        if (
            link.kind not in {"person", "organisation", "anonymous", "witness"}
            or not low & v.officials
            or low & v.not_state
        ):
            return None
        if self.state is None:
            return _plain("officials")
        return Identity(f"{self.state}:officials", self.state, self.state)

    def _named(self, link: Link) -> Identity | None:
        """Return who has a name: known under a longer one, or a new party of that name."""
        name = _name(link)
        if not name:
            return None
        known = next((i for n, i in self._known if name <= n), None)
        return known or _plain("name:" + "_".join(sorted(next(n for n in self._names if name <= n))))

    def _unnamed(self, link: Link, heard: Identity) -> Identity:
        low, v = [w.lower() for w in words(link.name)], vocabulary()
        if link.kind == "social_media" or set(low) & v.social:
            return _plain("social_media")
        content = [w for w in low if w not in v.empty]
        if link.kind in {"organisation", "document"} and content:
            return _plain(f"{link.kind}:{'_'.join(sorted(set(content)))}")
        group = next((name for name, of in v.people.items() if of & set(low)), None)
        group = group or ("witness" if link.kind == "witness" else "source")
        more = "+" if low and low[0] in v.others else ""
        return _plain(f"{group}{more}@{heard.speaker}")


def _plain(key: str) -> Identity:
    return Identity(key, key)


def _reporter(link: Link, outlet: Identity) -> Identity | None:
    """Return an outlet's own reporter on the spot, who sees for himself whatever the outlet cites."""
    low = {w.lower() for w in words(link.name)}
    seen = link.kind in {"witness", "person"} and low & (
        vocabulary().people["journalist"] | {"witness", "witnesses", "team"}
    )
    return Identity(f"reporter:{outlet.speaker}", outlet.root, outlet.party) if seen else None


def _is_monitor(link: Link) -> bool:
    """Tell whether a link is a body that watches the war and has no name: "a monitor", "the war monitoring group"."""
    v, low = vocabulary(), {w.lower() for w in words(_WHERE.sub("", link.name))} - vocabulary().empty
    return bool(low & v.monitors) and low <= v.monitors | v.monitoring and link.kind in {"organisation", "anonymous"}


def _only_monitor(links: Iterable[Link], state: str | None, register: Register) -> Identity | None:
    """Return the one monitor of the state's affairs that is named in the event, for those without a name."""
    named = {link.party for link in links if link.party and link.party in register}
    monitors = [register[p] for p in sorted(named) if register[p].kind == "monitor" and register[p].country]
    found = [m.id for m in monitors if state is None or state in m.country]
    return Identity(found[0], root := register.party(found[0]), root) if len(found) == 1 else None


def _name(link: Link) -> frozenset[str]:
    """Return the words of a link's proper name; none for people who are only described, or "a source" of nobody."""
    v, said = vocabulary(), words(_LETTERS.sub(r"\1", _WHERE.sub("", link.name)))
    if link.kind == "unknown":
        return frozenset()
    if link.kind in {"anonymous", "witness"}:
        at = next((i for i, w in enumerate(said) if w.lower() in v.prepositions), len(said))
        of = said[at + 1 :]
        has_name = any(w[0].isupper() for w in said[:at][1:]) and link.kind == "witness"
        if not any(w.lower() in v.bodies for w in of) and not has_name:
            return frozenset()
        said = said if has_name else of
    names = [
        w for i, w in enumerate(said) if w[0].isupper() and not (i == 0 and len(said) > 1 and w.lower() in v.empty)
    ]
    return frozenset(w.lower() for w in names) - v.titles - v.empty - v.social


def _state(accounts: Iterable[Account], register: Register) -> str | None:
    """Return the state in which the event lies, where all places of its claims lie in one."""
    found = Counter(p.place.country for a in accounts for p in a.claim.places if p.place and p.place.country)
    states = register.vocabularies["states"]
    return next((id for id, row in states.items() if row["iso"] in found), None) if len(found) == 1 else None
