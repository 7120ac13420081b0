"""What the pages say is what the packages say."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from lxml import html

from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.routes import Routes, link, slug
from pipeline.site.words import load_words
from tests.places import ROOT

GRANTS = ROOT / "data/published/grants"
LISTS = ("hankkeet/index.html", "sv/projekt/index.html", "en/projects/index.html")


def rows(table: str) -> list[dict[str, str]]:
    with (GRANTS / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tree_of(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


def text(page: Path) -> str:
    content = tree_of(page).text_content()
    return re.sub(r"\s+", " ", content.replace("\u00a0", " "))


def test_the_list_has_every_project_without_script(site: Path) -> None:
    for path in LISTS:
        tree = tree_of(site / path)
        found = tree.xpath("//table[@id='projects']/tbody/tr/@data-id")
        assert sorted(found) == sorted(row["project_id"] for row in rows("projects"))
        assert tree.xpath("//table[@id='projects']//tr[@hidden]") == []


def test_summaries_of_ours_are_marked_in_lists(site: Path) -> None:
    for path in (*LISTS, "index.html", "sv/index.html", "en/index.html"):
        summaries = tree_of(site / path).xpath("//span[@class='summary']")
        assert len(summaries) >= 5
        assert [row for row in summaries if not row.xpath("span[@class='mark']")] == []


def test_a_project_page_shows_every_statement_about_it(site: Path) -> None:
    said = defaultdict(set)
    for row in rows("statements"):
        if row["subject_kind"] == "project" and not row["field"].startswith("summary_"):
            said[row["subject_id"]].add(row["statement_id"])
    for project in rows("projects"):
        ident = project["project_id"]
        tree = tree_of(site / f"hankkeet/{ident}.html")
        assert said[ident] <= set(tree.xpath("//tr/@id")), ident


def test_a_source_page_shows_every_statement_of_it(site: Path) -> None:
    counts: dict[str, int] = defaultdict(int)
    for row in rows("statements"):
        counts[row["source_id"]] += 1
    for source, count in counts.items():
        tree = tree_of(site / f"en/sources/{source}.html")
        assert len(tree.xpath("//tbody/tr")) == count


def test_a_sum_never_stands_without_its_kind(site: Path) -> None:
    words = {"maximum": "enintään 850 000 €", "granted": "131 700 € (saajan kertoma"}
    assert words["maximum"] in text(site / "hankkeet/2020-lampio.html")
    assert words["granted"] in text(site / "hankkeet/2019-2-pohjois-satakunta.html")
    page = text(site / "hankkeet/2018-hollola.html")
    assert "0 €" not in page


def test_conflicts_stand_on_the_page_with_both_values(site: Path) -> None:
    page = text(site / "hankkeet/2020-lampio.html")
    assert "31.8.2023" in page
    assert "31.10.2022" in page


def test_a_merged_municipality_leads_to_its_successor_and_back(site: Path) -> None:
    gone = tree_of(site / "kunnat/honkajoki.html")
    now = tree_of(site / "kunnat/kankaanpaa.html")
    assert "kankaanpaa.html" in gone.xpath("//dl//a/@href")
    assert "honkajoki.html" in now.xpath("//dl//a/@href")


def test_candidates_are_never_listed_as_projects(site: Path) -> None:
    candidates = {r["subject_id"] for r in rows("statements") if r["subject_kind"] == "candidate"}
    assert len(candidates) >= 6
    assert [c for c in candidates if (site / f"hankkeet/{c}.html").exists()] == []


def test_downloads_are_the_published_files(site: Path) -> None:
    for path in (ROOT / "data/published").rglob("*"):
        if path.is_file():
            copy = site / "data" / path.relative_to(ROOT / "data/published")
            assert copy.read_bytes() == path.read_bytes()


def test_figures_and_dates_follow_the_language() -> None:
    locale = ROOT / "site/locale"
    said = {
        language: (words.euros(850000), words.day("2018-03-26"), words.millions(9690000))
        for language in ("fi", "sv", "en")
        for words in [load_words(locale, language)]
    }
    assert said["fi"] == ("850\u00a0000\u00a0€", "26.3.2018", "9,69\u00a0milj.\u00a0€")
    assert said["sv"] == ("850\u00a0000\u00a0€", "26.3.2018", "9,69\u00a0mn\u00a0€")
    assert said["en"] == ("€850,000", "26 March 2018", "€9.69 million")


def test_addresses_are_plain_and_links_relative() -> None:
    assert slug("Kuusiokuntien sote Ähtäri & Öland") == "kuusiokuntien-sote-ahtari-oland"
    assert link("sv/projekt/a.html", "assets/site.css") == "../../assets/site.css"
    assert link("index.html", "index.html#x") == "index.html#x"


def test_sums_are_kept_apart_by_kind() -> None:
    from pipeline.site.library import Sum, sums_by_kind

    projects: list[dict[str, object]] = [
        {"amount_eur": 10, "amount_kind": "maximum", "amount_qualifier": None},
        {"amount_eur": 5, "amount_kind": "approximate", "amount_qualifier": "over"},
        {"amount_eur": 7, "amount_kind": "maximum", "amount_qualifier": "at most"},
        {"amount_eur": 6, "amount_kind": "approximate", "amount_qualifier": "over"},
        {"amount_eur": None, "amount_kind": None, "amount_qualifier": None},
    ]
    over = Sum("approximate", 11, 2, "over")
    assert sums_by_kind(projects) == [Sum("maximum", 17, 2, None), over]


def test_the_library_knows_the_place_of_every_subject() -> None:
    names = ("projects", "calls", "programmes")
    routes = Routes({name: {"fi": name, "sv": name, "en": name} for name in names})
    library = Library(read_packages(ROOT / "data/published"), routes)
    place = library.subject_place("2020-lampio")
    assert place is not None
    assert place.path("sv") == "sv/projects/2020-lampio.html"
    assert library.subject_place("cand-lea") is None
