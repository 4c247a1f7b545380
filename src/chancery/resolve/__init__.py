"""Across reports: who is who, one event from many claims, succession, disagreements; applies judgements."""

from chancery.resolve.base import Base
from chancery.resolve.bodies import BodyHistory, body_of, heir, names_between
from chancery.resolve.events import status_of
from chancery.resolve.judge import Verdicts, correctable, fault, verdicts
from chancery.resolve.posts import foreign_minister, post_key, rank
from chancery.resolve.refresh import Refreshed, refresh
from chancery.resolve.wording import post_words

__all__ = [
    "Base",
    "BodyHistory",
    "Refreshed",
    "Verdicts",
    "body_of",
    "correctable",
    "fault",
    "foreign_minister",
    "heir",
    "names_between",
    "post_key",
    "post_words",
    "rank",
    "refresh",
    "status_of",
    "verdicts",
]
