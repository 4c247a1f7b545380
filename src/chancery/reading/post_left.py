"""What stands before the head of a post: words of its name, qualifiers, and the state or body that it serves."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.codebook import PostHead, titles, world
from chancery.reading.post_reader import COMMON, POSSESSIVE, Left, PostReader
from chancery.reading.words import STATE_KINDS, Line


def read_left(reader: PostReader, start: int, head: PostHead) -> Left:
    """What stands before a head: words of its name, qualifiers, and the state or body that it serves."""
    line, lists, i = reader.line, titles().words, start - 1
    kept: list[int] = []
    marks: set[str] = set()
    inner: list[str] = []
    first = start
    while i >= 0:
        lower, word = line.lower(i), line.words[i]
        if mark := next((m for m in ("former", "acting", "designate") if lower in lists[m]), ""):
            marks.add(mark)
            if lower in ("interim", "transitional", "caretaker"):
                kept.insert(0, i)
        elif lower == "-" and line.lower(i - 1) in ("ex", "then", "now"):
            pass
        elif reader.name_at(i) or lower in POSSESSIVE or (lower in ("the", "a", "an", "his", "her", "their", "its", "our", "my", "your")):
            break
        elif (reader.body_at(i) and i == reader.body_at(i).last) or line.kinds(i) & {"org", "body", "parliament", "palace", *STATE_KINDS}:  # type: ignore[union-attr]
            jump = _rank_before_state(reader, i)
            if not jump:
                break
            inner.append(line.key(i, *STATE_KINDS, "org"))
            first, i = line.hit_first(i), line.hit_first(i) - 1
            continue
        elif lower in lists["ranks"] or (lower in lists["portfolio"] and (word.upos != "VERB" or word.capital)):
            kept.insert(0, i)
        elif (
            lower in lists["qualifiers"]
            or ("-" in lower and lower.rpartition("-")[2] in lists["qualifying"])
            or line.lower(i - 1) in lists["newly"]
            or (lower.endswith("ist") and not word.capital and word.upos == "ADJ")
        ):
            pass
        elif (lower in ("and", "&", ",") and _joins_portfolio(reader, i, kept, start)) or (word.upos in COMMON and _adjoins(line, i, head)):
            kept.insert(0, i)
        else:
            break
        first, i = i, i - 1
    return _served(reader, first, tuple(kept), frozenset(marks), head=head, inner=tuple(s for s in inner if s))


def _adjoins(line: Line, i: int, head: PostHead) -> bool:
    """Whether an unlisted word before a head belongs to the post's name."""
    word = line.words[i]
    if not word.text[0].isalpha() or line.kinds(i) or word.lower in titles().single:
        return False
    if not word.capital and word.lower in titles().words["party_nouns"]:
        return not head.entry.absorbs
    if not word.capital and word.lower in titles().bodies:
        return False
    if word.capital:
        return i > 0 or word.upos in ("PROPN", "ADJ")
    return word.upos == "NOUN" and head.entry.absorbs and word.lower not in titles().words["professions"] | titles().words["not_names"]


def _joins_portfolio(reader: PostReader, i: int, kept: list[int], start: int) -> bool:
    line, portfolio = reader.line, titles().words["portfolio"]
    right = kept[0] if kept else start
    return right == i + 1 and bool(kept) and line.lower(right) in portfolio and line.lower(i - 1) in portfolio and i > 1 - 1


def _rank_before_state(reader: PostReader, i: int) -> bool:
    """Whether a word of rank stands before the state ("Deputy U.S. Trade Representative")."""
    before = reader.line.hit_first(i) - 1
    return (
        before >= 0
        and reader.line.lower(before) in ("deputy", "assistant", "acting", "former", "vice", "under", "associate", "senior")
        and not reader.body_at(i)
    )


@dataclass(frozen=True, slots=True)
class _Served:
    """Whom the words before a post say that it serves."""

    first: int
    states: tuple[str, ...] = ()
    organization: str = ""
    owner: str = ""
    definite: bool = False


