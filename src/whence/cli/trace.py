"""`whence trace`: the chain behind one claim, down to its root, with the words that show each step."""

import click

from whence.cli.database import db_option, opened


@click.command()
@click.argument("claim", metavar="CLAIM")
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print the claim, its report and its root as one JSON object.")
def trace(claim: str, db: str, as_json: bool) -> None:
    """Show who says so and where they had it from: the chain of CLAIM as a tree, from the report down to its root.

    CLAIM is the id of a claim, as `whence event ID` and `whence read --json` show it.

    \b
    Examples:
      whence trace 5b0c6f1e9d3a8247
      whence event e-3f9a2c41d07b5e66 --json | jq -r '.claims[].claim' | xargs -n1 whence trace
    """
    from whence.cli.output import in_utf8, print_json, print_page

    with opened(db) as store:
        found = store.accounts([claim])
        if not found:
            raise click.ClickException(
                f"no claim {claim!r} in the store; `whence event ID` shows the claims of an event"
            )
        account = found[0]
        event = store.event(store.event_of(claim) or "")
        report = store.report(account.report.report)
        assert event is not None  # a claim is stored with its event
        assert report is not None
        root = next((r for r in event.roots if account.ref in r.claims), None)
        copies = store.copies_of(account.report.report)
        if as_json:
            in_utf8()
            print_json(
                {"claim": account.claim, "report": account.report, "root": root, "copies": copies, "event": event.id}
            )
            return
        from whence.view import chain_tree

        print_page(chain_tree(account, report["text"], root, copies, event.id))
