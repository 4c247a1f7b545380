"""Reports and claims by hand: a report whose text is the sentences of its claims, one after the other."""

from __future__ import annotations

from chancery.model import (
    Claim,
    ClaimValue,
    Event,
    EventStatus,
    EventType,
    Report,
    Statement,
    Tenure,
    TenureStatus,
    claim,
    content_id,
    quote,
)


def report_with(
    *told: tuple[str, ClaimValue], published: str | None = "2019-09-19", outlet: str = "Daily", name: str = "one", title: str = ""
) -> tuple[Report, tuple[Claim, ...]]:
    """A report that says each sentence, and the claim that each sentence makes."""
    text = "\n".join(sentence for sentence, _ in told) or "Nothing of note."
    how = "given" if published else "open"
    report = Report(content_id(outlet, text), name, text, title=title, outlet=outlet, published=published, published_how=how)
    claims, at = [], 0
    for sentence, value in told:
        claims.append(claim(value, (quote(report, at, at + len(sentence)),), rule="by hand"))
        at += len(sentence) + 1
    return report, tuple(claims)


def holds(person: str, post: str, state: str, **more: str) -> tuple[str, Tenure]:
    """A sentence and its tenure."""
    status = TenureStatus(more.pop("status", "current"))
    words = " ".join(f"{key} {value}" for key, value in more.items())
    return f"{person} is {status.value} {post} of {state} {words}.".replace(" .", "."), Tenure(
        person, post, state=state, status=status, **more
    )


def meets(
    states: str, people: tuple[str, ...] = (), date: str = "", status: str = "occurred", *, words: str = "", **more: object
) -> tuple[str, Event]:
    """A sentence and its meeting; states as "KOR JPN"."""
    kind = EventType(str(more.pop("type", "CONSULT")))
    values = {"mode": "meet" if kind == EventType.CONSULT else "", **more}
    event = Event(kind, EventStatus(status), states=tuple(states.split()), people=people, date=date, **values)  # type: ignore[arg-type]
    return words or f"{' and '.join(people) or states}: talks {status} {date} {' '.join(map(str, more.values()))}.", event


def says(speaker: str, state: str, words: str, **more: object) -> tuple[str, Statement]:
    """A sentence and its statement."""
    return f"{speaker} said {words}.", Statement(speaker, states=(state,) if state else (), **more)  # type: ignore[arg-type]
