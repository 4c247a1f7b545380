"""POLECAT-style event table: 40 tab-separated columns in UTF-8, `None` where nothing is known, lists joined by `; `.

It has no column for status or evidence: join the JSONL or PLOVER export by Event ID for those. Names and places that would need
a gazetteer of coordinates stay `None`.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.codebook import state_name
from chancery.exchange.material import Material
from chancery.exchange.plover import QUADS, acting, code, cow, days_of, entity_code
from chancery.model import ResolvedEvent

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country",
    "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
    "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
VERSION = "chancery; polecat vocabulary"


def write(material: Material) -> Iterator[bytes]:
    """The header and one row an event that PLOVER has a category for."""
    yield _line(dict.fromkeys(COLUMNS, ""), header=True)
    for event in material.events:
        if (fields := row(event)) is not None:
            yield _line(fields)


def row(event: ResolvedEvent) -> dict[str, str] | None:
    """The cells of one event by column, those without a value left out."""
    coded, days = code(event, vocabulary="polecat"), days_of(event)
    if coded is None or days is None or not event.states:
        return None
    return {
        "Event ID": event.id,
        "Event Date": days[0],
        "Event Type": coded.type,
        "Event Mode": coded.mode,
        "Intensity": str(coded.score),
        "Quad Code": QUADS[coded.quad - 1],
        "Contexts": "; ".join(coded.context),
        **_party("Actor", acting(event), event),
        **_party("Recipient", event.recipient, event),
        "Raw Placename": "; ".join(event.place),
        "Placename": event.place[0] if event.place else "",
        "Source": "; ".join(source.outlet for source in event.sources if source.outlet),
        "Publication Date": min((source.published for source in event.sources if source.published), default=""),
        "Story People": "; ".join(person.name for person in event.people),
        "Language": "en",
        "Version": VERSION,
    }


def _party(role: str, states: tuple[str, ...], event: ResolvedEvent) -> dict[str, str]:
    named = [person.name for person in event.people if set(person.states) & set(states)]
    sectors = ["GOV" if entity_code(state) == state else "IGO" for state in states]
    return {
        f"{role} Name": "; ".join(state_name(state) for state in states),
        f"{role} Country": "; ".join(state for state in states if entity_code(state) == state),
        f"{role} COW": "; ".join(str(cow()[state]) for state in states if state in cow()),
        f"Primary {role} Sector": sectors[0] if sectors else "",
        f"{role} Sectors": "; ".join(sectors),
        f"{role} Name Raw": "; ".join(named),
    }


def _line(fields: dict[str, str], *, header: bool = False) -> bytes:
    cells = COLUMNS if header else tuple(" ".join(fields.get(column, "").split()) or "None" for column in COLUMNS)
    return "\t".join(cells).encode() + b"\n"
