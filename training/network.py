"""The reader model: one encoder, a tagging head per task, and a pair head per kind of predicate."""

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from whence.neural.labels import CLAIM_TYPES, CUE_ROLES, SOURCE_KINDS, STATUSES, TAGS, TRIGGER_ROLES, width

HIDDEN = 384
PAIR = 256
# No dropout inside attention: on CPU it takes a third of the training time, for nothing that we could measure.
ENCODER_OPTIONS = {"attn_implementation": "sdpa", "attention_probs_dropout_prob": 0.0}
NEAR = 16  # distances up to this many words have an embedding each; farther ones share by doubling
BUCKETS = 2 * (NEAR + 6) + 2


def buckets(offset: Tensor) -> Tensor:
    """Map signed distances in words to embedding rows: 0 inside the predicate, then left and right."""
    far = offset.abs().clamp(min=1).float()
    size = torch.where(far <= NEAR, far, NEAR + torch.log2(far / NEAR)).ceil().clamp(max=NEAR + 6).long()
    return torch.where(offset == 0, 0, torch.where(offset < 0, size, size + NEAR + 6))


class PairHead(nn.Module):
    """Tags every word of a window for one predicate in it: a sum of both sides, mixed along the words."""

    def __init__(self, groups: dict[str, tuple[str, ...]], extra: int) -> None:
        """Take the role groups, and the width of what else is known of a predicate (its type)."""
        super().__init__()
        self.groups = groups
        self.word = nn.Linear(HIDDEN, PAIR)
        self.predicate = nn.Linear(HIDDEN + extra, PAIR)
        self.word_gate = nn.Linear(HIDDEN, PAIR)
        self.predicate_gate = nn.Linear(HIDDEN, PAIR)
        self.distance = nn.Embedding(BUCKETS, PAIR)
        self.norm = nn.LayerNorm(PAIR)
        self.along = nn.Conv1d(PAIR, PAIR, 5, padding=2, groups=PAIR)
        self.mix = nn.Linear(PAIR, PAIR)
        self.out = nn.Linear(PAIR, sum(map(width, groups.values())))
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, window: Tensor, predicate: Tensor, extra: Tensor, offset: Tensor) -> Tensor:
        """Return the tags' logits, predicates × words × tags.

        words: windows × words × HIDDEN; window: the window of each predicate.
        predicate: predicates × HIDDEN; extra: predicates × extra; offset: predicates × words, signed distance.
        """
        return self.tag(self.word(words)[window], self.word_gate(words)[window], predicate, extra, offset)

    def tag(self, word: Tensor, gate: Tensor, predicate: Tensor, extra: Tensor, offset: Tensor) -> Tensor:
        """Return what `forward` does, given what `self.word` and `self.word_gate` make of each predicate's words."""
        both = word + self.predicate(torch.cat([predicate, extra], -1)).unsqueeze(1)
        both = both + gate * self.predicate_gate(predicate).unsqueeze(1)
        x = torch.nn.functional.gelu(self.norm(both + self.distance(buckets(offset))))
        x = x + torch.nn.functional.gelu(self.along(x.transpose(1, 2)).transpose(1, 2))
        x = x + torch.nn.functional.gelu(self.mix(self.drop(x)))
        out: Tensor = self.out(x)
        return out


class Network(nn.Module):
    """Everything that is trained."""

    def __init__(self, encoder: BertModel) -> None:
        """Put the heads on top of an encoder."""
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.tags = nn.ModuleDict({k: nn.Linear(HIDDEN, width(v)) for k, v in TAGS.items()})
        self.habit = nn.Linear(HIDDEN, width(TAGS["trigger"]))
        nn.init.zeros_(self.habit.weight)
        nn.init.zeros_(self.habit.bias)
        self.types = self._classifier(len(CLAIM_TYPES))
        self.statuses = self._classifier(len(STATUSES))
        self.kinds = nn.Linear(HIDDEN, len(SOURCE_KINDS))
        self.roles = PairHead(TRIGGER_ROLES, len(CLAIM_TYPES))
        self.attribution = PairHead(CUE_ROLES, 0)

    @staticmethod
    def _classifier(classes: int) -> nn.Module:
        return nn.Sequential(nn.Linear(2 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, classes))

    @classmethod
    def from_pretrained(cls, path: str) -> "Network":
        """Start from the encoder stored in the folder `path`."""
        return cls(BertModel.from_pretrained(path, add_pooling_layer=False, **ENCODER_OPTIONS))

    @classmethod
    def from_config(cls, path: str) -> "Network":
        """Make a network of the right shape, to be filled from a checkpoint."""
        return cls(BertModel(BertConfig.from_pretrained(path, **ENCODER_OPTIONS), add_pooling_layer=False))

    def encode(self, ids: Tensor, mask: Tensor | None, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states of words, and of the windows.

        ids, mask: windows × pieces; heads: windows × words, the position of each word's first piece.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(states, 1, heads.unsqueeze(-1).expand(-1, -1, HIDDEN))
        return self.drop(words), states[:, 0]

    def tag(self, head: str, words: Tensor, *, ours: bool = False) -> Tensor:
        """Return the logits of a tagging head.

        ours: as our own annotators would have it, who give other words a claim than the gold's do. What is learnt of
        them beyond the gold's ways stays in `habit`, which the reader leaves out.
        """
        out: Tensor = self.tags[head](words)
        return out + self.habit(words) if ours and head == "trigger" else out

    def classify(self, head: str, predicate: Tensor, window: Tensor) -> Tensor:
        """Return the logits of `head`, "types" or "statuses", for each predicate."""
        out: Tensor = getattr(self, head)(torch.cat([predicate, window], -1))
        return out


def means(words: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Return the mean state of words first..last (exclusive) of each predicate's window."""
    at = torch.arange(words.shape[1], device=words.device)
    inside = ((at >= first.unsqueeze(1)) & (at < last.unsqueeze(1))).to(words.dtype)
    return torch.einsum("pw,pwh->ph", inside, words[window]) / inside.sum(1, keepdim=True)


def offsets(first: Tensor, last: Tensor, length: int) -> Tensor:
    """Return the signed distance in words of every word of a window from each predicate."""
    at = torch.arange(length, device=first.device)
    before = (at - first.unsqueeze(1)).clamp(max=0)
    after = (at - last.unsqueeze(1) + 1).clamp(min=0)
    return before + after
