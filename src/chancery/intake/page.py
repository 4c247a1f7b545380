"""A page's lines sorted into its text and its furniture, and what the furniture tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from chancery.intake.dates import find_days
from chancery.intake.furniture import clips, ended
from chancery.intake.items import Item, address_in, crumbs
from chancery.intake.lines import Line
from chancery.intake.outlets import outlet_named, outlet_tagged

HintKind = Literal["posted", "date", "dated", "updated", "masthead"]
HINTS: tuple[HintKind, ...] = ("posted", "date", "dated", "updated", "masthead")
"""What a page's furniture tells of its day, the best first."""

_SUFFIX = re.compile(r"\s(?:\||-|–|—|::|:|·)\s")
_LISTED = re.compile(r"[,:;\d]|^[-•*·–]")
_LONGEST_LIST = 200
"""Lines of a list below the last sentence that are kept."""
_CHRONOLOGY = 3
"""Days with a paragraph below them that make a page a chronology."""
_SUMMARY = 60
"""Words of running text that may stand above the byline."""
_LONGEST_TITLE = 30
"""Words of a title, at most."""
_MASTHEAD = 4
"""Lines above the title of a text that bears no more than its paper's name and day; a site's own clock stands among many."""
_LONGEST_NAME = 8
"""Words of a paper's or ministry's name, small ones apart."""
_LONG = 30
"""Words of a paragraph that is kept even below the end of the text."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A line that may tell the day of publication."""

    kind: HintKind
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of the text in order, and what the other lines tell; empty where they do not."""

    body: tuple[Line, ...]
    title: str = ""
    section: tuple[str, ...] = ()
    byline: str = ""
    address: str = ""
    outlet: str = ""
    agency: str = ""
    """The agency that signs the dispatch below its text."""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """Items first..last (both included) hold the text; before `head` a summary may stand among lines of the page's head."""

    first: int
    last: int
    head: int

    def within(self, i: int) -> bool:
        """Whether the item stands inside the text proper."""
        return self.head <= i < self.last


def sort_page(items: Sequence[Item], title: str = "", *, plain: bool = False) -> Page:
    """The page's text and what its furniture tells. `title` is the title as metadata gave it; `plain`, whether it is a text by itself,
    whose first lines are its paper's and no site's."""
    items = _chronology(items)
    extent = find_extent(items)
    if extent is None:
        return replace(_told(items, Extent(len(items), -1, len(items)), -1, title, plain), body=_unended(items))
    items = _settle(items, extent)
    heading = _find_title(items, extent, title)
    named = title or (_plain_title(items[heading].text) if heading >= 0 else "")
    kept = list(_text_items(items, extent, heading))
    untitled = [i for i in kept if not named or _fold(items[i].text) != _fold(named) or (i > extent.head and ended(items[i].text))]
    return replace(_told(items, extent, heading, named, plain), body=tuple(items[i].line for i in untitled or kept))


def _chronology(items: Sequence[Item]) -> Sequence[Item]:
    """The items, days taken as text where several of them stand as headings of it."""
    headings = sum(item.kind == "date" and following.kind == "prose" for item, following in pairwise(items))
    if headings < _CHRONOLOGY:
        return items
    return [replace(item, kind="prose", day=None) if item.kind == "date" else item for item in items]


def _unended(items: Sequence[Item]) -> tuple[Line, ...]:
    """The text of a page without one whole sentence: its few loose lines, or nothing."""
    loose = [item.line for item in items if item.kind == "loose" and item.words > 2]
    return tuple(loose) if len(loose) <= 3 else ()


def find_extent(items: Sequence[Item]) -> Extent | None:
    """From the first to the last line of running text; None where there is none. Sentences below a comment box or a list of
    other stories do not count, where they are few beside the text above."""
    prose = [i for i, item in enumerate(items) if item.kind == "prose"]
    if not prose:
        return None
    opening = [i for i, item in enumerate(items) if item.kind == "dateline" and i < prose[0]]
    first, last = min([prose[0], *opening[-1:]]), prose[-1]
    total = sum(items[i].words for i in prose)
    head = _head_end(items, first, total)
    before = 0
    for i in range(first, last + 1):
        item = items[i]
        if item.kind == "prose":
            before += item.words
        elif item.label and item.label.opens and before and total - before <= (0.5 if item.label.opens == "rest" else 0.15) * before:
            return Extent(first, max(p for p in prose if p < i), head)
    return Extent(first, last, head)


