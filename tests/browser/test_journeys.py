"""What a reader does: look at the front page, search, filter, open a project, switch language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(reader: Page) -> Page:
    return reader


def test_search_filter_open_and_switch_language(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").fill("lämpiö")
    page.get_by_role("button", name="Hae").click()
    expect(page.locator("#count")).to_have_text("1 hanke")
    page.get_by_role("link", name="svenska").click()
    expect(page.locator("#count")).to_have_text("1 projekt")
    page.get_by_role("link", name="Lämpiö").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lämpiö")
    expect(page.get_by_text("högst 850").first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("at most €850,000").first).to_be_visible()


def test_the_municipality_filter_agrees_with_the_page(page: Page, address: str) -> None:
    page.goto(address + "en/projects/index.html?municipality=porvoo")
    shown = page.locator("#projects tbody tr:visible").count()
    page.goto(address + "en/municipalities/porvoo.html")
    names = page.locator("table.list tbody th a").evaluate_all("links => links.map(a => a.href)")
    assert len({name for name in names if "/projects/" in name}) == shown


def test_keyboard_reaches_content_first(page: Page, address: str) -> None:
    page.goto(address + "en/index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_a_receipt_leads_to_the_source(page: Page, address: str) -> None:
    page.goto(address + "en/projects/2020-lampio.html")
    page.locator(".sum .notes a").first.click()
    target = page.locator("li:target")
    expect(target).to_contain_text("Kommuntorget")
    target.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("digitaliseringsprojekt")


def test_pages_read_from_a_folder_without_a_server(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((site / "en/index.html").as_uri())
    page.get_by_role("link", name="All 54 projects").click()
    page.get_by_role("link", name="Helmi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Helmi")
    context.close()


def test_the_search_works_from_a_folder_and_says_what_it_lacks(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((site / "en/index.html").as_uri())
    page.get_by_label("Search for a project, municipality or subject").fill("lämpiö")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"^file:.*/en/projects/index\.html\?q="))
    expect(page.locator("#count")).to_have_text("1 project")
    expect(page.get_by_text("read from a folder")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#count")).to_have_text("54 projects")
    page.get_by_role("button", name="Download 54 rows: CSV").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be fetched")
    context.close()


def test_without_scripts_a_search_leads_to_the_whole_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/index.html")
    page.get_by_label("Search for a project, municipality or subject").fill("lämpiö")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"/en/projects/(index\.html)?\?q="))
    expect(page.get_by_text("Searching and filtering need JavaScript")).to_be_visible()
    assert page.locator("#projects tbody tr:visible").count() == 54
    context.close()
