"""The reader model: one small transformer encoder with several heads, run by ONNX Runtime."""

from whence.neural.marks import Cue, Mark, Marks, Source, Trigger
from whence.neural.sentences import sentences
from whence.neural.tagger import Tagger

__all__ = ["Cue", "Mark", "Marks", "Source", "Tagger", "Trigger", "sentences"]
