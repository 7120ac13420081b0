"""The search box of the front page suggests; the list of projects says why each row is there."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.listed import LISTS, shown

pytestmark = pytest.mark.browser
FRONTS = {"fi": "index.html", "sv": "sv/index.html", "en": "en/index.html"}
WORDS = {"fi": "kirjastojen", "sv": "biblioteken", "en": "libraries"}
LOOKS: tuple[tuple[int, Literal["dark", "light"]], ...] = ((360, "dark"), (1440, "light"))
ASK = "([query, lang]) => digi.search(query, {lang}).then((all) => all)"


def ask(page: Page, query: str, lang: str = "fi") -> list[tuple[str, str]]:
    """(project, kind of the first reason) as the engine of the page finds them."""
    return [(one["id"], one["why"][0]["kind"]) for one in page.evaluate(ASK, [query, lang])]


@pytest.mark.parametrize("language", FRONTS)
def test_a_project_is_opened_by_keyboard_alone(reader: Page, address: str, language: str) -> None:
    reader.goto(address + FRONTS[language])
    reader.keyboard.press("/")
    box = reader.get_by_role("combobox")
    expect(box).to_be_focused()
    reader.keyboard.insert_text(WORDS[language])  # at once: no suggestions of half a word
    expect(box).to_have_attribute("aria-expanded", "true")
    options = reader.get_by_role("option")
    expect(reader.locator("#suggested")).to_contain_text(str(options.count() - 1))
    reader.keyboard.press("ArrowDown")
    chosen = reader.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    title = chosen.locator("span").first.inner_text()
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_contain_text(title)


def test_escape_closes_then_empties_and_the_last_line_leads_to_the_list(
    reader: Page, address: str
) -> None:
    reader.goto(address)
    box = reader.get_by_role("combobox")
    box.fill("kirjasto")
    expect(reader.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("kirjasto")
    box.press("Escape")
    expect(box).to_have_value("")
    box.fill("kirjasto")
    expect(reader.get_by_role("listbox")).to_be_visible()
    box.press("ArrowUp")
    told = reader.locator("[aria-selected=true]").inner_text()
    box.press("Enter")
    reader.wait_for_url("**/hankkeet/index.html?q=kirjasto")
    expect(reader.locator("#projects .why").first).not_to_be_empty()
    assert str(len(shown(reader))) in told


def test_municipalities_are_suggested_by_any_form_and_language(reader: Page, address: str) -> None:
    for typed in ("turussa", "åbo", "Tur"):
        reader.goto(address)
        reader.get_by_role("combobox").fill(typed)
        option = reader.get_by_role("option").first
        expect(option).to_contain_text("Kunta")
        option.click()
        expect(reader.locator("h1")).to_contain_text("Turku")


def test_the_open_suggestions_are_accessible_and_move_nothing(
    browser: Browser, address: str
) -> None:
    for width, scheme in LOOKS:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        before = page.locator(".key-figures").bounding_box()
        page.get_by_role("combobox").fill("robotiikka")
        page.get_by_role("option").first.wait_for()
        page.get_by_role("combobox").press("ArrowDown")
        assert page.locator(".key-figures").bounding_box() == before
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found] == []
        context.close()


def test_rows_say_why_in_words_and_facets_narrow_them(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['fi']}?q=kirjasto")
    why = reader.locator("#projects tr:not([hidden]) .why")
    expect(why.first).to_contain_text("sisältää sanan kirjastojen")
    expect(why.first.locator("mark")).to_have_text("kirjastojen")
    expect(reader.locator("#sort")).to_have_value("match")
    both = shown(reader)
    reader.goto(f"{address}{LISTS['fi']}?q=kirjasto&call=kannustin-2020")
    expect(why.first).to_be_visible()
    assert set(shown(reader)) < set(both)
    reader.goto(f"{address}{LISTS['sv']}?q=programrobotik")
    expect(why.first).to_contain_text("betydelse")
    expect(why.first).to_contain_text("~")


def test_marks_of_a_title_go_with_the_text(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['sv']}?q=digitalt")
    marks = reader.locator("#projects tr:not([hidden]) th a mark")
    expect(marks.first).to_be_visible()
    reader.locator("#q").fill("")
    expect(marks).to_have_count(0)
    expect(reader.locator("#projects .why").first).to_be_empty()


def test_a_phrase_wants_its_words_side_by_side(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["fi"])
    assert ask(reader, '"sähköinen asiointi"')
    assert ask(reader, '"asiointi sähköinen"') == []
    assert ask(reader, "asiointi sähköinen")
    without = ask(reader, 'asiointi -"sähköinen asiointi"')
    everything = {ident for ident, _ in ask(reader, "asiointi")}
    barred = {ident for ident, _ in ask(reader, '"sähköinen asiointi"')}
    assert {ident for ident, _ in without} == everything - barred


@pytest.mark.parametrize("typed", ["ikrjasto", "krijasto", "oirjasto", "irjasto", "kirjatso"])
def test_a_slip_in_any_letter_is_forgiven(reader: Page, address: str, typed: str) -> None:
    reader.goto(address + LISTS["fi"])
    found = ask(reader, typed)
    assert {ident for ident, _ in found} >= {ident for ident, _ in ask(reader, "kirjasto")}
    assert {kind for _, kind in found} == {"typo"}


@pytest.mark.parametrize("typed", ["lupaus", "lupausten", "lupauksenkin", "lentokoneiden"])
def test_forms_of_known_words_are_no_slips(reader: Page, address: str, typed: str) -> None:
    reader.goto(address + LISTS["fi"])
    assert ask(reader, typed) == []
