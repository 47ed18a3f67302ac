"""What takes long to ask of a store: kept until somebody writes to it."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from whence.store import Store
from whence.store.columns import Watch

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """An answer that is asked for anew once the store has changed."""

    def __init__(self, store: Store, ask: Callable[[], Answer]) -> None:
        """Take the question; nothing is asked yet."""
        self._store, self._ask, self._lock = store, ask, Lock()
        self._watch: Watch | None = None
        self._held: tuple[int, Answer] | None = None

    def get(self) -> Answer:
        """Return the answer as the store stands."""
        with self._lock:
            self._watch = self._watch or self._store.watch()
            version = self._watch.version()  # before the question: what is written meanwhile is asked for next time
            if self._held is None or self._held[0] != version:
                self._held = version, self._ask()
            return self._held[1]

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            if self._watch:
                self._watch.close()
                self._watch = None
