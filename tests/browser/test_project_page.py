"""The project page in a browser: the meaning of a figure, one printed sheet, the tools."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
PAGE = re.compile(rb"/Type\s*/Page[^s]")
TYPICAL = ("2020-helmi", "2019-1-joto", "2018-hollola", "2019-2-evaka")
FOLDERS = ("hankkeet", "sv/projekt", "en/projects")


@pytest.mark.parametrize("script", [True, False])
def test_the_meaning_of_a_sum_opens_by_keyboard_and_touch(
    browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(
        java_script_enabled=script, has_touch=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{address}en/projects/2020-lampio.html")
    meaning = page.locator("#tip-maximum")
    expect(meaning).to_be_hidden()
    button = page.locator("[popovertarget=tip-maximum]")
    button.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("does not say what was paid")
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    button.tap()
    expect(meaning).to_be_visible()
    context.close()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_project_prints_on_one_sheet(
    browser: Browser, address: str, site: Path, folder: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    sheets = {}
    for path in sorted((site / folder).glob("*.html")):
        if path.name != "index.html":
            page.goto(f"{address}{folder}/{path.name}")
            sheets[path.stem] = len(PAGE.findall(page.pdf(prefer_css_page_size=True)))
    assert len(sheets) > 50
    assert {ident: count for ident, count in sheets.items() if count != 1} == {}
    context.close()


@pytest.mark.parametrize("project", TYPICAL)
def test_a_printed_project_keeps_its_sum_its_kind_and_its_sources(
    browser: Browser, address: str, project: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}hankkeet/{project}.html")
    page.emulate_media(media="print")
    assert page.locator("ol.sources li").first.is_visible()
    assert page.locator("sup.notes a").first.is_visible()
    assert page.locator(".how-much .sum").is_visible()
    assert page.locator(".how-much .sum ~ .quiet").first.is_visible()
    assert not page.locator("button.tip").first.is_visible()
    told = page.locator("section[aria-labelledby=why] li").all()
    assert all(line.locator("sup.on-paper").is_visible() for line in told)
    context.close()


@pytest.mark.parametrize("path", ["index.html", "kattavuus/index.html", "maakunnat/satakunta.html"])
def test_the_meanings_of_figures_are_printed(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + path)
    meanings = page.locator(".meaning-of").all()
    assert len(meanings) >= 3
    assert not any(one.is_visible() for one in meanings)
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in meanings)
    context.close()


def test_the_tools_of_a_page_work_with_a_script_and_are_away_without(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}en/projects/2020-lampio.html")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    mail = page.get_by_role("link", name="Send by e-mail").get_attribute("href")
    assert mail is not None
    assert "2020-lampio.html" in mail
    context.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}en/projects/2020-lampio.html")
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    expect(page.get_by_role("link", name="This project as JSON")).to_be_visible()
    plain.close()
