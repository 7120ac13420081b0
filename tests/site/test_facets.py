"""The words by which projects are narrowed are those of the packages, the same in each language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.site.facets import Facets
from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.picking import project_values
from pipeline.site.routes import Routes, slug
from pipeline.site.speech import Speech
from pipeline.site.words import load_words
from tests.places import PUBLISHED, ROOT

LISTS = ("hankkeet/index.html", "sv/projekt/index.html", "en/projects/index.html")


@pytest.fixture(scope="module")
def library() -> Library:
    names = ("projects", "municipalities", "themes", "calls")
    routes = Routes({name: {"fi": name, "sv": name, "en": name} for name in names})
    return Library(read_packages(PUBLISHED), routes)


def facets(library: Library, language: str) -> Facets:
    return Facets(library, Speech(library, load_words(ROOT / "site/locale", language)))


def test_words_of_a_project_are_those_of_its_rows(library: Library) -> None:
    for ident, project in library.projects.items():
        words = project_values(library, project)
        people = library.published.tables["participations"]
        mine = [row for row in people if row["project_id"] == ident]
        names = {row["organisation_id"]: row["name_fi"] for row in library.organisations.values()}
        assert set(words["municipality"]) == {slug(names[r["organisation_id"]]) for r in mine}
        for role in ("lead", "partner", "recipient"):
            in_role = {slug(names[r["organisation_id"]]) for r in mine if r["role"] == role}
            assert set(words[role]) == in_role
        assert (words["kind"] == ["unknown"]) == (project["amount_eur"] is None)


def test_projects_whose_sources_disagree_can_be_picked(library: Library) -> None:
    conflicts = library.published.tables["conflicts"]
    disagreeing = {r["subject_id"] for r in conflicts if r["conflict_kind"] == "disagreement"}
    picked = {
        ident
        for ident, project in library.projects.items()
        if project_values(library, project)["sources"] == ["disagree"]
    }
    assert picked == disagreeing & set(library.projects)
    assert picked


@pytest.mark.parametrize(
    ("euros", "word"),
    [(0, "0-100000"), (99_999, "0-100000"), (100_000, "100000-500000"), (1_000_000, "1000000-")],
)
def test_a_sum_falls_into_one_range(library: Library, euros: int, word: str) -> None:
    project = {**library.projects["2020-lampio"], "amount_eur": euros}
    assert project_values(library, project)["sum"] == [word]


def test_an_open_call_still_has_its_year(library: Library) -> None:
    words = project_values(library, library.projects["2019-ei-tuurilla"])
    assert sorted(words["call"]) == ["2019", "2019-unknown"]
    nowhere = {**library.projects["2019-ei-tuurilla"], "call_candidates": None}
    assert project_values(library, nowhere)["call"] == ["unknown"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_facets_offer_each_word_once_and_count_it(library: Library, language: str) -> None:
    made = facets(library, language)
    all_words = [made.of(project) for project in library.projects.values()]
    for facet in made.all():
        counts = Counter(word for words in all_words for word in words[facet.word])
        offered = [value.word for value in facet.values]
        assert len(set(offered)) == len(offered)
        assert [value.name for value in facet.values if not value.name.strip()] == []
        assert {value.word: value.count for value in facet.values} == {
            word: count for word, count in counts.items() if word in offered
        }
        if facet.word != "call":
            assert set(counts) == set(offered)


def test_the_words_in_addresses_are_the_same_in_every_language(site: Path) -> None:
    found = []
    for path in LISTS:
        tree: Any = html.fromstring((site / path).read_bytes())
        boxes = tree.xpath("//form[@id='facets']//input[@name]")
        found.append({(box.get("name"), box.get("value")) for box in boxes})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 100
