"""Loads and validates the rule data under `data/` into frozen values."""

from chancery.codebook.loader import DATA, load_entries, load_yaml

__all__ = ["DATA", "load_entries", "load_yaml"]
