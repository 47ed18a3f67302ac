"""The command line: `whence`."""

from whence.cli.app import main

__all__ = ["main"]
