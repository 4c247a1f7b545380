"""The door to the English pipeline: text in; sentences, words with offsets, Universal Dependencies and names out."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from chancery.language.conllu import to_conllu, to_json, to_spacy
from chancery.language.picture import to_svg
from chancery.language.runtime import Options, Pipeline

__all__ = ["Options", "Pipeline", "load", "to_conllu", "to_json", "to_spacy", "to_svg"]


def load(threads: int = 1, *, folder: Path | None = None, options: Options | None = None) -> Pipeline:
    """The pipeline with the packaged model, or with the model of a folder.

    `LanguageError` if the model is missing or of another format."""
    wanted = options or Options(threads=threads)
    if folder is not None:
        return Pipeline(folder, wanted)
    with as_file(files("chancery.data").joinpath("model")) as packaged:
        return Pipeline(packaged, wanted)
