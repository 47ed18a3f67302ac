"""From LightGBM's trees to ONNX's."""

from pathlib import Path
from typing import Any

import lightgbm
import onnx
from onnx import TensorProto, helper

OPSET = [helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 3)]


def write(booster: lightgbm.Booster, path: Path) -> None:
    """Write a booster of one output as an ONNX graph: float features in, the sum of the trees (log odds) out."""
    nodes: dict[str, list[Any]] = {
        k: []
        for k in (
            "nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes", "nodes_truenodeids",
            "nodes_falsenodeids", "target_treeids", "target_nodeids", "target_ids", "target_weights",
        )
    }  # fmt: skip
    for tree in booster.dump_model()["tree_info"]:
        _add(nodes, tree["tree_index"], tree["tree_structure"], [0])
    node = helper.make_node(
        "TreeEnsembleRegressor", ["features"], ["score"], domain="ai.onnx.ml",
        n_targets=1, post_transform="NONE", aggregate_function="SUM", **nodes,
    )  # fmt: skip
    x = helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, booster.num_feature()])
    y = helper.make_tensor_value_info("score", TensorProto.FLOAT, [None, 1])
    model = helper.make_model(helper.make_graph([node], "linking", [x], [y]), opset_imports=OPSET, ir_version=8)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def _add(nodes: dict[str, list[Any]], tree: int, node: dict[str, Any], free: list[int]) -> int:
    """Add a node and what is below it; return its number. `free` holds the next number."""
    number = free[0]
    free[0] += 1
    at = len(nodes["nodes_treeids"])
    for name, value in (("treeids", tree), ("nodeids", number), ("truenodeids", 0), ("falsenodeids", 0)):
        nodes[f"nodes_{name}"].append(value)
    leaf = "leaf_value" in node
    nodes["nodes_featureids"].append(0 if leaf else node["split_feature"])
    nodes["nodes_values"].append(0.0 if leaf else float(node["threshold"]))
    nodes["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
    if leaf:
        for name, value in (("treeids", tree), ("nodeids", number), ("ids", 0), ("weights", node["leaf_value"])):
            nodes[f"target_{name}"].append(value)
    else:
        nodes["nodes_truenodeids"][at] = _add(nodes, tree, node["left_child"], free)
        nodes["nodes_falsenodeids"][at] = _add(nodes, tree, node["right_child"], free)
    return number
