"""Reading: all that one report says, as one version of the rules reads it."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.claim import Claim
from chancery.model.issue import Issue
from chancery.model.mention import Timex
from chancery.model.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """The report (dated, if its own words date it), its times and claims in order of the text, and what was left open."""

    report: Report
    times: tuple[Timex, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
