"""HTML pages to reports. Imported late: the extractor takes a fifth of a second to load."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from htmldate import find_date
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from chancery.codebook.loader import DATA, load_entries
from chancery.intake.fields import FieldName
from chancery.intake.items import sort_items
from chancery.intake.lines import split_lines
from chancery.intake.page import Page, sort_page
from chancery.intake.plain import Given, report_of
from chancery.intake.visible import place_text, visible_text
from chancery.model import IntakeError, Report

for _library in ("trafilatura", "htmldate"):
    # Without a handler of its own the library's warnings about odd pages would be printed to the user's terminal.
    logging.getLogger(_library).addHandler(logging.NullHandler())
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_JSON_OUTLET = re.compile(r'"publisher"\s*:\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"\\]{2,80})"')
_FEW = 60
"""Words below which the extractor's text is held against the page's whole text."""


@cache
def _metas() -> tuple[FieldName, ...]:
    return load_entries(DATA / "intake" / "meta.yaml", FieldName)


def page_report(page: str, given: Given) -> Report:
    """The report of an HTML page, its offsets mapped to the page's source. IntakeError where it holds no English article."""
    tree = _tree(page, given.name)
    fields = {**_fields(tree, page), **{key: value for key, value in given.fields.items() if value}}
    fields["published"] = fields.get("published") or _found_date(tree, fields.get("address", ""), given)
    seen = visible_text(page)
    extracted = _extract(page, fields)
    whole = _page(seen.text, seen.places, "")
    title, site = _title(tree, extracted.title, whole, fields.get("outlet", ""))
    main = _page(extracted.text, place_text(extracted.text, seen), title)
    if _words(main) < _FEW and _words(whole) > 1.5 * _words(main):
        main = replace(_page(seen.text, seen.places, title), title=title)
    told = replace(
        main,
        section=main.section or whole.section,
        byline=extracted.byline or main.byline or whole.byline,
        address=fields.get("address", ""),
        outlet=main.outlet or whole.outlet or site,
        hints=(*main.hints, *whole.hints),
    )
    return report_of(told, given, fields, seen.text)


def _tree(page: str, name: str) -> Any:
    try:
        return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", page), ensure_head_body=True)
    except (LxmlError, ValueError, AssertionError):
        raise IntakeError(f"{name} cannot be read as HTML; save the article as plain text and give that") from None


def _fields(tree: Any, page: str) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        key = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = str(element.get("content") or element.get("datetime") or "").strip()
        if key and value:
            metas.setdefault(key, value)
    found = {field.name: next((metas[key] for key in field.keys if key in metas), "") for field in _metas()}
    links = tree.xpath("//link[@rel='canonical']/@href")
    found["address"] = next((value for value in (*(str(link) for link in links), found["address"]) if value.startswith("http")), "")
    for name, pattern in (("published", _JSON_DATE), ("outlet", _JSON_OUTLET)):
        linked = pattern.search(page)
        if linked and not found[name]:
            found[name] = linked[1]
    return {name: value for name, value in found.items() if value}


def _title(tree: Any, extracted: str, whole: Page, outlet: str) -> tuple[str, str]:
    """The article's title, and the outlet where the page's own title names it: behind the article's, or alone."""
    shown = " ".join((tree.findtext(".//title") or "").split())
    if extracted and extracted in (whole.outlet, outlet) and whole.title and whole.title not in extracted:
        return whole.title, extracted
    behind = shown.removeprefix(extracted).strip() if extracted and shown.startswith(extracted) else ""
    site = re.sub(r"^[\W_]+", "", behind) if re.match(r"[|–—:-]", behind) else ""
    return extracted or whole.title, site


def _found_date(tree: Any, address: str, given: Given) -> str:
    """The day that htmldate finds in the page's markup; a day that stands only in the page's text is not taken: it may be a clock."""
    latest = given.today.isoformat() if given.today else None
    day = find_date(tree, original_date=True, extensive_search=False, url=address or None, max_date=latest)
    if not day:
        return ""
    forms = (day, day.replace("-", "/"), day.replace("-", ""))
    marked = any(
        form in str(value)
        for value in tree.xpath("//time/@datetime | //meta/@content | //abbr/@title | //*[@pubdate]/@*")
        for form in forms
    )
    return day if marked else ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extractor found: the main text, a blank line between paragraphs, its title and author."""

    text: str
    title: str
    byline: str


def _extract(page: str, fields: Mapping[str, str]) -> Extracted:
    found = trafilatura.bare_extraction(
        page,
        url=fields.get("address"),
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        include_formatting=False,
    )
    if found is None or isinstance(found, dict):
        return Extracted("", fields.get("title", ""), "")
    return Extracted(
        re.sub(r"\n+", "\n\n", found.text or ""), (found.title or fields.get("title", "")).strip(), (found.author or "").replace(";", ",")
    )


def _page(text: str, places: Sequence[int], title: str) -> Page:
    return sort_page(sort_items(split_lines(text, 0, places)), title)


def _words(page: Page) -> int:
    return sum(line.text.count(" ") + 1 for line in page.body)
