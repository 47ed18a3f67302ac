"""Who is who: the register of actors, and the linking of a report's mentions to it."""

from whence.actors.actor import Actor, Designation
from whence.actors.linker import Linker
from whence.actors.register import Register
from whence.actors.survey import Mention

__all__ = ["Actor", "Designation", "Linker", "Mention", "Register"]
