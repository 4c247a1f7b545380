"""From sayings to utterances: who says it, through whom, when and where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.codebook import phrases, world
from chancery.model import Sentence, Span, Timex, Token
from chancery.reading.scene import Scene, case_of
from chancery.reading.statements.grammar import agent, feat, relation
from chancery.reading.statements.lexicon import grammar, nouns, personal, verb_lemma, verbs
from chancery.reading.statements.nesting import PLAIN
from chancery.reading.statements.outlets import outlet_in
from chancery.reading.statements.phrasing import is_definite, phrase
from chancery.reading.statements.saying import Saying
from chancery.reading.statements.sayings import find_sayings
from chancery.reading.statements.speaker import Speaker
from chancery.reading.statements.speakers import speaker_of

NEAR = 12
"""How many words may stand between a verb of saying and the time it happened."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One saying with its speaker and how it came."""

    saying: Saying
    speaker: Speaker
    via: tuple[str, ...] = ()
    date: str = ""
    setting: str = ""
    told: bool = True
    """Whether it is an entry of its own; False where it only passes on another's words."""


def find_utterances(scene: Scene, turns: tuple[Span, ...] = ()) -> tuple[Utterance, ...]:
    """Every saying outside the `turns` of a transcript whose speaker is known, sentence by sentence, the inner before the outer."""
    by_sentence: dict[int, list[Saying]] = {}
    for saying in find_sayings(scene.parse, turns):
        by_sentence.setdefault(saying.sentence, []).append(saying)
    found: tuple[Utterance, ...] = ()
    for index in sorted(by_sentence):
        found += _of_sentence(scene, tuple(by_sentence[index]), found)
    return found


