"""A sentence as a picture: words, arcs with their relations, names below."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from chancery.model import Entity, Sentence

STEP, EDGE, LETTER = 34, 24, 8.2
"""Height of one level of arcs, margin, and width of a letter, in pixels."""


def to_svg(sentence: Sentence, entities: Sequence[Entity] = ()) -> str:
    """The sentence as one SVG image that stands alone; names that lie in it are underlined if given."""
    centres = _centres(sentence)
    levels = _levels(sentence)
    base = EDGE + 20 + STEP * (max(levels, default=0) + 1)
    width, height = centres[-1][1] + EDGE, base + 64
    words = " ".join(token.text for token in sentence.tokens)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"',
        ' role="img">',
        f"<title>{escape(words)}</title>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
        '<g font-family="system-ui, sans-serif" text-anchor="middle" font-size="14">',
    ]
    for token, (_, _, middle) in zip(sentence.tokens, centres, strict=True):
        parts.append(f'<text x="{middle:.1f}" y="{base + 18}" fill="#111">{escape(token.text)}</text>')
        parts.append(f'<text x="{middle:.1f}" y="{base + 34}" fill="#666" font-size="10">{escape(token.upos)}</text>')
        parts.append(_arc(token.deprel, middle, centres[token.head][2] if token.head >= 0 else None, (base, levels[token.index])))
    parts += [_name(sentence, entity, centres, base) for entity in entities if sentence.start <= entity.start < sentence.end]
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _centres(sentence: Sentence) -> list[tuple[float, float, float]]:
    """Left, right and middle of each word."""
    found, left = [], float(EDGE)
    for token in sentence.tokens:
        width = max(len(token.text), len(token.deprel) * 0.8, 4) * LETTER + 12
        found.append((left, left + width, left + width / 2))
        left += width
    return found


def _levels(sentence: Sentence) -> list[int]:
    """How high each word's arc to its head goes: above all arcs below it."""
    spans = [(min(t.index, t.head), max(t.index, t.head)) if t.head >= 0 else (t.index, t.index) for t in sentence.tokens]
    levels = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: spans[i][1] - spans[i][0]):
        low, high = spans[index]
        if low == high:
            continue
        under = [levels[i] for i, (a, b) in enumerate(spans) if i != index and a < b and low <= a and b <= high and b - a < high - low]
        levels[index] = 1 + max(under, default=0)
    return levels


def _arc(relation: str, word: float, head: float | None, place: tuple[int, int]) -> str:
    base, level = place
    if head is None:
        return (
            f'<path d="M{word:.1f} {base - 34}V{base - 4}" stroke="#b00" fill="none"/>'
            f'<text x="{word:.1f}" y="{base - 38}" font-size="10" fill="#b00">root</text>'
        )
    top = base - 10 - STEP * level
    shift = 5 if head > word else -5
    bend = min(12.0, abs(head - word) / 2)
    inner = bend if head > word else -bend
    end = head - shift
    path = f"M{word:.1f} {base - 4}V{top + 10}Q{word:.1f} {top} {word + inner:.1f} {top}"
    path += f"H{end - inner:.1f}Q{end:.1f} {top} {end:.1f} {top + 10}V{base}"
    arrow = f"M{word - 3:.1f} {base - 10}L{word:.1f} {base - 3}L{word + 3:.1f} {base - 10}Z"
    label = f'<text x="{(word + head) / 2:.1f}" y="{top - 3}" font-size="10" fill="#06c">{escape(relation)}</text>'
    return f'<path d="{path}" stroke="#888" fill="none"/><path d="{arrow}" fill="#888"/>{label}'


def _name(sentence: Sentence, entity: Entity, centres: list[tuple[float, float, float]], base: int) -> str:
    inside = [token.index for token in sentence.tokens if token.start < entity.end and token.end > entity.start]
    if not inside:
        return ""
    left, right = centres[inside[0]][0] + 4, centres[inside[-1]][1] - 4
    line = f'<path d="M{left:.1f} {base + 42}H{right:.1f}" stroke="#0a7" stroke-width="2"/>'
    return line + f'<text x="{(left + right) / 2:.1f}" y="{base + 55}" font-size="10" fill="#0a7">{entity.label}</text>'
