"""The pages in a real browser: by mouse, by keyboard alone, without JavaScript, at phone width, with axe."""

import os
import shutil
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here; CI installs it"),
    pytest.mark.xdist_group("browser"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RELATION = "/relation?between=JPN&between=KOR"
ROSTER, BRIEF = "/roster?state=Japan&on=2019-09-12", "/brief?between=JPN&between=KOR&on=2019-09-20"
PATHS = ("/", RELATION, ROSTER, BRIEF, "/search?q=Tokyo", "/report/hostile")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults = []
    opened.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def test_by_mouse_from_the_front_page_to_the_sentence_on_the_succession(page):
    page.goto("/")
    page.get_by_label("Main").get_by_text("Roster").click()
    page.get_by_label("State").fill("Japan")
    page.get_by_label("On", exact=True).fill("2019-09-12")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="foreign minister", exact=True).first.click()
    assert "Taro Kono" in page.locator("main").inner_text()
    page.locator("li", has=page.locator("strong", has_text="Motegi")).locator("footer a").first.click()
    marked = page.locator(f"#{page.url.split('#')[1]} ~ mark").first
    assert "Motegi" in marked.inner_text()


def test_by_keyboard_alone_to_the_sentence(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.goto(RELATION)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('blockquote footer') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    anchor = page.url.split("#")[1]
    assert page.locator(f"#{anchor} ~ mark").first.is_visible()


def test_every_mark_of_the_timeline_is_a_tab_stop(page):
    page.goto(RELATION)
    marks = page.locator("svg.timeline a").count()
    assert marks > 5
    reached = set()
    for _ in range(marks + 40):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.closest('svg') && document.activeElement.getAttribute('href')")
        if label:
            reached.add(label)
    assert len(reached) == marks


def test_three_clicks_to_when_they_met_and_what_came_of_it(page):
    page.goto("/")
    page.get_by_role("link", name="Japan and South Korea", exact=True).click()
    page.locator("main").get_by_role("link", name="Kim Jung-han").first.click()
    text = page.locator("main").inner_text()
    assert "2019-09-20" in text
    page.locator("li.entry", has_text="2019-09-20").locator("a").first.click()
    assert "occurred" in page.locator("main").inner_text()


def test_filters_work_with_and_without_javascript(browser, address):
    counts = []
    for scripted in (True, False):
        context = browser.new_context(base_url=address, java_script_enabled=scripted)
        page = context.new_page()
        page.goto(RELATION)
        page.get_by_text("States and filters").click()
        page.get_by_label("Status").select_option("scheduled")
        if not scripted:
            page.get_by_role("button", name="Filter").click()
        page.wait_for_url("**status=scheduled**")
        page.wait_for_selector("#found")
        counts.append(page.locator("ol.entries > li").count())
        assert page.locator("ol.entries .status:not(.scheduled)").count() == 0
        context.close()
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        RELATION,
        "/roster?state=Japan&on=2019-09-12",
        "/brief?between=JPN&between=KOR&on=2019-09-20",
        "/search?q=Tokyo",
        "/report/hostile",
    ],
)
def test_axe_finds_no_serious_fault_and_nothing_overflows(browser, address, path, width):
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(path)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if folder := os.environ.get("SCREENSHOTS"):
        name = "".join(c if c.isalnum() else "-" for c in f"{path}-{width}")
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
    context.close()
