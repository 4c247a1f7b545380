"""Judgement: a person's word about the record. It outlives every re-reading; no machine overwrites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementVerb = Literal["same", "different", "correct", "reject", "confirm", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who says it, when and why: these two are the same, this claim is misread, this date is wrong."""

    id: str
    """Hash of verb, subjects, field, value, who and when."""
    verb: JudgementVerb
    subjects: tuple[str, ...]
    """Ids it speaks of: claims, resolved entries, or for `undo` an earlier judgement."""
    field: str
    """For `correct`, the field; empty otherwise."""
    value: str
    who: str
    when: str
    """ISO 8601 instant in UTC."""
    why: str
