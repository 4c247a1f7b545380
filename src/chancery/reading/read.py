"""The order of reading: times, the report's own day, who and what, then tenures, events and statements."""

from __future__ import annotations

from dataclasses import replace

from chancery.model import Claim, Event, Issue, Parse, Reading, Report, Timex
from chancery.reading.dating import date_period, date_report
from chancery.reading.events import read_events
from chancery.reading.mentions import read_scene
from chancery.reading.scene import Scene
from chancery.reading.served import context_of
from chancery.reading.statements import read_statements
from chancery.reading.tenures import read_tenures
from chancery.reading.times import find_times


def read_report(report: Report, parse: Parse) -> Reading:
    """Everything that the report says: its times and claims, each with evidence, and what was left open and why.

    `parse` is the language pipeline's view of `report.text`. A report without a day is dated from its own words where they
    leave one answer. Pure: the same report and parse give the same reading.
    """
    return reading_of(scene_of(report, parse))


def scene_of(report: Report, parse: Parse) -> Scene:
    """The report, dated, with its times and everyone in it."""
    report = _dated(report, parse)
    times = find_times(report.text, report.published or date_period(report), parse, home=context_of(report, ()).home)
    return read_scene(report, parse, times)


def reading_of(scene: Scene) -> Reading:
    """All claims of a scene, and what was left open."""
    tenures = read_tenures(scene)
    events = read_events(scene)
    statements = read_statements(scene, events)
    return Reading(scene.report, scene.times, _in_order(tenures + events + statements), _left_open(scene.report, scene.times))


def _dated(report: Report, parse: Parse) -> Report:
    if report.published is not None:
        return report
    published, how, why = date_report(report, parse)
    return replace(report, published=published, published_how=how, published_why=why)


def _in_order(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    unique = {claim.id: claim for claim in claims}
    return tuple(sorted(unique.values(), key=_place))


def _place(claim: Claim) -> tuple[int, int, int, str, str]:
    """Where a claim stands: its first sentence, and within it the words that tell of the event."""
    first = claim.evidence[0]
    steps = claim.value.history if isinstance(claim.value, Event) else ()
    here = [step.start for step in steps if first.start <= step.start < first.end]
    return first.start, min(here, default=first.start), first.end, claim.kind, claim.id


def _left_open(report: Report, times: tuple[Timex, ...]) -> tuple[Issue, ...]:
    issues = [
        Issue("open-date", report.id, f"“{time.text}”: {time.reason}", time.start, time.end)
        for time in times
        if time.value is None and time.reason
    ]
    if report.published is None:
        issues.insert(0, Issue("open-date", report.id, f"day of publication: {report.published_why}"))
    return tuple(issues)
