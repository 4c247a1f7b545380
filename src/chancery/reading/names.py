"""Names of people: the named entities, mended, and what stands after a title or an honorific."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.codebook import fold, titles
from chancery.model import Parse
from chancery.reading.words import Line

LONGEST = 9
"""Words of the longest name that is believed."""
_THINGS = frozenset(("org", "body", "palace", "parliament", "gathering", "agreement", "medium", "region"))


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person: words first..last of a line, without title and honorific."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    opening: int
    """Index of the first honorific before it; `first` where there is none."""
    honorifics: tuple[str, ...] = ()


def find_names(parse: Parse, lines: tuple[Line, ...]) -> tuple[tuple[Name, ...], ...]:
    """For each line, the names of people in it, in order, none overlapping."""
    return tuple(_line_names(parse, line) for line in lines)


def _line_names(parse: Parse, line: Line) -> tuple[Name, ...]:
    found: list[tuple[int, int]] = []
    for first, last in (*_entity_spans(parse, line), *_titled_spans(line)):
        grown = _grown(line, first, last)
        if grown and not any(a <= grown[1] and grown[0] <= b for a, b in found):
            found.append(grown)
    return tuple(_name(parse, line, first, last) for first, last in sorted(found))


def names_from(parse: Parse, line: Line, names: tuple[Name, ...], places: tuple[int, ...]) -> tuple[Name, ...]:
    """The names of a line with those that begin at one of these words, right after a post with its complement."""
    found = list(names)
    for place in places:
        last = _run_from(line, place) if 0 < place < len(line.words) and _starts_name(line, place) else place - 1
        if last == place and _like_a_thing(line, place):
            continue
        if last >= place and not any(n.first <= last and place <= n.last for n in found):
            found.append(_name(parse, line, place, last))
    return tuple(sorted(found, key=lambda name: name.first))


def _like_a_thing(line: Line, index: int) -> bool:
    """Whether a single word that the model does not take for a person ends as nouns of things do ("Financing")."""
    word = line.words[index]
    return word.label != "PERSON" and any(word.lower.endswith(ending) for ending in titles().words["thing_endings"])


def names_again(parse: Parse, lines: tuple[Line, ...], names: tuple[tuple[Name, ...], ...]) -> tuple[tuple[Name, ...], ...]:
    """The names with the bare surnames of people named in full elsewhere that were not seen as names ("You" of You Si-kun)."""
    known = {
        fold(part) for line in names for n in line if " " in n.text for part in (n.text.split()[0], n.text.split()[-1]) if len(part) > 2
    }
    return tuple(_with_surnames(parse, line, found, frozenset(known)) for line, found in zip(lines, names, strict=True))


def _with_surnames(parse: Parse, line: Line, names: tuple[Name, ...], known: frozenset[str]) -> tuple[Name, ...]:
    taken = {i for n in names for i in range(n.first, n.last + 1)}
    found = list(names)
    for i, word in enumerate(line.words):
        inner = i > 0 and line.words[i - 1].text not in ('"', "“", "‘", "'", ":")
        if i in taken or word.lower not in known or not word.capital or word.hit >= 0 or word.label not in ("", "PERSON", "ORG"):
            continue
        if (inner or word.upos == "PROPN") and word.lower not in titles().words["portfolio"] and not _beside_capital(line, i):
            found.append(_name(parse, line, i, i))
    return tuple(sorted(found, key=lambda name: name.first))


def _beside_capital(line: Line, i: int) -> bool:
    """Whether the word is part of a longer capitalised name of something else."""
    after = line.words[i + 1] if i + 1 < len(line.words) else None
    return after is not None and after.capital and after.upos == "PROPN" and not line.kinds(i + 1)


def _run_from(line: Line, first: int) -> int:
    last = first
    while last + 1 < len(line.words) and last - first + 1 < LONGEST and _goes_on(line, last + 1):
        last += 1
    while last >= first and not line.words[last].capital:
        last -= 1
    return last if last >= first and _may_be_name(line, first, last) else first - 1


def _name(parse: Parse, line: Line, first: int, last: int) -> Name:
    opening = first
    while opening > 0 and _is_honorific(line, opening - 1):
        opening -= 1
    words = line.words
    before = tuple(word.lower for word in words[opening:first])
    return Name(line.sentence.index, first, last, words[first].start, words[last].end, line.text(parse, first, last), opening, before)


def _is_honorific(line: Line, index: int) -> bool:
    word = line.words[index]
    if not (word.capital or word.lower.endswith(".")):
        return False
    return _is_spaced(line, index) or (word.lower in titles().words["honorifics"] and word.lower not in ("the", "his", "her"))


def _is_spaced(line: Line, index: int) -> bool:
    """Whether the word is one of the two letters of an honorific."""
    if len(line.words[index].lower) > 1:
        return False
    pairs = (f"{line.lower(i)} {line.lower(i + 1)}" for i in (index - 1, index) if 0 <= i < len(line.words) - 1)
    return any(pair in titles().words["spaced_honorifics"] for pair in pairs)


def _entity_spans(parse: Parse, line: Line) -> Iterator[tuple[int, int]]:
    sentence, words = line.sentence, line.words
    for entity in parse.entities:
        if entity.label != "PERSON" or entity.start >= sentence.end or entity.end <= sentence.start:
            continue
        inside = [i for i, word in enumerate(words) if word.start < entity.end and entity.start < word.end]
        if inside and (trimmed := _trimmed(line, inside[0], inside[-1])):
            yield trimmed


def _trimmed(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """A span without posts, honorifics, peoples and marks at its edges; None where no name is left."""
    words = line.words
    while (last >= first and not (words[last].capital or words[last].text.isdigit())) or (
        last >= first and words[last].lower in ("'s", "’s")
    ):
        last -= 1
    for i in range(first, last):
        if _is_before_name(line, i, first) and i >= first:
            first = i + 1
    while first <= last and not words[first].capital and words[first].lower not in titles().words["particles"]:
        first += 1
    if first > last or last - first >= LONGEST or not any(word.capital for word in words[first : last + 1]):
        return None
    return (first, last) if _may_be_name(line, first, last) else None


def _is_before_name(line: Line, index: int, first: int) -> bool:
    """Whether the word is a post, honorific, people or the like rather than a part of the name after it."""
    lower, lists = line.words[index].lower, titles().words
    if lower in lists["name_like"]:
        return index == first and line.lower(index + 1) not in lists["particles"]
    if _is_spaced(line, index):
        return True
    if lower in lists["honorifics"] or lower in lists["former"] or lower in lists["designate"] or lower in lists["acting"]:
        return lower not in lists["particles"]
    if lower in titles().heads or lower in ("foreign", "prime", "deputy", "'s", "’s", ",", "and", "/"):
        return True
    if index > 0 and line.words[index - 1].upos == "ADP" and index == first and line.kinds(index) & {"state", "capital"}:
        return True
    return index == first and bool(line.kinds(index) & {"demonym", "org", "body"})


def _may_be_name(line: Line, first: int, last: int) -> bool:
    words, lists = line.words, titles().words
    if any(word.lower in lists["thing_words"] for word in words[first : last + 1]):
        return False
    if first == last:
        lower = words[first].lower
        if lower in lists["honorifics"] and lower not in lists["name_like"]:
            return False
        plain = (
            lower not in lists["not_names"]
            and lower not in titles().heads
            and lower not in lists["ranks"]
            and lower not in lists["portfolio"]
        )
        return plain and not line.kinds(first) and len(lower) > 1
    if line.hit_first(last) <= first and line.kinds(first) & (_THINGS | {"state", "demonym", "capital", "city"}):
        return False
    return words[last].lower not in lists["not_names"] or line.words[last].lower in (
        "may",
        "march",
        "north",
        "west",
        "day",
        "house",
        "wars",
        "state",
        "post",
    )


def _titled_spans(line: Line) -> Iterator[tuple[int, int]]:
    """What stands right after the head of a post or an honorific, capitalised and not otherwise known."""
    words, heads, lists = line.words, titles().heads, titles().words
    for i in range(len(words) - 1):
        lower = words[i].lower
        after_head = lower in heads and (words[i].capital or lower in lists["title_heads"] or lower.endswith("."))
        after_head = after_head or lower in lists["counterparts"]
        if (after_head or _is_honorific(line, i)) and _starts_name(line, i + 1):
            last = _run_from(line, i + 1)
            if last > i:
                yield i + 1, last


def _starts_name(line: Line, index: int) -> bool:
    word, lists = line.words[index], titles().words
    if not (word.capital or (word.lower in lists["particles"] and index + 1 < len(line.words) and line.words[index + 1].capital)):
        return False
    followed = index + 1 < len(line.words) and line.words[index + 1].capital and line.words[index + 1].lower not in lists["particles"]
    if _is_honorific(line, index) and (word.lower not in lists["name_like"] or followed):
        return False
    if word.lower in lists["not_names"] or word.lower in titles().heads or word.lower in lists["portfolio"] or word.text.isdigit():
        return False
    if line.kinds(index) & (_THINGS | {"state"}):
        return False
    known = line.kinds(index) & {"demonym", "capital", "city"}
    return not known or (line.hit_last(index) + 1 < len(line.words) and _plain_part(line, line.hit_last(index) + 1))


def _plain_part(line: Line, index: int) -> bool:
    word, lists = line.words[index], titles().words
    if not word.capital or not any(c.isalpha() for c in word.text) or word.lower in lists["not_names"] or word.lower in titles().heads:
        return False
    return not line.kinds(index)


def _goes_on(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.lower in titles().words["particles"]:
        following = index + 1
        while following < len(line.words) and line.words[following].lower in titles().words["particles"]:
            following += 1
        return following < len(line.words) and (
            _plain_part(line, following) or bool(line.kinds(following) & {"demonym", "city", "capital"})
        )
    return (_plain_part(line, index) or _like_place(line, index)) and word.lower not in titles().words["portfolio"]


def _like_place(line: Line, index: int) -> bool:
    """Whether a place's name may be a surname here ("Ana Lima"): one capitalised word, and no further word of the place."""
    lone = line.hit_first(index) == index == line.hit_last(index)
    return (
        lone
        and line.words[index].text.istitle()
        and bool(line.kinds(index))
        and line.kinds(index) <= {"capital", "city", "state", "demonym"}
    )


