"""Who is who: the register of actors."""

from whence.actors.actor import Actor, Designation
from whence.actors.register import Register

__all__ = ["Actor", "Designation", "Register"]
