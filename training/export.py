"""Turn checkpoints into the file the reader runs: `python -m training.export RUN... [--out FILE]`, int8 in a zip."""

import argparse
import tempfile
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training import archive
from training.network import HIDDEN, Network, PairHead
from training.train import ENCODER, RUNS
from whence.neural.labels import TAGS

# Of the tables that are looked up, only the word pieces' is large; unpacking small ones costs more than it saves.
_PRODUCTS = ["MatMul", "Gemm"]
QUANTISED = {"encoder": [*_PRODUCTS, "Gather"], "roles": _PRODUCTS, "attribution": _PRODUCTS}


class _Encoder(nn.Module):
    """ids (1 × pieces) and heads (1 × words) in; states, tags and source kinds of the words out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        words, window = self.net.encode(ids, None, heads)  # one window, nothing padded: no mask
        tags = torch.cat([self.net.tags[k](words) for k in TAGS], -1)
        return words, window, tags, self.net.kinds(words)


class _Roles(nn.Module):
    """The states of one window and of its triggers in; types, statuses and roles out.

    Roles are scored for the words `at` (triggers × words, indices into the window) alone.
    """

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, words: Tensor, window: Tensor, state: Tensor, at: Tensor, offset: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        whole = window.expand(state.shape[0], -1)
        types = self.net.classify("types", state, whole)
        roles = _tags(self.net.roles, words, at, state, torch.softmax(types, -1), offset)
        return types, self.net.classify("statuses", state, whole), roles


class _Attribution(nn.Module):
    """The states of one window and of its cues in; the tags of source and content for the words `at` out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, words: Tensor, state: Tensor, at: Tensor, offset: Tensor) -> Tensor:
        return _tags(self.net.attribution, words, at, state, state[:, :0], offset)


def _tags(head: PairHead, words: Tensor, at: Tensor, state: Tensor, extra: Tensor, offset: Tensor) -> Tensor:
    """Return a head's tags for the words `at`; each word of the window is projected once for all predicates."""
    return head.tag(head.word(words)[0][at], head.word_gate(words)[0][at], state, extra, offset)


def graphs(net: Network, folder: Path) -> dict[str, Path]:
    """Write the three graphs as fp32 ONNX into `folder`."""
    ids, heads = torch.randint(1000, 2000, (1, 24)), torch.arange(1, 20)[None]
    words, window, state = torch.randn(1, 19, HIDDEN), torch.randn(1, HIDDEN), torch.randn(3, HIDDEN)
    at, offset = torch.arange(2, 12)[None].repeat(3, 1), torch.arange(-4, 6)[None].repeat(3, 1)
    axes_of = {"words": {1: "word"}, "state": {0: "n"}, "at": {0: "n", 1: "near"}, "offset": {0: "n", 1: "near"}}
    parts: dict[str, tuple[nn.Module, dict[str, Tensor], list[str], dict[str, dict[int, str]]]] = {
        "encoder": (
            _Encoder(net), {"ids": ids, "heads": heads}, ["words", "window", "tags", "kinds"],
            {"ids": {1: "pieces"}, "heads": {1: "word"}},
        ),
        "roles": (
            _Roles(net), {"words": words, "window": window, "state": state, "at": at, "offset": offset},
            ["types", "statuses", "roles"], axes_of,
        ),
        "attribution": (
            _Attribution(net), {"words": words, "state": state, "at": at, "offset": offset},
            ["roles"], axes_of,
        ),
    }  # fmt: skip
    out = {}
    for name, (module, inputs, outputs, axes) in parts.items():
        out[name] = folder / f"{name}.onnx"
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(out[name]), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    return out


def quantised(graph: Path, operators: list[str]) -> bytes:
    """Return the graph with int8 weights, per channel; 7 bits, since AVX2 without VNNI saturates on 8.

    It is optimised here once, so that it need not be at every start.
    """
    clean, small = graph.with_suffix(".clean.onnx"), graph.with_suffix(".int8.onnx")
    quant_pre_process(str(graph), str(clean), skip_symbolic_shape=True)
    quantize_dynamic(
        str(clean), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=operators,
    )  # fmt: skip
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(graph.with_suffix(".ready.onnx"))
    onnxruntime.InferenceSession(str(small), options, providers=["CPUExecutionProvider"])
    return Path(options.optimized_model_filepath).read_bytes()


def export(net: Network, out: Path, biases: dict[str, float], *, int8: bool = True) -> None:
    """Write the reader's file: graphs, tokenizer and thresholds."""
    with tempfile.TemporaryDirectory() as folder:
        made = graphs(net, Path(folder))
        parts = {f"{k}.onnx": quantised(v, QUANTISED[k]) if int8 else v.read_bytes() for k, v in made.items()}
    parts["tokenizer.json"] = Path(ENCODER, "tokenizer.json").read_bytes()
    archive.write(out, parts | {archive.SETTINGS: archive.settings(biases)})


def load(*runs: str) -> Network:
    """Return the network of one or more runs, with the mean of their averaged weights before and after the finish.

    Runs that share their beginning can be averaged ("model soups", Wortsman et al., ICML 2022): as good as asking each
    of them, at the cost of one.
    """
    net = Network.from_config(ENCODER)
    net.encoder.set_attn_implementation("eager")  # exports to plain products, without guards against empty masks
    states = [torch.load(RUNS / run / "last.pt", weights_only=False) for run in runs]
    weights = [state[part] for state in states for part in ("before", "mean")]
    whole = {k: v for k, v in weights[0].items() if v.dtype.is_floating_point}
    net.load_state_dict(weights[0] | {k: torch.stack([w[k] for w in weights]).mean(0) for k in whole})
    return net.eval()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", metavar="RUN")
    parser.add_argument("--out", type=Path, default=archive.MODEL)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are, to see what int8 costs")
    args = parser.parse_args()
    export(load(*args.runs), args.out, archive.biases(args.out), int8=not args.fp32)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
