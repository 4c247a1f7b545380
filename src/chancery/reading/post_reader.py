"""What readers of posts share: the phrase itself, a line with its names and bodies, and the two sides of a head."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model import Parse, TenureStatus
from chancery.reading.bodies import Body
from chancery.reading.names import Name
from chancery.reading.words import Line

POSSESSIVE = ("'s", "’s", "'", "’")
COMMON = frozenset(("NOUN", "ADJ", "PROPN", "X"))


@dataclass(frozen=True, slots=True)
class PostPhrase:
    """Words first..last of a line name a post."""

    sentence: int
    first: int
    """With article, state and qualifiers."""
    last: int
    """With the complement."""
    head: int
    """Index of the last word of the head."""
    core: int
    """Index of the first word of the head."""
    post: str
    states: tuple[str, ...] = ()
    organization: str = ""
    status: TenureStatus = TenureStatus.CURRENT
    acting: bool = False
    plural: bool = False
    bare: bool = False
    """Neither state, body, portfolio nor complement: "the minister"."""
    needs_more: bool = False
    """A head that is a post only with a body or portfolio ("chief")."""
    owner: str = ""
    """`his` and the like, or the name of a person in the possessive."""
    home: str = ""
    """State where nothing else tells."""
    definite: bool = False

    @property
    def state(self) -> str:
        """The state it serves, if one is told."""
        return self.states[0] if self.states else ""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a head, from word `first` on."""

    first: int
    kept: tuple[int, ...]
    states: tuple[str, ...] = ()
    organization: str = ""
    marks: frozenset[str] = frozenset()
    owner: str = ""
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """What stands after a head, through word `last`."""

    last: int
    complement: str = ""
    organization: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PostReader:
    """One line with its names and bodies, and the posts read so far."""

    parse: Parse
    line: Line
    names: tuple[Name, ...]
    bodies: tuple[Body, ...]
    later: tuple[PostPhrase, ...] = ()
    """Posts already read, further on in the line."""

    def titled_from(self, first: int, last: int) -> bool:
        """Whether a title that a name follows begins among these words."""
        return any(first <= p.first <= last and self.name_at(p.last + 1) for p in self.later)

    def name_at(self, index: int) -> Name | None:
        """The name that holds this word."""
        return next((n for n in self.names if n.first <= index <= n.last), None)

    def body_at(self, index: int) -> Body | None:
        """The body that holds this word."""
        return next((b for b in self.bodies if b.first <= index <= b.last), None)
