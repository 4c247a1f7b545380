"""The exchange form of one reading: plain JSON, a report with its times, tenures, events and statements.

It is what `chancery extract` prints and what accuracy is measured on. Fields without a value are left out; offsets are
characters of `report.text`; dates are ISO 8601.
"""

from __future__ import annotations

from typing import Any

from chancery.model import Claim, Event, Evidence, Reading, Report, Statement, Tenure, Timex, parse_period


def to_plain(reading: Reading) -> dict[str, Any]:
    """One reading as plain lists, mappings, strings and numbers, ready for JSON."""
    tenures, events, statements = [], [], []
    for claim in reading.claims:
        match claim.value:
            case Tenure():
                tenures.append(_tenure(claim, claim.value))
            case Event():
                events.append(_event(claim, claim.value))
            case Statement():
                statements.append(_statement(claim, claim.value))
    return {
        "report": _report(reading.report),
        "times": [_time(time, value) for time in reading.times if (value := calendar_value(time))],
        "tenures": tenures,
        "events": events,
        "statements": statements,
        "issues": [_filled({"kind": i.kind, "message": i.message, "start": i.start, "end": i.end}) for i in reading.issues],
    }


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, [], ())}


def _one_or_list(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _report(report: Report) -> dict[str, Any]:
    return _filled(
        {
            "id": report.id,
            "title": report.title,
            "outlet": report.outlet,
            "address": report.address,
            "section": list(report.section),
            "byline": report.byline,
            "language": report.language,
            "published": report.published,
            "published_how": report.published_how,
            "published_why": report.published_why,
            "text": report.text,
        }
    )


def calendar_value(time: Timex) -> str:
    """The calendar period of a time as ISO 8601 days, weeks, months, years or a span of them; a part of a day gives the day.

    Empty for an open one and for durations, sets and times of day alone. Quarters, halves and decades, which ISO 8601 does
    not write, become spans.
    """
    return iso_period(time.value) if time.kind in ("DATE", "TIME") and time.value else ""


def iso_period(value: str) -> str:
    """A calendar period (empty for none) in ISO 8601: a quarter, half or decade as a span; empty for what is no period."""
    try:
        period = parse_period(value)
    except ValueError:
        return ""
    match period.precision:
        case "quarter" | "half":
            return f"{period.first:%Y-%m}/{period.last:%Y-%m}"
        case "decade":
            return f"{period.first:%Y}/{period.last:%Y}"
        case _:
            return value


def _time(time: Timex, value: str) -> dict[str, Any]:
    return _filled({"start": time.start, "end": time.end, "text": time.text, "value": value, "mod": time.mod, "rule": time.rule})


def _evidence(places: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"start": place.start, "end": place.end, "text": place.quote} for place in places]


def _head(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id}


def _tail(claim: Claim) -> dict[str, Any]:
    return {"evidence": _evidence(claim.evidence), "rule": claim.rule, "score": round(claim.score, 3)}


def _tenure(claim: Claim, value: Tenure) -> dict[str, Any]:
    fields = {
        "person": value.person,
        "post": value.post,
        "organization": value.organization,
        "state": value.state,
        "start": iso_period(value.start),
        "end": iso_period(value.end),
        "status": value.status.value,
        "acting": value.acting or None,
        "predecessor": value.predecessor,
        "successor": value.successor,
    }
    return _filled(_head(claim) | fields | _tail(claim))


def _event(claim: Claim, value: Event) -> dict[str, Any]:
    fields = {
        "type": value.type.value,
        "mode": value.mode,
        "level": value.level,
        "states": list(value.states),
        "actor": list(value.actor),
        "recipient": list(value.recipient),
        "people": list(value.people),
        "date": iso_period(value.date),
        "place": _one_or_list(value.place),
        "sidelines": value.sidelines,
        "status": value.status.value,
        "history": [{"status": s.status.value, "start": s.start, "end": s.end} for s in value.history],
    }
    return _filled(_head(claim) | fields | _tail(claim))


def _statement(claim: Claim, value: Statement) -> dict[str, Any]:
    fields = {
        "speaker": value.speaker,
        "speaker_kind": value.speaker_kind,
        "state": _one_or_list(value.states),
        "via": list(value.via),
        "date": iso_period(value.date),
        "setting": value.setting,
        "quoted": value.quoted or None,
        "about": list(value.about),
    }
    return _filled(_head(claim) | fields | _tail(claim))
