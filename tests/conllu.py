"""Hand-made parses for tests: a short CoNLL-U snippet, with names in the MISC column."""

from __future__ import annotations

from chancery.model import Entity, Parse, Sentence, Token

LABELS = {"PERSON", "ORG", "STATE", "PLACE", "NORP", "DATE", "EVENT", "LAW"}


def parse_conllu(snippet: str, text: str | None = None) -> Parse:
    """The Parse that a snippet of CoNLL-U describes.

    Columns may be parted by tabs or blanks and trailing ones left out: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC.
    MISC may hold `SpaceAfter=No` and `Entity=B-PERSON` / `Entity=I-PERSON`. A blank line ends a sentence. Without `text`
    the forms are joined by blanks; with it, each form is sought in it in turn.
    """
    blocks = [
        [line.split("\t") if "\t" in line else line.split() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        for block in snippet.strip().split("\n\n")
    ]
    rows = [[[cell.strip() for cell in row] for row in block] for block in blocks]
    if text is None:
        text = _joined(rows)
    sentences, entities, position = [], [], 0
    for index, block in enumerate(rows):
        tokens = []
        for i, row in enumerate(block):
            start = text.index(row[1], position)
            position = start + len(row[1])
            feats = "" if row[5] == "_" else row[5]
            tokens.append(Token(i, start, position, row[1], row[2], row[3], feats, int(row[6]) - 1, row[7]))
        sentences.append(Sentence(index, tokens[0].start, tokens[-1].end, tuple(tokens)))
        entities.extend(_entities(block, tokens))
    return Parse(text, tuple(sentences), tuple(entities))


def _misc(row: list[str]) -> dict[str, str]:
    cell = row[9] if len(row) > 9 else "_"
    return dict(part.split("=", 1) for part in cell.split("|") if "=" in part)


def _joined(blocks: list[list[list[str]]]) -> str:
    parts = []
    for block in blocks:
        for row in block:
            parts += [row[1], "" if _misc(row).get("SpaceAfter") == "No" else " "]
    return "".join(parts).rstrip()


def _entities(block: list[list[str]], tokens: list[Token]) -> list[Entity]:
    found: list[Entity] = []
    for row, token in zip(block, tokens, strict=True):
        prefix, _, label = _misc(row).get("Entity", "").partition("-")
        if prefix == "B" and label in LABELS:
            found.append(Entity(token.start, token.end, label, 1.0))  # type: ignore[arg-type]
        elif prefix == "I" and found:
            found[-1] = Entity(found[-1].start, token.end, found[-1].label, 1.0)
    return found
