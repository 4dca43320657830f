"""The network: an encoder, the mean of its vectors over a passage, and three linear heads.

Since the heads are linear, what they say of a passage in several windows is the mean of what they say of each window,
weighted by its tokens: training, export and tagging agree on long paragraphs to the last digit of a float.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from nlp.themes.encoder import ACCEPTED_COLUMNS, ASPECT_COLUMN, OUTPUTS, THEME_COLUMNS
from nlp.themes.taxonomy import THEMES
from nlp.training.encoder.recipe import Loss

ENCODER_FOLDER = "encoder"
HEADS_FILE = "heads.safetensors"

_DROPOUT = 0.1


class ThemeNetwork(nn.Module):
    """An encoder with heads.

    Args:
        encoder: as `transformers.AutoModel` gives it; its `last_hidden_state` is used.
        loss: what the parts of the loss weigh.
    """

    def __init__(self, encoder: PreTrainedModel, loss: Loss | None = None) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.Linear(int(encoder.config.hidden_size), OUTPUTS)
        self.dropout = nn.Dropout(_DROPOUT)
        self.weights = loss or Loss()
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        owner: Tensor,
        themes: Tensor | None = None,
        accepted: Tensor | None = None,
        aspects: Tensor | None = None,
        **taught: Tensor,
    ) -> dict[str, Tensor]:
        """Scores of passages, and the loss where targets are given.

        Args:
            input_ids, attention_mask: of windows, shape (windows, tokens).
            owner: the passage that each window belongs to, counted from 0 in the batch; shape (windows,).
            themes: what the theme scores should come to, shape (passages, 8), rows adding up to 1, or 0 without a label.
            accepted: 1 for acceptable themes, shape (passages, 8).
            aspects: 1 problem, 0 improvement, -1 neither; shape (passages,).
            taught: what a teacher says of the passages, see `distillation`.

        Returns:
            loss where it can be told, logits of shape (passages, 17), pooled of shape (passages, hidden).
        """
        pooled = self.pooled(input_ids, attention_mask, owner)
        logits = self.heads(self.dropout(pooled))
        result = {"logits": logits, "pooled": pooled}
        if themes is not None and accepted is not None and aspects is not None:
            result = {"loss": self.loss(logits, pooled, themes, accepted, aspects, **taught), **result}
        return result

    def pooled(self, input_ids: Tensor, attention_mask: Tensor, owner: Tensor) -> Tensor:
        """The mean vector of all tokens of a passage's windows, shape (passages, hidden)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.to(hidden.dtype)
        passages = int(owner.max()) + 1
        sums = hidden.new_zeros(passages, hidden.shape[-1]).index_add_(0, owner, (hidden * mask[:, :, None]).sum(dim=1))
        counts = mask.new_zeros(passages).index_add_(0, owner, mask.sum(dim=1))
        return sums / counts[:, None]

    def loss(
        self, logits: Tensor, pooled: Tensor, themes: Tensor, accepted: Tensor, aspects: Tensor, **taught: Tensor
    ) -> Tensor:
        """The mean loss of labelled passages; a student adds its teacher's, see `distillation.StudentNetwork`."""
        return self.loss_of_labels(logits, themes, accepted, aspects)

    def loss_of_labels(self, logits: Tensor, themes: Tensor, accepted: Tensor, aspects: Tensor) -> Tensor:
        """Cross-entropy of the themes and, each by itself, of the acceptable themes and the aspect."""
        labelled = themes.sum(dim=1) > 0
        if not bool(labelled.any()):
            return logits.sum() * 0
        of_theme = nn.functional.cross_entropy(logits[labelled, THEME_COLUMNS], themes[labelled])
        of_accepted = nn.functional.binary_cross_entropy_with_logits(logits[labelled, ACCEPTED_COLUMNS], accepted[labelled])
        told = aspects >= 0
        of_aspect = (
            nn.functional.binary_cross_entropy_with_logits(logits[told, ASPECT_COLUMN], aspects[told])
            if bool(told.any())
            else logits.sum() * 0
        )
        return of_theme + self.weights.accepted * of_accepted * len(THEMES) + self.weights.aspect * of_aspect

    def save(self, folder: Path) -> None:
        """Writes the encoder in the form of `transformers` and the heads beside it."""
        self.encoder.save_pretrained(folder / ENCODER_FOLDER)
        save_file({name: value.contiguous() for name, value in self.heads.state_dict().items()}, folder / HEADS_FILE)


def new_network(base: str, loss: Loss, layers: Sequence[int] = ()) -> ThemeNetwork:
    """A network with new heads.

    Args:
        base: a local folder or a hub id.
        loss: what the parts of the loss weigh.
        layers: the encoder's layers to keep, counted from 0; all if left out.
    """
    return ThemeNetwork(with_layers(load_encoder(base), layers), loss)


def load_network(folder: Path, loss: Loss | None = None) -> ThemeNetwork:
    """What `ThemeNetwork.save` wrote."""
    network = ThemeNetwork(load_encoder(str(folder / ENCODER_FOLDER)), loss)
    network.heads.load_state_dict(cast("Mapping[str, Any]", load_file(folder / HEADS_FILE)))
    return network


def load_encoder(base: str) -> PreTrainedModel:
    """The encoder of a local folder or hub id, in float32 and without a pooler, which this network has no use for."""
    return cast(PreTrainedModel, AutoModel.from_pretrained(base, dtype=torch.float32, add_pooling_layer=False))


def with_layers(encoder: PreTrainedModel, layers: Sequence[int]) -> PreTrainedModel:
    """The same encoder with only some of its layers, in the order given.

    Raises:
        ValueError: there is no such layer.
    """
    if not layers:
        return encoder
    stack = encoder.encoder.layer
    if max(layers) >= len(stack):
        raise ValueError(f"the encoder has {len(stack)} layers, there is none {max(layers)} counted from 0")
    encoder.encoder.layer = nn.ModuleList([stack[place] for place in layers])
    encoder.config.num_hidden_layers = len(layers)
    return encoder
