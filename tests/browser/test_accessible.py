"""WCAG 2.2 AA on every kind of page, as site/accessibility.yml plans and the statement tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served
from tests.browser.tour import PLAN, Visit, tour
from tests.pages import KINDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visits(address: str) -> list[Visit]:
    """A visit to every kind of page in every language."""
    return tour(address, [path for paths in KINDS.values() for path in paths])


def found(visits: list[Visit], what: str) -> dict[str, list[str]]:
    """Path → what was found there; {} if all is well."""
    assert set(PLAN["kinds"]) == set(KINDS), "name each kind of tests/pages.py in accessibility.yml"
    assert len(visits) == len(KINDS) * len(PLAN["languages"])
    return {visit.path: getattr(visit, what) for visit in visits if getattr(visit, what)}


def test_axe_finds_nothing(visits: list[Visit]) -> None:
    assert {visit.views for visit in visits} == {len(PLAN["schemes"]) * len(PLAN["widths"])}
    assert found(visits, "axe") == {}


def test_nothing_overflows(visits: list[Visit]) -> None:
    assert found(visits, "overflow") == {}


def test_focus_shows_on_everything(visits: list[Visit]) -> None:
    assert found(visits, "unfocused") == {}


def test_nothing_moves(visits: list[Visit]) -> None:
    assert found(visits, "moving") == {}


def test_nothing_jumps_while_a_page_loads(visits: list[Visit]) -> None:
    assert found(visits, "shifts") == {}


def test_forced_colours_keep_everything_readable(visits: list[Visit]) -> None:
    assert found(visits, "faded") == {}


def test_pages_say_nothing_to_the_console(visits: list[Visit]) -> None:
    assert found(visits, "console") == {}


BAD_PAGE = """<!doctype html><html lang="en"><title>Bad</title>
<link rel="stylesheet" href="bad.css">
<main><h1>Bad</h1><p>Pale</p><a href="#x">Link</a><img src="https://elsewhere.invalid/x.png">
<button style="color: red">Go</button><div class="wide">Wide</div></main></html>"""
BAD_SHEET = """p { color: #bbb } .wide { width: 900px; animation: move 1s infinite }
a:focus-visible { outline: none } @keyframes move { to { opacity: .5 } }
button { border: 0; forced-color-adjust: none }"""


def test_a_bad_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(BAD_PAGE, encoding="utf-8")
    (tmp_path / "bad.css").write_text(BAD_SHEET, encoding="utf-8")
    with served(tmp_path, "/") as url:
        (visit,) = tour(url, ["index.html"])
    assert {"image-alt", "color-contrast"} <= {fault.split(" ")[0] for fault in visit.axe}
    assert "320 px: " in " ".join(visit.overflow)
    assert any("<a " in fault for fault in visit.unfocused)
    assert any("wide" in fault for fault in visit.moving)
    assert any("button" in fault for fault in visit.faded)
    told = " ".join(visit.console)
    assert "elsewhere.invalid" in told
    assert "inline style" in told


def test_a_project_is_found_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "#q")
    page.keyboard.type("lämpiö")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hankkeet/**")
    tab_to(page, "a", "Lämpiö")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lämpiö")
    tab_to(page, "a", "svenska")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lämpiö")
    context.close()


def test_focus_is_never_trapped(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for path in (KINDS["front"][0], KINDS["project"][0]):
        page.goto(address + path)
        last = page.locator("footer a").last.inner_text()
        tab_to(page, "footer a", last)
    context.close()


def tab_to(page: Page, selector: str, text: str = "") -> None:
    """Press Tab until an element that fits has the focus and stands in view."""
    told = """([selector, text]) => {
      const one = document.activeElement;
      const { top, bottom } = one.getBoundingClientRect();
      return one.matches(selector) && one.textContent.trim().startsWith(text) &&
        top < innerHeight && bottom > 0;
    }"""
    for _ in range(400):
        if page.evaluate(told, [selector, text]):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {selector} {text!r}")
