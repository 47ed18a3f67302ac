"""Link the mentions of one report to actors of the register."""

from collections.abc import Iterable, Sequence
from typing import Any

from whence.actors.register import Register
from whence.actors.survey import Mention, Survey, Tools
from whence.records import Span


class Linker:
    """Says which actor of the register a mention stands for."""

    def __init__(self, register: Register) -> None:
        """Index the register; takes some tens of milliseconds, so keep the linker."""
        self.register = register
        self._tools = Tools.of(register)

    def link(self, text: str, mentions: Sequence[Mention], places: Iterable[Any] = ()) -> tuple[str | None, ...]:
        """Return the id of the actor that each mention stands for, or None where that is unclear or nobody.

        Args:
            text: the report's text.
            mentions: spans into it, in any order.
            places: places, toponyms or ISO country codes of the report; they help to say which state is meant.
        """
        survey = Survey(self._tools, text, places)
        order = sorted(range(len(mentions)), key=lambda i: (mentions[i].span.start, -mentions[i].span.end))
        survey.read_all(mentions)
        found = {i: survey.resolve(mentions[i]) for i in order}
        return tuple(found[i] for i in range(len(mentions)))

    def affiliation(
        self, text: str, span: Span, mentions: Sequence[Mention] = (), places: Iterable[Any] = ()
    ) -> str | None:
        """Return the actor that a source speaks for, or None: residents, activists and the unnamed speak for nobody.

        `mentions` are the report's other mentions; those before `span` let "the source" and "he" be resolved.
        """
        before = [m for m in mentions if m.span.start < span.start]
        return self.link(text, [*before, Mention(span)], places)[-1]
