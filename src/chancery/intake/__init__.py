"""Bytes to reports: pages, plain text, folders, addresses and archives, cleaned of furniture and dated by what they tell."""

from chancery.intake.archive import Article, articles, read_article
from chancery.intake.fetch import Fetched, Fetcher
from chancery.intake.fingerprint import likeness
from chancery.intake.plain import read_text
from chancery.intake.sources import find_pages, open_reports, read_html

__all__ = ["Article", "Fetched", "Fetcher", "articles", "find_pages", "likeness", "open_reports", "read_article", "read_html", "read_text"]
