"""Posts as a report words them: "Deputy U.S. Trade Representative", "director-general of its Asian Affairs Bureau"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.codebook import PostHead, titles
from chancery.model import Parse, TenureStatus
from chancery.reading.bodies import Body, state_after
from chancery.reading.names import Name
from chancery.reading.post_left import read_left
from chancery.reading.post_reader import Left, PostPhrase, PostReader, Right
from chancery.reading.post_right import read_right
from chancery.reading.words import Line


def find_posts(
    parse: Parse, lines: tuple[Line, ...], names: tuple[tuple[Name, ...], ...], bodies: tuple[tuple[Body, ...], ...]
) -> tuple[tuple[PostPhrase, ...], ...]:
    """For each line, the posts named in it, in order, none overlapping."""
    return tuple(_line_posts(PostReader(parse, line, n, b)) for line, n, b in zip(lines, names, bodies, strict=True))


def _line_posts(reader: PostReader) -> tuple[PostPhrase, ...]:
    found: list[PostPhrase] = []
    heads = sorted(_heads(reader), key=lambda pair: (-len(pair[1].words), -pair[0]))
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


def _heads(reader: PostReader) -> Iterator[tuple[int, PostHead]]:
    line = reader.line
    for i, word in enumerate(line.words):
        if reader.name_at(i) or ((body := reader.body_at(i)) is not None and i < body.last):
            continue
        for head in titles().heads.get(word.lower, ()):
            start = i + 1 - len(head.words)
            if start >= 0 and tuple(line.lower(k) for k in range(start, i + 1)) == head.words and not _is_other(reader, i, head):
                yield i, head
                break


def _is_other(reader: PostReader, i: int, head: PostHead) -> bool:
    """Whether the word is a verb, an abbreviation of something else, or part of a body ("leader" in "Leader Party")."""
    word = reader.line.words[i]
    if len(head.words) == 1 and (word.upos in ("VERB", "AUX", "ADV") and not word.capital):
        return True
    if head.words[-1] in ("pm", "fm", "mp", "mep") and not word.text.isupper() and not word.text[:-1].isupper():
        return True
    return head.words == ("amb",) and not word.capital


def _phrase(reader: PostReader, end: int, head: PostHead) -> PostPhrase:
    line, start = reader.line, end + 1 - len(head.words)
    left = read_left(reader, start, head)
    right = read_right(reader, end, head)
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
    if head.plural and right.state:
        right, states = _several(line, right)
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
        sentence=line.sentence.index,
        first=left.first,
        last=last,
        head=end,
        core=start,
        post=full,
        states=states,
        organization=organization,
        status=status,
        acting="acting" in left.marks,
        plural=head.plural,
        bare=bare,
        needs_more=head.entry.bare and bare,
        owner=owner,
        home=head.entry.home,
        definite=left.definite,
    )


def _several(line: Line, right: Right) -> tuple[Right, tuple[str, ...]]:
    """The same with further states ("the envoys of Chile, Peru and Bolivia")."""
    states = [right.state]
    while line.lower(right.last + 1) in (",", "and", "&"):
        at = right.last + 2 + (line.lower(right.last + 2) == "and")
        place = state_after(line, at) if at < len(line.words) else None
        if place is None or line.lower(place[1] + 1) in ("'s", "’s"):
            break
        states.append(place[0])
        right = replace(right, last=place[1])
    return right, tuple(states)


def _for_whom(reader: PostReader, last: int) -> str:
    """The person for whom a post is held ("a spokesman for Dr. Okoye")."""
    if reader.line.lower(last + 1) not in ("for", "of", "to"):
        return ""
    titled = next((p.last + 1 for p in reader.later if p.first == last + 2), last + 2)
    return next((n.text for n in reader.names if n.opening <= titled <= n.last), "")


def _unit_of(reader: PostReader, right: Right) -> Body | None:
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


def _is_designate(line: Line, left: Left, end: int) -> bool:
    return "designate" in left.marks or line.lower(end + 1) in ("-elect", "-designate", "designate", "nominee", "elect")
