"""The register of actors: who there is, who belongs to whom, who stands with whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from whence.actors.actor import Actor, Designation
from whence.actors.tokens import folder, tokenize
from whence.actors.vocabulary import load as load_bundle

OUTLETS = frozenset({"outlet", "agency"})
# Groups known as one of these fight the states they are in, where their row says nothing of where they stand.
AGAINST_STATE = frozenset({"insurgent", "jihadist", "separatist"})


class Register(Mapping[str, Actor]):
    """All actors by id: states, their organs, then the listed ones."""

    def __init__(self, vocabularies: Mapping[str, Any]) -> None:
        """Take the vocabularies; the organs of states are made when first asked for, for they are many."""
        self.vocabularies = vocabularies
        self.fold = folder(vocabularies["words"]["spellings"])
        self._rows = {id: (row, kind) for id, row, kind in _rows(vocabularies)}
        self._organs = {f"{s}.{o}" for s in vocabularies["states"] for o in vocabularies["organs"]}
        self._made: dict[str, Actor] = {}
        self._related: dict[tuple[str, str], str | None] = {}
        self._outlets: dict[str, str] | None = None
        self._printed: dict[str, str | None] = {}
        self._ties = {how: _pairs(rows) for how, rows in vocabularies["relations"].items()}

    @classmethod
    def load(cls, vocabularies: Mapping[str, Any] | None = None) -> "Register":
        """Load the register that ships with Whence, or make one of the given vocabularies."""
        return cls(vocabularies or load_bundle())

    def __getitem__(self, id: str) -> Actor:
        """Return the actor; raises KeyError for an unknown id."""
        if id not in self._made:
            self._made[id] = self._make(id)
        return self._made[id]

    def __contains__(self, id: object) -> bool:
        """Tell whether there is such an actor."""
        return id in self._rows or id in self._organs or id in self.vocabularies["states"]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        yield from self.vocabularies["states"]
        yield from sorted(self._organs)
        yield from (id for id in self._rows if id not in self._organs)

    def __len__(self) -> int:
        """Count the actors."""
        return len(self.vocabularies["states"]) + len(self._organs | self._rows.keys())

    def _make(self, id: str) -> Actor:
        """Make a state, an organ, or a listed actor from its row."""
        states = self.vocabularies["states"]
        if id in states:
            return Actor(id, states[id]["name"], "state", (id,), (*states[id]["aka"], *states[id]["people"]))
        if id in self._organs:
            state, organ = id.split(".")
            row = self._rows.get(id, ({}, ""))[0]
            return _organ(id, state, states[state]["name"], self.vocabularies["organs"][organ], row)
        row, kind = self._rows[id]
        un = self.vocabularies["un_list"].get(id, {"aka": [], "listed": []})
        return _listed(id, row, kind, un["aka"], un["listed"] + self.vocabularies["listings"].get(id, []))

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Return whom `id` belongs to, nearest first: through part-of, owned-by and state-media-of."""
        chain: list[str] = []
        above = self[id].above
        while above is not None:
            chain.append(above)
            above = self[above].above
        return tuple(chain)

    def party(self, id: str) -> str:
        """Return the root party: what one party's organs and media say counts as said by that party, once."""
        return (id, *self.ancestors(id))[-1]

    def related(self, a: str, b: str) -> str | None:
        """Tell how two actors stand: "same", "party" (one root party), "allied", "hostile" or None for unrelated.

        Alliance and hostility are taken from the register in either direction, for the actors or any they belong to;
        hostility of nearer actors weighs before alliance of remoter ones.
        """
        if (a, b) not in self._related:
            self._related[a, b] = self._relate(a, b)
        return self._related[a, b]

    def _relate(self, a: str, b: str) -> str | None:
        if a == b:
            return "same"
        up_a, up_b = (a, *self.ancestors(a)), (b, *self.ancestors(b))
        if up_a[-1] == up_b[-1]:
            return "party"
        for x in up_a:
            for y in up_b:
                if y in self[x].hostile_to or x in self[y].hostile_to or (x, y) in self._ties["hostile"]:
                    return "hostile"
                if y in self[x].allied_with or x in self[y].allied_with or (x, y) in self._ties["allied"]:
                    return "allied"
        return None

    def same_side(self, a: str, b: str) -> bool:
        """Tell whether two actors are no independent sides: one party, or allied parties."""
        return self.related(a, b) in {"same", "party", "allied"}

    def outlet(self, name: str) -> Actor | None:
        """Return the outlet or agency that metadata calls so ("sputnik", "alaraby", "Al Jazeera"), or None."""
        if name not in self._printed:
            if len(self._printed) >= 10_000:
                self._printed.clear()
            self._printed[name] = self._outlet(name)
        found = self._printed[name]
        return self[found] if found else None

    def _outlet(self, name: str) -> str | None:
        if self._outlets is None:
            outlets = [self[id] for id, (row, kind) in self._rows.items() if row.get("kind", kind) in OUTLETS]
            names = [(self._plain(n), a.id) for a in outlets for n in (a.id, a.name, *a.aliases)]
            self._outlets = dict(reversed(names))
        key = self._plain(name.removesuffix(".com"))
        return self._outlets.get(key) or self._outlets.get(key.removeprefix("the"))

    def _plain(self, name: str) -> str:
        """Fold a name to its letters alone."""
        return "".join(t.fold for t in tokenize(name.replace("_", " "), self.fold))


def _pairs(rows: Mapping[str, list[str]]) -> frozenset[tuple[str, str]]:
    """Return who stands so to whom, both ways."""
    pairs = [(a, b) for a, others in rows.items() for b in others]
    return frozenset(pairs + [(b, a) for a, b in pairs])


def _rows(vocabularies: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Iterate over all rows of the files that list actors, with the kind their file gives them."""
    for content in vocabularies.values():
        if "actors" in content:
            for id, row in content["actors"].items():
                yield id, row, content["kind"]


def _organ(id: str, state: str, name: str, template: Mapping[str, Any], row: Mapping[str, Any]) -> Actor:
    """Make the organ of a state from its template and the names it has of its own."""
    own = row.get("aka", []) + row.get("leaders", [])
    above = template.get("part_of", state)
    part_of = above if above in (None, state) else f"{state}.{above}"
    known_as = {"rebels": "insurgent", "militias": "militia"}.get(id.split(".")[1], "")
    against = (state,) if known_as in AGAINST_STATE else ()
    names = tuple(own)
    return Actor(
        id, template["name"].format(name), template["kind"], (state,), names, known_as, part_of, hostile_to=against
    )


def _listed(id: str, row: Mapping[str, Any], kind: str, aka: list[str], listings: list[dict[str, str]]) -> Actor:
    """Make an actor from its row, the names a listing adds, and the listings."""
    names = (*row.get("aka", []), *aka, *row.get("people", []), *row.get("leaders", []))
    stands = any(key in row for key in ("hostile", "allied", "part_of"))
    against = () if stands or row.get("is") not in AGAINST_STATE else row.get("in", [])
    return Actor(
        id=id,
        name=row["name"],
        kind=row.get("kind", kind),
        country=tuple(row.get("in", [])),
        aliases=tuple(names),
        known_as=row.get("is", ""),
        part_of=row.get("part_of"),
        owned_by=row.get("owned_by"),
        state_media_of=row.get("state_media_of"),
        allied_with=tuple(row.get("allied", [])),
        hostile_to=tuple(row.get("hostile", against)),
        designations=tuple(Designation(**d) for d in listings),
    )
