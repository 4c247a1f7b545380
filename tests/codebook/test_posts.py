"""Posts: their levels, and the examples of every entry."""

import pytest

from chancery.codebook import DATA, BodyEntry, PostEntry, level_of, load_entries, titles
from chancery.model import Parse, Sentence, Token
from chancery.reading.bodies import find_bodies
from chancery.reading.names import find_names
from chancery.reading.posts import find_posts
from chancery.reading.words import read_lines
from tests.conllu import parse_conllu

POSTS = load_entries(DATA / "posts.yaml", PostEntry)
BODIES = load_entries(DATA / "bodies.yaml", BodyEntry)

LEVELS = [
    ("president", "summit"),
    ("prime minister", "summit"),
    ("foreign minister", "ministerial"),
    ("minister of foreign affairs", "ministerial"),
    ("deputy foreign minister", "vice-ministerial"),
    ("assistant secretary of state for African affairs", "vice-ministerial"),
    ("deputy prime minister", "ministerial"),
    ("director-general, Asian Bureau", "director-general"),
    ("ambassador to Chile", "ambassadorial"),
    ("gardener", ""),
]


@pytest.mark.parametrize(("post", "level"), LEVELS)
def test_levels(post: str, level: str) -> None:
    assert level_of(post) == level


def plain(text: str) -> Parse:
    """A parse that knows nothing but words: capitals are proper nouns."""
    rows = [f"{i} {w} {w} {'PROPN' if w[0].isupper() else 'NOUN'} _ _ {0 if i == 1 else 1} dep _ _" for i, w in enumerate(text.split(), 1)]
    parse = parse_conllu("\n".join(rows))
    tokens = tuple(Token(t.index, t.start, t.end, t.text, t.lemma, t.upos, "", t.head, t.deprel) for t in parse.sentences[0].tokens)
    return Parse(parse.text, (Sentence(0, 0, len(parse.text), tokens),), ())


def heads_in(text: str) -> set[str]:
    parse = plain(text)
    lines = read_lines(parse)
    names = find_names(parse, lines)
    posts = find_posts(parse, lines, names, find_bodies(parse, lines, names))
    words = lines[0].words
    return {" ".join(w.lower for w in words[p.core : p.head + 1]) for p in posts[0]}


@pytest.mark.parametrize("entry", POSTS, ids=lambda entry: entry.name)
def test_examples_of_posts(entry: PostEntry) -> None:
    forms = {" ".join(h.words) for found in titles().heads.values() for h in found if h.entry == entry}
    assert all(heads_in(text) & forms for text in entry.examples)
    assert not any(heads_in(text) & forms for text in entry.counterexamples)


@pytest.mark.parametrize("entry", BODIES, ids=lambda entry: entry.name)
def test_examples_of_bodies(entry: BodyEntry) -> None:
    def found(text: str) -> bool:
        parse = plain(text)
        lines = read_lines(parse)
        return any(set(b.text.lower().split()) & set(entry.heads) for b in find_bodies(parse, lines, find_names(parse, lines))[0])

    assert all(found(text) for text in entry.examples)
    assert not any(found(text) for text in entry.counterexamples)
