"""The search of the pages gives what the search of the command line gives."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page

from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from
from pipeline.search import Finder, build_index, meanings_from, project_documents
from tests.places import PUBLISHED, ROOT

ASK = """async (all) => {
    const found = [];
    for (const [query, lang] of all) {
        found.push((await digi.search(query, {lang})).map(({id}) => id));
    }
    return found;
}"""
MENDED = {
    "fi": (
        *(("maksukäyttö", "maaksukäyttö"), ("kirjastomaksu", "kirjastoaaksu")),
        *(("arviointitarve", "arviointitarsve"), ("strategiatoiminta", "strategiaoiminta")),
        ("sisältöpalvelu", "sisältöpklvelu"),
    ),
    "sv": (
        *(("modernkommun", "modenrkommun"), ("kulturobjekt", "kultuoobjekt")),
        ("idrottfritid", "idrottrfitid"),
    ),
    "en": (("modernservice", "moderkservice"), ("interfaceopen", "intefaceopen")),
}
"""Compounds that no list has, and how each is misspelt in one of its parts."""


SLIPS = [("artificial inteligence", "en"), ("sähköinen asiointti", "fi"), ("öppen dataa", "sv")]
MINUS = [
    ("kunta -verkko", "fi"),
    ("kommun -utbildning", "sv"),
    ("data -open", "en"),
    ("hanke -evaka", "fi"),
]


def _queries() -> list[tuple[str, str]]:
    found = []
    for name in ("projects", "newsroom"):
        with (ROOT / f"tests/search/{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [(row["query"], row["lang"]) for row in csv.DictReader(file)]
    return [*found, *SLIPS, *MINUS]


@pytest.fixture(scope="module")
def finder() -> Finder:
    """What the search of the command line asks."""
    tables = read_tables(PUBLISHED)
    languages = languages_from(tables, ("fi", "sv", "en"))
    meanings = meanings_from(tables, languages)
    return Finder(build_index(project_documents(tables), languages), languages, meanings)


def _found(finder: Finder, query: str, language: str) -> list[str]:
    return [finder.index.idents[one.document] for one in finder.find(query, language)]


@pytest.mark.parametrize("language", MENDED)
def test_a_slip_in_a_part_of_a_compound_is_mended_in_the_page(
    reader: Page, address: str, finder: Finder, language: str
) -> None:
    reader.goto(f"{address}hankkeet/")
    slips = [[slip, language] for _, slip in MENDED[language]]
    for (compound, slip), page in zip(MENDED[language], reader.evaluate(ASK, slips), strict=True):
        assert page == _found(finder, slip, language), slip
        assert set(page) >= set(_found(finder, compound, language)) != set(), slip


def test_judged_queries_have_the_same_answers_in_the_page(
    reader: Page, address: str, finder: Finder
) -> None:
    reader.goto(f"{address}hankkeet/")
    asked = _queries()
    own = [_found(finder, *query) for query in asked]
    page = reader.evaluate(ASK, [list(query) for query in asked])
    assert dict(zip(asked, page, strict=True)) == dict(zip(asked, own, strict=True))


def test_a_reason_names_the_pair_of_terms(reader: Page, address: str) -> None:
    reader.goto(f"{address}hankkeet/")
    first = reader.evaluate(
        "() => digi.search('programrobotik', {lang: 'sv'}).then((all) => all[0])"
    )
    assert "~" in first["why"][0]["text"]
