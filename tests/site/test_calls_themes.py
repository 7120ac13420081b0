"""Pages of calls, programmes, themes and sources: their numbers are those of the packages."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.related import related_themes
from pipeline.site.routes import Routes
from tests.places import ROOT


def rows(package: str, table: str) -> list[dict[str, str]]:
    path = ROOT / f"data/published/{package}/{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tree_of(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


def text(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content().replace("\u00a0", " ")).strip()


def test_a_call_sets_what_is_stated_against_what_is_itemised(site: Path) -> None:
    covered = {row["coverage_id"]: row for row in rows("grants", "coverage")}
    for call in rows("grants", "calls"):
        row = covered[call["call_id"]]
        tree = tree_of(site / f"en/calls/{call['call_id']}.html")
        lines = tree.xpath("//section[@aria-labelledby='covered']//tbody/tr")
        grants, euros = [[text(cell) for cell in line.xpath("td")] for line in lines]
        assert grants[:4] == [
            row["stated_grants"],
            row["itemised_projects"],
            row["recipient_only"],
            row["inferred_projects"],
        ]
        assert grants[4].split(" ")[0] == row["project_rows"]
        stated = row["stated_total_eur"]
        assert euros[0] == (f"€{int(stated):,}" if stated else "not stated")
        assert euros[4] == "not added up"


def test_the_success_rate_is_that_of_the_numbers_shown(site: Path) -> None:
    lines = tree_of(site / "en/calls/index.html").xpath("//tbody/tr")
    calls = sorted(rows("grants", "calls"), key=lambda call: call["opened_on"])
    assert len(lines) == len(calls)
    for line, call in zip(lines, calls, strict=True):
        cells = [text(cell) for cell in line.xpath("td")]
        share = round(100 * int(call["grants_awarded"]) / int(call["applications_received"]))
        assert cells[3:6] == [call["applications_received"], call["grants_awarded"], f"{share} %"]
        page = tree_of(site / f"en/calls/{call['call_id']}.html")
        figures = [text(one) for one in page.xpath("//dl[contains(@class,'key-figures')]/div/dd")]
        assert f"{share} %" in figures


def test_every_target_exclusion_and_criterion_stands_on_its_call(site: Path) -> None:
    by_call = defaultdict(list)
    for row in rows("grants", "call_targets"):
        by_call[row["call_id"]].append(row["text_sv"])
    assert len(by_call) == 5
    for call_id, texts in by_call.items():
        page = text(tree_of(site / f"sv/omgangar/{call_id}.html"))
        assert [one for one in texts if one not in page] == []


def test_calls_lead_from_one_to_the_next(site: Path) -> None:
    calls = sorted(rows("grants", "calls"), key=lambda call: call["opened_on"])
    names = [f"{call['call_id']}.html" for call in calls]
    for number, name in enumerate(names):
        links = tree_of(site / "haut" / name).xpath("//nav[@class='beside']//a/@href")
        wanted = names[max(0, number - 1) : number] + names[number + 1 : number + 2]
        assert links == wanted


def test_the_calls_of_a_theme_add_up_to_its_projects(site: Path) -> None:
    tagged = defaultdict(set)
    for row in rows("grants", "project_themes"):
        tagged[row["theme_id"]].add(row["project_id"])
    for theme in rows("themes", "themes"):
        if theme["theme_kind"] == "check flag":
            continue
        tree = tree_of(site / f"teemat/{theme['slug']}.html")
        counts = tree.xpath("//div[@aria-labelledby='in-calls']//tbody/tr/td[1]/text()")
        assert sum(map(int, counts)) == len(tagged[theme["theme_id"]])


def test_themes_are_related_both_ways_by_the_projects_that_they_share() -> None:
    library = Library(
        read_packages(ROOT / "data/published"),
        Routes({"themes": {"fi": "t", "sv": "t", "en": "t"}}),
    )
    pairs = {
        (theme_id, other["theme_id"]): count
        for theme_id in library.themes
        for other, count in related_themes(library, theme_id)
    }
    assert pairs
    projects = defaultdict(set)
    for row in rows("grants", "project_themes"):
        projects[row["theme_id"]].add(row["project_id"])
    for (one, other), count in pairs.items():
        assert count == len(projects[one] & projects[other]) > 0
        if library.themes[one]["theme_kind"] != "check flag":
            assert pairs[other, one] == count


@pytest.mark.parametrize("source_id", ["kt-2020-grants-sv", "vm-2018-03-26-fi", "editor"])
def test_a_source_says_how_much_was_taken_from_it(site: Path, source_id: str) -> None:
    said = [row for row in rows("grants", "statements") if row["source_id"] == source_id]
    tree = tree_of(site / f"en/sources/{source_id}.html")
    facts = text(tree.xpath("//dl[@class='facts']")[0])
    assert f"{len(said)} statements" in facts
    uses = Counter(row["use"] for row in said)
    assert f"shown {uses['shown']}" in facts
    heads = tree.xpath("//th[@scope='rowgroup']")
    assert sum(int(head.get("rowspan")) for head in heads) == len(said)
    assert len(heads) == len({row["subject_id"] for row in said})
