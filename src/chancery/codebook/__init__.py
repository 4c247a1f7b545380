"""Loads and validates the rule data under `data/` into frozen values."""

from chancery.codebook.lexicon import HYPHENS, Hit, Lexicon, Named, fold, name_words
from chancery.codebook.loader import DATA, load_entries, load_yaml
from chancery.codebook.phrases import Phrases, WordList, phrases
from chancery.codebook.posts import BodyEntry, PostEntry, PostHead, Titles, level_of, titles
from chancery.codebook.states import parse_state, state_name
from chancery.codebook.world import Organization, Territory, World, of_its_day, world

__all__ = [
    "DATA",
    "HYPHENS",
    "BodyEntry",
    "Hit",
    "Lexicon",
    "Named",
    "Organization",
    "Phrases",
    "PostEntry",
    "PostHead",
    "Territory",
    "Titles",
    "WordList",
    "World",
    "fold",
    "level_of",
    "load_entries",
    "load_yaml",
    "name_words",
    "of_its_day",
    "parse_state",
    "phrases",
    "state_name",
    "titles",
    "world",
]
