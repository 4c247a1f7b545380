"""A reading with the words that decided each claim."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.model import Claim, Explained, Mark, Parse, Reading, Report, Span, Tenure
from chancery.reading.events import told_with_claims
from chancery.reading.events.explain import marks_of, notes_of
from chancery.reading.read import reading_of, scene_of
from chancery.reading.scene import Scene


def explain_report(report: Report, parse: Parse) -> tuple[Reading, tuple[Explained, ...]]:
    """The same reading as `read_report`, and each of its claims explained, in its order."""
    scene = scene_of(report, parse)
    reading = reading_of(scene)
    told = {claim.id: (marks_of(scene, event), notes_of(scene, event, others)) for claim, event, others in told_with_claims(scene)}
    explained = []
    for claim in reading.claims:
        marks, notes = told.get(claim.id) or (tuple(_of_evidence(claim)), ())
        explained.append(Explained(claim, _sentences(scene, claim), marks, notes))
    return reading, tuple(explained)


def _of_evidence(claim: Claim) -> Iterator[Mark]:
    role = "post" if isinstance(claim.value, Tenure) else "said"
    yield from (Mark(piece.start, piece.end, role) for piece in claim.evidence)


def _sentences(scene: Scene, claim: Claim) -> tuple[Span, ...]:
    """The sentences that the evidence stands in, without the blanks around them."""
    found = [s for s in scene.parse.sentences if any(s.start < e.end and e.start < s.end for e in claim.evidence)]
    return tuple(_trimmed(scene.report.text, s.start, s.end) for s in found)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
