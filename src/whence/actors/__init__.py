"""Who is who: the register of actors, and the linking of a report's mentions to it."""

from whence.actors.actor import Actor, Designation
from whence.actors.linker import Linker, Mention
from whence.actors.register import Register

__all__ = ["Actor", "Designation", "Linker", "Mention", "Register"]
