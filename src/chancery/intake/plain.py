"""Plain text, as copied from a page, to a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from chancery.codebook.loader import DATA, load_entries
from chancery.intake.fields import split_front_matter, split_header
from chancery.intake.fingerprint import fingerprint
from chancery.intake.furniture import Dateline, dateline
from chancery.intake.items import sort_items
from chancery.intake.lines import compose, split_lines
from chancery.intake.outlets import host_of, outlet_at, outlet_named
from chancery.intake.page import Page, sort_page
from chancery.intake.published import Tellers, find_published
from chancery.intake.tongue import other_language
from chancery.model import IntakeError, Report, content_id


@dataclass(frozen=True, slots=True)
class Section:
    """A section as addresses write it, and as it is shown."""

    name: str
    show: str


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a page beside its text. `published` and `outlet` come from the user and win; `fields` come with the page."""

    name: str
    published: str | None = None
    outlet: str | None = None
    today: dt.date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@cache
def _sections() -> dict[str, str]:
    return {section.name: section.show for section in load_entries(DATA / "intake" / "sections.yaml", Section)}


def read_text(raw: str, *, name: str, published: str | None = None, outlet: str | None = None, today: dt.date | None = None) -> Report:
    """The report that a plain text holds, copied from a page with its furniture or not.

    `name` is what to call it; `published` (YYYY-MM-DD) and `outlet` win over what the page tells; days after `today` are passed over.
    IntakeError where the text is empty, in another language, or holds no article.
    """
    return make_report(raw, Given(name, published, outlet, today))


def make_report(raw: str, given: Given, places: Sequence[int] | None = None) -> Report:
    """As `read_text`, for a text whose characters stand at `places` of the page (-1: nowhere), with fields that came with it."""
    fields, start = split_front_matter(raw)
    header, start = split_header(raw, start)
    fields = {**header, **fields, **{key: value for key, value in given.fields.items() if value}}
    page = sort_page(sort_items(split_lines(raw, start, places)), fields.get("title", ""), plain=places is None)
    return report_of(page, given, fields, raw)


def report_of(page: Page, given: Given, fields: Mapping[str, str], raw: str) -> Report:
    """The report of a sorted page with the fields that came with it. IntakeError where it holds no English article."""
    text, pieces = compose(page.body)
    _check(text, given.name, raw)
    opening = dateline_of(text)
    address = fields.get("address") or page.address
    known = outlet_at(address)
    outlet = given.outlet or _outlet(fields.get("outlet", ""), address, page, opening)
    published = find_published(
        Tellers(given.published, fields.get("published", ""), page.hints, address, opening, known.utc if known else None, given.today)
    )
    return Report(
        id=content_id(outlet, text),
        name=given.name,
        text=text,
        title=page.title,
        outlet=outlet,
        address=address,
        section=page.section or _section_fields(fields) or address_section(address),
        byline=fields.get("byline") or page.byline,
        published=published.day,
        published_how=published.how,
        published_why=published.why,
        pieces=pieces,
        fingerprint=fingerprint(text),
    )


def _check(text: str, name: str, raw: str) -> None:
    language = other_language(text or raw)
    if language:
        raise IntakeError(f"{name} is not in English (looks like {language}); give an English page")
    if not raw.strip():
        raise IntakeError(f"{name} is empty; give a page that holds an article")
    if not text:
        raise IntakeError(f"{name} holds no article: not one sentence of running text was found; give the article's own page or text")


def dateline_of(text: str) -> Dateline | None:
    """The dateline of the text's first two paragraphs: the one with a full day wins."""
    found = [opening for line in text.split("\n\n", 2)[:2] if (opening := dateline(line))]
    return next((opening for opening in found if opening.day and opening.day.year), found[0] if found else None)


def _outlet(named: str, address: str, page: Page, opening: Dateline | None) -> str:
    """The outlet that the page's fields, its address, its furniture, or its dateline name, in this order."""
    if named and "." not in named.strip("."):
        known = outlet_named(named)
        return known.name if known else named
    at = outlet_at(address) or outlet_at(named)
    if at:
        return at.name
    return page.outlet or (opening.agency if opening else "") or page.agency or named or host_of(address)


def _section_fields(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in fields.get("section", "").split(",") if part.strip())


def address_section(address: str) -> tuple[str, ...]:
    """The sections that an address names, as they are shown."""
    try:
        parts = urlsplit(address).path.lower().split("/")[1:-1]
    except ValueError:
        return ()
    return tuple(_sections()[part] for part in parts if part in _sections())
