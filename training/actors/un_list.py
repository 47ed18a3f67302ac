"""Carry listing dates and names from the UN Security Council's consolidated list into data/un_list.yaml.

usage: python training/actors/un_list.py CONSOLIDATED.xml

The list is public; only facts are taken: who is listed, since when, under which reference, and other names of five
words at most. Names that another actor of the register has are left out.
"""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import yaml

from whence.actors.vocabulary import DATA, read_yaml

REFS = Path(__file__).parent / "un_refs.yaml"
HEAD = "# Made by training/actors/un_list.py from the consolidated list of 30 November 2020; do not edit.\n"


def taken() -> set[str]:
    """Return the names that the curated files give to actors, states and organs, in lower case."""
    names: set[str] = set()
    for stem, content in read_yaml().items():
        if stem == "un_list":
            continue
        for row in content.get("actors", {}).values():
            names |= {n.lower() for n in (*row.get("aka", []), *row.get("people", []), row.get("name", ""))}
    return names


def names(entity: ElementTree.Element) -> list[str]:
    """Return the other names of an entry that a report could use."""
    found = [re.sub(r"\s+", " ", a.text or "").strip(" .") for a in entity.iter("ALIAS_NAME")]
    return [n for n in found if re.fullmatch(r"[A-Za-z][\w’' -]{4,60}", n) and 2 <= len(n.split()) <= 5]


def main(path: str) -> None:
    """Write the YAML file of listings."""
    ours = yaml.safe_load(REFS.read_text("utf8"))
    refs: dict[str, str] = ours["refs"]
    out: dict[str, dict[str, list[object]]] = {}
    used = taken() | {name.lower() for name in ours["skip"]}
    for entity in ElementTree.parse(path).getroot().iter("ENTITY"):
        ref = (entity.findtext("REFERENCE_NUMBER") or "").strip()
        if ref not in refs:
            continue
        row = out.setdefault(refs[ref], {"listed": [], "aka": []})
        row["listed"].append({"by": "un", "since": (entity.findtext("LISTED_ON") or "")[:10], "ref": ref})
        for name in names(entity):
            if name.lower() not in used:
                used.add(name.lower())
                row["aka"].append(name.title() if name.isupper() else name)
    text = yaml.safe_dump(dict(sorted(out.items())), allow_unicode=True, default_flow_style=None, width=10_000)
    (DATA / "un_list.yaml").write_text(HEAD + text, "utf8")


if __name__ == "__main__":
    main(sys.argv[1])
