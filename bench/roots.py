"""Score the counting of roots on our own clusters: `python -m bench.roots [--read] [--wrong]`.

The clusters are in tests/roots/clusters.yaml, with the right number of independent roots and sides of each. They are
scored with their chains as annotated by hand, which tests the rules alone; with --read also from the texts, through the
reader and the detection of copies, with all reports of a cluster taken as one event. --wrong prints what is wrong.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from whence import Reader, Report
from whence.actors import Register
from whence.copies import compare
from whence.records import Account, Claim, ClaimPlace, Copy, Event, Link, Masthead, Party, Place, Span
from whence.records.reading import SourceKind
from whence.weigh import weigh

CLUSTERS = Path(__file__).parents[1] / "tests/roots/clusters.yaml"
SPAN = Span(0, 1)

Cluster = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out for one cluster."""

    cluster: Cluster
    event: Event | None

    @property
    def roots(self) -> int:
        """Return the number of independent roots; an event that nobody was heard of has none."""
        return self.event.independent_roots if self.event else 0

    @property
    def sides(self) -> int:
        """Return the number of sides."""
        return self.event.independent_sides if self.event else 0

    @property
    def right(self) -> bool:
        """Tell whether both numbers are right."""
        return (self.roots, self.sides) == (self.cluster["roots"], self.cluster["sides"])


def clusters() -> list[Cluster]:
    """Return the clusters in the order of the file."""
    rows: list[Cluster] = yaml.load(CLUSTERS.read_text("utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return rows


def annotated(cluster: Cluster, register: Register) -> Verdict:
    """Weigh a cluster by its chains as annotated."""
    accounts: list[Account] = []
    for n, report in enumerate(cluster["reports"]):
        masthead = _masthead(cluster, n, register)
        for i, said in enumerate(report["says"]):
            accounts.append(
                Account(_claim(f"{masthead.report}-{i}", said, cluster, report["text"]), masthead, report["text"])
            )
    copies = [
        Copy(_id(cluster, r["copy_of"]), _id(cluster, n), 1.0, "annotated")
        for n, r in enumerate(cluster["reports"])
        if "copy_of" in r
    ]
    return Verdict(cluster, weigh(accounts, copies, register))


def read(cluster: Cluster, reader: Reader, register: Register) -> Verdict:
    """Weigh a cluster by what the reader makes of its texts."""
    accounts: list[Account] = []
    for n, row in enumerate(cluster["reports"]):
        text = row["text"]
        title = text.split("\n\n")[0] if "\n\n" in text else ""
        report = Report(text, title=title, outlet=row["by"], published=row["day"], id=_id(cluster, n))
        accounts += reader.file(report).accounts
    printed = [(_masthead(cluster, n, register), row["text"]) for n, row in enumerate(cluster["reports"])]
    copies = [c for a, b in combinations(printed, 2) if (c := compare(a, b, register))]
    return Verdict(cluster, weigh(accounts, copies, register) if accounts else None)


def _id(cluster: Cluster, n: int) -> str:
    return f"{cluster['id']}-{n}"


def _masthead(cluster: Cluster, n: int, register: Register) -> Masthead:
    report = cluster["reports"][n]
    outlet = register.outlet(report["by"])
    return Masthead(_id(cluster, n), report["by"], outlet.id if outlet else None, report["day"])


def _claim(id: str, said: str, cluster: Cluster, text: str) -> Claim:
    """Make the claim of one line; one with a trigger before an @ has no arguments, and its spans stand in the text."""
    trigger, _, said = said.rpartition(" @ ")
    chain = () if said == "own" else tuple(_link(x, text) for x in said.removeprefix("denied: ").split(" < "))
    where = Place(f"test:{cluster['in']}", cluster["id"], 0.0, 0.0, cluster["in"], "town")
    return Claim(
        id=id,
        type="attack",
        trigger=_span(trigger, text),
        agents=_parties(() if trigger else cluster.get("agents", ())),
        targets=_parties(() if trigger else cluster.get("targets", ())),
        places=() if trigger else (ClaimPlace(SPAN, "at", where),),
        time=None,
        counts=(),
        status="denied" if said.startswith("denied: ") else "happened",
        chain=chain,
        cue=None,
        salience=0.5,
        acled=None,
        plover=None,
    )


def _link(said: str, text: str) -> Link:
    name, kind, party = (part.strip() for part in said.rsplit("/", 2))
    source: SourceKind = kind  # type: ignore[assignment]  # the file has the kinds of the contract
    return Link(_span(name, text), name, source, party or None)


def _span(words: str, text: str) -> Span:
    at = text.find(words)
    return Span(at, at + len(words)) if words and at >= 0 else SPAN


def _parties(ids: Iterable[str]) -> tuple[Party, ...]:
    return tuple(Party(SPAN, id) for id in ids)


def report(name: str, verdicts: Sequence[Verdict], wrong: bool) -> None:
    """Print how many are right, and on request the others."""
    n = len(verdicts)
    roots = sum(v.roots == v.cluster["roots"] for v in verdicts)
    sides = sum(v.sides == v.cluster["sides"] for v in verdicts)
    both = sum(v.right for v in verdicts)
    print(f"{name}: {n} clusters, roots {roots / n:.3f}, sides {sides / n:.3f}, both {both / n:.3f}")
    for v in (v for v in verdicts if wrong and not v.right):
        c = v.cluster
        print(f"  {c['id']}: roots {v.roots} for {c['roots']}, sides {v.sides} for {c['sides']}: {c['why']}")
        for r in v.event.roots if v.event else ():
            print(f"    {r.id} ({r.side}): {'; '.join(f'{w.report}: {w.text}' for w in r.words)}")
        for d in v.event.dependences if v.event else ():
            print(f"    {d.a} -> {d.b}: {d.rule}, {d.because}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", action="store_true", help="also score what the reader makes of the texts")
    parser.add_argument("--wrong", action="store_true", help="print the clusters that come out wrong")
    args = parser.parse_args()
    register, rows = Register.load(), clusters()
    report("annotated", [annotated(c, register) for c in rows], args.wrong)
    if args.read:
        reader = Reader(threads=1)
        report("read", [read(c, reader, register) for c in rows], args.wrong)


if __name__ == "__main__":
    main()
