"""Places and actors by what people call them: an id, a name, another name."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.actors import Linker, Register
    from whence.gazetteer import Gazetteer
    from whence.records import Place
    from whence.store import Store


def stored_places(store: "Store", name: str) -> "tuple[Place, ...]":
    """Return the stored places that an id or name stands for, those most told of first; an alternate name will do."""
    return store.places(name) or tuple(p for place in gazetteer_places(name) for p in store.places(place.id))


def gazetteer_places(name: str) -> "tuple[Place, ...]":
    """Return the places that the gazetteer has of this name, the most populous first."""
    return tuple(match.row.place for match in _gazetteer().lookup(name))


def actor(name: str, linker: "Linker") -> str | None:
    """Return the id of the actor that an id or name stands for, None where there is none."""
    from whence.actors import Mention
    from whence.records import Span

    if name in linker.register or not name.strip():
        return name if name in linker.register else None
    id = linker.link(name, [Mention(Span(0, len(name)), None)], [])[0]
    return id if id in linker.register else None


def below(register: "Register") -> dict[str, tuple[str, ...]]:
    """Return all that belongs to an actor, by its id; actors without parts are left out."""
    parts: dict[str, list[str]] = {}
    for id in register:
        for above in register.ancestors(id):
            parts.setdefault(above, []).append(id)
    return {id: tuple(ids) for id, ids in parts.items()}


@cache
def _gazetteer() -> "Gazetteer":
    from whence.gazetteer import Gazetteer

    return Gazetteer()
