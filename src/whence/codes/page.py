"""The table as a page for people: `python -m whence.codes.page > docs/codes.md`."""

from collections.abc import Sequence

from whence.codes.table import Rule, Table, table

HEAD = """# Claim types and their codes

What a claim can be about, and how Whence writes it in the event codes of ACLED and of PLOVER. This page is made from
`src/whence/codes/table.yml` by `python -m whence.codes.page`; correct the table, not the page.

Sources: the ACLED codebook (2023 and after; event and sub-event types), and for PLOVER the manual, draft 0.8 of
September 2021, with the modes and the event REQUEST as the POLECAT data set and its coder NGEC have them. The manual
files air raids under `heavy-weapons`; POLECAT has `aerial` and `drone`, and so has Whence.

A code is read off the type, the status, the words of the claim's sentence and the kinds of its actors. Of the rules of
a type the first that fits counts. A dash says that the scheme has no place for such a claim.

Choices of our own, where the codebooks leave room:

- ACLED records events, so a claim that is planned, threatened, called for, conditional, possible or denied has no ACLED
  code. A bomb or rocket that was defused or intercepted is *Disrupted weapons use* even where its status is possible.
- ACLED has no diplomacy, statements, sanctions or running tolls, and no states: `hold_territory` has no code. Talks are
  an *Agreement* only where they are about peace, as its codebook lists peace talks there.
- Movements, deployments, withdrawals, curfews and sieges are *Change to group/activity*, which the codebook gives to
  movements of forces and to non-violent security measures. A strike without a demonstration has no code.
- Who took a place is read from its agent; without one, from the words of the sentence where they name only one side.
  Where neither tells, there is no code. A state's army counts as the government: whether a state is a foreign one where
  it takes a place is not looked at.
- An aircraft shot down is *Shelling/artillery/missile attack*, a drone *Disrupted weapons use*; a crash has no
  code.
- PLOVER records announcements, threats and calls themselves: they are coded as in the second table. What is only
  possible, conditional or denied has no code, for PLOVER cannot say so.
"""


def page(known: Table) -> str:
    """Return the Markdown page of a table."""
    return "\n".join([HEAD, *_types(known), *_intents(known), *_words(known)]) + "\n"


def _types(known: Table) -> list[str]:
    lines = ["## The codes of each type", "", "| type | what it covers | ACLED | PLOVER |", "|---|---|---|---|"]
    for row in known.types.values():
        lines.append(f"| `{row.name}` | {row.covers} | {_rules(row.acled)} | {_rules(row.plover)} |")
    return [*lines, ""]


def _rules(rules: Sequence[Rule]) -> str:
    return "<br>".join(_rule(rule) for rule in rules) or "–"


def _rule(rule: Rule) -> str:
    asked = [
        *([f"status {' or '.join(rule.status)}"] if rule.status else []),
        *([f"trigger *{rule.trigger}*"] if rule.trigger else []),
        *([f"words *{rule.words}*"] if rule.words else []),
        *([f"no words *{rule.without}*"] if rule.without else []),
        *([f"agent *{rule.agents}*"] if rule.agents else []),
        *([f"target *{rule.targets}*"] if rule.targets else []),
    ]
    return f"{', '.join(asked)}: {_code(rule)}" if asked else _code(rule)


def _code(rule: Rule) -> str:
    names = [] if rule.code is None else [getattr(rule.code, name) for name in rule.code.__slots__]
    return " · ".join(name for name in names if name) or "–"


def _intents(known: Table) -> list[str]:
    lines = [
        "## PLOVER for what has not happened",
        "",
        "| types | planned | threatened | called for |",
        "|---|---|---|---|",
    ]
    for name, row in known.intents.items():
        types = ", ".join(f"`{t.name}`" for t in known.types.values() if t.intent == name and not t.speech)
        cells = (_code(Rule(row[status])) for status in ("planned", "threatened", "called_for"))
        lines.append(f"| {types} | {' | '.join(cells)} |")
    speech = ", ".join(f"`{t.name}`" for t in known.types.values() if t.speech)
    return [*lines, "", f"{speech}: coded as in the first table, whatever the status.", ""]


def _words(known: Table) -> list[str]:
    kinds = [f"| *{name}* | {', '.join(sorted(row))} |" for name, row in known.kinds.items()]
    return [
        "## Lists",
        "",
        "The lists of words are in the table. Kinds of actors, as the register has them:",
        "",
        "| list | kinds |",
        "|---|---|",
        *kinds,
    ]


if __name__ == "__main__":
    print(page(table()), end="")
