"""The command line: commands, no logic."""

from chancery.cli.app import app, main

__all__ = ["app", "main"]
