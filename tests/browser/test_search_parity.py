"""The search of the pages gives what the search of the command line gives."""

from __future__ import annotations

import csv

from playwright.sync_api import Page

from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from
from pipeline.search import Finder, build_index, meanings_from, project_documents
from tests.places import PUBLISHED, ROOT

ASK = "([query, lang]) => digi.search(query, {lang}).then((all) => all.map(({id}) => id))"


def _queries() -> list[dict[str, str]]:
    with (ROOT / "tests/search/projects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_judged_queries_have_the_same_answers_in_the_page(reader: Page, address: str) -> None:
    tables = read_tables(PUBLISHED)
    languages = languages_from(tables, ("fi", "sv", "en"))
    meanings = meanings_from(tables, languages)
    finder = Finder(build_index(project_documents(tables), languages), languages, meanings)
    reader.goto(f"{address}hankkeet/")
    unlike = []
    missed = []
    for row in _queries():
        idents = finder.index.idents
        own = [idents[one.document] for one in finder.find(row["query"], row["lang"])]
        page = reader.evaluate(ASK, [row["query"], row["lang"]])
        if page != own:
            unlike.append(f"{row['query']} ({row['lang']}): page {page}, command {own}")
        wanted = set(filter(None, row["relevant"].split(";")))
        missed += [f"{row['query']}: {one}" for one in sorted(wanted - set(page[:10]))]
    assert missed == []
    assert unlike == [], "\n".join(unlike)


def test_a_reason_names_the_pair_of_terms(reader: Page, address: str) -> None:
    reader.goto(f"{address}hankkeet/")
    first = reader.evaluate(
        "() => digi.search('programrobotik', {lang: 'sv'}).then((all) => all[0])"
    )
    assert "~" in first["why"][0]["text"]
