"""What a pass over a text gives: the record's times, TimeML's times, and the text with TIMEX3 tags."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from chancery.codebook.loader import load_yaml
from chancery.model import Timex, parse_period
from chancery.reading.times.context import Settled
from chancery.reading.times.days import span_of
from chancery.reading.times.grammar import FOLDER
from chancery.reading.times.resolve import rule_name

_WORD_BEFORE = re.compile(r"\b([A-Za-z]+)\s+$")
RANGES = frozenset({"day-range", "month-range", "year-range"})
_LINK = re.compile(r"\s*(?:-|–|—|to|through|until|till|thru|up to)\s*")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:postponed|moved|changed|delayed|pushed|brought|shifted|rescheduled|put off|extended)\b[^.;]{0,60}$", re.IGNORECASE
)


def as_record(text: str, settled: Sequence[Settled]) -> tuple[Timex, ...]:
    """Calendar times, durations and sets as the record holds them: ranges as one span, vague words left out."""
    times: list[Timex] = []
    index = 0
    while index < len(settled):
        current = settled[index]
        following = settled[index + 1] if index + 1 < len(settled) else None
        if following is not None and _is_range(text, current, following):
            times.append(_range(text, current, following))
            index += 2
            continue
        if not current.found.pattern.vague and (current.value.record is not None or current.value.step == "open"):
            times.append(_record_time(text, current))
        index += 1
    return tuple(times)


@cache
def limits() -> Mapping[str, str]:
    """Which mark a time takes after "since", "until", "by", "before", "after"."""
    marks: dict[str, str] = load_yaml(FOLDER / "limits.yaml")
    return marks


def _limit(text: str, settled: Settled) -> str:
    """The mark that the word right before the time gives it; none for "after Friday's vote"."""
    before = _WORD_BEFORE.search(text, max(0, settled.start - 12), settled.start)
    dated = settled.value.record is not None and settled.value.kind in ("DATE", "TIME")
    if before is None or not dated or text.startswith(("'s", "’s"), settled.end):
        return ""
    return limits().get(before[1].lower(), "")


def half_open(time: Timex) -> str | None:
    """The span that a time with a mark of "since", "until", "by", "before" or "after" bounds, open on the other side
    (`2019-09-09/..`, `../2019-11-22`); its value where it has no such mark."""
    if time.value is None or time.mod not in limits().values():
        return time.value
    period = parse_period(time.value)
    if period.first is None or period.last is None:
        return time.value
    match time.mod:
        case "ON_OR_AFTER":
            return f"{period.first}/.."
        case "AFTER":
            return f"{period.last + dt.timedelta(days=1)}/.."
        case "ON_OR_BEFORE":
            return f"../{period.last}"
        case _:
            return f"../{period.first - dt.timedelta(days=1)}"


def _record_time(text: str, settled: Settled) -> Timex:
    value = settled.value
    words = text[settled.start : settled.end]
    mod = value.mod or _limit(text, settled)
    return Timex(
        settled.start,
        settled.end,
        words,
        value.kind,
        value.record,
        rule_name(settled),
        mod,
        value.reason if value.record is None else "",
    )


def _is_range(text: str, first: Settled, second: Settled) -> bool:
    """Whether two times that stand side by side are the ends of one span."""
    one, two = first.value.cal, second.value.cal
    if one is None or two is None or two.first <= one.first or first.value.kind == "DURATION":
        return False
    if first.found is second.found:
        return first.found.pattern.gives in RANGES
    if second.start - first.end > 12 or first.found.pattern.vague or second.found.pattern.vague:
        return False
    before = text[max(0, first.start - 80) : first.start]
    between = text[first.end : second.start]
    if between.strip() == "and":
        return _BETWEEN.search(before) is not None
    link = _LINK.fullmatch(between)
    if link is None or (between.strip() in ("until", "till") and not _FROM.search(before)):
        return False
    return not _MOVED.search(before)


def _range(text: str, first: Settled, second: Settled) -> Timex:
    one, two = first.value.cal, second.value.cal
    if one is None or two is None:
        raise ValueError("a range has two ends")
    start, end = first.start, second.end
    return Timex(start, end, text[start:end], "DATE", span_of(one, two), f"{rule_name(first)}+range")


def as_timeml(text: str, settled: Iterable[Settled]) -> tuple[Timex, ...]:
    """Every expression with its TimeML value, vague ones too."""
    return tuple(
        Timex(s.start, s.end, text[s.start : s.end], s.value.kind, s.value.timeml or None, rule_name(s), s.value.mod, s.value.reason)
        for s in settled
    )


def to_timex3(text: str, published: str | None, times: Iterable[Timex]) -> str:
    """The text as a TimeML document, each time in a TIMEX3 tag; `t0` is the report's day."""
    day = published or "XXXX-XX-XX"
    role = 'temporalFunction="false" functionInDocument="CREATION_TIME"'
    head = f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(day)} {role}>{escape(day)}</TIMEX3>'
    pieces, at = [], 0
    for number, time in enumerate(sorted(times, key=lambda t: t.start), 1):
        if time.start < at:
            continue
        mod = f" mod={quoteattr(time.mod)}" if time.mod else ""
        value = quoteattr(time.value or "XXXX-XX-XX")
        pieces.append(escape(_allowed(text[at : time.start])))
        pieces.append(f'<TIMEX3 tid="t{number}" type="{time.kind}" value={value}{mod}>{escape(_allowed(time.text))}</TIMEX3>')
        at = time.end
    pieces.append(escape(_allowed(text[at:])))
    body = "".join(pieces)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DCT>{head}</DCT>\n<TEXT>{body}</TEXT>\n</TimeML>\n'


def to_json(text: str, published: str | None, times: Iterable[Timex]) -> str:
    """The times as one JSON object: the report's day and, for each time, its place, words, TIMEX3 type, value, mod, rule and reason."""
    rows = [
        {
            "start": time.start,
            "end": time.end,
            "text": text[time.start : time.end],
            "type": time.kind,
            "value": time.value,
            "mod": time.mod,
            "rule": time.rule,
            "reason": time.reason,
        }
        for time in times
    ]
    return json.dumps({"published": published, "times": rows}, ensure_ascii=False, indent=1) + "\n"


def _allowed(text: str) -> str:
    """The text with characters that XML forbids replaced, each by one, so that offsets stay."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", text)
