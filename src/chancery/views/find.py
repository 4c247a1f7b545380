"""What the words of a question mean: a person, a post, days."""

from __future__ import annotations

from chancery.model import FIRST_DAY, LAST_DAY, Period, Person, Post, QueryError, parse_period
from chancery.resolve import heir, post_words
from chancery.resolve.names import compare, tokens
from chancery.store import View


def find_person(view: View, words: str) -> Person:
    """The one person of that id or name; QueryError where there is none, or several (then it names them with their ids)."""
    if found := view.persons(f"person:id:{words}"):
        return found[0]
    parts = tokens(words)
    sets = [{person.id: person for person in view.persons(f"person:token:{part}")} for part in parts]
    ids = set.intersection(*(set(found) for found in sets)) if sets else set()
    fits = [sets[0][i] for i in sorted(ids)]
    exact = [person for person in fits if any(tokens(name) == parts for name in person.names)]
    fits = exact if len(exact) == 1 else fits or _alike(view, words)
    if not fits:
        raise QueryError(f"no person {words!r} in the record; try the surname alone, or `search`")
    if len(fits) > 1:
        listed = "; ".join(f"{p.name} ({', '.join(p.states) or 'no state'}, {p.id})" for p in fits[:8])
        raise QueryError(f"{len(fits)} persons are called {words!r}: {listed}; give more of the name, or the id")
    return fits[0]


def _alike(view: View, words: str) -> list[Person]:
    """Persons under another spelling of the name."""
    near = {p.id: p for part in tokens(words) for p in view.persons(f"person:token:{part}")}
    return [near[i] for i in sorted(near) if any(compare(words, name) == "same" for name in near[i].names)]


def find_post(view: View, state: str, words: str) -> Post:
    """The one post of a state in those words, or of that id; QueryError where there is none, or several."""
    if found := view.posts(f"post:id:{words}"):
        return found[0]
    state = heir(state)
    wanted = set(post_words(words))
    posts = [post for post in view.posts(f"post:state:{state}") if wanted <= set(post_words(post.name))]
    exact = [post for post in posts if set(post_words(post.name)) == wanted]
    fits = exact if len(exact) == 1 else posts
    if not fits:
        raise QueryError(f"no post {words!r} of {state} in the record; `roster` lists its posts")
    if len(fits) > 1:
        listed = "; ".join(f"{post.name} ({post.id})" for post in sorted(fits, key=lambda p: (p.name, p.id))[:8])
        raise QueryError(f"{len(fits)} posts of {state} fit {words!r}: {listed}; give more of the name, or the id")
    return fits[0]


def _period(value: str) -> Period:
    try:
        return parse_period(value)
    except ValueError as error:
        raise QueryError(f"{value!r}: not a day, month or year that exists; write it as YYYY-MM-DD, YYYY-MM or YYYY") from error


def days(first: str, last: str) -> tuple[str, str]:
    """First and last day of a question; each may be any calendar period in ISO 8601, or empty for open. QueryError if it is none."""
    start, end = (_period(first).first if first else None), (_period(last).last if last else None)
    found = (start.isoformat() if start else FIRST_DAY, end.isoformat() if end else LAST_DAY)
    if found[0] > found[1]:
        raise QueryError(f"from {first} to {last}: the first day comes after the last; turn them round")
    return found
