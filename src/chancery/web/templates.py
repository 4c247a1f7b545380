"""Renders templates; every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chancery.codebook import state_name
from chancery.views.titles import event_title


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["state"] = state_name
    environment.filters["event_title"] = event_title
    environment.filters["web_address"] = web_address
    return environment


def page(template: str, **values: Any) -> str:
    """The page as HTML."""
    return _environment().get_template(template).render(**values)


def web_address(address: str) -> str:
    """The address if it leads to the web; empty for any other scheme, which a hostile page could make run."""
    return address if address.startswith(("https://", "http://")) else ""
