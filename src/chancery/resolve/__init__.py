"""Across reports: who is who, one event from many claims, succession, disagreements; applies judgements."""

from chancery.resolve.base import Base
from chancery.resolve.events import status_of
from chancery.resolve.judge import Verdicts, correctable, fault, verdicts
from chancery.resolve.posts import foreign_minister, post_key, post_words, rank
from chancery.resolve.refresh import Refreshed, refresh

__all__ = [
    "Base",
    "Refreshed",
    "Verdicts",
    "correctable",
    "fault",
    "foreign_minister",
    "post_key",
    "post_words",
    "rank",
    "refresh",
    "status_of",
    "verdicts",
]
