"""The pattern language of `data/times`, compiled once.

A form is words with `( )` groups, `|` alternatives, `?` for an optional item, `~` for a blank or a hyphen and `{atom}` for a
part listed in `atoms.yaml`; digits after the atom's name tell two of a kind apart (`{day}` and `{day2}`). There is no
repetition, so that a form can match only a bounded number of words and reading takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from chancery.codebook.loader import DATA, load_entries
from chancery.model import CodebookError, TimexKind

FOLDER = DATA / "times"
GAP = r"(?:[ \t\xa0\u202f]{1,3}\n?[ \t]{0,3}|\n[ \t]{0,3})"
AGAIN = "__"
"""Parts a second occurrence's number from the name of an atom that stands in two alternatives of one form."""
WORD = re.compile(r"[^\W\d_]+|['’](?=\d0?\d?)|\d+")
"""A word, a number, or the mark before a year cut short."""
_DIGIT, _ANY = "#", "*"
_SPECIAL = {
    " ": (GAP, True),
    "~": (rf"(?:{GAP}|[-‐‑–])", True),
    "-": (r" ?[-‐‑–—] ?", True),
    ",": (r" ?,", True),
    "'": ("['’]", False),
    ".": (r"\.", True),
    "/": ("/", True),
}


@dataclass(frozen=True, slots=True)
class Atom:
    """A named part of forms: words with what each stands for, or a regular expression of bounded length."""

    name: str
    words: Mapping[str, str | int] = field(default_factory=dict)
    """What is written -> what it stands for. A word given with a capital must be found with one."""
    form: str = ""
    """In place of words: a form of other atoms."""
    regex: str = ""
    """In place of words: a regular expression without repetition of unbounded length."""
    starts: tuple[str, ...] = ()
    """For a regular expression: the words (or #, any number) that it can begin with."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a time: its forms, what they mean, and where they do not count."""

    name: str
    gives: str
    """The step of resolving that settles the value."""
    forms: tuple[str, ...]
    examples: tuple[str, ...]
    """`published | sentence with the [time] in brackets | value`; with ` | timeml` appended, the TimeML value is meant."""
    counterexamples: tuple[str, ...]
    """Sentences in which this pattern must not be what is found."""
    kind: TimexKind = "DATE"
    set: Mapping[str, str | int] = field(default_factory=dict)
    """Parts that the forms imply without naming them."""
    after: tuple[str, ...] = ()
    """Only after one of these words."""
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """Only before one of these words (`.` stands for a mark or the end)."""
    not_before: tuple[str, ...] = ()
    vague: bool = False
    """Names no calendar period; left out of the record, kept for TimeML."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A form of a pattern as a regular expression."""

    pattern: Pattern
    source: str
    rank: int
    """Place in the data: of two that match the same words, the earlier counts."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled form; compiled when it is first needed."""
        return re.compile(self.source, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Starts:
    """The rules that can begin with one word: those for any second word, and more for some."""

    default: tuple[Rule, ...]
    by_second: Mapping[str, tuple[Rule, ...]]

    def rules(self, second: str) -> tuple[Rule, ...]:
        """The rules worth trying where that word follows."""
        return self.by_second.get(second, self.default)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Every rule, by the word that it can begin with."""

    atoms: Mapping[str, Atom]
    rules: Mapping[str, Starts]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a form: its regular expression, the words it can begin with, and which word can come second."""

    regex: str
    starts: frozenset[str] = frozenset()
    singles: frozenset[str] = frozenset()
    """First words that can be the whole piece."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """First and second word, where both lie in the piece; _ANY stands for a second that is not known."""
    empty: bool = False

    def then(self, other: _Part) -> _Part:
        """This piece and the other after it."""
        joined = frozenset((first, second) for first in self.singles for second in other.starts)
        none = frozenset[str]()
        return _Part(
            self.regex + other.regex,
            self.starts | (other.starts if self.empty else none),
            (self.singles if other.empty else none) | (other.singles if self.empty else none),
            self.pairs | joined | (other.pairs if self.empty else frozenset()),
            self.empty and other.empty,
        )

    def seconds(self, first: str) -> frozenset[str] | None:
        """What may follow that first word; None if anything may."""
        if first in self.singles or (first, _ANY) in self.pairs:
            return None
        return frozenset(second for start, second in self.pairs if start == first)


class _Reader:
    """Reads one form, left to right."""

    def __init__(self, form: str, atoms: Mapping[str, Atom], place: str, named: bool) -> None:
        self.form, self.atoms, self.place, self.named, self.at = form, atoms, place, named, 0
        self.names: dict[str, int] = {}

    def read(self) -> _Part:
        part = self.choice()
        if self.at < len(self.form):
            raise CodebookError(f"{self.place}: stray {self.form[self.at]!r} at {self.at} of form {self.form!r}")
        return part

    def choice(self) -> _Part:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else _either("(?:" + "|".join(p.regex for p in parts) + ")", parts)

    def sequence(self) -> _Part:
        whole = _Part("", empty=True)
        while self.peek() not in ("", ")", "|"):
            whole = whole.then(self.item())
        return whole

    def item(self) -> _Part:
        part = self.unit()
        if self.peek() != "?":
            return part
        self.at += 1
        return replace(part, regex=f"(?:{part.regex})?", empty=True)

    def unit(self) -> _Part:
        character = self.peek()
        if character == "(":
            self.at += 1
            part = self.choice()
            self.expect(")")
            return replace(part, regex=f"(?:{part.regex})")
        if character == "{":
            end = self.form.find("}", self.at)
            name, self.at = self.form[self.at + 1 : end], end + 1
            return self.atom(name)
        if character in _SPECIAL:
            self.at += 1
            return _Part(_SPECIAL[character][0], empty=True)
        start = self.at
        while self.peek().isalnum():
            self.at += 1
        if self.at == start:
            raise CodebookError(f"{self.place}: {character!r} has no meaning in form {self.form!r}")
        word = self.form[start : self.at]
        return _words_part(re.escape(word), [word])

    def atom(self, name: str) -> _Part:
        atom = self.atoms.get(name.rstrip("0123456789"))
        if atom is None:
            raise CodebookError(f"{self.place}: no atom {name!r} in atoms.yaml")
        part = _atom_part(atom, self.atoms)
        if not self.named:
            return replace(part, regex=f"(?:{part.regex})")
        count = self.names[name] = self.names.get(name, 0) + 1
        group = name if count == 1 else f"{name}{AGAIN}{count}"
        return replace(part, regex=f"(?P<{group}>{part.regex})")

    def peek(self) -> str:
        return self.form[self.at : self.at + 1]

    def expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise CodebookError(f"{self.place}: expected {mark!r} at {self.at} of form {self.form!r}")
        self.at += 1


def _atom_part(atom: Atom, atoms: Mapping[str, Atom]) -> _Part:
    if atom.regex:
        starts = frozenset(atom.starts)
        return _Part(f"(?:{atom.regex})", starts, pairs=frozenset((start, _ANY) for start in starts))
    if atom.form:
        return _Reader(atom.form, atoms, f"atom {atom.name}", False).read()
    return _words_part(_trie([_pieces(word) for word in atom.words]), tuple(atom.words))


def _either(regex: str, parts: Sequence[_Part]) -> _Part:
    starts = frozenset[str]().union(*(part.starts for part in parts))
    singles = frozenset[str]().union(*(part.singles for part in parts))
    pairs = frozenset[tuple[str, str]]().union(*(part.pairs for part in parts))
    return _Part(regex, starts, singles, pairs, any(part.empty for part in parts))


def _words_part(regex: str, words: Sequence[str]) -> _Part:
    split = [[word_key(token) for token in WORD.findall(word)] for word in words]
    singles = frozenset(tokens[0] for tokens in split if len(tokens) == 1)
    pairs = frozenset((tokens[0], tokens[1]) for tokens in split if len(tokens) > 1)
    return _Part(regex, frozenset(tokens[0] for tokens in split), singles, pairs)


def _pieces(word: str) -> tuple[str, ...]:
    """The word as regular expressions of its runs of letters and of its marks."""
    runs = re.findall(r"\w+|\W", word)
    return tuple(_SPECIAL[run][0] if run in _SPECIAL else _cased(run, word[:1].isupper()) for run in runs)


def _cased(run: str, cased: bool) -> str:
    written = re.escape(run)
    return f"(?-i:{written}|{re.escape(run.upper())})" if cased and run[:1].isupper() else written


def _trie(words: Sequence[tuple[str, ...]]) -> str:
    """One regular expression of all the words, what they begin with in common written once; the longest is tried first."""
    below: dict[str, list[tuple[str, ...]]] = {}
    for pieces in words:
        if pieces:
            below.setdefault(pieces[0], []).append(pieces[1:])
    branches = [piece + _trie(below[piece]) for piece in sorted(below, key=len, reverse=True)]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and () not in words else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if () in words else inner


def word_key(word: str) -> str:
    """The key under which rules that begin with this word are kept: the word, # for figures, ' for a mark before them."""
    return _DIGIT if word[0].isdigit() else "'" if word[0] in "'’" else word.lower()


def pattern_files() -> tuple[Path, ...]:
    """The files of patterns, in the order in which they count."""
    return tuple(sorted(path for path in FOLDER.glob("[0-9]*.yaml")))


@cache
def grammar() -> Grammar:
    """All patterns of `data/times`, compiled; CodebookError where a form cannot be read."""
    atoms = {atom.name: atom for atom in load_entries(FOLDER / "atoms.yaml", Atom)}
    patterns = tuple(p for path in pattern_files() for p in load_entries(path, Pattern))
    rules: dict[str, list[tuple[Rule, frozenset[str] | None]]] = {}
    rank = 0
    for pattern in patterns:
        for form in pattern.forms:
            part = _Reader(form, atoms, f"pattern {pattern.name}", True).read()
            rule = Rule(pattern, part.regex + r"(?![\w])", rank)
            rank += 1
            for start in part.starts:
                rules.setdefault(start, []).append((rule, part.seconds(start)))
    return Grammar(atoms, {start: _starts(found) for start, found in rules.items()}, patterns)


def _starts(rules: Sequence[tuple[Rule, frozenset[str] | None]]) -> Starts:
    words = frozenset[str]().union(*(seconds or () for _, seconds in rules))
    default = tuple(rule for rule, seconds in rules if seconds is None)
    return Starts(default, {word: tuple(r for r, seconds in rules if seconds is None or word in seconds) for word in words})
