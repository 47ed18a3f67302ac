"""How much of a report survives what happens to reports: `python -m training.robustness [--model FILE] [VARIANT...]`.

Makes noisy variants of gold claims at run time (training/noise.py), reads them, scores them by ../shared/score/score.py
and prints a table. `dev_wars` is a set of our own, of other wars than Syria's; its rows are given for each war too.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random
from zlib import crc32

from training.gold import SHARED, TRAINING, read_text
from training.mistranslation import translated
from training.noise import Change, Edited, clean, lower, no_punctuation, ocr, quotes, upper
from training.scoring import Record, read, score
from whence import Reader

GOLD = SHARED / "data/claims/dev.jsonl"
WARS = TRAINING / "robust/dev_wars.jsonl"
VARIANTS: dict[str, Change] = {
    "clean": clean,
    "no_punctuation": no_punctuation,
    "upper": upper,
    "lower": lower,
    "ocr": ocr,
    "quotes": quotes,
    "translated": translated,
}
SETS = (*VARIANTS, "dev_wars")
FIGURES = ("trigger", "typed", "agents", "targets", "places", "counts", "time")
RATES = ("root_source_acc", "own_voice_acc")


class Gold:
    """A gold record of claims and its changed double."""

    def __init__(self, record: Record, change: Change) -> None:
        """Change the text of `record`; the same record always changes in the same way."""
        self._old, self._record = read_text(record), record
        self._edited = Edited(self._old, change(self._old, Random(crc32(record["id"].encode()))))
        self._olds, at = list[int](), 0
        for sentence in record["sentences"]:
            self._olds.append(self._old.index(sentence, at))
            at = self._olds[-1] + len(sentence)
        ends = (at + len(s) for at, s in zip(self._olds, record["sentences"], strict=True))
        self._news = [self._edited.span(*span) or (0, 0) for span in zip(self._olds, ends, strict=True)]
        self.lost: Counter[str] = Counter()

    def changed(self) -> Record:
        """Return the double; spans of which nothing is left are dropped and counted in `lost`."""
        text, cut = self._edited.text, len(self._record.get("title") or "")
        title, body = text[: self._edited.end(cut)], text[self._edited.start(cut + 2) if cut else 0 :]
        claims = [c for c in map(self._claim, self._record["claims"]) if c]
        sentences = [text[s:e] for s, e in self._news]
        return self._record | {"title": title, "text": body, "sentences": sentences, "claims": claims}

    def _claim(self, claim: Record) -> Record | None:
        out: Record = {}
        for key, value in claim.items():
            if isinstance(value, list):
                out[key] = [x for x in (self._span(x, key) for x in value) if x]
            elif isinstance(value, dict):
                out[key] = self._span(value, key)
            else:
                out[key] = value
        return {k: v for k, v in out.items() if v is not None} if out["trigger"] else None

    def _span(self, value: Record, key: str) -> Record | None:
        if "s" not in value:
            return value
        sentence = self._record["sentences"][value["s"]]
        at = -1
        for _ in range(value.get("n", 1)):
            at = sentence.index(value["t"], at + 1)
        at += self._olds[value["s"]]
        span = self._edited.span(at, at + len(value["t"]))
        first, last = self._news[value["s"]]
        if span is None or span[0] < first or last < span[1]:
            self.lost[key] += 1
            return None
        words = self._edited.text[slice(*span)]
        n, found = 1, self._edited.text.index(words, first, last)
        while found < span[0]:
            n, found = n + 1, self._edited.text.index(words, found + 1, last)
        out = {k: v for k, v in value.items() if k != "n"} | {"t": words} | ({"n": n} if n > 1 else {})
        return out | {"ref": self._wording(value["ref"])} if "ref" in value else out

    def _wording(self, words: str) -> str:
        """Return what became of `words`, which name a source elsewhere in the text, mostly."""
        at = self._old.find(words)
        span = self._edited.span(at, at + len(words)) if at >= 0 else None
        return self._edited.text[slice(*span)] if span else words


def load(path: Path) -> list[Record]:
    """Return the records of a gold file of claims."""
    return [json.loads(line) for line in path.read_text("utf8").split("\n") if line.strip()]


def row(name: str, figures: Record, typed: float) -> str:
    """Return one row of the table, in Markdown; the last column is typed F1 as a share of `typed`, the clean form's."""
    values = [*(figures.get(k, {}).get("f1") for k in FIGURES), *(figures[k] for k in RATES)]
    shown = ["–" if v is None else f"{v:.3f}" for v in values]
    share = f"{figures['typed']['f1'] / typed:.0%}" if typed else "–"
    return f"| {name} | " + " | ".join([*shown, share]) + " |"


def table(gold: list[Record], names: list[str], reader: Reader) -> None:
    """Print the rows of the sets in `names`, as each is done."""
    heads = ["set", *FIGURES, "root source", "own voice", "of clean"]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|", flush=True)
    typed = 0.0
    lost: dict[str, Counter[str]] = {}
    for name in names:
        doubles = [Gold(r, VARIANTS.get(name, clean)) for r in (load(WARS) if name == "dev_wars" else gold)]
        changed = [d.changed() for d in doubles]
        readings = read(changed, reader)
        figures = score("claims", changed, readings)
        typed = figures["typed"]["f1"] if name == "clean" else typed
        share = typed if name in VARIANTS else 0.0  # other texts are no variant of the clean ones
        print(row(name, figures, share), flush=True)
        lost[name] = sum((d.lost for d in doubles), Counter[str]())
        for war in sorted({r["war"] for r in changed if "war" in r}):
            print(
                row(f"· {war}", score("claims", [r for r in changed if r["war"] == war], readings), share), flush=True
            )
    for name, kinds in lost.items():
        if kinds:
            print(f"\n{name} lost: {', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(SETS), metavar="VARIANT", help=", ".join(SETS))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD, help="a gold file of claims to make the variants of")
    args = parser.parse_args()
    table(load(args.gold), args.names, Reader(args.model))


if __name__ == "__main__":
    main()
