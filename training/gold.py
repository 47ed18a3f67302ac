"""Training examples: words with their word pieces, and what is marked on them, from each corpus of ../shared."""

import importlib.util
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from tokenizers import Tokenizer

from whence.neural.labels import CLAIM_TYPES, CUE_ROLES, ENTITIES, SOURCE_KINDS, STATUSES, TRIGGER_ROLES
from whence.neural.windows import Words, split

SHARED = Path(__file__).resolve().parents[2] / "shared"
TRAINING = Path(__file__).resolve().parent
Range = tuple[int, int]  # of word indices, half open


@dataclass(slots=True)
class Predicate:
    """A trigger or a cue with what belongs to it: `roles` are (group, tag index of begin, first, last word)."""

    first: int
    last: int
    roles: list[tuple[str, int, int, int]]
    type: int = -1
    status: int = -1


@dataclass(slots=True)
class Example:
    """One text and the marks on it. Only the heads in `tasks` learn from it."""

    id: str
    words: Words
    tasks: frozenset[str]
    tags: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)  # head → (begin tag, first, last)
    triggers: list[Predicate] = field(default_factory=list)
    cues: list[Predicate] = field(default_factory=list)
    kinds: list[tuple[int, int, int]] = field(default_factory=list)
    ours: bool = False  # annotated by us, not by those who made the gold


def rows(path: str) -> list[dict[str, Any]]:
    """Return the records of a JSON-lines file: our own texts where `path` starts with own/, else below ../shared."""
    base = TRAINING if path.startswith("own/") else SHARED
    return [json.loads(line) for line in (base / path).read_text("utf8").split("\n") if line.strip()]


def held_out(id_: str) -> bool:
    """Tell whether a record of a corpus without a split of its own is kept for development: one in four."""
    return crc32(id_.encode()) % 4 == 0


class Aligner:
    """Character offsets to word ranges."""

    def __init__(self, words: Words) -> None:
        """Index the words of one text."""
        self.starts = [s.start for s in words.spans]
        self.ends = [s.end for s in words.spans]

    def __call__(self, start: int, end: int) -> Range | None:
        """Return the words that overlap text[start:end], or None where there are none."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return (first, last) if first < last else None


def begin(roles: tuple[str, ...], role: str) -> int:
    """Return the tag that opens `role`; the next one continues it."""
    return 1 + 2 * roles.index(role)


@cache
def _scorer() -> Any:
    """Load ../shared/score/score.py, whose reading of the gold claims is the one that counts."""
    spec = importlib.util.spec_from_file_location("whence_score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_claims(record: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """Return the claims of a gold record in the standoff form that training/annotate.py writes."""
    out = []
    for c in _scorer().gold_claims(record, text):
        out.append(
            {
                "type": c["type"],
                "status": c["status"],
                "trigger": c["trigger"],
                "agents": [x["span"] for x in c["agents"]],
                "targets": [x["span"] for x in c["targets"]],
                "places": [(*x["span"], x.get("role", "at")) for x in c["places"]],
                "counts": [
                    (*x["span"], x.get("low"), x.get("high"), x.get("approx", False), x["what"]) for x in c["counts"]
                ],
                "time": (*c["time"]["span"], c["time"].get("value")) if c["time"] else None,
                "chain": [{"kind": x["kind"], **({"span": x["span"]} if x["span"] else {})} for x in c["chain"]],
                "cue": _cue(record, c, text),
            }
        )
    return out


def _cue(record: dict[str, Any], claim: dict[str, Any], text: str) -> Range | None:
    """Return the offsets of a gold cue, which the scorer leaves alone."""
    cue = claim.get("cue")
    if not cue:
        return None
    pos = 0
    for i, s in enumerate(record["sentences"]):
        at = text.find(s, pos)
        if i == cue["s"]:
            found = -1
            for _ in range(cue.get("n", 1)):
                found = s.find(cue["t"], found + 1)
            return (at + found, at + found + len(cue["t"])) if found >= 0 else None
        pos = at + len(s)
    return None


def claims_example(id_: str, text: str, claims: list[dict[str, Any]], tokenizer: Tokenizer) -> Example:
    """Make an example of a report with its claims, given as standoff."""
    words = split(text, tokenizer)
    at = Aligner(words)
    out = Example(id_, words, frozenset({"trigger", "kind"}))
    for c in claims:
        trigger = at(*c["trigger"])
        if trigger is None or any((p.first, p.last) == trigger for p in out.triggers):
            continue
        roles: list[tuple[str, int, int, int]] = []

        def mark(group: str, role: str, start: int, end: int, roles: list[Any] = roles) -> None:
            if w := at(start, end):
                roles.append((group, begin(TRIGGER_ROLES[group], role), *w))

        for role in ("agents", "targets"):
            for span in c.get(role) or []:
                mark("party", role, *span)
        for s, e, role in c.get("places") or []:
            mark("place", role, s, e)
        for s, e, *_, what in c.get("counts") or []:
            mark("count", what, s, e)
        if c.get("time") and c["time"][2]:  # the gold has no time whose days nobody can tell
            mark("time", "time", *c["time"][:2])
        if c.get("cue"):
            mark("cue", "cue", *c["cue"])
        for i, link in enumerate(c.get("chain") or []):
            if "span" in link:
                mark("chain", "relay" if i else "origin", *link["span"])
                if w := at(*link["span"]):
                    out.kinds.append((SOURCE_KINDS.index(link["kind"]), *w))
        out.triggers.append(Predicate(*trigger, roles, CLAIM_TYPES.index(c["type"]), STATUSES.index(c["status"])))
    out.tags["trigger"] = [(1, p.first, p.last) for p in out.triggers]
    return out


def read_text(record: dict[str, Any]) -> str:
    """Return the text that `whence read` reads of a record: title, blank line, body."""
    return f"{record['title']}\n\n{record['text']}" if record.get("title") else str(record["text"])


def claims(path: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the reports of a gold file of claims."""
    for r in rows(path):
        text = read_text(r)
        yield claims_example(r["id"], text, gold_claims(r, text), tokenizer)


