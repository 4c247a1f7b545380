"""People called only by their post, rank or part after they were introduced: "the envoy", "the colonel", "the guest"."""

from __future__ import annotations

from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene
from chancery.reading.statements.lexicon import grammar, people
from chancery.reading.statements.phrasing import is_definite
from chancery.reading.statements.speaker import is_plural

KINDS = (("envoys", "envoy posts"), ("spokesmen", "spokesman posts"))
"""Words for a kind of official, and the posts that make somebody one."""
PARTS = {"guests": "hosts", "hosts": "guests"}


def introduced(scene: Scene, sentence: Sentence, head: Token) -> Who:
    """Who was introduced with the post, rank or part by which the phrase calls them; nobody where more than one, or none, was."""
    end = _hyphenated(sentence, head)
    owned = any(not head.index < t.index <= end for t in sentence.below(head.index, "nmod", "compound", "amod", "appos", "flat"))
    if owned or head.lemma.lower() not in people() or not is_definite(sentence, head) or is_plural(sentence, head):
        return Who()
    named = _named_before(scene, head)
    word = scene.parse.text[head.start : sentence.tokens[end].end].lower() if end > head.index else head.lemma.lower()
    found = _by_part(scene, head, named) or _by_post(scene, head, word, named) or _by_rank(scene, head)
    return Who(people=(scene.people[found].name,)) if found else Who()


def _named_before(scene: Scene, head: Token) -> tuple[str, ...]:
    """Keys of the people named before, the last one named last."""
    keys = {p.name: key for key, p in scene.people.items()}
    before = (m for m in scene.mentions if m.kind == "person" and m.end <= head.start)
    names = [name for m in before for name in scene.alone(m.sentence, m.head).people]
    return tuple(reversed(dict.fromkeys(keys[n] for n in reversed(names) if n in keys)))


def _only(keys: set[str]) -> str:
    return keys.pop() if len(keys) == 1 else ""


def _hyphenated(sentence: Sentence, head: Token) -> int:
    """The last token of a word like "Secretary-General" that the head opens."""
    last = head.index
    while (
        last + 2 < len(sentence.tokens)
        and sentence.tokens[last + 1].text == "-"
        and sentence.tokens[last].end == sentence.tokens[last + 1].start
        and sentence.tokens[last + 1].end == sentence.tokens[last + 2].start
    ):
        last += 2
    return last


def _by_post(scene: Scene, head: Token, word: str, named: tuple[str, ...]) -> str:
    posts = next((grammar(posts) for words, posts in KINDS if word in grammar(words)), frozenset((word,)))
    held = {t.person for t in scene.titles if t.end <= head.start and any(f" {p} " in _spaced(t.post) for p in posts)}
    return _only(held & set(named))


def _spaced(post: str) -> str:
    return f" {post.lower().replace(',', ' ')} "


def _by_rank(scene: Scene, head: Token) -> str:
    """ "The colonel" for the one whose name that word stands right before."""
    text = scene.parse.text
    found: set[str] = set()
    for key, person in scene.people.items():
        mentions = (m for m in scene.mentions if m.kind == "person" and m.end <= head.start)
        said = (m for m in mentions if person.name in scene.alone(m.sentence, m.head).people)
        if any(_word_before(text, m.start) == head.lemma.lower() or m.text.lower().startswith(f"{head.lemma.lower()} ") for m in said):
            found.add(key)
    return _only(found)


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 20) : start].split()
    return words[-1].lower() if words else ""


def _by_part(scene: Scene, head: Token, named: tuple[str, ...]) -> str:
    """The guest or the host: whom the report introduces so ("his guest, Omar Saleh"), else the other of the two who met."""
    part = next((p for p in PARTS if head.lemma.lower() in grammar(p)), "")
    if not part:
        return ""
    own, other = _called(scene, head, part), _called(scene, head, PARTS[part])
    if own or not other:
        return own
    beside = {key for key in named if key != other and _meets(scene, key, other, head)}
    return _only(beside)


def _called(scene: Scene, head: Token, part: str) -> str:
    """The one person beside whose name a word of this part stands."""
    found: set[str] = set()
    for sentence in scene.parse.sentences:
        for token in sentence.tokens:
            if token.end <= head.start and token.lemma.lower() in grammar(part):
                near = [m for m in scene.mentions_in(sentence.index) if m.kind == "person" and m.start >= token.end]
                near = [m for m in near if m.head in sentence.subtree(token.index) or token.head == m.head]
                found |= {k for m in near[:1] for k, p in scene.people.items() if p.name in scene.alone(m.sentence, m.head).people}
    return _only(found)


def _meets(scene: Scene, key: str, other: str, head: Token) -> bool:
    """Whether both are named in one sentence before, and serve different states."""
    one, two = scene.people[key], scene.people[other]
    spoken = {
        p.name: {m.sentence for m in scene.mentions if m.end <= head.start and p.name in scene.alone(m.sentence, m.head).people}
        for p in (one, two)
    }
    return bool(spoken[one.name] & spoken[two.name]) and not set(one.states) & set(two.states)
