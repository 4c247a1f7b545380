"""A short title for an entry, the same in lists, pictures and calendars."""

from __future__ import annotations

from chancery.model import ResolvedEvent


def event_title(event: ResolvedEvent) -> str:
    """What the event is, in a few words: `KOR, JPN: meet (director-general), Tokyo`; `JPN > KOR: SANCTION`."""
    parties = ", ".join(event.states)
    if event.actor and event.recipient:
        parties = f"{', '.join(event.actor)} > {', '.join(event.recipient)}"
    kind = event.mode or "consult" if event.type.value == "CONSULT" else event.type.value
    level = f" ({event.level})" if event.level else ""
    place = f", {', '.join(event.place)}" if event.place else ""
    return f"{parties}: {kind}{level}{place}"