def _head_end(items: Sequence[Item], first: int, total: int) -> int:
    """Where the text proper begins: behind the byline and the day, where no more than a short summary stands above them."""
    before = 0
    for i in range(first, len(items)):
        item = items[i]
        if item.kind in ("prose", "dateline"):
            before += item.words
            if before > min(_SUMMARY, total / 3):
                return first
        elif i > first and (item.kind == "date" or (item.label and item.label.kind in ("byline", "posted", "updated"))):
            return next((j for j in range(i, len(items)) if items[j].kind in ("prose", "dateline")), first)
    return first


def _settle(items: Sequence[Item], extent: Extent) -> tuple[Item, ...]:
    """Items with furniture of the edges taken back where it stands within the text."""
    return tuple(item.freed() if item.label and item.label.zone == "edge" and extent.within(i) else item for i, item in enumerate(items))


def _text_items(items: Sequence[Item], extent: Extent, heading: int) -> Iterator[int]:
    """Indices of the items that are text."""
    counts = Counter(item.text for item in items if item.kind == "loose")
    opened = False
    for i, item in enumerate(items):
        opened = item.kind != "prose" and (opened or (i > extent.first and bool(item.label and item.label.opens)))
        if _is_text(items, i, extent, heading, repeated=counts[item.text] > 1 and item.words <= 6, opened=opened):
            yield i


def _is_text(items: Sequence[Item], i: int, extent: Extent, heading: int, *, repeated: bool, opened: bool) -> bool:
    """Whether the item is text. `repeated`: a short line that stands elsewhere too; `opened`: in a list that furniture opened."""
    item = items[i]
    if item.kind in ("dateline", "prose"):
        return i <= extent.last or item.words >= _LONG
    if item.kind == "date":
        return extent.within(i) and not opened
    if item.kind != "loose":
        return False
    if i < extent.head:
        return heading >= 0 and i == heading + 1 and item.words >= 6 and not _dated(item)
    if i < extent.last:
        return not opened and not repeated
    return _is_ending(items, i, extent)


def _is_ending(items: Sequence[Item], i: int, extent: Extent) -> bool:
    """Whether a loose line below the last sentence is text: no furniture stands between, and it is no lone short line."""
    between = items[extent.last + 1 : i]
    if len(between) > _LONGEST_LIST or any(item.kind not in ("loose", "prose") for item in between):
        return False
    listed = any(item.text.endswith(":") for item in items[max(extent.first, extent.last - 1) : i])
    return listed or items[i].words > 4 or bool(_LISTED.search(items[i].text))


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def _plain_title(text: str) -> str:
    """The title without the outlet's name behind it."""
    cuts = list(_SUFFIX.finditer(text))
    return text[: cuts[-1].start()].strip() if cuts and outlet_named(text[cuts[-1].end() :]) else text


def _find_title(items: Sequence[Item], extent: Extent, title: str) -> int:
    """Index of the line that holds the title; -1 where the page does not show one."""
    head = [i for i in range(extent.first) if items[i].kind == "loose" and not _dated(items[i])]
    if title:
        return max((i for i in head if _fold(title) == _fold(items[i].text)), default=-1)
    twice = _repeated_title(items, extent)
    if twice >= 0:
        return twice
    if _unended_head(items, extent, head):
        return extent.first
    if not head:
        return -1
    body = _stems(" ".join(item.text for item in items[extent.first : extent.last + 1])[:4000])
    scores = {i: _share(_stems(items[i].text), body) * min(1.0, items[i].words / 4) for i in head}
    best = max(scores.values())
    return next(i for i in head if scores[i] == best) if best > 0 else (head[0] if len(head) == 1 and items[head[0]].words > 1 else -1)


def _repeated_title(items: Sequence[Item], extent: Extent) -> int:
    """The last line of the head that stands on the page more than once, and does not end in a full stop; -1 if none."""
    folded = [_fold(_plain_title(item.text)) if item.words <= _LONGEST_TITLE else "" for item in items]
    counts = Counter(text for text, item in zip(folded, items, strict=True) if item.kind in ("loose", "prose"))
    shown = [
        i
        for i in range(extent.first + 1)
        if items[i].kind in ("loose", "prose")
        and items[i].words >= 4
        and counts[folded[i]] > 1
        and not items[i].text.rstrip('"”’').endswith(".")
    ]
    return max((i for i in range(extent.head + 1) if folded[i] and folded[i] == folded[shown[-1]]), default=-1) if shown else -1


