"""Posts as a report words them: "Deputy U.S. Trade Representative", "director-general of its Asian Affairs Bureau"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.codebook import PostHead, titles
from chancery.model import Parse, TenureStatus
from chancery.reading.bodies import Body, state_after
from chancery.reading.names import Name
from chancery.reading.words import STATE_KINDS, Line

_POSSESSIVE = ("'s", "’s", "'", "’")
_COMMON = frozenset(("NOUN", "ADJ", "PROPN", "X"))


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
class _Left:
    first: int
    kept: tuple[int, ...]
    states: tuple[str, ...] = ()
    organization: str = ""
    marks: frozenset[str] = frozenset()
    owner: str = ""
    definite: bool = False


@dataclass(frozen=True, slots=True)
class _Right:
    last: int
    complement: str = ""
    organization: str = ""
    state: str = ""


def find_posts(
    parse: Parse, lines: tuple[Line, ...], names: tuple[tuple[Name, ...], ...], bodies: tuple[tuple[Body, ...], ...]
) -> tuple[tuple[PostPhrase, ...], ...]:
    """For each line, the posts named in it, in order, none overlapping."""
    return tuple(_line_posts(_Reader(parse, line, n, b)) for line, n, b in zip(lines, names, bodies, strict=True))


@dataclass(frozen=True, slots=True)
class _Reader:
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
        return next((n for n in self.names if n.first <= index <= n.last), None)

    def body_at(self, index: int) -> Body | None:
        return next((b for b in self.bodies if b.first <= index <= b.last), None)


def _line_posts(reader: _Reader) -> tuple[PostPhrase, ...]:
    found: list[PostPhrase] = []
    heads = sorted(_heads(reader), key=lambda pair: (-len(pair[1].words), pair[0]))
    chosen: list[tuple[int, PostHead]] = []
    for end, head in heads:
        if not any(e - len(h.words) < end and end - len(head.words) < e for e, h in chosen):
            chosen.append((end, head))
    for end, head in sorted(chosen, key=lambda pair: -pair[0]):
        if not any(phrase.first <= end <= phrase.last for phrase in found):
            found.append(_phrase(replace(reader, later=tuple(found)), end, head))
    return tuple(sorted(_apart(found), key=lambda phrase: phrase.first))


def _apart(found: list[PostPhrase]) -> Iterator[PostPhrase]:
    """Phrases that do not lie within another's complement."""
    for phrase in found:
        if not any(o is not phrase and o.head < phrase.head <= o.last for o in found):
            yield phrase


def _heads(reader: _Reader) -> Iterator[tuple[int, PostHead]]:
    line = reader.line
    for i, word in enumerate(line.words):
        if reader.name_at(i) or ((body := reader.body_at(i)) is not None and i < body.last):
            continue
        for head in titles().heads.get(word.lower, ()):
            start = i + 1 - len(head.words)
            if start >= 0 and tuple(line.lower(k) for k in range(start, i + 1)) == head.words and not _is_other(reader, i, head):
                yield i, head
                break


def _is_other(reader: _Reader, i: int, head: PostHead) -> bool:
    """Whether the word is a verb, an abbreviation of something else, or part of a body ("leader" in "Leader Party")."""
    word = reader.line.words[i]
    if len(head.words) == 1 and (word.upos in ("VERB", "AUX", "ADV") and not word.capital):
        return True
    if head.words[-1] in ("pm", "fm", "mp", "mep") and not word.text.isupper() and not word.text[:-1].isupper():
        return True
    return head.words == ("amb",) and not word.capital


def _phrase(reader: _Reader, end: int, head: PostHead) -> PostPhrase:
    line, start = reader.line, end + 1 - len(head.words)
    left = _left(reader, start, head)
    right = _right(reader, end, head)
    first_word = head.entry.expand or " ".join(_worded(line, k) for k in range(start, end + 1))
    post = " ".join([*(_worded(line, k) for k in left.kept), _singular(head, first_word)])
    unit = ""
    organization = left.organization or right.organization or head.entry.body
    chamber = [k for k in (*left.kept, *range(start, end)) if line.lower(k) in titles().words["chambers"]]
    if not organization and chamber:
        organization = line.text(reader.parse, chamber[0], chamber[-1])
    if (body := _unit_of(reader, right)) is not None:
        unit, organization = f", {body.text.removeprefix('the ')}", left.organization
    full = post + unit + right.complement
    states = left.states or ((right.state,) if right.state else ())
    owner = left.owner or _for_whom(reader, right.last)
    status = (
        TenureStatus.FORMER
        if "former" in left.marks
        else TenureStatus.DESIGNATE
        if _is_designate(line, left, end)
        else TenureStatus.CURRENT
    )
    last = right.last + (line.lower(right.last + 1) in ("-elect", "-designate"))
    bare = not (left.kept or states or organization or right.complement or len(head.words) > 1 or head.entry.expand)
    return PostPhrase(
        sentence=line.sentence.index, first=left.first, last=last, head=end, core=start, post=full, states=states, organization=organization, status=status,
        acting="acting" in left.marks, plural=head.plural, bare=bare, needs_more=head.entry.bare and bare, owner=owner, home=head.entry.home,
        definite=left.definite,
    )  # fmt: skip


