"""Reports that reuse each other's text: found by sketches, judged by what they share, and which had it from which."""

from whence.copies.compare import SOON, compare
from whence.copies.sketch import Sketch

__all__ = ["SOON", "Sketch", "compare"]