def annotated(tokenizer: Tokenizer, *, own: bool) -> Iterator[Example]:
    """Yield our own annotations (training/annotations): of our own texts (training/own), or of those in ../shared."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted((TRAINING / "annotations").glob("*.jsonl")):
        for line in filter(None, path.read_text("utf8").split("\n")):
            r = json.loads(line)
            if r["file"].startswith("own/") is not own:
                continue
            if r["file"] not in texts:
                texts[r["file"]] = {x["id"]: read_text(x) for x in rows(r["file"])}
            yield replace(claims_example(r["id"], texts[r["file"]][r["id"]], r["claims"], tokenizer), ours=True)


def attributions(path: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the texts of PolNeAR."""
    for r in rows(path):
        words = split(r["text"], tokenizer)
        at = Aligner(words)
        out = Example(r["id"], words, frozenset({"cue"}))
        for a in r["attributions"]:
            cue = at(*a["cue"][0]) if a["cue"] else None
            if cue is None or any((p.first, p.last) == cue for p in out.cues):
                continue
            roles = [(group, 1, *w) for group in CUE_ROLES for span in a[group] if (w := at(*span)) is not None]
            out.cues.append(Predicate(*cue, roles))
        out.tags["cue"] = [(1, p.first, p.last) for p in out.cues]
        yield out


def entities(path: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the sentences of re3d."""
    for r in rows(path):
        words = split(r["text"], tokenizer)
        at = Aligner(words)
        out, pos = Example(r["id"], words, frozenset({"entity"}), {"entity": []}), 0
        spans: list[tuple[str, int, int]] = []
        for token, tag in zip(r["tokens"], r["tags"], strict=True):
            if tag.startswith("B-") or (tag.startswith("I-") and not (spans and spans[-1][2] == pos - 1)):
                spans.append((tag[2:], pos, pos + len(token)))
            elif tag.startswith("I-"):
                spans[-1] = (spans[-1][0], spans[-1][1], pos + len(token))
            pos += len(token) + 1
        for label, s, e in spans:
            if w := at(s, e):
                out.tags["entity"].append((begin(ENTITIES, label), *w))
        if words.spans:
            yield out


def toponyms(path: str, tokenizer: Tokenizer, *, dev: bool) -> Iterator[Example]:
    """Yield the texts of LGL or TR-News, either those kept for development or the others."""
    for r in rows(path):
        if held_out(r["id"]) is dev:
            words = split(r["text"], tokenizer)
            at = Aligner(words)
            marks = [(1, *w) for t in r["toponyms"] if (w := at(t["start"], t["end"]))]
            yield Example(r["id"], words, frozenset({"toponym"}), {"toponym": marks})
