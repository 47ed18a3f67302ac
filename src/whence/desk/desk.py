"""What every request of the desk has at hand: the store, the register of actors, the settings."""

from collections.abc import Container, Iterable
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import HTTPConnection

from whence.actors import Linker, Register
from whence.desk.called import outlet, short
from whence.desk.kept import Kept
from whence.desk.overview import Overview
from whence.desk.settings import Settings
from whence.desk.uploads import Uploads
from whence.naming import below
from whence.records import Place
from whence.review import Review
from whence.store import Source, Store

MOST_TOLD = 200
LEADING = 2  # actors of a headline


class Desk:
    """One desk over one store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Take the store, which stays the caller's to close."""
        self.store = store
        self.settings = settings

    @cached_property
    def register(self) -> Register:
        """Return the register of actors, loaded when it is first asked for."""
        return Register.load()

    @cached_property
    def review(self) -> Review:
        """Return what takes decisions."""
        return Review(self.store, self.register)

    @cached_property
    def uploads(self) -> Uploads:
        """Return what reads the reports that people bring."""
        return Uploads(self.store)

    def close(self) -> None:
        """End what goes on beside the requests."""
        if "uploads" in vars(self):
            self.uploads.close()
        for kept in ("overview", "sources", "most_told"):
            if kept in vars(self):
                getattr(self, kept).close()

    @cached_property
    def overview(self) -> Overview:
        """Return all events as columns in memory, read when they are first asked for."""
        return Overview(self.store)

    @cached_property
    def sources(self) -> Kept[tuple[Source, ...]]:
        """Return the records of all roots."""
        return Kept(self.store, self.store.sources)

    @cached_property
    def most_told(self) -> Kept[tuple[tuple[tuple[Place, int], ...], tuple[tuple[str, int], ...]]]:
        """Return the places and the actors that most is told of, and how much."""
        return Kept(self.store, lambda: (self.store.told_places(MOST_TOLD), self.store.told_actors(MOST_TOLD)))

    @cached_property
    def linker(self) -> Linker:
        """Return what finds actors by their names."""
        return Linker(self.register)

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Return all that belongs to an actor, by its id; actors without parts are left out."""
        return below(self.register)

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """Return every name of every actor, in lower case, with its id, in the order of the names."""
        return sorted((n.casefold(), a.id) for a in self.register.values() for n in (a.name, *a.aliases))

    def name(self, actor: str) -> str:
        """Return what an actor is called; its id where the register does not have it."""
        return self.register[actor].name if actor in self.register else actor

    def leading(self, actors: Iterable[str], first: Container[str] = ()) -> list[str]:
        """Return the names of the first actors, of each party one; `first` are those to be named before the others."""
        out: dict[str, str] = {}
        for id in sorted(actors, key=lambda a: a not in first):
            if len(out) < LEADING:
                out.setdefault(self.register.party(id) if id in self.register else id, short(self.name(id)))
        return list(out.values())

    def outlet(self, name: str) -> str:
        """Return what the register calls an outlet; its own word where it has none."""
        return outlet(self.register, name)


def at_hand(connection: HTTPConnection) -> Any:
    """Return the desk that a request is made to."""
    return connection.app.state.desk


AtHand = Annotated[Desk, Depends(at_hand)]
