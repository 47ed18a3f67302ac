"""Who asks."""

from dataclasses import dataclass

from whence.store.people import Role

RANKS: dict[str, int] = {"reader": 0, "reviewer": 1, "admin": 2}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the desk."""

    name: str
    role: Role

    @property
    def reviews(self) -> bool:
        """Tell whether this one may decide and upload."""
        return RANKS[self.role] >= RANKS["reviewer"]
