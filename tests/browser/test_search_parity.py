"""The search of the pages gives what the search of the command line gives."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.search.site import Tables, make
from pipeline.cli.search_verb import corpus_documents, read_tables
from pipeline.language import Language, languages_from
from pipeline.search import Finder, Index, build_index, meanings_from, project_documents
from tests.browser.conftest import served
from tests.places import PUBLISHED, ROOT

ASK = """async (all) => {
    const found = [];
    for (const [query, lang] of all) {
        found.push((await digi.search(query, {lang})).map(({id, score}) => [id, score]));
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

JUDGED = ("calls", "coasts", "leisure", "marketplace", "noticeboard", "reuse")
"""Judged texts whose queries are asked in a page of their own."""


def _judged(name: str) -> list[tuple[str, str]]:
    with (ROOT / f"tests/search/{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["query"], row["lang"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The published tables."""
    return read_tables(PUBLISHED)


@pytest.fixture(scope="module")
def languages(tables: Tables) -> dict[str, Language]:
    """What the words of the tables are."""
    return languages_from(tables, ("fi", "sv", "en"))


@pytest.fixture(scope="module")
def over(tables: Tables, languages: dict[str, Language]) -> Callable[[Index], Finder]:
    """What the search of the command line asks, over an index."""
    meanings = meanings_from(tables, languages)
    return lambda index: Finder(index, languages, meanings)


@pytest.fixture(scope="module")
def finder(
    tables: Tables, languages: dict[str, Language], over: Callable[[Index], Finder]
) -> Finder:
    """The same over the projects."""
    return over(build_index(project_documents(tables), languages))


def _found(finder: Finder, query: str, language: str) -> list[list[str | int]]:
    """[id, score] of each answer of the command."""
    found = finder.find(query, language)
    return [[finder.index.idents[one.document], one.score] for one in found]


@pytest.mark.parametrize("language", MENDED)
def test_a_slip_in_a_part_of_a_compound_is_mended_in_the_page(
    reader: Page, address: str, finder: Finder, language: str
) -> None:
    reader.goto(f"{address}hankkeet/")
    slips = [[slip, language] for _, slip in MENDED[language]]
    for (compound, slip), page in zip(MENDED[language], reader.evaluate(ASK, slips), strict=True):
        assert page == _found(finder, slip, language), slip
        meant = {ident for ident, _ in _found(finder, compound, language)}
        assert {ident for ident, _ in page} >= meant != set(), slip


def test_judged_queries_have_the_same_answers_in_the_page(
    reader: Page, address: str, finder: Finder
) -> None:
    reader.goto(f"{address}hankkeet/")
    asked = [*_judged("newsroom"), *SLIPS, *MINUS]
    own = [[ident for ident, _ in _found(finder, *query)] for query in asked]
    answers = reader.evaluate(ASK, [list(query) for query in asked])
    page = [[ident for ident, _ in answer] for answer in answers]
    assert dict(zip(asked, page, strict=True)) == dict(zip(asked, own, strict=True))


@pytest.mark.parametrize("name", JUDGED)
def test_judged_texts_have_the_same_answers_in_a_page_of_their_own(
    browser: Browser, tmp_path: Path, tables: Tables, over: Callable[[Index], Finder], name: str
) -> None:
    texts = corpus_documents(ROOT / f"tests/search/{name}_corpus.csv")
    finder = over(make(tmp_path, [], tables, more=texts))
    asked = _judged(name)
    with served(tmp_path, "/") as url:
        page = browser.new_page()
        page.goto(url)
        answers = page.evaluate(ASK, [list(query) for query in asked])
        page.close()
    found = [[ident for ident, _ in answer] for answer in answers]
    own = [[ident for ident, _ in _found(finder, *query)] for query in asked]
    assert dict(zip(asked, found, strict=True)) == dict(zip(asked, own, strict=True))


def test_the_page_weighs_hits_as_the_command_does(
    reader: Page, address: str, finder: Finder
) -> None:
    reader.goto(f"{address}hankkeet/")
    asked = _judged("projects")
    own = [_found(finder, *query) for query in asked]
    page = reader.evaluate(ASK, [list(query) for query in asked])
    assert dict(zip(asked, page, strict=True)) == dict(zip(asked, own, strict=True))


def test_a_reason_names_the_pair_of_terms(reader: Page, address: str) -> None:
    reader.goto(f"{address}hankkeet/")
    first = reader.evaluate(
        "() => digi.search('programrobotik', {lang: 'sv'}).then((all) => all[0])"
    )
    assert first["why"][0]["means"]
