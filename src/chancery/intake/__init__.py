"""Bytes to reports: pages, plain text, folders, addresses and archives, cleaned of furniture and dated by what they tell."""

from chancery.intake.fetch import Fetched, Fetcher
from chancery.intake.fingerprint import likeness
from chancery.intake.plain import read_text
from chancery.intake.sources import open_reports, read_html

__all__ = ["Fetched", "Fetcher", "likeness", "open_reports", "read_html", "read_text"]
