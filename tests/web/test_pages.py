import json
import re

import icalendar
import pytest

PAGES = (
    "/",
    "/relation",
    "/relation?between=JPN&between=Seoul",
    "/relation?between=Japan&between=&first=2019-09&last=2019-11&type=CONSULT&status=occurred",
    "/roster",
    "/roster?state=Japan&on=2019-09-12",
    "/brief",
    "/brief?between=JPN&between=KOR&on=2019-09-20",
    "/search",
    "/search?q=Tokyo",
    "/api/v1/docs",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_under_a_strict_policy(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)|<[^>]*\s(?:style|on\w+)=", answer.text)


@pytest.mark.parametrize("kind", ["event", "report", "person", "post"])
def test_every_entry_that_is_linked_has_its_page(client, kind):
    pages = "".join(client.get(path).text for path in PAGES)
    linked = sorted(set(re.findall(rf'href="/{kind}/([^"#?]+)', pages)))
    assert linked
    for identity in linked:
        assert client.get(f"/{kind}/{identity}").status_code == 200


def test_marks_lead_from_the_quote_to_the_entry_and_back(client):
    relation = client.get("/relation?between=JPN&between=KOR").text
    report, anchor = re.search(r'href="/report/(\w+)#(c-\w+)"', relation).groups()
    page = client.get(f"/report/{report}").text
    assert f'id="{anchor}"' in page
    assert re.search(r'<mark><a href="/event/\w+">', page)


def test_hostile_text_is_shown_as_text(client):
    page = client.get("/report/hostile").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Wire" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/relation?between=Atlantis", 404),
        ("/relation?first=2019-13", 400),
        ("/relation?first=2020&last=2019", 400),
        ("/relation?type=DANCE", 404),
        ("/relation?page=0", 400),
        ("/relation?page=99999999999999999999", 400),
        ("/roster?state=JPN&on=2019-02-30", 400),
        ("/event/none", 404),
        ("/report/..%2f..%2fetc%2fpasswd", 404),
        ("/person/nobody", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/brief?between=JPN", 200),
    ],
)
def test_bad_requests_get_a_clear_page(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"]
    api = client.get("/api/v1" + path) if path.startswith(("/event", "/report", "/person", "/nowhere")) else None
    assert api is None or set(api.json()) == {"error", "status"}


def test_only_get_and_only_our_own_names(client):
    assert client.post("/").status_code == 405
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_api_gives_the_views(client):
    answer = client.get("/api/v1/chronology", params={"between": ["JPN", "Seoul"], "type": "CONSULT"}).json()
    assert answer["between"] == ["JPN", "KOR"]
    assert answer["total"] == len(answer["events"]) > 3
    for event in answer["events"]:
        assert event["sources"][0]["quote"]
        assert client.get(f"/api/v1/event/{event['id']}").json()["event"]["id"] == event["id"]
    later = client.get("/api/v1/chronology", params={"between": ["JPN", "Seoul"], "page": 50}).json()
    assert later["events"] == []
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/chronology", "/api/v1/roster/{state}", "/api/v1/brief", "/api/v1/search"} <= set(paths)
    assert json.dumps(client.get("/api/v1/roster/Japan", params={"on": "2019-09-12"}).json()).count("Motegi")


def test_the_calendar_can_be_subscribed_to(client):
    answer = client.get("/calendar.ics", params={"between": ["JPN", "KOR"]})
    assert answer.headers["content-type"].startswith("text/calendar")
    assert len(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")) > 3