def _for_whom(reader: _Reader, last: int) -> str:
    """The person for whom a post is held ("a spokesman for Dr. Okoye")."""
    if reader.line.lower(last + 1) not in ("for", "of", "to"):
        return ""
    titled = next((p.last + 1 for p in reader.later if p.first == last + 2), last + 2)
    return next((n.text for n in reader.names if n.opening <= titled <= n.last), "")


def _unit_of(reader: _Reader, right: _Right) -> Body | None:
    if not right.organization:
        return None
    return next((b for b in reader.bodies if b.unit and b.text == right.organization), None)


def _worded(line: Line, index: int) -> str:
    word = line.words[index]
    letters = [c for c in word.text if c.isalpha()]
    return (
        word.text
        if len(letters) > 1 and all(c.isupper() for c in letters) and len(letters) <= 6 and word.lower not in titles().heads
        else word.text.lower()
    )


def _singular(head: PostHead, text: str) -> str:
    if not head.plural:
        return {"fm": "foreign minister", "pm": "prime minister", "mp": "member of parliament"}.get(text, text)
    for single in titles().heads.values():
        for other in single:
            if (
                not other.plural
                and other.entry == head.entry
                and len(other.words) == len(head.words)
                and _same_stem(other.words, head.words)
            ):
                return " ".join(other.words)
    return text


def _same_stem(one: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return all(a[:4] == b[:4] and abs(len(a) - len(b)) <= 2 for a, b in zip(one, many, strict=True))


def _is_designate(line: Line, left: _Left, end: int) -> bool:
    return "designate" in left.marks or line.lower(end + 1) in ("-elect", "-designate", "designate", "nominee", "elect")


def _left(reader: _Reader, start: int, head: PostHead) -> _Left:
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
        elif reader.name_at(i) or lower in _POSSESSIVE or (lower in ("the", "a", "an", "his", "her", "their", "its", "our", "my", "your")):
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
            or lower.rpartition("-")[2] in lists["qualifying"]
            or (lower.endswith("ist") and not word.capital and word.upos == "ADJ")
        ):
            pass
        elif (lower in ("and", "&", ",") and _joins_portfolio(reader, i, kept, start)) or (
            word.upos in _COMMON and _adjoins(line, i, head)
        ):
            kept.insert(0, i)
        else:
            break
        first, i = i, i - 1
    return _served(reader, first, tuple(kept), frozenset(marks), head=head, inner=tuple(s for s in inner if s))


def _adjoins(line: Line, i: int, head: PostHead) -> bool:
    """Whether an unlisted word before a head belongs to the post's name."""
    word = line.words[i]
    if not word.text[0].isalpha() or line.kinds(i):
        return False
    if not word.capital and word.lower in titles().words["party_nouns"]:
        return not head.entry.absorbs
    if not word.capital and word.lower in titles().bodies:
        return False
    if word.capital:
        return i > 0 or word.upos in ("PROPN", "ADJ")
    return word.upos == "NOUN" and head.entry.absorbs and word.lower not in titles().words["professions"] | titles().words["not_names"]


def _joins_portfolio(reader: _Reader, i: int, kept: list[int], start: int) -> bool:
    line, portfolio = reader.line, titles().words["portfolio"]
    right = kept[0] if kept else start
    return right == i + 1 and bool(kept) and line.lower(right) in portfolio and line.lower(i - 1) in portfolio and i > 1 - 1


def _rank_before_state(reader: _Reader, i: int) -> bool:
    """Whether a word of rank stands before the state ("Deputy U.S. Trade Representative")."""
    before = reader.line.hit_first(i) - 1
    return (
        before >= 0
        and reader.line.lower(before) in ("deputy", "assistant", "acting", "former", "vice", "under", "associate", "senior")
        and not reader.body_at(i)
    )


