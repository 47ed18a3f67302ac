"""Who held a place from when until when, and by whose account."""

from whence.control.history import control
from whence.control.telling import held

__all__ = ["control", "held"]
