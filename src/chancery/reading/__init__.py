"""From a report and its parse to claims. `read_report` is the door."""

from chancery.reading.read import read_report

__all__ = ["read_report"]