def _served(reader: _Reader, first: int, kept: tuple[int, ...], marks: frozenset[str], *, head: PostHead, inner: tuple[str, ...]) -> _Left:
    line = reader.line
    states = list(inner)
    organization, owner, definite, i = "", "", False, first - 1
    if line.lower(i) == ")" and line.lower(i - 2) == "(":
        i, first = i - 3, first - 3
    if i >= 0 and line.lower(i) in _POSSESSIVE:
        i -= 1
        body, name = reader.body_at(i) if i >= 0 else None, reader.name_at(i) if i >= 0 else None
        if name is not None:
            owner, first = name.text, name.opening
        elif body is not None:
            organization, first = body.text, body.first
            states += [body.state] if body.state else []
        elif key := line.key(i, *STATE_KINDS, "org", "palace", "body"):
            states.append(key)
            first = line.hit_first(i)
        elif line.words[i].upos in ("NOUN", "PROPN") and i > 0 and (key := line.key(i - 1, "demonym")):
            states.append(key)
            first = line.hit_first(i - 1)
        elif line.words[i].upos == "NOUN":
            first = i - (line.lower(i - 1) in ("the", "its"))
            definite = True
        i = first - 1
    else:
        body = reader.body_at(i) if i >= 0 else None
        if body is not None and body.last == i:
            organization, first = body.text, body.first
            states += [body.state] if body.state else []
        elif i >= 0 and (key := line.key(i, *STATE_KINDS, "org")):
            states.append(key)
            first = line.hit_first(i)
            if "org" in line.kinds(i):
                organization = next(n.name for n in line.hits[line.words[i].hit].named if n.kind == "org")
            while (
                head.plural
                and line.lower(first - 1) in ("and", "-", "/", ",")
                and first >= 2
                and (more := line.key(first - 2, "demonym", "state"))
            ):
                states.insert(0, more)
                first = line.hit_first(first - 2)
        i = first - 1
        if organization and not states and i >= 1 and line.lower(i) in _POSSESSIVE and (key := line.key(i - 1, *STATE_KINDS, "org")):
            states.append(key)
            first = line.hit_first(i - 1)
            i = first - 1
    if body_words := _unknown_body(line, kept, head):
        organization = organization or line.text(reader.parse, body_words[0], body_words[-1])
        kept = tuple(k for k in kept if k not in body_words)
    while i >= 0 and (line.lower(i) in titles().words["qualifiers"] | {"the", "a", "an"} or _mark(line, i)):
        marks = marks | ({_mark(line, i)} - {""})
        definite = definite or line.lower(i) == "the"
        first, i = i, i - 1
    if not owner and i >= 0 and line.lower(i) in ("his", "her", "their", "its", "my", "our"):
        owner, first = line.lower(i), i
    if not owner and line.lower(first) in ("his", "her", "their", "its"):
        owner = line.lower(first)
    return _Left(first, kept, tuple(dict.fromkeys(states)), organization, marks, owner, definite)


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


def _right(reader: _Reader, end: int, head: PostHead) -> _Right:
    """What stands after a head: complement, body, state."""
    line, lists = reader.line, titles().words
    last, complement, organization, state = end, "", "", ""
    abroad = head.words[-1] in titles().words["abroad"] or head.words[-1].rstrip("s") in titles().words["abroad"]
    while (case := line.lower(last + 1)) in titles().words["complement"] and last + 2 < len(line.words):
        at = last + 2
        while line.lower(at) in ("the", "its", "his", "her", "their", "a") or (
            line.lower(at).endswith(("th", "st", "nd", "rd")) and line.words[at].text[0].isdigit()
        ):
            at += 1
        if at >= len(line.words) or reader.name_at(at) or reader.titled_from(last + 2, at):
            break
        if at + 2 < len(line.words) and line.words[at].upos == "NOUN" and line.lower(at + 1) in _POSSESSIVE:
            at += 2
        owner = line.key(at, *STATE_KINDS)
        if owner and line.lower(line.hit_last(at) + 1) in _POSSESSIVE and reader.body_at(line.hit_last(at) + 2) is not None:
            state, at = state or owner, line.hit_last(at) + 2
        place, body = state_after(line, at), reader.body_at(at)
        if (
            place is None
            and body is None
            and case == "of"
            and line.lower(at) in lists["generic_owners"]
            and line.lower(at + 1) not in lists["portfolio"]
        ):
            last = at
            continue
        if body is not None and (body.first == at) and case != "to":
            organization, last = organization or body.text, body.last
            state = state or body.state
        elif place is not None and not _goes_on(reader, place[1] + 1):
            if abroad and case in ("to", "for", "in", "on"):
                complement += f" {case} {line.text(reader.parse, last + 2, place[1])}"
            elif case in ("of", "for"):
                state = state or place[0]
            else:
                break
            last = place[1]
        elif (key := line.key(at, "org")) and case != "on":
            if case == "to":
                complement += f" {case} {line.text(reader.parse, last + 2, line.hit_last(at))}"
            else:
                organization = organization or line.text(reader.parse, at, line.hit_last(at))
                state = state or key
            last = line.hit_last(at)
        elif abroad and case in ("to", "in") and line.kinds(at) & {"capital", "city"}:
            complement += f" {case} {line.text(reader.parse, at, line.hit_last(at))}"
            last = line.hit_last(at)
        else:
            stop = _complement_end(reader, at, case)
            if stop < at:
                break
            complement += f" {case} {_complement_text(reader, last + 2, stop)}"
            if case == "of":
                state = state or next((key for k in range(at, stop + 1) if (key := line.key(k, "city"))), "")
            last = stop
    if not organization and complement.startswith(" of ") and (inner := _party_in(reader, last)) is not None:
        organization, state, complement = inner.text, state or inner.state, ""
    if not organization and (tail := _tail_body(reader, last)) is not None:
        organization, last = tail.text, tail.last
        state = state or tail.state
    return _Right(last, complement, organization, state)


