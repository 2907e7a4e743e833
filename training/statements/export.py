"""Write a trained reader as ONNX with whole-number weights, and the small tables beside it.

    python -m training.statements.export RUN/model.pt --out src/dragoman/models/reader

The graph is written operator by operator: fused attention and normalisation as onnxruntime has them, embeddings as
8-bit rows with a scale for each row, the other weights quantised for dynamic 8-bit products (Jacob et al. 2018).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.analysis.attribution.labels import OUTER_LAYERS
from training.statements.manifest import write_manifest
from training.statements.model import DISTANCES, LINK_ROLES, Shape
from training.statements.train import TOKENIZER

__all__ = ["export", "read_state", "write_tables"]

MICROSOFT = "com.microsoft"
INPUTS = ("ids", "cases", "spaces", "quotes", "mask", "words")
#: Output to the head that it comes from.
HEADS = {"emissions": "emit", "word_side": "word_side", "event_kinds": "kind", "argument_side": "argument_side"}
EMBEDDINGS = ("words", "positions", "cases", "spaces", "quotes")


class Graph:
    """An ONNX graph that is written from its inputs on."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add an operator; return the name of its output."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def weight(self, name: str, values: np.ndarray[Any, Any]) -> str:
        """Add a weight; return its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def read_state(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """Return the weights of a trained reader by name."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    return {name: values.float().numpy() for name, values in state.items()}


def shape_of(state: dict[str, np.ndarray[Any, Any]]) -> Shape:
    """Return the size of the encoder whose weights these are."""
    vocabulary, width = state["encoder.words.weight"].shape
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    heads = Shape().heads if width == Shape().width else 4
    inner = state["encoder.layers.0.widen.weight"].shape[0]
    return Shape(layers, width, heads, inner, vocabulary, state["encoder.positions.weight"].shape[0])


def build(state: dict[str, np.ndarray[Any, Any]]) -> onnx.ModelProto:
    """Return the graph: pieces in; states, emissions and the word side of the links out, a row for each word."""
    graph, shape = Graph(), shape_of(state)
    hidden = _embed(graph, state)
    for number in range(shape.layers):
        hidden = _layer(graph, state, f"encoder.layers.{number}.", hidden, shape)
    index = graph.add("Unsqueeze", "words", graph.weight("last_axis", np.array([2], dtype=np.int64)))
    states = graph.add("GatherND", hidden, index, batch_dims=1)
    outputs = {"states": states}
    for output, head in HEADS.items():
        outputs[output] = _linear(graph, state, head, states)
    for output, name in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [name], [output]))
    whole = {name: helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "pieces"]) for name in INPUTS}
    whole["mask"] = helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "pieces"])
    whole["words"] = helper.make_tensor_value_info("words", TensorProto.INT64, ["batch", "tokens"])
    sizes = {"states": shape.width} | {output: len(state[f"{head}.bias"]) for output, head in HEADS.items()}
    given = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "tokens", size])
        for name, size in sizes.items()
    ]
    body = helper.make_graph(graph.nodes, "reader", list(whole.values()), given, graph.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(body, opset_imports=opsets, producer_name="dragoman")
    model.ir_version = 9
    return model


def _embed(graph: Graph, state: dict[str, np.ndarray[Any, Any]]) -> str:
    length = graph.add("Shape", "ids", start=1, end=2)
    length = graph.add("Squeeze", length)
    zero, one = graph.weight("zero", np.array(0, np.int64)), graph.weight("one", np.array(1, np.int64))
    where = graph.add("Range", zero, length, one)
    total = ""
    for name in EMBEDDINGS:
        values = state[f"encoder.{name}.weight"]
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-9) / 127
        rows = graph.weight(f"{name}_rows", np.round(values / scale).astype(np.int8))
        scales = graph.weight(f"{name}_scales", scale.astype(np.float32))
        index = {"words": "ids", "positions": where}.get(name, name)
        taken = graph.add("Cast", graph.add("Gather", rows, index), to=TensorProto.FLOAT)
        taken = graph.add("Mul", taken, graph.add("Gather", scales, index))
        total = graph.add("Add", total, taken) if total else taken
    return _normalised(graph, state, "encoder.norm", total)


def _normalised(graph: Graph, state: dict[str, np.ndarray[Any, Any]], name: str, values: str, skip: str = "") -> str:
    scale = graph.weight(f"{name}.scale", state[f"{name}.weight"])
    bias = graph.weight(f"{name}.shift", state[f"{name}.bias"])
    if not skip:
        return graph.add("LayerNormalization", values, scale, bias, epsilon=1e-12, axis=-1)
    return graph.add("SkipLayerNormalization", values, skip, scale, bias, domain=MICROSOFT, epsilon=1e-12)


def _linear(graph: Graph, state: dict[str, np.ndarray[Any, Any]], name: str, values: str) -> str:
    weight = graph.weight(f"{name}.matrix", state[f"{name}.weight"].T)
    return graph.add("Add", graph.add("MatMul", values, weight), graph.weight(f"{name}.bias", state[f"{name}.bias"]))


def _layer(graph: Graph, state: dict[str, np.ndarray[Any, Any]], name: str, hidden: str, shape: Shape) -> str:
    weight = graph.weight(f"{name}mix.matrix", state[f"{name}mix.weight"].T)
    bias = graph.weight(f"{name}mix.bias", state[f"{name}mix.bias"])
    read = graph.add("Attention", hidden, weight, bias, "mask", domain=MICROSOFT, num_heads=shape.heads)
    hidden = _normalised(graph, state, f"{name}attention_norm", _linear(graph, state, f"{name}out", read), hidden)
    wide = graph.add("Gelu", _linear(graph, state, f"{name}widen", hidden), domain=MICROSOFT)
    return _normalised(graph, state, f"{name}norm", _linear(graph, state, f"{name}narrow", wide), hidden)


def write_tables(path: Path, state: dict[str, np.ndarray[Any, Any]]) -> None:
    """Write the weights that are used outside the graph: transitions of tags, and the cue side of the links."""
    np.savez(
        path,
        transitions=state["transitions"][: len(OUTER_LAYERS)],
        cue_side=state["cue_side.weight"].T,
        cue_side_bias=state["cue_side.bias"],
        distance=state["distance"],
        distance_edges=np.array(DISTANCES[1:], np.int64),
        link_roles=np.array(LINK_ROLES),
        trigger_side=state["trigger_side.weight"].T,
        trigger_side_bias=state["trigger_side.bias"],
        argument_bias=state["argument_bias"],
        reality=state["reality.weight"].T,
        reality_bias=state["reality.bias"],
    )


def export(model: Path, out: Path, *, quantise: bool = True) -> None:
    """Write `reader.onnx`, `heads.npz`, `tokenizer.json` and the manifest into a folder."""
    state = read_state(model)
    out.mkdir(parents=True, exist_ok=True)
    graph = build(state)
    onnx.checker.check_model(graph)
    if quantise:
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder, "whole.onnx")
            onnx.save(graph, str(whole))
            quantize_dynamic(
                whole, out / "reader.onnx", op_types_to_quantize=["MatMul", "Attention"], per_channel=True,
                reduce_range=True, weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )  # fmt: skip
    else:
        onnx.save(graph, str(out / "reader.onnx"))
    write_tables(out / "heads.npz", state)
    if out.resolve() != TOKENIZER.parent:
        shutil.copyfile(TOKENIZER, out / "tokenizer.json")
    write_manifest(out)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--exact", action="store_true", help="keep 32-bit weights")
    options = parser.parse_args()
    export(options.model, options.out, quantise=not options.exact)


if __name__ == "__main__":
    main()
