"""Pages of municipalities and regions: none is missing, and their numbers are the packages'."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.site.frame import SOURCE
from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.routes import Routes, slug
from pipeline.site.speech import Speech
from pipeline.site.story import Story
from pipeline.site.towns import by_initial, could_apply, of_similar_size, region_facts
from pipeline.site.words import load_words
from tests.places import ROOT

FOLDERS = {"fi": "kunnat", "sv": "sv/kommuner", "en": "en/municipalities"}
SECTIONS = ("projects", "municipalities", "regions", "calls", "programmes", "themes", "sources")


def rows(package: str, table: str) -> list[dict[str, str]]:
    path = ROOT / f"data/published/{package}/{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def library() -> Library:
    routes = Routes({name: {"fi": name, "sv": name, "en": name} for name in SECTIONS})
    return Library(read_packages(ROOT / "data/published"), routes)


def story(library: Library, language: str) -> Story:
    return Story(library, Speech(library, load_words(SOURCE / "locale", language)))


def tree_of(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


def text(page: Path) -> str:
    content = tree_of(page).text_content()
    return re.sub(r"\s+", " ", content.replace("\u00a0", " "))


def roles() -> dict[str, dict[str, set[str]]]:
    """organisation → role → projects, a project once with its strongest role."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    taken = set()
    for role in ("lead", "recipient", "partner"):
        for row in rows("grants", "participations"):
            key = row["organisation_id"], row["project_id"]
            if row["role"] == role and key not in taken:
                taken.add(key)
                found[row["organisation_id"]][role].add(row["project_id"])
    return found


def test_every_municipality_has_a_page_in_each_language(site: Path) -> None:
    organisations = {row["organisation_id"]: row for row in rows("municipalities", "organisations")}
    codes = [row["code"] for row in rows("municipalities", "municipalities")]
    assert len(codes) > 300
    for code in codes:
        for language, folder in FOLDERS.items():
            name = organisations[code][f"name_{language}"]
            page = site / folder / f"{slug(name)}.html"
            assert tree_of(page).xpath("string(//h1)") == name


def test_the_index_lists_every_municipality_and_marks_those_with_projects(site: Path) -> None:
    taking_part = {row["organisation_id"] for row in rows("grants", "participations")}
    organisations = rows("municipalities", "organisations")
    towns = [row for row in organisations if row["organisation_kind"] == "municipality"]
    for language, folder in FOLDERS.items():
        tree = tree_of(site / folder / "index.html")
        listed = tree.xpath("//ul[@class='names']/li//a")
        assert sorted(link.text for link in listed) == sorted(r[f"name_{language}"] for r in towns)
        marked = {link.text for link in tree.xpath("//ul[@class='names']/li/strong/a")}
        assert marked == {
            row[f"name_{language}"] for row in towns if row["organisation_id"] in taking_part
        }


def test_initials_follow_the_alphabet_of_the_north(library: Library) -> None:
    names = ["Äänekoski", "Alavus", "Åbo", "Öja"]
    organisations = [{"name_fi": name} for name in names]
    assert [letter for letter, _ in by_initial(organisations, "fi")] == ["A", "Å", "Ä", "Ö"]


def test_roles_on_a_page_are_those_of_the_tables(site: Path) -> None:
    organisations = {row["organisation_id"]: row for row in rows("municipalities", "organisations")}
    for code, own in roles().items():
        page = site / "en/municipalities" / f"{slug(organisations[code]['name_en'])}.html"
        figures = tree_of(page).xpath("//dl[contains(@class,'key-figures')]/div/dd[1]/text()")
        wanted = [str(len(own[role])) for role in ("lead", "partner", "recipient")]
        assert figures == wanted, code


def test_the_calls_of_a_page_add_up_to_its_roles(site: Path) -> None:
    organisations = {row["organisation_id"]: row for row in rows("municipalities", "organisations")}
    for code, own in roles().items():
        page = site / "en/municipalities" / f"{slug(organisations[code]['name_en'])}.html"
        counts = tree_of(page).xpath("//section[@aria-labelledby='by-call']//tbody/tr/td[2]/text()")
        assert sum(map(int, counts)) == sum(map(len, own.values()))


def test_a_partner_is_never_given_a_sum(site: Path) -> None:
    seen = 0
    for page in sorted((site / "en/municipalities").glob("*.html")):
        for row in tree_of(page).xpath("//section[@aria-labelledby='by-call']//tbody/tr"):
            if row.xpath("string(td[1])") == "partner":
                assert row.xpath("string(td[3])") == "share not published"
                seen += 1
    assert seen > 20


def test_a_municipality_without_a_project_says_why(site: Path) -> None:
    page = text(site / "en/municipalities/sodankyla.html")
    grants = sum(int(row["grants_awarded"]) for row in rows("grants", "calls"))
    count = len(rows("grants", "projects"))
    assert f"{count} of the {grants} grants awarded are in this data, and none of them" in page
    for row in rows("grants", "coverage"):
        if row["rows_share_pct"] == "100.0":
            assert f"complete here ({row['stated_grants']} grants), and it is not among" in page
        elif row["stated_grants"]:
            assert f"{row['project_rows']} of {row['stated_grants']} grants are here" in page
    assert "This one is unilingual" in page


