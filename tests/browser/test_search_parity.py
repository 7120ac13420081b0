"""The search of the pages gives what the search of the command line gives."""

from __future__ import annotations

import csv

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


SLIPS = [("artificial inteligence", "en"), ("sähköinen asiointti", "fi"), ("öppen dataa", "sv")]
MINUS = [
    ("kunta -verkko", "fi"),
    ("kommun -utbildning", "sv"),
    ("data -open", "en"),
    ("hanke -evaka", "fi"),
]
COMMAND_ALONE = {"telefonenkät", "kaupunkistrategia", "kirjastomaksut"}
"""Compounds that no project has: the page looks for their parts only as words of their own."""


def _queries() -> list[tuple[str, str]]:
    found = []
    for name in ("projects", "newsroom"):
        with (ROOT / f"tests/search/{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [(row["query"], row["lang"]) for row in csv.DictReader(file)]
    return [*(one for one in found if one[0] not in COMMAND_ALONE), *SLIPS, *MINUS]


def test_judged_queries_have_the_same_answers_in_the_page(reader: Page, address: str) -> None:
    tables = read_tables(PUBLISHED)
    languages = languages_from(tables, ("fi", "sv", "en"))
    meanings = meanings_from(tables, languages)
    finder = Finder(build_index(project_documents(tables), languages), languages, meanings)
    reader.goto(f"{address}hankkeet/")
    idents = finder.index.idents
    asked = _queries()
    own = [[idents[one.document] for one in finder.find(*query)] for query in asked]
    page = reader.evaluate(ASK, [list(query) for query in asked])
    assert dict(zip(asked, page, strict=True)) == dict(zip(asked, own, strict=True))


def test_a_reason_names_the_pair_of_terms(reader: Page, address: str) -> None:
    reader.goto(f"{address}hankkeet/")
    first = reader.evaluate(
        "() => digi.search('programrobotik', {lang: 'sv'}).then((all) => all[0])"
    )
    assert "~" in first["why"][0]["text"]
