"""The register of actors: who there is, who belongs to whom, who stands with whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from whence.actors.actor import Actor, Designation
from whence.actors.bundle import load as load_bundle
from whence.actors.tokens import folder, tokenize

OUTLETS = frozenset({"outlet", "agency"})


class Register(Mapping[str, Actor]):
    """All actors by id. Iterates in the order of the vocabularies; states and their organs come first."""

    def __init__(self, actors: Mapping[str, Actor], vocabularies: Mapping[str, Any]) -> None:
        """Take the actors and the vocabularies they came from (the linker needs those too)."""
        self._actors = dict(actors)
        self.vocabularies = vocabularies
        self.fold = folder(vocabularies["words"]["spellings"])
        self._outlets: dict[str, str] | None = None

    @classmethod
    def load(cls, vocabularies: Mapping[str, Any] | None = None) -> "Register":
        """Load the register that ships with Whence, or make one of the given vocabularies."""
        vocabularies = vocabularies or load_bundle()
        return cls({a.id: a for a in _actors(vocabularies)}, vocabularies)

    def __getitem__(self, id: str) -> Actor:
        """Return the actor; raises KeyError for an unknown id."""
        return self._actors[id]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._actors)

    def __len__(self) -> int:
        """Count the actors."""
        return len(self._actors)

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Return whom `id` belongs to, nearest first: through part-of, owned-by and state-media-of."""
        chain: list[str] = []
        above = self._actors[id].above
        while above is not None:
            chain.append(above)
            above = self._actors[above].above
        return tuple(chain)

    def party(self, id: str) -> str:
        """Return the root party: what one party's organs and media say counts as said by that party, once."""
        return (id, *self.ancestors(id))[-1]

    def related(self, a: str, b: str) -> str | None:
        """Tell how two actors stand: "same", "party" (one root party), "allied", "hostile" or None for unrelated.

        Alliance and hostility are taken from the register in either direction, for the actors or any they belong to;
        hostility of nearer actors weighs before alliance of remoter ones.
        """
        if a == b:
            return "same"
        up_a, up_b = (a, *self.ancestors(a)), (b, *self.ancestors(b))
        if up_a[-1] == up_b[-1]:
            return "party"
        for x in up_a:
            for y in up_b:
                if y in self._actors[x].hostile_to or x in self._actors[y].hostile_to:
                    return "hostile"
                if y in self._actors[x].allied_with or x in self._actors[y].allied_with:
                    return "allied"
        return None

    def same_side(self, a: str, b: str) -> bool:
        """Tell whether two actors are no independent sides: one party, or allied parties."""
        return self.related(a, b) in {"same", "party", "allied"}

    def outlet(self, name: str) -> Actor | None:
        """Return the outlet or agency called so in the inputs' metadata ("sputnik", "alaraby", "Al Jazeera"), or None."""
        if self._outlets is None:
            outlets = [a for a in self._actors.values() if a.kind in OUTLETS and "." not in a.id]
            names = [(self._plain(n), a.id) for a in outlets for n in (a.id, a.name, *a.aliases)]
            self._outlets = dict(reversed(names))
        key = self._plain(name.removesuffix(".com"))
        found = self._outlets.get(key) or self._outlets.get(key.removeprefix("the"))
        return self._actors[found] if found else None

    def _plain(self, name: str) -> str:
        """Fold a name to its letters alone."""
        return "".join(t.fold for t in tokenize(name.replace("_", " "), self.fold))


def _actors(vocabularies: Mapping[str, Any]) -> Iterator[Actor]:
    """Make all actors: states, their organs, then the listed ones, which may add names to an organ."""
    listings: dict[str, list[dict[str, str]]] = vocabularies["designations"]
    listed = {id: (row, kind) for id, row, kind in _rows(vocabularies)}
    for state, row in vocabularies["states"].items():
        names = (*row["aka"], *row["people"])
        yield Actor(state, row["name"], "state", (state,), names)
        for organ, template in vocabularies["organs"].items():
            id = f"{state}.{organ}"
            yield _organ(id, state, row["name"], template, listed.pop(id, ({}, ""))[0])
    for id, (row, kind) in listed.items():
        yield _listed(id, row, kind, listings.get(id, []))


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
    return Actor(id, template["name"].format(name), template["kind"], (state,), tuple(own), known_as, part_of)


def _listed(id: str, row: Mapping[str, Any], kind: str, listings: list[dict[str, str]]) -> Actor:
    """Make an actor from its row."""
    names = (*row.get("aka", []), *row.get("people", []), *row.get("leaders", []))
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
        hostile_to=tuple(row.get("hostile", [])),
        designations=tuple(Designation(**d) for d in listings),
    )
