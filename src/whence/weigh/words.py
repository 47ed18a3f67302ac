"""Word classes that tell who an unregistered source is; from words.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The classes, each a set of lower-case words; `people` are classes of unnamed people by name, `reactions` and
    `tellings` patterns."""

    people: dict[str, frozenset[str]]
    officials: frozenset[str]
    not_state: frozenset[str]
    armed: frozenset[str]
    social: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    others: frozenset[str]
    plural: frozenset[str]
    channels: frozenset[str]
    prepositions: frozenset[str]
    empty: frozenset[str]
    monitors: frozenset[str]
    monitoring: frozenset[str]
    reactions: frozenset[str]
    tellings: frozenset[str]


@cache
def vocabulary() -> Words:
    """Load the word classes."""
    rows = yaml.safe_load((files("whence.weigh") / "words.yaml").read_text("utf8"))
    people = {name: frozenset(words) for name, words in rows.pop("people").items()}
    return Words(people=people, **{k: frozenset(v) for k, v in rows.items()})


def words(text: str) -> list[str]:
    """Return the words of a wording, as written; "Russian-installed" is two, "O'Neil" one."""
    return [
        part for word in _WORD.findall(text) for part in word.replace("’s", "").replace("'s", "").split("-") if part
    ]


def fold(text: str) -> str:
    """Return a wording as a key: its words in lower case, joined by underscores."""
    return "_".join(w.lower() for w in words(text))