def _of_sentence(scene: Scene, sayings: tuple[Saying, ...], before: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    found: dict[int, Utterance] = {}
    depths = {s.cue: _depth(s, sayings) for s in sayings}
    for saying in sorted(sayings, key=lambda s: (depths[s.cue], s.cue)):
        for made in _utterances(scene, saying, found, before):
            found[saying.cue if made.saying is saying else -1 - saying.cue] = made
    passed_on = {o.saying.cue for u in found.values() if (o := found.get(_outer(u))) and _only_passes_on(o, u, scene)}
    passed_on |= {o.saying.cue for u in found.values() for o in found.values() if _cites(scene, o, u)}
    told = [replace(u, told=u.told and u.saying.cue not in passed_on) for u in found.values()]
    return tuple(sorted(told, key=lambda u: (-depths[u.saying.cue], u.saying.cue)))


def _outer(utterance: Utterance) -> int:
    return -1 if utterance.saying.outer is None else utterance.saying.outer


def _depth(saying: Saying, sayings: tuple[Saying, ...]) -> int:
    by_cue = {s.cue: s for s in sayings}
    depth = 0
    while saying.outer is not None and saying.outer in by_cue and depth < len(sayings):
        saying, depth = by_cue[saying.outer], depth + 1
    return depth


def _only_passes_on(outer: Utterance, inner: Utterance, scene: Scene) -> bool:
    """An outlet to which words are put (", according to Kyodo") says nothing itself where they are all another's saying."""
    if not outer.speaker.medium:
        return False
    sentence = scene.parse.sentences[inner.saying.sentence]
    top = sentence.tokens[inner.saying.cue]
    return top.head < 0 or top.head not in outer.saying.content


def _cites(scene: Scene, outer: Utterance, inner: Utterance) -> bool:
    """Whether an outlet reports what it has from the source that it cites: ", the Herald said, quoting a banker"."""
    cue = scene.parse.sentences[inner.saying.sentence].tokens[inner.saying.cue]
    citing = inner.saying.kind == "relay" and cue.text.lower().endswith("ing")
    return citing and outer.speaker.medium and outer.saying is not inner.saying and outer.saying.source == inner.saying.relayer


def _utterances(scene: Scene, saying: Saying, found: dict[int, Utterance], before: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    if saying.source is None:
        return ()
    past = tuple(u.speaker for u in (*before, *found.values()))
    base = found.get(saying.follows) if saying.follows is not None else None
    if base is not None and base.saying.source == saying.source:
        speaker: Speaker | None = base.speaker
    else:
        speaker = speaker_of(scene, saying.sentence, saying.source, past)
    outer = found.get(saying.outer) if saying.outer is not None else None
    aside = found.get(saying.aside) if saying.aside is not None else None
    if speaker is None or (outer is not None and not _counts_within(saying, speaker, outer)):
        return ()
    if aside is not None and aside.speaker.name == speaker.name:
        return ()
    if saying.rule in personal() and speaker.kind not in ("person", "anonymous"):
        return ()
    for_state = speaker.kind == "state"
    messenger = _messenger(scene, saying, past, ahead=for_state)
    if messenger is not None and for_state:
        speaker, messenger = messenger, None
    alone = speaker.kind == "state" and outer is None and set(speaker.states) <= world().territories.keys()
    if alone and _is_past_act(scene, saying):
        return ()
    speaker = replace(speaker, sentence=saying.sentence)
    relayer = None if saying.relayer is None else speaker_of(scene, saying.sentence, saying.relayer, past)
    relayer = messenger if relayer is None else relayer
    if relayer is not None and relayer.name == speaker.name:
        relayer = None
    if relayer is not None and relayer.medium and relayer.states and speaker.assumed and speaker.kind == "anonymous":
        speaker = replace(speaker, states=relayer.states)
    made = Utterance(
        saying,
        speaker,
        _via(scene, saying, speaker, outer, relayer, base, before),
        _date(scene, saying) or (base.date if base else ""),
        _setting(scene, saying) or (base.setting if base else ""),
    )
    citing = scene.parse.sentences[saying.sentence].tokens[saying.cue].text.lower().endswith("ing")
    if relayer is not None and not (relayer.medium or relayer.document or citing) and saying.kind == "relay":
        passing = Utterance(replace(saying, source=saying.relayer), relayer, (), made.date, made.setting)
        return (made, passing)
    return (made,)


def _messenger(scene: Scene, saying: Saying, past: tuple[Speaker, ...], *, ahead: bool) -> Speaker | None:
    """Who spoke the words for another: "Lima, through a spokesman, urged", "in a message read by the envoy"; `ahead` lets only
    those in who stand before the verb, for states deal with each other "through mediators"."""
    sentence = scene.parse.sentences[saying.sentence]
    near = [t for i in (saying.source or 0, saying.cue) for t in sentence.below(i, "nmod", "obl")]
    for token in (t for t in near if not ahead or t.index < saying.cue):
        read = next((t for t in sentence.below(token.index, "acl") if t.lemma.lower() in grammar("read out")), None)
        given = agent(sentence, read.index) if read is not None and token.lemma.lower() in nouns("document") | nouns("setting") else None
        if case_of(sentence, token.index) in grammar("through") and token.index not in saying.content:
            given = token.index
        found = speaker_of(scene, saying.sentence, given, past) if given is not None else None
        if found is not None and found.kind in ("person", "anonymous"):
            return found
    return None


def _is_past_act(scene: Scene, saying: Saying) -> bool:
    """What a state did by words, told as past, is an event alone; "the two states condemn" is their own statement."""
    token = scene.parse.sentences[saying.sentence].tokens[saying.cue]
    return saying.act and (feat(token, "Tense") == "Past" or token.text.lower().endswith(("ed", "ing")))


def _counts_within(saying: Saying, speaker: Speaker, outer: Utterance) -> bool:
    """Whether words relayed by another speaker are an entry of their own: all that is passed on (", his spokesman said"), and
    within a clause of what is said those that a person, or a plain verb of saying, makes plain."""
    if speaker.name == outer.speaker.name or _is_told_of(saying, speaker, outer):
        return False
    if saying.head not in outer.saying.content and max(outer.saying.content, default=outer.saying.cue) < outer.saying.cue:
        return True
    if saying.relayed == "never":
        return False
    relaying = outer.speaker.medium or outer.speaker.document or outer.speaker.head in nouns("relayer") or outer.saying.kind == "according"
    return saying.relayed == "always" or speaker.kind == "person" or relaying


def _is_told_of(saying: Saying, speaker: Speaker, outer: Utterance) -> bool:
    """ "Quito has agreed, the minister said": what an official tells of a state is the official's words alone, unless the state
    is told to have said so in plain words; an outlet passes the state's own words on."""
    passes_on = outer.speaker.medium or outer.speaker.document or outer.saying.kind == "according"
    return speaker.kind == "state" and saying.rule not in PLAIN and not passes_on


def _via(
    scene: Scene,
    saying: Saying,
    speaker: Speaker,
    outer: Utterance | None,
    relayer: Speaker | None,
    base: Utterance | None,
    before: tuple[Utterance, ...],
) -> tuple[str, ...]:
    named = (relayer.name,) if relayer is not None else _outlets_told(scene, saying)
    if not named and base is not None and base.speaker.name == speaker.name:
        named = base.via if outer is None else ()
    if not named and base is None and outer is None:
        named = _carried_over(scene, saying, speaker, before)
    chain = named + ((outer.speaker.name, *outer.via) if outer is not None else ())
    own = {speaker.name.casefold(), scene.report.outlet.casefold()}
    return tuple(name for name in dict.fromkeys(chain) if name.casefold() not in own)


def _carried_over(scene: Scene, saying: Saying, speaker: Speaker, before: tuple[Utterance, ...]) -> tuple[str, ...]:
    """ "He added": what a pronoun goes on to say came the same way, if it was through an outlet."""
    token = scene.parse.sentences[saying.sentence].tokens[saying.source or 0]
    last = next((u for u in reversed(before) if u.saying.outer is None), None)
    quoted = [u for u in before if u.saying.kind == "relay" and u.speaker.name == speaker.name and u.via]
    if saying.kind == "relay":
        return quoted[-1].via if quoted else ()
    if token.upos != "PRON" or last is None or saying.sentence - last.saying.sentence > 1 or last.speaker.name != speaker.name:
        return ()
    return last.via


def _outlets_told(scene: Scene, saying: Saying) -> tuple[str, ...]:
    """The outlets to which, or in which, it was said."""
    sentence = scene.parse.sentences[saying.sentence]
    near = frozenset(_zone(sentence, saying))
    beside = (*sentence.below(saying.source or 0, "acl", "advcl"), *sentence.below(saying.cue, "advcl"))
    verbs = (saying.cue, *(t.index for t in beside if t.lemma.lower() in nouns("speaking")))
    inner = _deeper(sentence, saying)
    for child in (*_beside(sentence, saying), *inner, *(t for verb in verbs[1:] for t in sentence.below(verb, "obj", "iobj", "obl"))):
        apart = child.index not in saying.content or child.index in near or child in inner
        if child.index == saying.source or not apart or case_of(sentence, child.index) not in grammar("hearing"):
            continue
        if outlet := outlet_in(scene, sentence, child.index):
            return (outlet.name,)
        if name := _unnamed_outlet(scene, sentence, child) or _unknown_outlet(scene, sentence, child):
            return (name,)
    named = (m for m in scene.mentions_in(saying.sentence) if m.kind == "medium" and m.head in near)
    return tuple(m.text for m in named)[:1]


def _beside(sentence: Sentence, saying: Saying) -> tuple[Token, ...]:
    """To whom, where and on what occasion: what hangs on the cue, and where the words said come first, what follows the cue."""
    own = tuple(sentence.below(saying.cue, "obj", "iobj", "obl"))
    if not saying.content or max(saying.content) > saying.cue:
        return own
    loose = (t for t in sentence.tokens[saying.cue + 1 :] if relation(t) in ("obl", "obj", "iobj") and 0 <= t.head < saying.cue)
    return (*own, *loose)


def _deeper(sentence: Sentence, saying: Saying) -> tuple[Token, ...]:
    """Interviews, remarks and the like that the tree hangs within what is said, under no other verb of saying: "urged Peru to wait,
    in an interview with a daily"."""
    if saying.outer is not None:
        return ()
    found = (sentence.tokens[i] for i in saying.content if i > saying.cue and sentence.tokens[i].lemma.lower() in nouns("setting"))
    return tuple(t for t in found if relation(t) in ("obl", "nmod", "obj") and not _is_said_within(sentence, saying.cue, t))


def _is_said_within(sentence: Sentence, cue: int, token: Token) -> bool:
    """Whether another verb of saying stands between the cue and the word, or the word is no place of speech ("after the talks")."""
    between = [h for h in sentence.ancestors(token.index) if h.index > cue and h.upos == "VERB"]
    own = any(verb_lemma(h.text.lower(), h.lemma.lower()) in verbs() or any(sentence.below(h.index, "nsubj")) for h in between)
    return own or case_of(sentence, token.index) not in ("in", "to")


def _zone(sentence: Sentence, saying: Saying) -> range:
    """The words right after the cue, before what is said: whom it was told, where and when."""
    last = saying.cue + 1
    while last < len(sentence.tokens):
        token = sentence.tokens[last]
        hyphen = token.upos == "PUNCT" and token.text == "-"
        stops = token.upos in ("VERB", "AUX", "PUNCT", "SCONJ") and token.deprel != "amod" and not hyphen
        if token.text.lower() == "that" or stops:
            break
        if token.index in saying.content and not _leads_on(sentence, saying, token):
            break
        last += 1
    return range(saying.cue + 1, last)


def _leads_on(sentence: Sentence, saying: Saying, token: Token) -> bool:
    """Whether a word that the tree puts into what is said still belongs to the cue: a time or place before any subject."""
    return relation(token) in ("case", "obl", "advmod", "nmod", "compound", "nummod", "det", "amod", "flat", "obj", "iobj")


def _unnamed_outlet(scene: Scene, sentence: Sentence, child: Token) -> str:
    """ "told a local daily", "in interviews with foreign newspapers"; "the agency" is the outlet named last, or the report's own."""
    within = sentence.below(child.index, "nmod") if child.lemma.lower() in nouns("setting") else ()
    for token in (child, *within):
        own = token.index > 0 and sentence.tokens[token.index - 1].text.lower() in grammar("no outlet")
        told = any(t.text.lower() in ("a", "an") for t in sentence.below(token.index, "det"))
        told = told or any(sentence.below(token.index, "amod", "compound")) or token.lemma.lower() in phrases().media_nouns
        if token.upos == "NOUN" and token.lemma.lower() in nouns("medium") | phrases().media_nouns and told and not own:
            if is_definite(sentence, token) and not any(sentence.below(token.index, "amod", "compound", "nmod")):
                return next((m.text for m in reversed(scene.mentions) if m.kind == "medium" and m.end <= token.start), "")
            return phrase(scene, sentence, token, bare=True)
    return ""


def _unknown_outlet(scene: Scene, sentence: Sentence, child: Token) -> str:
    """A name that is told something, and is no person, state, body or organization that the codebook knows."""
    if (
        child.upos != "PROPN"
        or child.lemma.lower() in nouns("institution")
        or relation(child) not in ("obj", "iobj")
        or scene.who(sentence.index, child.index)
    ):
        return ""
    organization = any(e.label == "ORG" and e.start <= child.start < e.end for e in scene.parse.entities)
    return phrase(scene, sentence, child, bare=True) if organization else ""


def _date(scene: Scene, saying: Saying) -> str:
    """The day, or the week or month, that the words around the cue give for the saying itself."""
    sentence = scene.parse.sentences[saying.sentence]
    said = [(sentence.tokens[i].start, sentence.tokens[i].end) for i in saying.content]
    near = [t for t in scene.times if sentence.tokens[saying.cue].end <= t.start < sentence.end and _adjoins(sentence, saying, t)]
    apart = [t for t in scene.times_of(saying.sentence, saying.cue) if not any(s < t.end and t.start < e for s, e in said)]
    for timex in (*near, *apart):
        if timex.value and timex.kind in ("DATE", "TIME") and timex.mod in ("", "START", "MID", "END"):
            return timex.value.split("T")[0]
    return ""


def _adjoins(sentence: Sentence, saying: Saying, timex: Timex) -> bool:
    """Whether nothing but speaker, hearer and small words stand between the cue and the time, and it owns nothing ("Monday's")."""
    heard = [saying.source, *(t.index for t in sentence.below(saying.cue, "obj", "iobj") if t.index not in saying.content)]
    between = {t.index for t in sentence.tokens if saying.cue < t.index and t.start < timex.start}
    heard += [t.index for t in sentence.below(saying.cue, "obl") if t.lemma.lower() in nouns("setting") and t.index not in saying.content]
    known = {i for h in heard if h is not None for i in sentence.subtree(h)}
    small = {i for i in between if sentence.tokens[i].upos in ("ADP", "ADV", "DET") and sentence.tokens[i].text.lower() != "that"}
    after = next((t for t in sentence.tokens if t.start >= timex.end), None)
    owns = after is not None and after.text.lower() in ("'s", "’s", "'", "’")
    return between <= known | small and not owns and len(between) <= NEAR


def _setting(scene: Scene, saying: Saying) -> str:
    """The occasion: "press briefing", "Senate hearing"."""
    sentence = scene.parse.sentences[saying.sentence]
    for child in _beside(sentence, saying):
        if child.index in saying.content or child.index == saying.source or child.lemma.lower() not in nouns("setting"):
            continue
        if case_of(sentence, child.index) in grammar("occasions") or child.deprel == "obj":
            return _short(scene, sentence, child)
    return ""


def _short(scene: Scene, sentence: Sentence, head: Token) -> str:
    """The noun with the words right before it, without articles."""
    first = head.index
    while first > 0 and sentence.tokens[first - 1].head == head.index and sentence.tokens[first - 1].deprel in ("compound", "amod", "flat"):
        first -= 1
    below = [i for c in sentence.below(head.index, "compound", "amod") for i in sentence.subtree(c.index)]
    first = min([first, *[i for i in below if i < first and i >= first - 6]])
    return scene.parse.text[sentence.tokens[first].start : head.end]