def _unended_head(items: Sequence[Item], extent: Extent, head: Sequence[int]) -> bool:
    """Whether the first line of the text is in truth a long title: no full stop, and whole sentences below it."""
    first = items[extent.first]
    later = [item for item in items[extent.first + 1 : extent.last + 1] if item.kind in ("prose", "dateline")]
    return (
        not any(items[i].words >= 4 for i in head)
        and first.kind == "prose"
        and not ended(first.text)
        and not first.text.endswith(":")
        and first.words <= _LONGEST_TITLE
        and bool(later)
        and later[0].line.gap
    )


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _share(words: set[str], others: set[str]) -> float:
    return len(words & others) / len(words) if words else 0.0


def _dated(item: Item) -> bool:
    """Whether a loose line of the head holds a full day: a place or a desk with the day."""
    return item.kind == "loose" and item.words <= 12 and any(day.date for day in find_days(item.text))


def _told(items: Sequence[Item], extent: Extent, heading: int, title: str, plain: bool) -> Page:
    outside = [(i, item) for i, item in enumerate(items) if item.kind != "prose"]
    trail = next((crumbs(item.text) for _, item in outside if item.kind == "crumbs"), ())
    groups: list[Mapping[str, str]] = [item.groups for _, item in outside if item.label]
    suffix = _SUFFIX.split(items[heading].text)[-1] if 0 <= heading < len(items) else ""
    site = outlet_named(suffix) if suffix else None
    return Page(
        body=(),
        title=title,
        section=tuple(part for part in trail if _fold(part) != _fold(title)),
        byline=next((_plain_byline(found) for found in (group.get("byline", "") for group in groups) if found), ""),
        address=next((address_in(item.text) for _, item in outside if item.kind == "address"), ""),
        outlet=site.name if site else _printed_outlet(groups) or (_masthead(items, heading) if plain else ""),
        agency=next((agency.name for item in reversed(items) if (agency := outlet_tagged(item.groups.get("tag", "")))), ""),
        hints=tuple(hint for i, item in outside if (hint := _hint(i, item, extent, heading, plain))),
    )


def _plain_byline(name: str) -> str:
    plain = re.sub(r"(?i)^by ", "", name.strip(" ,;|-–"))
    for clip in clips():
        if clip.where == "name":
            plain = clip.trim(plain)
    return plain


def _printed_outlet(groups: Sequence[Mapping[str, str]]) -> str:
    names = [re.sub(r"(?i)\W*all rights.*$", "", group["outlet"]).strip() for group in groups if group.get("outlet")]
    known = next((found for name in names if (found := outlet_named(name))), None)
    return known.name if known else next((name for name in names if name), "")


def _masthead(items: Sequence[Item], heading: int) -> str:
    """The name of the paper on the first line, where the day stands behind it or on the next line; empty where it does not."""
    if not 0 < heading <= _MASTHEAD or items[0].kind != "loose":
        return ""
    days = [day for day in find_days(items[0].text) if day.date]
    name = items[0].text[: days[0].start] if days else items[0].text if items[1].day else ""
    name = name.strip(" ,;|·-–—()")
    words = [word for word in name.split() if word not in ("of", "the", "and", "for", "&")]
    return name if 0 < len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words) else ""


def _hint(i: int, item: Item, extent: Extent, heading: int, plain: bool) -> Hint | None:
    top = heading if heading >= 0 else extent.first
    alone = plain and top <= _MASTHEAD
    if item.day:
        clock = i < top and (item.day.weekday or item.day.clock)
        if clock and alone and not item.day.clock:
            return Hint("masthead", item.day.day.isoformat(), item.text)
        return None if clock or extent.within(i) else Hint("date", item.day.day.isoformat(), item.text)
    days = [day.date for day in find_days(item.text) if day.date] if item.words <= 40 else []
    if not days:
        return None
    if item.label and item.label.kind in ("posted", "updated"):
        return Hint("updated" if item.label.kind == "updated" else "posted", days[0].isoformat(), item.text)
    if item.label and item.label.kind == "byline":
        return Hint("dated", days[0].isoformat(), item.text)
    if heading < i < extent.head and _dated(item):
        return Hint("dated", days[0].isoformat(), item.text)
    if alone and i < top and _dated(item):
        return Hint("masthead", days[0].isoformat(), item.text)
    return None
