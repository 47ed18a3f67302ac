"""What adding needs beside the database."""

from functools import cached_property

from whence.actors import Register
from whence.link import Linker
from whence.store.accounts import Accounts


class Workshop:
    """The register, the linker and the accounts at hand, each loaded when it is first asked for."""

    def __init__(self, accounts: Accounts) -> None:
        """Load nothing yet."""
        self.accounts = accounts

    @cached_property
    def register(self) -> Register:
        """Return the register of actors."""
        return Register.load()

    @cached_property
    def linker(self) -> Linker:
        """Return the linker with its models."""
        return Linker(self.register)
