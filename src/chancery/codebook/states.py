"""States and organizations as people write them: by code, name, demonym, capital or palace."""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz, process

from chancery.codebook.lexicon import fold
from chancery.codebook.world import world
from chancery.model import QueryError


def parse_state(words: str) -> str:
    """The code (ISO 3166-1 alpha-3, or an organization's short name) that the words stand for.

    QueryError names near matches for words that stand for none, and the candidates for words that stand for several.
    """
    known = world()
    folded = fold(words.strip())
    codes = _codes()
    if folded in codes:
        return codes[folded]
    found = known.names.get(words)
    for kinds in (("state", "org"), ("capital", "palace", "body", "parliament"), ("demonym",)):
        keys = sorted({named.key for named in found if named.kind in kinds and named.key})
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise QueryError(f"{words!r} may be {' or '.join(keys)}; give the code")
    near = process.extract(words, _names(), scorer=fuzz.ratio, processor=fold, limit=3, score_cutoff=70)
    hint = f"; did you mean {', '.join(name for name, _, _ in near)}?" if near else "."
    raise QueryError(f"no state {words!r}{hint} Give a code (JPN), a name, a demonym or a capital")


def state_name(code: str) -> str:
    """English short name of a state; the code itself for an organization or an unknown one."""
    territory = world().territories.get(code)
    return territory.names[0] if territory else code


@cache
def _codes() -> dict[str, str]:
    known = world()
    return {fold(code): code for code in (*(o.key for o in known.organizations), *known.territories)}


@cache
def _names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for t in world().territories.values() for name in (*t.names, *t.adjectives, *t.capitals)))
