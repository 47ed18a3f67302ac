"""Weigh the factors of salience: `python -m training.salience` prints the weights for whence/compose/salience.py.

A claim is the news where its event is one that the headline tells. Claims of the headline itself are left out of the
fit, since they are so by definition; reports whose headline has no claim are left out as well. Logistic regression.
"""

from collections import Counter
from typing import Any

import torch

from training.gold import gold_claims, read_text, rows
from whence.compose.salience import Factors, factors
from whence.neural import Mark, Trigger
from whence.records import Report, Span


def _trigger(claim: dict[str, Any]) -> Trigger:
    """Make what the model would have marked of a gold claim."""

    def marks(spans: Any, label: int | str) -> tuple[Mark, ...]:
        return tuple(
            Mark(Span(*s[:2]), str(s[label] if isinstance(label, int) else label), 1.0) for s in spans if s[0] < s[1]
        )

    return Trigger(
        Span(*claim["trigger"]),
        claim["type"],
        claim["status"],
        1.0,
        marks(claim["agents"], "agents") + marks(claim["targets"], "targets"),
        marks(claim["places"], 2),
        marks([claim["time"]] if claim["time"] else [], "time"),
        marks(claim["counts"], -1),
        (),
        (),
    )


def cases() -> tuple[list[Factors], list[float]]:
    """Return the factors of gold claims, and whether the headline tells their event."""
    xs, ys = [], []
    for r in rows("data/claims/train.jsonl"):
        text = read_text(r)
        report = Report(text=text, title=r.get("title") or "")
        triggers = [_trigger(c) for c in gold_claims(r, text)]
        events = [c["event"] for c in r["claims"]]
        news = {e for t, e in zip(triggers, events, strict=True) if t.span.end <= len(report.title)}
        told = Counter(t.type for t in triggers)
        for t, e in zip(triggers, events, strict=True):
            if news and t.span.end > len(report.title):
                xs.append(factors(t, told[t.type], report))
                ys.append(float(e in news))
    return xs, ys


def main() -> None:
    """Fit and print."""
    xs, ys = cases()
    x, y = torch.tensor(xs), torch.tensor(ys)
    weights, bias = torch.zeros(x.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=200)

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights + bias, y)
        (value + 1e-3 * weights.square().sum()).backward()
        return value

    optimiser.step(step)
    scores = x @ weights
    better = (scores[y == 1][:, None] > scores[y == 0][None]).float().mean().item()
    print({k: round(w, 2) for k, w in zip(Factors._fields, weights.tolist(), strict=True)}, round(bias.item(), 2))
    print(f"{len(ys)} claims, {sum(ys):.0f} of them the news; ranked rightly (area under the curve): {better:.3f}")


if __name__ == "__main__":
    main()
