"""An actor of the register, and who has designated it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Designation:
    """A listing: by whom ("un"), from when until when (ISO day or year), under which reference."""

    by: str
    since: str
    until: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """One party or part of one.

    Attributes:
        id: stable, lower snake case; organs of a state carry its id before a dot ("russia.mod").
        kind: state, government, ministry, armed_forces, police, … (docs/actors.md lists them).
        country: ids of the states it acts in or belongs to.
        aliases: every other name, in Latin script and others.
        known_as: what reports call such an actor: jihadist, insurgent, separatist, militia, criminal; or "".
        part_of, owned_by, state_media_of: the party it belongs to, one step up.
        allied_with, hostile_to: parties it fights beside, or against.
    """

    id: str
    name: str
    kind: str
    country: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    known_as: str = ""
    part_of: str | None = None
    owned_by: str | None = None
    state_media_of: str | None = None
    allied_with: tuple[str, ...] = ()
    hostile_to: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()

    @property
    def above(self) -> str | None:
        """Return the party one step up, or None for a party of its own."""
        return self.part_of or self.owned_by or self.state_media_of
