"""Scores a network on development documents with gold tokens and sentences, greedily."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch

from chancery.language.encode import Pieces
from training.batches import Batch, Labels, batches, windows
from training.corpora import Document
from training.model import Network


def score(network: Network, dev: dict[str, list[Document]], labels: Labels, pieces: Pieces) -> dict[str, float]:
    """LAS, UAS, UPOS, FEATS, sentence F and name F1 of each set, as percentages."""
    found: dict[str, float] = {}
    network.eval()
    for name, documents in dev.items():
        counts: Counter[str] = Counter()
        with torch.inference_mode():
            for batch in batches(list(windows(documents, pieces, None, {})), labels, 4096, None):
                counts.update(_count(network, batch, labels))
        if counts["arcs"]:
            for key in ("uas", "las", "upos", "feats"):
                found[f"{name} {key}"] = round(100 * counts[key] / counts["arcs"], 2)
        found[f"{name} starts"] = round(200 * counts["start ok"] / max(1, counts["start said"] + counts["start true"]), 2)
        found[f"{name} names"] = round(200 * counts["name ok"] / max(1, counts["name said"] + counts["name true"]), 2)
    return found


def _count(network: Network, batch: Batch, labels: Labels) -> Counter[str]:
    inside, root = network.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts)
    counts: Counter[str] = Counter()
    real = batch.sentence >= 0
    said, true = (network.start(inside)[..., 0] > 0)[real], batch.start[real] == 1
    counts.update({"start ok": int((said & true).sum()), "start said": int(said.sum()), "start true": int(true.sum())})
    if (known := batch.heads >= 0).any():
        arcs = network.arcs(inside, root)
        same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
        arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(~same, -1e9)
        heads = arcs.argmax(-1)
        low, high = network.sides(inside, root)
        high = high.gather(1, heads[:, :, None].expand(-1, -1, high.shape[2]))
        relations = network.relations(low, high).argmax(-1)
        right = (heads == batch.heads)[known]
        counts["arcs"] = int(known.sum())
        counts["uas"] = int(right.sum())
        counts["las"] = int((right & (relations == batch.relations)[known]).sum())
        counts["upos"] = int((network.upos(inside).argmax(-1) == batch.upos)[known].sum())
        counts["feats"] = int((network.feats(inside).argmax(-1) == batch.feats)[known].sum())
    tags = network.tags(inside).argmax(-1)
    for line, bits, keep in zip(tags.numpy(), batch.names.numpy(), (batch.names > 0).numpy(), strict=True):
        counts.update(_names(line[keep], bits[keep], labels))
    return counts


def temperature(network: Network, documents: list[Document], labels: Labels, pieces: Pieces) -> float:
    """By what the scores of names are best divided so that they may be read as probabilities."""
    logits, gold = [], []
    with torch.inference_mode():
        for batch in batches(list(windows(documents, pieces, None, {})), labels, 4096, None):
            inside, _ = network.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts)
            single = (batch.names > 0) & (batch.names & (batch.names - 1) == 0)
            logits.append(network.tags(inside)[single])
            gold.append(batch.names[single].double().log2().long())
    scores, true = torch.cat(logits), torch.cat(gold)
    grid = [round(0.7 + 0.05 * step, 2) for step in range(36)]
    return min(grid, key=lambda value: float(torch.nn.functional.cross_entropy(scores / value, true)))


def _names(tags: np.ndarray, bits: np.ndarray, labels: Labels) -> Counter[str]:
    """Whole names; a name where the corpus allows it is not counted as said."""
    allowed = [labels.tags[int(b).bit_length() - 1] if int(b) & (int(b) - 1) == 0 else "?" for b in bits]
    true, said = spans(allowed), spans([labels.tags[t] for t in tags])
    said = {span for span in said if span in true or not all(int(bits[i]) >> int(tags[i]) & 1 for i in range(span[0], span[1]))}
    return Counter({"name ok": len(true & said), "name said": len(said), "name true": len(true)})


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Spans of BIO tags, leniently."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        if tag[0] == "B" or (tag[0] == "I" and not (found and found[-1][1] == place and found[-1][2] == tag[2:])):
            found.append((place, place + 1, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], place + 1, tag[2:])
    return set(found)