def _served(
    reader: PostReader, first: int, kept: tuple[int, ...], marks: frozenset[str], *, head: PostHead, inner: tuple[str, ...]
) -> Left:
    line = reader.line
    if line.lower(first - 1) == ")" and line.lower(first - 3) == "(":
        first -= 3
    possessed = first > 0 and line.lower(first - 1) in POSSESSIVE
    served = _possessor(reader, first) if possessed else _modifier(reader, first, head)
    first, owner, definite, i = served.first, served.owner, served.definite, served.first - 1
    organization = served.organization
    if body_words := _unknown_body(line, kept, head):
        organization = organization or line.text(reader.parse, body_words[0], body_words[-1])
        kept = tuple(k for k in kept if k not in body_words)
    while i >= 0 and (line.lower(i) in titles().words["qualifiers"] | {"the", "a", "an"} or _mark(line, i)):
        marks = marks | ({_mark(line, i)} - {""})
        definite = definite or line.lower(i) == "the"
        first, i = i, i - 1
    pronouns = titles().words["possessives"]
    if not owner and i >= 0 and line.lower(i) in pronouns:
        owner, first = line.lower(i), i
    elif not owner and line.lower(first) in pronouns:
        owner = line.lower(first)
    return Left(first, kept, tuple(dict.fromkeys((*inner, *served.states))), organization, marks, owner, definite)


def _possessor(reader: PostReader, first: int) -> _Served:
    """`Peru's`, `the Korean Foreign Ministry's`, `President Otieno's`, `the Syrian regime's`, `the country's`."""
    line, i = reader.line, first - 2
    name, body = (reader.name_at(i), reader.body_at(i)) if i >= 0 else (None, None)
    if name is not None:
        return _Served(name.opening, owner=name.text)
    if body is not None:
        return _Served(body.first, (body.state,) if body.state else (), body.text)
    if i >= 0 and (key := line.key(i, *STATE_KINDS, "org", "palace", "body")):
        return _Served(line.hit_first(i), (key,))
    if i > 0 and line.words[i].upos in ("NOUN", "PROPN") and (key := line.key(i - 1, "demonym")):
        return _Served(line.hit_first(i - 1), (key,))
    if i >= 0 and line.words[i].upos in ("NOUN", "PROPN"):
        known = line.lower(i) in titles().bodies or line.lower(i) in titles().words["led_nouns"]
        own = line.words[i].text if known and line.words[i].capital else ""
        return _Served(i - (line.lower(i - 1) in ("the", "its")), organization=own, definite=True)
    return _Served(first)


def _modifier(reader: PostReader, first: int, head: PostHead) -> _Served:
    """`Kenyan`, `UN`, `Foreign Ministry`, for a plural also `Kenyan and Somali`."""
    line, i = reader.line, first - 1
    body = reader.body_at(i) if i >= 0 else None
    states: tuple[str, ...] = ()
    organization = ""
    if body is not None and body.last == i:
        first, organization, states = body.first, body.text, (body.state,) if body.state else ()
    elif i >= 0 and (key := line.key(i, *STATE_KINDS, "org")):
        first, states = line.hit_first(i), (key,)
        organization = next((n.name for n in line.hits[line.words[i].hit].named if n.kind == "org"), "")
        while (
            head.plural
            and first >= 2
            and line.lower(first - 1) in ("and", "-", "/", ",")
            and (more := line.key(first - 2, "demonym", "state"))
        ):
            first, states = line.hit_first(first - 2), (more, *states)
    if organization and first >= 2 and line.lower(first - 1) in POSSESSIVE and (key := line.key(first - 2, *STATE_KINDS, "org")):
        abroad = head.words[-1] in titles().words["abroad"] and key in world().territories
        first, states = line.hit_first(first - 2), (key,) if abroad else states or (key,)
    return _Served(first, states, organization)


def _mark(line: Line, i: int) -> str:
    return next((m for m in ("former", "acting", "designate") if line.lower(i) in titles().words[m]), "")


def _unknown_body(line: Line, kept: tuple[int, ...], head: PostHead) -> tuple[int, ...]:
    """Capitalised words of no portfolio before a head like `leader`: the party or body it leads."""
    if head.entry.absorbs:
        return ()
    lists = titles().words
    run = [k for k in kept if line.words[k].capital and line.lower(k) not in lists["ranks"] and line.lower(k) not in lists["acting"]]
    if not run or all(line.lower(k) in lists["portfolio"] for k in run):
        return ()
    after = [k for k in kept if k > run[-1] and line.lower(k) in titles().bodies]
    return tuple(range(run[0], (after or run)[-1] + 1))
