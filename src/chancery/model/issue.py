"""Issue: a problem of the data, with its place, that does not stop the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IssueKind = Literal["open-date", "open-person", "open-post", "furniture", "language", "refused"]


@dataclass(frozen=True, slots=True)
class Issue:
    """At this place of this report something was left open, and this is why."""

    kind: IssueKind
    report: str
    """Id of the report, or its name where it has no id yet."""
    message: str
    start: int = 0
    end: int = 0
