"""The chain behind one claim as a tree, from its report down to its root, with the words of each step."""

from collections.abc import Sequence

from rich.text import Text
from rich.tree import Tree

from whence.records import Account, Copy, Link, Root, Span
from whence.view.harmless import harmless

AROUND = 90  # characters of a report shown to either side of the words that name a source


def chain_tree(account: Account, text: str, root: Root | None, copies: Sequence[Copy] = (), event: str = "") -> Tree:
    """Return the chain of a claim as a tree for `Console.print`; the console needs `THEME`.

    Args:
        account: the claim.
        text: of its report.
        root: on whom it rests; None for a denial, which rests on nobody.
        copies: those of its report, either way.
        event: the id of the event that the claim belongs to, or "".
    """
    claim, masthead = account.claim, account.report
    head = Text.assemble((claim.type.replace("_", " "), "trigger"), f" ({claim.status}), claim {claim.id}")
    tree = Tree(head.append(f" of event {event}" if event else ""))
    tree.add(_words(text, claim.trigger, "trigger"))
    outlet = harmless(masthead.outlet) or f"report {harmless(masthead.report)}"
    day = f", {masthead.published.isoformat()}" if masthead.published else ""
    links = [k for k in claim.chain if k.span is not None]
    voice = "" if claim.chain else ", in its own voice"
    at = tree.add(Text.assemble("printed by ", (outlet, "source"), day, f", report {harmless(masthead.report)}", voice))
    for copy in copies:
        at.add(_copy(copy, masthead.report))
    for link in reversed(links):
        at = at.add(_link(link))
        at.add(_words(text, link.span, "source"))
    at.add(_root(root, claim.status))
    return tree


def _link(link: Link) -> Text:
    if link.kind == "unknown":
        return Text.assemble("from nobody named: ", (f'"{harmless(link.name)}"', "source"))
    party = f", {link.party}" if link.party else ""
    return Text.assemble("from ", (harmless(link.name), "source"), f" ({link.kind.replace('_', ' ')}{party})")


def _root(root: Root | None, status: str) -> Text:
    if root is None:
        return Text("a denial vouches for nothing" if status == "denied" else "no root", style="bold")
    side = "a third party" if root.side == "third" else f"side of {root.side}"
    return Text.assemble("root: ", (harmless(root.name), "bold"), f" ({root.id}), {side}")


def _copy(copy: Copy, report: str) -> Text:
    if copy.copy == report:
        return Text(f"copies {copy.share:.0%} of its words from report {copy.original}: {harmless(copy.because)}")
    return Text(f"copied by report {copy.copy}, {copy.share:.0%} of its words: {harmless(copy.because)}")


def _words(text: str, span: Span | None, style: str) -> Text:
    """Return the words of a span marked in what stands around them, within the paragraph."""
    if span is None:
        return Text("not named in the text", style="dim")
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start > 0 and text[start - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0] + " …"
    said = Text(harmless(before), style="dim").append(harmless(span.of(text)), style=style)
    return said.append(harmless(after), style="dim")
