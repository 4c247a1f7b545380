"""Scenes and tenures of short texts, read with the packaged model."""

from __future__ import annotations

from functools import cache

from chancery.language import Pipeline, load
from chancery.model import Parse, Report, Tenure
from chancery.reading.mentions import read_scene
from chancery.reading.scene import Scene
from chancery.reading.tenures import read_tenures
from chancery.reading.times import find_times


@cache
def pipeline() -> Pipeline:
    """The packaged model, loaded once."""
    return load()


@cache
def parse_text(text: str) -> Parse:
    """The packaged model's parse of a text."""
    return next(iter(pipeline().read([text])))


def scene_of(text: str, published: str | None = "2024-05-14", outlet: str = "") -> Scene:
    """The scene of a report with this text."""
    report = Report(id="r", name="test", text=text, outlet=outlet, published=published)
    parse = parse_text(text)
    return read_scene(report, parse, find_times(text, published, parse))


def tenures_of(text: str, published: str | None = "2024-05-14", outlet: str = "") -> list[Tenure]:
    """The tenures of a report with this text, in order."""
    return [found.value for found in read_tenures(scene_of(text, published, outlet)) if isinstance(found.value, Tenure)]


def token_of(scene: Scene, word: str, *, nth: int = 0) -> tuple[int, int]:
    """Sentence and token of the nth token with this text."""
    places = [(s.index, t.index) for s in scene.parse.sentences for t in s.tokens if t.text == word]
    return places[nth]
