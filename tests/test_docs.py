"""The manual names every command, format, event type, status and view, or the build fails."""

from pathlib import Path

import pytest

from chancery.cli.app import COMMANDS
from chancery.exchange import FORMATS
from chancery.model import EventStatus, EventType

ROOT = Path(__file__).parents[1]
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
NAMES = [c.name for c in COMMANDS] + [f.name for f in FORMATS] + [t.value for t in EventType] + [s.value for s in EventStatus]


@pytest.mark.parametrize("name", NAMES)
def test_usage_names_it(name):
    assert name in USAGE


def test_links_between_our_pages_lead_somewhere():
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0].split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
