"""The network: a six-layer BERT with word-shape and gap embeddings, and heads over the first piece of each word."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the heads are."""

    upos: int
    feats: int
    tags: int
    relations: int
    arc: int = 256
    label: int = 256
    dropout: float = 0.2
    word_dropout: float = 0.05
    """Share of pieces shown as [MASK] in training."""


class Layer(nn.Module):
    """One block of BERT (post-norm)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, pieces, width]; bias: 0 where a piece may be looked at, very negative elsewhere."""
        batch, pieces, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
            mixed = scores.softmax(-1) @ value
        else:
            mixed = F.scaled_dot_product_attention(
                query, key, value, bias.to(query.dtype), dropout_p=self.dropout if self.training else 0.0
            )
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, width)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with the case and the gap of each piece added to its input."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes, self.gaps = nn.Embedding(8, width), nn.Embedding(4, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm, self.dropout = nn.LayerNorm(width, eps=1e-12), dropout
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout) for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor) -> Tensor:
        """All of [batch, pieces]; a piece of 0 is padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(places) + self.kind + self.shapes(shapes) + self.gaps(gaps)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (pieces == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @staticmethod
    def pretrained(folder: Path) -> Encoder:
        """The encoder with the weights of a BERT folder (config.json, model.safetensors)."""
        encoder = Encoder(json.loads((folder / "config.json").read_text("utf-8")))
        raw = read_safetensors(folder / "model.safetensors")
        new = encoder.state_dict()
        renamed = {
            "words.weight": "embeddings.word_embeddings.weight",
            "places.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        inner = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(len(encoder.layers)):
            for ours, theirs in inner.items():
                for part in ("weight", "bias"):
                    renamed[f"layers.{i}.{ours}.{part}"] = f"encoder.layer.{i}.{theirs}.{part}"
        for ours, theirs in renamed.items():
            new[ours].copy_(raw[theirs])
        new["kind"].copy_(raw["embeddings.token_type_embeddings.weight"][0])
        encoder.load_state_dict(new)
        return encoder


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file, by name (a leading `bert.` is left out)."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    found: dict[str, Tensor] = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            low, high = (8 + length + offset for offset in entry["data_offsets"])
            found[name.removeprefix("bert.")] = torch.frombuffer(bytearray(data[low:high]), dtype=torch.float32).view(entry["shape"])
    return found


class Network(nn.Module):
    """Encoder and heads; words are given as places of their first pieces."""

    def __init__(self, encoder: Encoder, sizes: Sizes) -> None:
        super().__init__()
        self.encoder, self.sizes = encoder, sizes
        width = encoder.kind.shape[0]
        self.start = nn.Linear(width, 1)
        self.upos = nn.Linear(width, sizes.upos)
        self.feats = nn.Linear(width, sizes.feats)
        self.tags = nn.Linear(width, sizes.tags)
        self.arc_low, self.arc_high = nn.Linear(width, sizes.arc), nn.Linear(width, sizes.arc)
        self.arc_mix = nn.Parameter(torch.eye(sizes.arc) * 0.1)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.label_low, self.label_high = nn.Linear(width, sizes.label), nn.Linear(width, sizes.label)
        self.label_out = nn.Linear(sizes.label, sizes.relations)

    def words(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of the words [batch, words, width] and of the root [batch, 1, width]."""
        if self.training and self.sizes.word_dropout:
            hide = (torch.rand(pieces.shape, device=pieces.device) < self.sizes.word_dropout) & (pieces > 102)
            pieces = pieces.masked_fill(hide, 103)
        x = self.encoder(pieces, shapes, gaps)
        inside = x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
        drop = self.sizes.dropout
        return F.dropout(inside, drop, self.training), F.dropout(x[:, :1], drop, self.training)

    def arcs(self, inside: Tensor, root: Tensor) -> Tensor:
        """Scores [batch, words, 1 + words] of each head (the root first) for each word."""
        drop = self.sizes.dropout
        low = F.dropout(F.relu(self.arc_low(inside)), drop, self.training)
        high = F.dropout(F.relu(self.arc_high(torch.cat([root, inside], 1))), drop, self.training)
        return (low @ self.arc_mix) @ high.transpose(1, 2) + self.arc_bias(high).transpose(1, 2)

    def sides(self, inside: Tensor, root: Tensor) -> tuple[Tensor, Tensor]:
        """What a word brings to its relation as dependent, and as head (the root first)."""
        return self.label_low(inside), self.label_high(torch.cat([root, inside], 1))

    def relations(self, low: Tensor, high: Tensor) -> Tensor:
        """Scores of the relations of a dependent to its head."""
        return self.label_out(F.dropout(F.relu(low + high), self.sizes.dropout, self.training))

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """What is exported: start, upos, feats, tags, arcs, and the two sides of relations."""
        inside, root = self.words(pieces, shapes, gaps, firsts)
        low, high = self.sides(inside, root)
        start = self.start(inside)[..., 0]
        return start, self.upos(inside).argmax(-1), self.feats(inside).argmax(-1), self.tags(inside), self.arcs(inside, root), low, high
