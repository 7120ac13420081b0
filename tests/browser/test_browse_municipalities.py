"""The municipalities of a result: their roles counted, never a split sum."""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.listed import LISTS, shown

pytestmark = pytest.mark.browser
ROLES = ("lead", "partner", "recipient")


def table(page: Page) -> dict[str, list[int]]:
    """Name of each organisation in sight → numbers of projects, as lead, as partner, …"""
    rows = page.locator("#municipalities tbody tr:not([hidden])").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return {name: [0 if text == "–" else int(text) for text in rest[1:]] for name, *rest in rows}


@pytest.mark.parametrize("query", ["", "theme=asiointi", "call=kannustin-2020&kind=maximum"])
def test_roles_are_those_of_the_participations(
    reader: Page, address: str, tables: dict[str, pd.DataFrame], query: str
) -> None:
    reader.goto(f"{address}{LISTS['fi']}?{query}&view=municipalities")
    ids = set(shown(reader))
    people = [
        row for row in tables["participations"].to_dict("records") if row["project_id"] in ids
    ]
    expected: dict[str, list[int]] = {}
    for row in people:
        mine = [other for other in people if other["organisation_id"] == row["organisation_id"]]
        by_role = defaultdict(set)
        for other in mine:
            by_role[other["role"]].add(other["project_id"])
        whole = len({other["project_id"] for other in mine})
        expected[row["name_fi"]] = [whole, *(len(by_role[role]) for role in ROLES)]
    assert table(reader) == expected
    told = re.findall(r"\d+", reader.locator("#count").inner_text())
    assert told == [str(len(ids)), str(len(expected))]
    assert "€" not in reader.locator("#towns").inner_text()


def test_a_number_leads_to_the_projects_behind_it(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?theme=asiointi&view=municipalities")
    row = reader.locator("#municipalities tbody tr", has_text="Turku")
    expect(row.locator("[data-role=lead]")).to_have_text("2")
    row.locator("[data-role=lead] a").click()
    expect(reader.locator("#count")).to_have_text("2 projects")
    assert reader.url.endswith("?theme=asiointi&lead=turku")


def test_the_view_and_its_order_stand_in_the_address(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["sv"])
    reader.get_by_role("radio", name="Kommuner").check()
    expect(reader.locator("#projects")).to_be_hidden()
    reader.get_by_role("button", name="Som samarbetspart").click()
    assert reader.url.endswith("?sort=partner&view=municipalities")
    reader.reload()
    numbers = [row[2] for row in table(reader).values()]
    assert numbers == sorted(numbers, reverse=True)
    heading = reader.get_by_role("columnheader", name="Som samarbetspart")
    expect(heading).to_have_attribute("aria-sort", "descending")
