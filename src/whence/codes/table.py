"""The table of claim types and their codes, read from YAML and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whence.records import AcledCode, PloverCode

Code = AcledCode | PloverCode
SCHEMES = ("acled", "plover")
_WORDY = ("words", "trigger", "without")
_KINDLY = ("agents", "targets")


class TableError(ValueError):
    """The table is not well formed; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a claim must show for `code` (None: the scheme has no place for it); None in a field asks nothing."""

    code: Code | None
    words: str | None = None
    trigger: str | None = None
    without: str | None = None
    agents: str | None = None
    targets: str | None = None
    status: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ClaimType:
    """A claim type: what it covers, its rules in order, how its announcement is coded.

    `speech`: the type is itself a call or a threat, so its status changes nothing.
    """

    name: str
    covers: str
    acled: tuple[Rule, ...]
    plover: tuple[Rule, ...]
    intent: str
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table. `intents` and `statuses` as in the YAML, with codes in place of their words.

    `words` holds the source of a regular expression per list; it is compiled when a claim first needs it.
    """

    types: Mapping[str, ClaimType]
    words: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    statuses: Mapping[str, tuple[bool, str]]
    intents: Mapping[str, Mapping[str, PloverCode | None]]
    acled: Mapping[str, AcledCode]
    plover: Mapping[str, frozenset[str]]


@cache
def table() -> Table:
    """Return the table that comes with Whence."""
    return read(files(__package__).joinpath("table.yml").read_text("utf-8"))


def read(text: str) -> Table:
    """Return the table written in the YAML `text`. Raises TableError, naming the entry, where it is not well formed."""
    try:
        raw = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise TableError(f"not YAML: {error}") from error
    sections = ("acled", "plover", "statuses", "intents", "kinds", "words", "types")
    if missing := [name for name in sections if not isinstance(raw, dict) or not isinstance(raw.get(name), dict)]:
        raise TableError(f"no section {', '.join(missing)}")
    reader = _Reader(raw)
    return Table(
        types={name: reader.claim_type(name, row) for name, row in raw["types"].items()},
        words={name: _pattern(name, stems) for name, stems in raw["words"].items()},
        kinds={name: frozenset(kinds) for name, kinds in raw["kinds"].items()},
        statuses={name: (row["acled"], row["plover"]) for name, row in raw["statuses"].items()},
        intents=reader.intents(),
        acled=reader.acled,
        plover=reader.plover,
    )


def _pattern(name: str, stems: Any) -> str:
    """Return a pattern for any stem of a word list: * stands for any ending."""
    if not isinstance(stems, list) or not stems or not all(isinstance(stem, str) for stem in stems):
        raise TableError(f"words {name}: not a list of strings")
    parts = "|".join(re.escape(s).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for s in stems)
    return rf"(?<![\w-])(?:{parts})(?!\w)"


class _Reader:
    """Reads rules against the vocabularies of one YAML document."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.acled = {sub: AcledCode(event, sub) for event, subs in raw["acled"].items() for sub in subs}
        self.plover = {event: frozenset(modes) for event, modes in raw["plover"].items()}

    def claim_type(self, name: str, row: Any) -> ClaimType:
        if not isinstance(row, dict) or not isinstance(row.get("covers"), str):
            raise TableError(f"type {name}: it does not say what it covers")
        if extra := set(row) - {"covers", "intent", "speech", *SCHEMES}:
            raise TableError(f"type {name}: unknown field {', '.join(sorted(extra))}")
        if row.get("intent") not in self.raw["intents"]:
            raise TableError(f"type {name}: intent {row.get('intent')!r} is not in the table")
        rules = {scheme: self._rules(f"type {name}: {scheme}", scheme, row.get(scheme)) for scheme in SCHEMES}
        return ClaimType(name, row["covers"], rules["acled"], rules["plover"], row["intent"], bool(row.get("speech")))

    def _rules(self, where: str, scheme: str, rows: Any) -> tuple[Rule, ...]:
        if not isinstance(rows, list):
            raise TableError(f"{where}: not a list of rules")
        rules = tuple(self._rule(f"{where} rule {n}", scheme, row) for n, row in enumerate(rows, 1))
        if any(not isinstance(row, dict) for row in rows[:-1]):
            raise TableError(f"{where}: a rule stands after one that always fits")
        return rules

    def _rule(self, where: str, scheme: str, row: Any) -> Rule:
        if not isinstance(row, dict):
            return Rule(self.code(where, scheme, row))
        if extra := set(row) - {"code", "status", *_WORDY, *_KINDLY}:
            raise TableError(f"{where}: unknown field {', '.join(sorted(extra))}")
        if "code" not in row:
            raise TableError(f"{where}: it gives no code")
        for fields, section in ((_WORDY, "words"), (_KINDLY, "kinds")):
            for name in fields:
                if name in row and row[name] not in self.raw[section]:
                    raise TableError(f"{where}: {name} {row[name]!r} is not among the {section}")
        for status in row.get("status", ()):
            if status not in self.raw["statuses"]:
                raise TableError(f"{where}: status {status!r} is not in the table")
        asked = {name: row.get(name) for name in (*_WORDY, *_KINDLY)}
        return Rule(
            self.code(where, scheme, row["code"]), **asked, status=tuple(row["status"]) if "status" in row else None
        )

    def code(self, where: str, scheme: str, written: Any) -> Code | None:
        """Return the code written as an ACLED sub-event type, or as a PLOVER event and mode."""
        if written is None:
            return None
        if scheme == "acled":
            if written not in self.acled:
                raise TableError(f"{where}: {written!r} is no ACLED sub-event type")
            return self.acled[written]
        event, _, mode = str(written).partition(" ")
        if event not in self.plover or (mode and mode not in self.plover[event]):
            raise TableError(f"{where}: {written!r} is no PLOVER event and mode")
        return PloverCode(event, mode or None)

    def intents(self) -> dict[str, dict[str, PloverCode | None]]:
        found: dict[str, dict[str, PloverCode | None]] = {}
        for name, row in self.raw["intents"].items():
            found[name] = {}
            for status, written in row.items():
                code = self.code(f"intent {name}: {status}", "plover", written)
                found[name][status] = code if isinstance(code, PloverCode) else None
        return found
