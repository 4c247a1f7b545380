"""Packages a run: ONNX with int8 weights, vocabulary, labels, lemmas and the facts of its making."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from chancery.language.encode import CONVENTIONS, Pieces
from chancery.language.lemmas import Lemmas
from training import corpora
from training.batches import Labels
from training.model import Encoder, Network, Sizes
from training.score import temperature
from training.train import BASE, FILES

NAME = "chancery-en"
INPUTS = ("pieces", "shapes", "gaps", "firsts")
OUTPUTS = ("start", "upos", "feats", "tags", "arcs", "low", "high")


class Bytes(nn.Module):
    """An embedding of one byte a weight, with one scale a word."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("bytes", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of word pieces."""
        return self.bytes[ids].float() * self.scale[ids]


def network_of(folder: Path) -> tuple[Network, dict[str, Any]]:
    """The averaged network of a run and the run's facts."""
    facts: dict[str, Any] = json.loads((folder / "facts.json").read_text("utf-8"))
    state: dict[str, Any] = torch.load(folder / "checkpoint.pt", weights_only=True, map_location="cpu")
    labels = facts["labels"]
    sizes = Sizes(len(labels["upos"]), len(labels["feats"]), len(labels["tags"]), len(labels["relations"]))
    network = Network(Encoder.pretrained(BASE), sizes)
    network.load_state_dict({**state["network"], **state["average"]})
    facts |= {"step": state["step"], "epochs done": state["epoch"], "hours": round(state["seconds"] / 3600, 2)}
    return network.eval(), facts


def to_onnx(network: Network, path: Path, *, small: bool) -> None:
    """Writes the network as ONNX; with `small`, words as bytes and products as int8 by channel."""
    words = network.encoder.words
    if small:
        network.encoder.words = Bytes(words.weight.detach())  # type: ignore[assignment]
    sample = (torch.tensor([[101, 2000, 2001, 102]] * 2), *(torch.zeros(2, 4, dtype=torch.long),) * 2, torch.tensor([[1, 2]] * 2))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"firsts": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS[:4]}
    axes |= {"arcs": {0: "batch", 1: "words", 2: "heads"}, "low": {0: "batch", 1: "words"}, "high": {0: "batch", 1: "heads"}}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network, sample, str(plain), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False
        )
        if small:
            quantize_dynamic(
                plain, path, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=False, weight_type=QuantType.QInt8
            )
        else:
            shutil.copy(plain, path)
    network.encoder.words = words
    onnx.checker.check_model(str(path))


def relation_graph(weight: Any, bias: Any) -> onnx.ModelProto:
    """Scores of relations from the two sides of words and their heads (places in `high`): a graph of its own, since heads are
    known only when trees are, and so that no linear algebra library starts threads behind our back."""
    make, kind = onnx.helper, onnx.TensorProto
    nodes = [
        make.make_node("Gather", ["high", "heads"], ["above"], axis=0),
        make.make_node("Add", ["low", "above"], ["joint"]),
        make.make_node("Relu", ["joint"], ["warm"]),
        make.make_node("MatMul", ["warm", "weight"], ["mixed"]),
        make.make_node("Add", ["mixed", "bias"], ["scores"]),
    ]
    size, count = weight.shape
    inputs = [make.make_tensor_value_info(name, kind.FLOAT, [rows, size]) for name, rows in (("low", "words"), ("high", "places"))]
    inputs.append(make.make_tensor_value_info("heads", kind.INT64, ["words"]))
    outputs = [make.make_tensor_value_info("scores", kind.FLOAT, ["words", count])]
    constants = [onnx.numpy_helper.from_array(value.astype(np.float32), name) for name, value in (("weight", weight), ("bias", bias))]
    graph = make.make_graph(nodes, "relations", inputs, outputs, constants)
    model = make.make_model(graph, opset_imports=[make.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def lemma_table(folder: Path, vocabulary: list[str]) -> bytes:
    """The commonest lemma of each form in the treebanks, where the rules alone would not find it."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    feats: dict[tuple[str, str], str] = {}
    for document in (*corpora.read_ewt(folder / FILES[0], None), *corpora.read_gum(folder / FILES[2])):
        for row in document:
            for word, upos, lemma, feat in zip(row.words, row.upos, row.lemmas, row.feats, strict=True):
                if lemma != "_" and upos not in ("PUNCT", "SYM", "NUM", "X") and "Typo=Yes" not in feat and "\t" not in word:
                    seen.setdefault((word.lower(), upos), Counter())[lemma] += 1
                    feats[word.lower(), upos] = feat
    known = {word: rank for rank, word in enumerate(vocabulary) if word.isalpha()}
    rules = Lemmas({}, known)
    lines = []
    for (form, upos), lemmas in sorted(seen.items()):
        lemma = lemmas.most_common(1)[0][0]
        if upos == "PROPN" and (lemma.lower() == form or sum(lemmas.values()) < 2):
            continue
        if lemma != rules.of(form, upos, feats[form, upos]) or (upos == "VERB" and form == lemma and form not in known):
            lines.append(f"{form}\t{upos}\t{lemma}")
    return gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)


def package(run: Path, folder: Path, out: Path, *, small: bool = True, notes: dict[str, Any] | None = None) -> None:
    """Writes the model's folder from a run's checkpoint."""
    network, facts = network_of(run)
    out.mkdir(parents=True, exist_ok=True)
    to_onnx(network, out / "model.onnx", small=small)
    last = network.label_out
    onnx.save(relation_graph(last.weight.detach().numpy().T, last.bias.detach().numpy()), str(out / "relations.onnx"))
    shutil.copy(BASE / "vocab.txt", out / "vocab.txt")
    (out / "lemmas.tsv.gz").write_bytes(lemma_table(folder, (BASE / "vocab.txt").read_text("utf-8").split("\n")))
    labels = facts.pop("labels")
    dev = corpora.read_gum(folder / "ud_gum/dev.conllu") + corpora.read_ewt(folder / "ud_ewt/dev.conllu", folder / "uner_ewt/dev.iob2")
    lists = Labels(tuple(labels["upos"]), tuple(labels["feats"]), tuple(labels["relations"]))
    warmth = temperature(network, dev, lists, Pieces(BASE / "vocab.txt"))
    scores = [json.loads(line) for line in (run / "log.jsonl").read_text("utf-8").splitlines() if "ewt las" in line]
    content = {
        "format": 2, "name": NAME, "version": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()[:12],
        "temperature": warmth, "conventions": CONVENTIONS,
        **labels, "made": {**facts, "development": scores[-1] if scores else {}, **(notes or {})},
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """`python -m training.export --corpora DIR --run DIR --out DIR`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path(__file__).parent / "runs" / "one")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "src" / "chancery" / "data" / "model")
    parser.add_argument("--full", action="store_true", help="keep 32-bit floats, to compare")
    given = parser.parse_args()
    package(given.run, given.corpora, given.out, small=not given.full)


if __name__ == "__main__":
    main()
