"""Popolo JSON (popoloproject.com): persons, posts, organizations and memberships from the roster."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chancery.exchange.material import Material
from chancery.model import Person, Post, SourceRef, TenureSpan, content_id


def write(material: Material) -> Iterator[bytes]:
    """One JSON document; a date is given as far as it is known (a year, a month or a day), spans are left out."""
    posts = list(material.posts)
    document = {
        "persons": [_person(person) for person in material.people],
        "organizations": _organizations(posts),
        "posts": [_post(post) for post in posts],
        "memberships": [_membership(tenure) for tenure in material.tenures],
    }
    yield json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _person(person: Person) -> dict[str, Any]:
    others = [{"name": name} for name in person.names if name != person.name]
    return {"id": person.id, "name": person.name, **({"other_names": others} if others else {})}


def _organization(post: Post) -> str:
    return content_id("organization", post.state, post.organization)


def _organizations(posts: list[Post]) -> list[dict[str, Any]]:
    found = {_organization(post): {"name": post.organization or post.state, "area": post.state} for post in posts}
    return [{"id": identity, **fields} for identity, fields in sorted(found.items())]


def _post(post: Post) -> dict[str, Any]:
    return {"id": post.id, "label": post.name, "organization_id": _organization(post)}


def _membership(tenure: TenureSpan) -> dict[str, Any]:
    dates = {"start_date": tenure.start, "end_date": tenure.end}
    known = {name: value for name, value in dates.items() if value and "/" not in value and "W" not in value and "Q" not in value}
    return {
        "id": tenure.id,
        "person_id": tenure.person.id,
        "post_id": tenure.post,
        "role": tenure.post_name,
        **known,
        "sources": [_source(source) for source in tenure.sources],
    }


def _source(source: SourceRef) -> dict[str, str]:
    note = f"{source.outlet}, {source.published}: “{source.quote}”"
    return {**({"url": source.address} if source.address else {}), "note": note}