def _complement_text(reader: _Reader, first: int, last: int) -> str:
    return reader.line.text(reader.parse, first, last)


def _goes_on(reader: _Reader, index: int) -> bool:
    """Whether the noun phrase of a state goes on into something else ("Korean Peninsula peace")."""
    word = reader.line.words[index] if index < len(reader.line.words) else None
    return (
        word is not None
        and not reader.name_at(index)
        and (word.upos in ("NOUN", "ADJ") or (word.upos == "PROPN" and word.capital and word.lower in titles().words["portfolio"]))
    )


def _complement_end(reader: _Reader, at: int, case: str) -> int:
    """Index of the last word of the complement that begins at `at`; at - 1 for none."""
    if case not in ("of", "for", "on", "to"):
        return at - 1
    line, lists, end, i = reader.line, titles().words, at - 1, at
    if case == "on" and line.lower(at) not in lists["portfolio"]:
        return at - 1
    while i < len(line.words) and not reader.name_at(i) and not reader.titled_from(i, i) and i - at < 14:
        word, lower = line.words[i], line.lower(i)
        if lower in lists["honorifics"] and word.capital and lower not in lists["portfolio"]:
            break
        if (
            lower in lists["portfolio"]
            or lower in lists["ranks"]
            or lower in titles().heads
            or line.kinds(i) & {"region", "demonym", "state"}
        ) or (case == "of" and line.kinds(i) & {"city", "capital"}):
            end = i
        elif end >= at and word.capital and line.words[end].capital and word.label in ("", "PERSON"):
            break
        elif word.upos in _COMMON and word.text[0].isalpha() and (not word.capital or word.label not in ("PERSON", "STATE", "PLACE")):
            end = i
        elif lower in ("and", "&", "of", "the", ",") and _carries_on(reader, i):
            pass
        else:
            break
        i += 1
    return end


def _carries_on(reader: _Reader, i: int) -> bool:
    line, portfolio = reader.line, titles().words["portfolio"]
    following = i + 1 + (line.lower(i + 1) in ("the", "and"))
    if following >= len(line.words) or reader.name_at(following) or (line.lower(i) == "of" and state_after(line, i + 1)):
        return False
    if line.lower(i) == ",":
        return line.lower(following) in portfolio and _list_closes(line, following)
    if line.lower(i) in ("and", "&"):
        return line.lower(following) in portfolio and not (_head_follows(reader, following))
    return line.lower(following) in portfolio or line.words[following].upos in _COMMON


def _list_closes(line: Line, i: int) -> bool:
    """Whether a comma list of portfolios comes to its `and`."""
    portfolio = titles().words["portfolio"]
    while line.lower(i) in portfolio or line.lower(i) == ",":
        i += 1
    return line.lower(i) in ("and", "&") and line.lower(i + 1) in portfolio


def _head_follows(reader: _Reader, i: int) -> bool:
    """Whether another post begins here ("of defense and deputy prime minister")."""
    line = reader.line
    for k in range(i, min(i + 4, len(line.words))):
        if line.lower(k) in titles().heads and line.lower(k) not in titles().words["portfolio"]:
            return True
        if line.lower(k) not in titles().words["portfolio"] and line.lower(k) not in titles().words["ranks"]:
            return False
    return False


def _party_in(reader: _Reader, last: int) -> Body | None:
    """A known body at the end of a complement ("leader of the main opposition party Renamo")."""
    body = reader.body_at(last)
    return body if body is not None and body.last == last and body.known else None


def _tail_body(reader: _Reader, last: int) -> Body | None:
    """A body set off by a comma after the post, with nothing but a mark after it."""
    line = reader.line
    if line.lower(last + 1) != ",":
        return None
    at = last + 2 + (line.lower(last + 2) == "the")
    body = reader.body_at(at) if at < len(line.words) else None
    if body is None or body.first != at or not body.text[0].isupper():
        return None
    return (
        body
        if body.last + 1 >= len(line.words) or line.lower(body.last + 1) in (",", ".", ";", ")") or line.breaks_after(body.last)
        else None
    )
