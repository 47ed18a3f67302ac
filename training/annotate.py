"""Annotate reports of ../shared by claims.md and keep the result as standoff, without the text.

    python -m training.annotate show FILE ID...          print reports with numbered sentences
    python -m training.annotate check FILE NOTES OUT     turn notes into standoff records; say what is wrong

FILE is a JSON-lines file below ../shared, or of our own below training/ (own/…). Notes are lines; a report starts
with `# ID`, then one claim a line:

    airstrike | tr 3:eliminated | ag 2:The Air Force | ta 3:The radicals | from 3:Raqqa | to 3:Palmyra
      | time 3:May 25 = 2017-05-25 | n 5:32 pick-up trucks = 32..32 destroyed | n 5:some 120 men = ~120..120 killed
      | st happened | src 3:a source in the ministry (anonymous) = fullest wording | src :Sputnik (outlet)
      | cue 3:according to | ev slug

(on one line). `3#2:word` is the second occurrence of the word in sentence 3. Places: at, from, to, via, near.
Sources run from the origin outwards; an empty sentence number is an outlet that the text does not name.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from training.gold import read_text, rows
from whence.neural.labels import CLAIM_TYPES, COUNTED, SOURCE_KINDS, STATUSES, TRIGGER_ROLES
from whence.neural.sentences import sentences

_REF = re.compile(r"^(\d*)(?:#(\d+))?:(.+)$", re.S)
_COUNT = re.compile(r"^(~?)(\d*)\.\.(\d*)\s+(\w+)$")


def load(file: str) -> dict[str, str]:
    """Return id → text (title, blank line, body) of a JSON-lines file."""
    return {r["id"]: read_text(r) for r in rows(file)}


class Notes:
    """The notes on one report, turned into offsets."""

    def __init__(self, text: str) -> None:
        """Number the sentences of `text`."""
        self.text = text
        self.sents = sentences(text)

    def span(self, ref: str) -> list[int]:
        """Return the offsets of `3#2:words`; raise ValueError where they are not in that sentence."""
        m = _REF.match(ref.strip())
        if not m or not m[1]:
            raise ValueError(f"not SENTENCE:WORDS: {ref!r}")
        if int(m[1]) >= len(self.sents):
            raise ValueError(f"no sentence {m[1]}")
        s, e = self.sents[int(m[1])]
        words = re.compile(r"\s+".join(map(re.escape, m[3].split())))
        found = [x.span() for x in words.finditer(self.text, s, e)]
        if len(found) < int(m[2] or 1):
            raise ValueError(f"sentence {m[1]} has no {m[3]!r}")
        at, end = found[int(m[2] or 1) - 1]
        if re.match(r"\w\w", self.text[max(at - 1, 0) : at + 1]) or re.match(r"\w\w", self.text[end - 1 : end + 1]):
            print(f"look again: {ref.strip()!r} begins or ends inside a word; count its occurrences with #N")
        return [at, end]

    def source(self, ref: str) -> dict[str, Any]:
        """Return one link of a chain."""
        words, _, full = ref.partition(" = ")
        m = re.match(r"^(.*)\((\w+)\)$", words.strip(), re.S)
        if not m or m[2] not in SOURCE_KINDS:
            raise ValueError(f"not SENTENCE:WORDS (kind): {ref!r}")
        out: dict[str, Any] = {"kind": m[2]}
        if not m[1].lstrip().startswith(":"):
            out["span"] = self.span(m[1])
        if full and full.strip() in self.text:
            at = self.text.find(full.strip())
            out["ref"] = [at, at + len(full.strip())]
        return out

    def claim(self, line: str) -> dict[str, Any]:
        """Return one claim as standoff; raise ValueError for what the guideline doesn't know."""
        kind, *parts = (p.strip() for p in line.split(" | "))
        if kind not in CLAIM_TYPES:
            raise ValueError(f"no such type: {kind!r}")
        out: dict[str, Any] = {"type": kind, "status": "happened"}
        for part in parts:
            key, _, value = part.partition(" ")
            self._add(out, key, value.strip())
        if "trigger" not in out:
            raise ValueError("no trigger (tr)")
        return out

    def _add(self, out: dict[str, Any], key: str, value: str) -> None:
        if key == "tr":
            out["trigger"] = self.span(value)
        elif key in {"ag", "ta"}:
            out.setdefault({"ag": "agents", "ta": "targets"}[key], []).append(self.span(value))
        elif key in TRIGGER_ROLES["place"]:
            out.setdefault("places", []).append([*self.span(value), key])
        elif key == "time":
            words, _, iso = value.rpartition(" = ")
            out["time"] = [*self.span(words or iso), iso if words else None]
        elif key == "n":
            words, _, much = value.rpartition(" = ")
            m = _COUNT.match(much)
            if not m or m[4] not in COUNTED:
                raise ValueError(f"not LOW..HIGH what: {much!r}")
            low, high = (int(x) if x else None for x in (m[2], m[3]))
            out.setdefault("counts", []).append([*self.span(words), low, high, bool(m[1]), m[4]])
        elif key == "st" and value in STATUSES:
            out["status"] = value
        elif key == "src":
            out.setdefault("chain", []).append(self.source(value))
        elif key == "cue":
            out["cue"] = self.span(value)
        elif key == "ev":
            out["event"] = value
        else:
            raise ValueError(f"not understood: {key} {value}")


def show(file: str, ids: list[str]) -> None:
    """Print reports with numbered sentences."""
    texts = load(file)
    for i in ids:
        print(f"# {i}")
        for n, (s, e) in enumerate(sentences(texts[i])):
            print(f"{n}: {' '.join(texts[i][s:e].split())}")
        print()


def check(file: str, notes: str, out: str) -> int:
    """Write one standoff record per annotated report to `out`; print each mistake; return how many there were."""
    texts, records, bad = load(file), dict[str, Any](), 0
    now = ""
    for n, line in enumerate(Path(notes).read_text("utf8").split("\n"), 1):
        if line.startswith("# "):
            now = line[2:].strip()
            if now not in texts:
                print(f"line {n}: no report {now} in {file}")
                bad, now = bad + 1, ""
            else:
                records[now] = {"id": now, "file": file, "claims": []}
        elif line.strip() and now:
            try:
                records[now]["claims"].append(Notes(texts[now]).claim(line))
            except ValueError as e:
                print(f"line {n}: {e}")
                bad += 1
    Path(out).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records.values()), "utf8")
    print(f"{len(records)} reports, {sum(len(r['claims']) for r in records.values())} claims, {bad} mistakes → {out}")
    return bad


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["show", file, *ids]:
            show(file, ids)
        case ["check", file, notes, out]:
            raise SystemExit(check(file, notes, out) > 0)
        case _:
            raise SystemExit(__doc__)