def test_sentences_of_the_story_kit_agree_with_the_tables(library: Library) -> None:
    towns = {row["code"]: row for row in rows("municipalities", "municipalities")}
    projects = {row["project_id"]: row for row in rows("grants", "projects")}
    said = story(library, "en")
    checked = 0
    for code, own in roles().items():
        if code not in towns:
            continue
        sentences = " ".join(fact.sentence for fact in said.facts(code))
        people = int(towns[code]["population_2019"] or 0)
        for kind in ("maximum", "granted", "approximate"):
            sums = [
                int(projects[ident]["amount_eur"])
                for ident in own["lead"]
                if projects[ident]["amount_kind"] == kind
            ]
            if not sums:
                continue
            assert f"€{sum(sums):,}" in sentences
            assert f"{people:,} inhabitants" in sentences
            assert f"€{sum(sums) / people:,.2f} per inhabitant" in sentences
            checked += 1
        for role, words in (("lead", "leads"), ("partner", "is a partner in")):
            if count := len(own[role]):
                assert f" {words} at least {count} project" in sentences
            else:
                assert not re.search(rf" {words} (at least )?\d", sentences)
    assert checked > 8


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_sentence_has_its_sources_or_tells_of_the_data_itself(
    library: Library, language: str
) -> None:
    said = story(library, language)
    for code, town in library.municipalities.items():
        for fact in said.facts(code):
            assert fact.sentence[-1] == "."
            assert fact.source_ids or code not in library.parts, fact.sentence
        if code not in library.parts and could_apply(library, town):
            assert said.facts(code)


def test_a_figure_by_inhabitant_never_stands_without_its_caveat(library: Library) -> None:
    said = story(library, "en")
    figures = [
        fact
        for code in library.municipalities
        for fact in said.facts(code)
        if "per inhabitant" in fact.sentence
    ]
    assert len(figures) > 8
    assert all("Not a figure to compare" in fact.caveat for fact in figures)


def test_neighbours_are_of_the_same_grouping_and_the_nearest(library: Library) -> None:
    found = [row["organisation_id"] for row in of_similar_size(library, "758")]
    own = library.municipalities["758"]
    assert len(found) == 6
    assert all(
        library.municipalities[code]["grouping_2020"] == own["grouping_2020"] for code in found
    )
    ratios = [
        max(a, b) / min(a, b)
        for code in found
        for a, b in [(library.municipalities[code]["population_2019"], own["population_2019"])]
    ]
    assert ratios == sorted(ratios)
    others = [
        town["population_2019"]
        for code, town in library.municipalities.items()
        if code in library.parts and code not in found and town["population_2019"]
        and town["grouping_2020"] == own["grouping_2020"]
    ]  # fmt: skip
    people = own["population_2019"]
    assert all(max(a, people) / min(a, people) >= ratios[-1] for a in others)


def test_a_region_holds_its_municipalities_projects_and_leads(library: Library, site: Path) -> None:
    leads = {row["project_id"]: row["lead_id"] for row in rows("grants", "projects")}
    home = {
        row["organisation_id"]: row["region_code"]
        for row in rows("municipalities", "organisations")
    }
    for code in library.regions:
        facts = region_facts(library, code)
        assert {row["project_id"] for row in facts.projects} == {
            row["project_id"]
            for row in rows("grants", "participations")
            if home[row["organisation_id"]] == code
        }
        assert {row["project_id"] for row in facts.led} >= {
            ident for ident, lead in leads.items() if lead and home[lead] == code
        }
    page = tree_of(site / "maakunnat/satakunta.html")
    listed = page.xpath("//section[@aria-labelledby='municipalities']//tbody/tr/th/a/text()")
    assert {"Pori", "Kankaanpää", "Honkajoki"} <= set(listed)
    assert "Lavia" not in listed


def test_a_region_shows_each_of_its_municipalities_on_its_map(site: Path) -> None:
    towns = {row["code"]: row["name_fi"] for row in rows("municipalities", "municipalities")}
    found = tree_of(site / "maakunnat/satakunta.html").xpath(
        "//*[local-name()='svg'][contains(@aria-labelledby, 'region-map')]//*[local-name()='a']"
    )
    links = {Path(one.get("href")).stem for one in found}
    assert {"kankaanpaa", "pori", "honkajoki", "eura"} <= links
    assert len(links) == 17
    titles = {one.xpath("string(.//*[local-name()='title'])") for one in found}
    assert "Kankaanpää: 2 hanketta, joista johtaa: 2" in titles
    assert any(title.startswith("Eura: ei hanketta täällä") for title in titles)
    assert set(towns.values()) >= {title.partition(":")[0] for title in titles}
