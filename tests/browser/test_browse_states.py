"""The list in each of its states: axe finds nothing, nothing overflows, forms keep their words."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.listed import LISTS

pytestmark = pytest.mark.browser
ADVICE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = {
    "filtered cards": LISTS["en"] + "?call=2019&theme=asiointi&view=cards",
    "municipalities": LISTS["sv"] + "?view=municipalities&theme=asiointi",
    "nothing found": LISTS["fi"] + "?q=zzzz&call=2019",
    "unknown word": LISTS["en"] + "?call=1999",
    "not all words": LISTS["sv"] + "?q=chatbot+Åland",
}


def faults(page: Page) -> list[str]:
    """Ids of what axe finds, and the width where the page is wider than the window."""
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": ADVICE}})
    found = [str(fault["id"]) for fault in result.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return found + ([f"{wide} px too wide"] if wide > 0 else [])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_axe_finds_nothing_in_any_state(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        for state, path in STATES.items():
            page.goto(address + path)
            assert faults(page) == [], state
        if width < 900:
            page.locator("#open-filters").click()
            expect(page.locator("#sheet")).to_be_visible()
            assert faults(page) == [], "filters in a sheet"


def test_what_the_reader_sees_is_what_a_screen_reader_is_told(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2019&theme=asiointi")
    expect(reader.get_by_role("status").first).to_have_text("7 projects")
    group = reader.get_by_role("group", name="Theme")
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(reader.get_by_role("list", name="Filters in use").get_by_role("button")).to_have_count(3)
    expect(reader.get_by_role("columnheader", name="Call")).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(reader.get_by_role("table", name="Funded projects")).to_be_visible()


def test_the_printed_list_tells_its_address_and_filters(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2020")
    reader.emulate_media(media="print")
    expect(reader.locator("footer .print-only")).to_have_text(reader.url)
    expect(reader.get_by_role("button", name="Year and call: 2020")).to_be_visible()
    expect(reader.locator("#facets")).to_be_hidden()
    expect(reader.get_by_role("button", name="Copy link")).to_be_hidden()


def test_where_copying_is_not_allowed_the_address_can_be_copied_by_hand(
    reader: Page, address: str
) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2020")
    reader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('no'); }")
    reader.get_by_role("button", name="Copy link").click()
    field = reader.get_by_role("textbox", name="Address of this list")
    expect(field).to_be_focused()
    expect(field).to_have_value(reader.url)
    assert reader.evaluate("getSelection().toString()") == reader.url
    reader.get_by_role("group", name="Year and call").get_by_label("2018").check()
    expect(field).to_be_hidden()
    expect(reader.locator("#copied")).to_have_text("")


@pytest.mark.parametrize("language", LISTS)
def test_the_list_says_when_no_project_has_all_words(
    reader: Page, address: str, language: str
) -> None:
    reader.goto(address + LISTS[language])
    note, box = reader.locator("#partly"), reader.get_by_role("searchbox").first
    for text, told in (("chatbot", False), ("chatbot Ahvenanmaa", True), ("", False)):
        box.fill(text)
        expect(note).to_have_text(re.compile(r"\w" if told else r"^$"))
