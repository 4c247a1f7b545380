"""One verb or phrase of saying, with the tokens around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chancery.reading.statements.frames import Content
from chancery.reading.statements.lexicon import Relayed


@dataclass(frozen=True, slots=True)
class Saying:
    """One verb or phrase of saying, with the tokens around it; all indices are of one sentence."""

    sentence: int
    cue: int
    rule: str
    kind: Literal["verb", "relay", "according"]
    head: int
    """What the cue hangs on; -1 for the root."""
    relayed: Relayed
    source: int | None
    """Head of the phrase that names the speaker; None where the sentence does not give one."""
    content: Content
    outer: int | None = None
    """Cue of the saying within whose content this one stands."""
    relayer: int | None = None
    """Head of the phrase for whoever quotes the speaker here."""
    act: bool = False
    """Whether it says by doing: praise, blame, urge, with no clause of what is said."""
    aside: int | None = None
    """Cue of the saying in whose content the noun stands that this one only modifies."""
    follows: int | None = None
    """Cue of the saying that it goes on from (", adding that")."""
    start: int = 0
    end: int = 0
    """Characters of its own clause, from speaker through verb and content."""
    cue_end: int = 0
