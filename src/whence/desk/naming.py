"""Places and actors of the desk by what people call them."""

from bisect import bisect_left

from whence import naming
from whence.desk.desk import Desk
from whence.desk.errors import not_found
from whence.records import Place


def places(desk: Desk, name: str) -> tuple[Place, ...]:
    """Return the stored places that an id or name stands for, those most told of first; an alternate name will do.

    Raises the error of a page that is not found where there is none.
    """
    found = naming.stored_places(desk.store, name)
    if not found:
        raise not_found("place", name)
    return found


def places_like(desk: Desk, name: str, limit: int) -> tuple[Place, ...]:
    """Return the stored places whose name begins so, and those that have another name that is this one."""
    called = name.strip()
    others = (p for known in naming.gazetteer_places(called) for p in desk.store.places(known.id))
    return tuple(dict.fromkeys((*desk.store.places_like(called, limit), *others)))[:limit]


def actor(desk: Desk, name: str) -> str:
    """Return the id of the actor that an id or name stands for; raises "not found" where there is none."""
    id = naming.actor(name, desk.linker)
    if id is None:
        raise not_found("actor", name)
    return id


def with_parts(desk: Desk, id: str) -> tuple[str, ...]:
    """Return an actor and all that the register has as its parts."""
    return (id, *desk.parts.get(id, ()))


def actors_like(desk: Desk, name: str, limit: int) -> list[str]:
    """Return the ids of actors of which a name begins so, the shortest names first."""
    start = name.casefold().strip()
    if not start:
        return []
    first, last = bisect_left(desk.names, (start,)), bisect_left(desk.names, (start + "\U0010ffff",))
    found: dict[str, int] = {}
    for n, id in desk.names[first:last]:
        found[id] = min(len(n), found.get(id, len(n)))
    return sorted(found, key=lambda id: (found[id], id))[:limit]
