"""From a report and its parse to claims. `read_report` is the door, `explain_report` the one that tells why."""

from chancery.reading.explain import explain_report
from chancery.reading.read import read_report

__all__ = ["explain_report", "read_report"]
