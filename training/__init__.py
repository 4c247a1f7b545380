"""How the packaged language model is made: corpora in, model folder out."""
