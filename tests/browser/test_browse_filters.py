"""Narrowing the list: counts, addresses, back button, language, keyboard, phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.listed import (
    LISTS,
    all_rows,
    counts,
    expected_counts,
    fits,
    query,
    shown,
    some_choices,
)

pytestmark = pytest.mark.browser
STATUS = re.compile(r"\d+")


def total(page: Page) -> int:
    return int(STATUS.findall(page.locator("#count").inner_text())[0])


def test_each_count_is_the_number_of_rows_that_ticking_gives(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    gives = reader.evaluate(
        """async () => {
          const found = [];
          for (const input of document.querySelectorAll("#facets [type=checkbox]")) {
            const told = Number(input.closest("li").querySelector(".n").textContent);
            input.click();
            await new Promise(requestAnimationFrame);
            const rows = document.querySelectorAll("#projects tbody tr:not([hidden])").length;
            const status = parseInt(document.getElementById("count").textContent);
            found.push([input.name, input.value, told, rows, status]);
            input.click();
            await new Promise(requestAnimationFrame);
          }
          return found;
        }"""
    )
    assert len(gives) > 100
    assert [row for row in gives if not row[2] == row[3] == row[4] > 0] == []


def test_counts_of_chosen_filters_agree_with_counting_row_by_row(
    reader: Page, address: str
) -> None:
    reader.goto(address + LISTS["fi"])
    rows = all_rows(reader)
    boxes = set(counts(reader))
    years = {("call", year) for year in ("2017", "2018", "2020")}
    assert boxes == set(expected_counts(rows, {})) - years
    for choice in some_choices(boxes, 20):
        reader.goto(f"{address}{LISTS['fi']}?{query(choice)}")
        wanted = {ident for ident, row in rows.items() if fits(row, choice)}
        assert set(shown(reader)) == wanted, choice
        wanted_counts = expected_counts(rows, choice)
        assert counts(reader) == {box: wanted_counts[box] for box in boxes}, choice
        assert total(reader) == len(wanted) if wanted else "Ei" in reader.inner_text("#count")


def test_a_value_without_rows_cannot_be_chosen(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=dk-2017")
    empty = reader.locator("#facets li", has=reader.locator("input[value=maximum]"))
    expect(empty.locator(".n")).to_have_text("0")
    expect(empty.locator("input")).to_be_disabled()


def test_find_by_theme_and_year_and_share_the_link(
    reader: Page, browser: Browser, address: str
) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto(address + LISTS["en"])
    reader.get_by_role("group", name="Year and call").get_by_label("2020").check()
    reader.get_by_role("group", name="Theme").get_by_label("Digital services").check()
    expect(reader.locator("#count")).to_have_text("3 projects")
    assert reader.url.endswith("?call=kannustin-2020&theme=asiointi")
    reader.get_by_label("Sort").select_option("sum-up")
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.locator("#copied")).to_contain_text("copied")
    link = reader.evaluate("navigator.clipboard.readText()")
    with browser.new_context() as other:
        page = other.new_page()
        page.goto(link)
        expect(page.locator("#count")).to_have_text("3 projects")
        assert shown(page) == shown(reader)
        expect(page.get_by_label("Sort")).to_have_value("sum-up")


def test_the_back_button_takes_back_one_choice(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    reader.get_by_role("group", name="Year and call").get_by_label("2018").check()
    reader.get_by_role("searchbox", name="Search for a project").fill("hollola")
    expect(reader.locator("#count")).to_have_text("1 project")
    reader.go_back()
    expect(reader.locator("#count")).to_have_text("14 projects")
    expect(reader.get_by_role("searchbox", name="Search for a project")).to_have_value("")
    reader.go_back()
    expect(reader.locator("#count")).to_have_text("54 projects")
    year = reader.get_by_role("group", name="Year and call").get_by_label("2018")
    expect(year).not_to_be_checked()
    reader.go_forward()
    expect(year).to_be_checked()


def test_another_language_keeps_the_filters(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['fi']}?call=2019&lead=turku&view=cards&q=turku")
    expect(reader.locator("#chips button:not(.clear)")).to_have_count(3)
    before = shown(reader)
    reader.get_by_role("link", name="svenska").click()
    expect(reader.locator("html")).to_have_attribute("lang", "sv")
    expect(
        reader.get_by_role("button", name="Ta bort avgränsningen: Ledande part: Åbo")
    ).to_be_visible()
    expect(reader.get_by_role("radio", name="Kort")).to_be_checked()
    assert sorted(shown(reader)) == sorted(before)


def test_chips_take_filters_away_and_the_focus_stays_near(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2019,dk-2018&theme=asiointi")
    chips = reader.locator("#chips button:not(.clear)")
    expect(chips).to_have_count(3)
    reader.get_by_role("button", name="Remove the filter: Year and call: 2018").click()
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_be_focused()
    assert reader.url.endswith("?call=2019&theme=asiointi")
    reader.get_by_role("button", name="Clear all").click()
    expect(chips).to_have_count(0)
    expect(reader.get_by_role("searchbox", name="Search for a project")).to_be_focused()
    assert reader.url.endswith("index.html")


def test_text_and_facets_narrow_together(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['fi']}?q=tampere")
    expect(reader.locator("#projects .why").first).not_to_be_empty()
    by_text = set(shown(reader))
    rows = all_rows(reader)
    assert 0 < len(by_text) < len(rows)
    number = counts(reader)["call", "kannustin-2020"]
    reader.get_by_role("group", name="Vuosi ja haku").get_by_label("2020").check()
    assert len(shown(reader)) == number > 0
    assert set(shown(reader)) < by_text


def test_keyboard_alone_finds_narrows_and_opens(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    box = reader.get_by_role("searchbox", name="Search for a project")
    reader.keyboard.press("/")
    expect(box).to_be_focused()
    reader.keyboard.type("turku")
    expect(reader.get_by_label("Sort")).to_have_value("match")
    reader.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(reader.locator("#count")).to_have_text("54 projects")
    reader.keyboard.press("Tab")
    for _ in range(4):
        reader.keyboard.press("Tab")
    expect(reader.get_by_label("2019", exact=False).first).to_be_focused()
    reader.keyboard.press("Space")
    expect(reader.locator("#count")).to_have_text("19 projects")
    reader.get_by_role("radio", name="Table").focus()
    reader.keyboard.press("ArrowRight")
    expect(reader.get_by_role("radio", name="Cards")).to_be_checked()
    reader.keyboard.press("ArrowLeft")
    reader.get_by_role("button", name="Amount", exact=True).focus()
    reader.keyboard.press("Enter")
    heading = reader.get_by_role("columnheader", name="Amount")
    expect(heading).to_have_attribute("aria-sort", "descending")
    first = reader.locator("#projects tbody th a").first
    expect(first).to_have_text("eVaka")
    first.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("eVaka")


def test_each_order_puts_what_is_unknown_last(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    for name, reverse in (("sum", True), ("sum-up", False), ("new", True), ("old", False)):
        reader.get_by_label("Sort").select_option(name)
        key = "euros" if name.startswith("sum") else "opened"
        found = reader.locator("#projects tbody tr").evaluate_all(
            f"rows => rows.map(row => row.dataset.{key})"
        )
        known = [text for text in found if text]
        assert found[len(known) :] == [""] * (len(found) - len(known))
        values = [int(text) for text in known] if key == "euros" else known
        assert values == sorted(values, reverse=reverse)


def test_nothing_found_says_what_it_does_not_mean(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?q=zzzz")
    expect(reader.locator("#count")).to_have_text("No project")
    expect(reader.get_by_text("That does not mean that there was none")).to_be_visible()
    expect(reader.locator("#projects")).to_be_hidden()


def test_an_address_says_the_state_and_the_state_the_address(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    boxes = counts(reader)
    for choice in some_choices(boxes, 30):
        state = {"q": "a,b & c=ö", "sort": "sum", "view": "cards", "chosen": choice}
        again = reader.evaluate(
            """([state, boxes]) => {
              const known = {};
              for (const [facet, word] of boxes) (known[facet] ??= new Map()).set(word, word);
              const query = digi.address.toQuery(state, Object.keys(known));
              return digi.address.fromQuery(`?${query}`, known);
            }""",
            [state, sorted(boxes)],
        )
        chosen = {facet: sorted(words) for facet, words in again["chosen"].items() if words}
        assert chosen == {facet: sorted(words) for facet, words in choice.items()}
        assert {name: again[name] for name in ("q", "sort", "view")} == {
            name: state[name] for name in ("q", "sort", "view")
        }
        assert again["unknown"] == []


def test_a_year_typed_into_the_address_means_its_call(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2018&call=2020")
    expect(reader.locator("#count")).to_have_text("26 projects")
    expect(reader.locator("#unknown")).to_be_hidden()


def test_an_empty_result_tells_the_ways_out(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?q=turku&call=2017&theme=asiointi")
    expect(reader.locator("#count")).to_have_text("No project")
    ways = reader.locator("#ways-out button")
    told = ways.evaluate_all("buttons => buttons.map(button => button.textContent)")
    assert len(told) >= 1
    for place, text in enumerate(told):
        reader.goto(f"{address}{LISTS['en']}?q=turku&call=2017&theme=asiointi")
        ways.nth(place).click()
        expect(reader.locator("#count")).to_have_text(text.rsplit("(", 1)[1].rstrip(")"))
        expect(reader.locator("#count")).to_be_focused()


def test_an_address_with_an_unknown_word_says_so(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=dk-2018,kannustin-1999&sort=colour&view=globe")
    expect(reader.locator("#count")).to_have_text("14 projects")
    expect(reader.get_by_text("does not know: kannustin-1999")).to_be_visible()
    reader.get_by_label("Sort").select_option("name")
    expect(reader.locator("#unknown")).to_be_hidden()


def test_a_long_list_of_values_can_be_searched(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["sv"])
    group = reader.get_by_role("group", name="Kommun i vilken roll som helst")
    expect(group.get_by_role("checkbox", name="Åbo 7", exact=True)).to_be_visible()
    expect(group.get_by_label("Nykarleby")).to_be_hidden()
    group.get_by_role("searchbox").fill("nyka")
    group.get_by_label("Nykarleby").check()
    expect(reader.get_by_role("button", name="Nykarleby")).to_be_visible()
    group.get_by_role("searchbox").fill("")
    group.get_by_role("button", name="Visa alla").click()
    expect(group.get_by_role("button", name="Visa färre")).to_have_attribute(
        "aria-expanded", "true"
    )


def test_on_a_phone_the_filters_stand_in_a_sheet(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True) as context:
        page = context.new_page()
        page.goto(address + LISTS["en"])
        page.get_by_role("button", name="Filters").tap()
        sheet = page.get_by_role("dialog", name="Filters")
        sheet.get_by_label("2017").tap()
        sheet.get_by_role("button", name="Show 9 projects").tap()
        expect(sheet).to_be_hidden()
        expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
        expect(page.locator("#count")).to_have_text("9 projects")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_script_every_row_can_be_read(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + LISTS["fi"])
        expect(page.locator("#projects tbody tr:visible")).to_have_count(54)
        expect(page.locator("main form:visible, main button:not(.tip):visible")).to_have_count(0)


def test_from_a_folder_the_list_is_narrowed_too(browser: Browser, site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / LISTS["en"]).as_uri() + "?call=dk-2017")
        expect(page.locator("#count")).to_have_text("9 projects")
        page.get_by_label("2018").check()
        expect(page.locator("#count")).to_have_text("23 projects")
        page.get_by_role("button", name="Download 23 rows: CSV").click()
        expect(page.get_by_text("The rows could not be fetched here")).to_be_visible()
        expect(page.get_by_role("link", name="projects.csv")).to_be_visible()


def test_the_list_words_sums_as_the_page_of_the_theme_does(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    themes = [
        box.get_attribute("value")
        for box in reader.locator("[data-facet=theme] input[type=checkbox]").all()
    ]
    listed, told = {}, {}
    for theme in themes:
        reader.goto(address + LISTS["en"] + f"?theme={theme}")
        listed[theme] = reader.locator("#sums li:visible strong").all_inner_texts()
        reader.goto(f"{address}en/themes/{theme}.html")
        told[theme] = reader.locator(".sums li strong").all_inner_texts()
    assert listed == told
    assert any("over" in sum_ for sums in told.values() for sum_ in sums)
