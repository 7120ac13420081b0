"""The front page: each key figure leads to the rows behind it, the search to its results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.listed import LISTS, all_rows, shown

pytestmark = pytest.mark.browser
FRONTS = {"fi": "index.html", "sv": "sv/index.html", "en": "en/index.html"}


def test_the_numbers_by_certainty_are_those_of_their_lists(reader: Page, address: str) -> None:
    reader.goto(address + "en/index.html")
    links = reader.locator(".key-figures .meaning a")
    told = links.evaluate_all("links => links.map(a => [parseInt(a.textContent), a.href])")
    assert len(told) == 3
    for number, href in told:
        reader.goto(href)
        expect(reader.locator("#count")).to_have_text(f"{number} projects")
        assert len(shown(reader)) == number
    assert sum(number for number, _ in told) == len(all_rows(reader))


def test_the_itemised_sum_is_that_of_its_list(reader: Page, address: str) -> None:
    reader.goto(address + "en/index.html")
    figure = reader.locator(".key-figures > div").last
    meaning = figure.locator(".meaning").inner_text()
    sums = re.findall(r"€[\d,]*\d", meaning)
    figure.get_by_role("link").click()
    expect(reader.locator("#count")).to_contain_text("projects")
    listed = reader.locator("#sums li:visible strong").all_inner_texts()
    assert sums
    assert [re.findall(r"€[\d,]*\d", text)[0] for text in listed] == sums[: len(listed)]
    assert f"in {len(shown(reader))} projects" in meaning


def test_the_search_box_leads_to_the_list_in_each_language(reader: Page, address: str) -> None:
    for language, path in LISTS.items():
        reader.goto(address + FRONTS[language])
        reader.get_by_role("combobox").fill("turku")
        reader.keyboard.press("Enter")
        reader.wait_for_url(f"{address}{path}?q=turku")
        expect(reader.locator("#count")).not_to_contain_text("54")
        assert 0 < len(shown(reader)) < 54
