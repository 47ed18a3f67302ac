"""Find how readily each head should speak up: `python -m training.thresholds [--model FILE]` writes it into the file.

A bias is added to the outside tag of a head before the best tag is taken. All heads of a step try one value at the
same time, each on its own figure, so a step costs as many readings of the development files as there are values.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from training import archive
from training.evaluate import score
from whence import Reader

VALUES = (-1.0, -0.5, 0.0, 0.5, 1.0)


def _f1(*names: str) -> Any:
    return lambda figures: sum(figures[n]["f1"] for n in names) / len(names)


def _voices(figures: dict[str, Any]) -> float:
    return float(figures["root_source_acc"] + figures["chain_acc"] + figures["own_voice_acc"])


# step → development set → head → what it should do best at
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("claims", {"trigger": _f1("typed")}),
    (
        "claims",
        {
            "roles.party": _f1("agents", "targets"),
            "roles.place": _f1("places"),
            "roles.time": _f1("time"),
            "roles.count": _f1("counts"),
            "roles.chain": _voices,
        },
    ),
    ("polnear", {"cue": _f1("relation", "token_cue")}),
    ("polnear", {"cue.source": _f1("token_source"), "cue.content": _f1("token_content")}),
    ("re3d", {"entity": _f1("micro")}),
    ("trnews", {"toponym": _f1("recognition")}),
]


def tune(reader: Reader) -> dict[str, float]:
    """Return the best bias of each head, found on the development files."""
    biases = reader.tagger.model.biases
    for name, heads in STEPS:
        tried: dict[float, dict[str, float]] = {}
        for value in VALUES:
            biases |= dict.fromkeys(heads, value)
            figures = score(name, reader)
            tried[value] = {head: figure(figures) for head, figure in heads.items()}
            print(name, value, {k: round(v, 4) for k, v in tried[value].items()}, flush=True)
        biases |= {head: max(VALUES, key=lambda v, h=head: tried[v][h]) for head in heads}  # type: ignore[misc]
    return biases


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=archive.MODEL)
    args = parser.parse_args()
    biases = tune(Reader(args.model))
    archive.write(args.model, archive.read(args.model) | {archive.SETTINGS: archive.settings(biases)})
    print(json.dumps(biases, indent=1))


if __name__ == "__main__":
    main()
