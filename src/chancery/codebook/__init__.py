"""Loads and validates the rule data under `data/` into frozen values."""

from chancery.codebook.loader import DATA, load_entries, load_yaml
from chancery.codebook.phrases import Phrases, phrases

__all__ = ["DATA", "Phrases", "load_entries", "load_yaml", "phrases"]
