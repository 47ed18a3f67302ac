"""Claims about one happening, found among the claims of many reports."""

from whence.link.linker import LEAST, Linker, Telling
from whence.link.row import ROW

__all__ = ["LEAST", "ROW", "Linker", "Telling"]