def _titled_at(line: Line, index: int) -> bool:
    """Whether the words before are a capitalised title ("Minister of Trade"), so that a people's name here is a first name."""
    before = line.words[index - 1] if index > 0 else None
    return before is not None and before.capital and before.lower in titles().words["portfolio"] | titles().heads.keys()


def _grown(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """A span with the neighbouring parts of the name that the entity left out, and its suffix (`, Jr.`)."""
    words = line.words
    while last + 1 < len(words) and _belongs(line, last + 1) and last - first < LONGEST:
        last += 1
    while last > first and not words[last].capital:
        last -= 1
    while first > 0 and _belongs_before(line, first - 1) and not _is_spaced(line, first - 1) and last - first < LONGEST:
        first -= 1
    suffixes = titles().words["suffixes"]
    comma = 1 if line.lower(last + 1) == "," else 0
    if (suffix := line.lower(last + 1 + comma)) in suffixes and (not comma or suffix.startswith(("jr", "sr"))):
        last += 1 + comma
    return first, last


def _belongs(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.lower in titles().words["particles"]:
        return _goes_on(line, index)
    return _plain_part(line, index) and word.label in ("PERSON", "") and word.upos in ("PROPN", "NOUN", "X", "") and len(word.text) > 1


def _belongs_before(line: Line, index: int) -> bool:
    word, lists = line.words[index], titles().words
    if word.lower in lists["particles"]:
        return word.label == "PERSON" or (
            word.capital and len(word.text) > 1 and word.lower not in ("la", "le", "o", "y", "e", "do", "den", "de", "da")
        )
    if word.lower in lists["verb_like"] and word.capital and index > 0 and not line.kinds(index):
        return True
    if _like_place(line, index) and index + 1 < len(line.words) and line.words[index + 1].label == "PERSON" and _titled_at(line, index):
        return True
    if _is_honorific(line, index) or word.lower in lists["portfolio"] or word.lower in lists["ranks"] or word.lower in lists["qualifiers"]:
        return False
    return _plain_part(line, index) and word.label in ("PERSON", "") and word.upos in ("PROPN", "X") and word.lower not in lists["former"]
