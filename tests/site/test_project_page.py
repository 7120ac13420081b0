"""The project page: its neighbours, its citation, its files, its history and its words."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from pipeline.model.archive import zip_bytes
from pipeline.site.cite import Citations
from pipeline.site.frame import SOURCE
from pipeline.site.history import Event, read_history
from pipeline.site.library import Library
from pipeline.site.packages import Published, read_packages
from pipeline.site.project_page import neighbours_in_call, report_address
from pipeline.site.routes import Routes
from pipeline.site.terms import FirstTime, terms
from tests.places import ROOT

LANGUAGES = ("fi", "sv", "en")
FOLDERS = {"fi": "hankkeet", "sv": "sv/projekt", "en": "en/projects"}
GLOSSARIES = {"fi": "sanasto", "sv": "sv/ordlista", "en": "en/glossary"}


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / f"data/published/grants/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tree_of(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


@pytest.fixture(scope="module")
def published() -> Published:
    return read_packages(ROOT / "data/published")


@pytest.fixture(scope="module")
def library(published: Published) -> Library:
    return Library(published, Routes({"projects": {"fi": "h", "sv": "p", "en": "p"}}))


def test_the_projects_of_a_call_form_one_chain(library: Library, site: Path) -> None:
    for call_id, projects in library.in_call.items():
        idents = [row["project_id"] for row in library.newest_first(projects)]
        for before, ident, after in zip([None, *idents], idents, [*idents[1:], None], strict=False):
            found = neighbours_in_call(library, ident)
            assert [row and row["project_id"] for row in found] == [before, after], call_id
            links = tree_of(site / f"hankkeet/{ident}.html").xpath("//nav[@class='beside']//a")
            shown = [link.get("href").removesuffix(".html") for link in links]
            assert shown == [other for other in (before, after) if other]


def test_the_order_of_the_chain_is_that_of_the_list_of_the_call(site: Path) -> None:
    for call in rows("calls"):
        tree = tree_of(site / f"haut/{call['call_id']}.html")
        links = tree.xpath("//section[@aria-labelledby='projects']//tbody/tr/th/a/@href")
        listed = [str(link).split("/")[-1] for link in links]
        page, chain = listed[0], []
        while page:
            chain.append(page)
            nav = tree_of(site / "hankkeet" / page).xpath("//nav[@class='beside']//a/@href")
            page = nav[-1] if len(nav) == 2 or len(chain) == 1 else ""
        assert chain == listed


def test_a_citation_starts_with_the_document_of_the_ministry(library: Library, site: Path) -> None:
    authority = {row["source_id"]: row["authority"] for row in rows("sources")}
    citations = Citations(library, "")
    for project in rows("projects"):
        ident = project["project_id"]
        first = citations.documents(ident)[0]["source_id"]
        assert (authority[first] == "ministry") == bool(project["call_id"]), ident
        entries = (site / f"data/projects/{ident}.bib").read_text().split("@misc{")[1:]
        assert entries[0].startswith(f"{first},")
        assert entries[-1].startswith(f"digiavustukset-{ident},")


def test_a_citation_names_this_data_with_its_version_last(published: Published, site: Path) -> None:
    for folder in FOLDERS.values():
        cited = tree_of(site / folder / "2020-lampio.html").xpath("//blockquote/p")
        assert f"2020-lampio), version {published.version}" in cited[-1].text_content().replace(
            "versio ", "version "
        )
        assert "Finansministeriet" in cited[0].text_content()
    ris = (site / "data/projects/2020-lampio.ris").read_text()
    assert ris.count("TY  - ") == ris.count("ER  - ") == 3
    assert ris.startswith("TY  - GOVDOC")


def test_special_characters_do_not_break_a_bibliography() -> None:
    from pipeline.site.cite import _bibtex

    said = {"author": "A & {B}", "title": "50 % \\ 1_2", "date": "", "url": "https://x/a_b"}
    entry = _bibtex("key", {**said, "note": ""})
    assert "author = {{A \\& B}}" in entry
    assert "title = {50 \\%  1\\_2}" in entry
    assert "url = {https://x/a_b}" in entry
    assert "year" not in entry


def test_the_file_of_a_project_holds_its_rows_as_published(site: Path) -> None:
    keys = {
        "projects": "project_id",
        "participations": "project_id",
        "project_themes": "project_id",
        "outputs": "subject_id",
        "statements": "subject_id",
        "conflicts": "subject_id",
    }
    tables = {table: rows(table) for table in keys}
    for project in tables["projects"]:
        ident = project["project_id"]
        record = json.loads((site / f"data/projects/{ident}.json").read_text(encoding="utf-8"))
        for table, key in keys.items():
            wanted = [row for row in tables[table] if row[key] == ident]
            assert [_as_csv(row) for row in record[table]] == wanted, (ident, table)
        cited = {row["source_id"] for row in record["statements"]}
        assert {row["source_id"] for row in record["sources"]} == cited


def _as_csv(row: dict[str, Any]) -> dict[str, str]:
    words = {None: "", True: "true", False: "false"}
    return {
        name: words[cell] if cell is None or isinstance(cell, bool) else str(cell)
        for name, cell in row.items()
    }


def test_history_tells_when_a_project_came_and_what_changed(
    tmp_path: Path, published: Published
) -> None:
    change = {"change": "changed", "table": "projects", "key": "2020-lampio"}
    changes = {
        "2026.9.0": [],
        "2026.10.0": [{**change, "column": "ends_on", "old": "2022-10", "new": "2023-08-31"}],
    }
    for version, rows_changed in changes.items():
        folder = tmp_path / version
        folder.mkdir()
        table = b"project_id\r\n2020-lampio\r\n"
        (folder / "digiavustukset-grants.zip").write_bytes(
            zip_bytes("grants", {"projects.csv": table})
        )
        (folder / "changes.json").write_text(json.dumps({"changes": rows_changed}))
    history = read_history(tmp_path, published)
    assert history.of("2020-lampio") == [
        Event("2026.9.0"),
        Event("2026.10.0", "ends_on", "2022-10", "2023-08-31"),
    ]
    assert history.of("2020-helmi") == [Event(published.version)]


def test_where_to_report_an_error_holds_the_address_of_the_page() -> None:
    page = "https://example.fi/hankkeet/2020-lampio.html?a=1&b=2"
    address = report_address("mailto:data@example.fi?subject={subject}", page)
    assert unquote(address.split("subject=")[1]) == page
    assert "&" not in address


def test_a_page_without_a_place_for_reports_offers_none(site: Path) -> None:
    assert "{subject}" not in (site / "hankkeet/2020-lampio.html").read_text(encoding="utf-8")


def test_the_glossary_has_the_same_entries_in_each_language(site: Path) -> None:
    idents = {
        language: tree_of(site / path / "index.html").xpath("//h3/@id")
        for language, path in GLOSSARIES.items()
    }
    assert idents["fi"] == idents["sv"] == idents["en"]
    assert {"maximum", "state-grant", "joint-project", "itemised", "inferred"} <= set(idents["fi"])


def test_a_tip_says_what_the_glossary_says_and_leads_to_it(site: Path) -> None:
    seen = set()
    for language, path in GLOSSARIES.items():
        entries = {
            heading.get("id"): heading.getnext().text_content()
            for heading in tree_of(site / path / "index.html").xpath("//h3[@id]")
        }
        for page in sorted((site / FOLDERS[language]).glob("*.html")):
            for tip in tree_of(page).xpath("//*[@popover]"):
                ident = tip.get("id").removeprefix("tip-")
                meaning = tip.xpath("string(strong/following-sibling::text()[1])").strip()
                assert len(meaning) > 30
                assert " ".join(entries[ident].split()).endswith(meaning)
                assert tip.xpath("a/@href")[0].endswith(f"#{ident}")
                seen.add(ident)
    assert {"maximum", "granted", "approximate", "not-stated", "lead", "partner"} <= seen


def test_every_sum_of_a_project_page_has_its_tip(site: Path) -> None:
    kinds = {row["project_id"]: row["amount_kind"] or "not-stated" for row in rows("projects")}
    for folder in FOLDERS.values():
        for ident, kind in kinds.items():
            button = tree_of(site / folder / f"{ident}.html").xpath("//p[@class='sum']/button")
            button += tree_of(site / folder / f"{ident}.html").xpath(
                "//p[@class='sum absent']/button"
            )
            assert [one.get("popovertarget") for one in button] == [f"tip-{kind}"]


def test_a_term_is_read_without_its_translations() -> None:
    body = '<h3 id="a">A (b)</h3><p>(<i>x, (y)</i>; <i>z</i>) What it is (and is not).</p>'
    found = terms(body)
    assert found["a"].name == "A (b)"
    assert found["a"].meaning == "What it is (and is not)."


def test_a_word_is_met_for_the_first_time_once() -> None:
    first = FirstTime()
    assert [first("a"), first("b"), first("a")] == [True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_of_the_glossary_gives_every_entry_an_id(language: str) -> None:
    text = (SOURCE / f"content/{language}/glossary.md").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("### ")]
    assert len(heads) > 30
    assert all(line.endswith("}") and " {#" in line for line in heads)


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_call_is_not_certain_is_told_without_identifiers(site: Path, language: str) -> None:
    noted = [row for row in rows("projects") if row["call_note_en"]]
    calls = {row["call_id"] for row in rows("calls")}
    told = [row for row in noted if any(call in row[f"call_note_{language}"] for call in calls)]
    assert len(told) >= 3
    for row in told:
        page = html.parse(site / FOLDERS[language] / f"{row['project_id']}.html").getroot()
        text = page.xpath("string(//main)")
        assert [call for call in calls if f"{call}:" in text] == []
