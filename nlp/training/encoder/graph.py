"""From a network to a graph for ONNX Runtime, and from float32 to whole numbers of eight bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import onnx
import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from nlp.themes.encoder import WEIGHTS_FILE
from nlp.training.encoder.network import ThemeNetwork

OPSET = 18
_QUANTISED = ["MatMul", "Gemm", "Gather"]


class _OfWindows(nn.Module):
    """The network as the tagger runs it: what it says of each window by itself."""

    def __init__(self, network: ThemeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        hidden = self.network.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.to(hidden.dtype)[:, :, None]
        return cast(Tensor, self.network.heads((hidden * mask).sum(dim=1) / mask.sum(dim=1)))


def write_graph(network: ThemeNetwork, path: Path, window: int) -> None:
    """Writes a fused float32 graph.

    It takes input_ids and attention_mask, int64, shape (windows, tokens), and gives scores, float32, shape (windows, 17).

    Args:
        network: in evaluation mode, its attention 'eager': the fusions of ONNX Runtime know that form.
        path: of the graph.
        window: tokens in a window at most.
    """
    ids = torch.ones((2, min(8, window)), dtype=torch.int64)
    shape = {0: torch.export.Dim("windows", min=1), 1: torch.export.Dim("tokens", min=2, max=window)}
    program = torch.onnx.export(
        _OfWindows(network).eval(),
        (ids, torch.ones_like(ids)),
        dynamo=True,
        opset_version=OPSET,
        input_names=["input_ids", "attention_mask"],
        output_names=["scores"],
        dynamic_shapes={"input_ids": shape, "attention_mask": shape},
        verbose=False,
    )
    cast(Any, program).save(str(path))
    config = network.encoder.config
    fused = optimizer.optimize_model(
        str(path), model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size
    )
    fused.save_model_to_file(str(path))


def quantise(graph: Path, path: Path) -> None:
    """Writes the same graph with matrices of eight bits; activations are quantised while it runs.

    Scales go by channel and weights use seven of the eight bits: without the VNNI instructions the products of full eight
    bits overflow their sums (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
    """
    quantize_dynamic(
        str(graph),
        str(path),
        op_types_to_quantize=_QUANTISED,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def settle(graph: Path, path: Path) -> None:
    """Writes the same graph as ONNX Runtime would change it at each load, so that loading is quick.

    Its changes up to the level 'extended' hold on every processor. The weights go into a file of their own beside it.
    """
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS_FILE)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    options.log_severity_level = 3
    InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
