"""The judged queries: nearly all that is wanted is found, nearly nothing that is a trap."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.cli.search_verb import corpus_documents, read_tables
from pipeline.language import languages_from
from pipeline.search import Document, Finder, build_index, meanings_from, project_documents
from tests.places import PUBLISHED

HERE = Path(__file__).parent
TOP = 10
RECALL = {
    "invented.csv": 0.98,
    "projects.csv": 0.98,
    "services.csv": 0.95,
    "facilities.csv": 0.97,
    "villages.csv": 0.92,
    "preparedness.csv": 0.95,
    "townhall.csv": 0.98,
    "errands.csv": 0.98,
    "almanac.csv": 0.98,
    "crossroads.csv": 0.97,
    "marketplace.csv": 0.97,
    "noticeboard.csv": 0.98,
    "summaries.csv": 0.98,
    "notices.csv": 0.98,
    "proposals.csv": 0.98,
    "newsroom.csv": 0.96,
    "bulletins.csv": 0.97,
    "handbook.csv": 0.96,
    "newsletter.csv": 0.98,
    "outcomes.csv": 0.96,
    "residents.csv": 0.98,
    "bureau.csv": 0.99,
    "grounds.csv": 0.99,
    "grants.csv": 0.97,
    "ministry.csv": 0.98,
    "briefs.csv": 0.97,
    "grammar.csv": 0.96,
    "applicants.csv": 0.97,
    "coasts.csv": 0.99,
    "aims.csv": 0.98,
    "leisure.csv": 0.99,
    "calls.csv": 0.96,
    "bilingual.csv": 0.97,
    "register.csv": 0.95,
    "journal.csv": 0.98,
    "scholars.csv": 0.98,
    "sectors.csv": 0.98,
    "clerks.csv": 0.97,
    "exercises.csv": 0.98,
    "readers.csv": 0.96,
    "welfare.csv": 0.98,
    "drafts.csv": 0.99,
    "newsdesk.csv": 0.98,
    "reuse.csv": 0.96,
}
"""Least share of what is wanted, by file; from the third on with what means the same.

From preparedness on they were judged before anyone looked what the search makes of them, from
summaries on without any knowledge of its vocabulary; newsroom asks for the projects. They want
all three languages of each subject. The first runs of the first seven found 0.67, then, with what
had been learnt from those before, 0.93, 0.97, 0.98, 0.95, 0.88 and 0.89; of the traps of the last
five 0 of 44, 1 of 35, 3 of 18, 3 of 48 and 2 of 45 were hit. Two of those of crossroads and both
of noticeboard were words of the same root (valo and valokuitu, huolto and huoltaja, sopa and
sopbil), which the search finds on purpose, and two of marketplace were texts that have the word
after a minus only as a part of another word or in another language, which the minus left in then;
these six count as traps no longer.

The first runs of the eight from summaries on found 0.93, 0.95, 0.97, 0.96, 0.96, 0.95, 0.94 and
0.92, and hit 16 of 80, 7 of 82, 8 of 77, 3 of 91, 13 of 87, 5 of 71, 1 of 53 and 4 of 63 traps.
Eight of these count no longer: forms that are one of the word asked for too (karttaa, lupaa), a
word that two languages share (hall) and one of the same root (interpreter).

The first runs of the ten from residents on found 0.94, 0.96, 0.98, 0.97, 0.97, 0.95, 0.93, 0.94,
0.99 and 0.95, and hit 0 of 98, 4 of 106, 0 of 95, 0 of 86, 1 of 81, 1 of 80, 1 of 75, 1 of 91, 2
of 125 and 0 of 102 traps; of the last three, after these had been learnt from, 0.97, 0.96 and 0.95,
with 0 of 84, 0 of 80 and 2 of 84 traps.

The first runs of the eight from register on found 0.92, 0.98, 0.97, 0.98, 0.94, 0.98, 0.97 and
0.97, and hit 2 of 116, 1 of 94, 0 of 75, 0 of 99, 1 of 101, 0 of 93, 2 of 96 and 0 of 86 traps;
those of the three from drafts on 0.99, 0.98 and 0.94, and 1 of 79, 0 of 97 and 0 of 83."""
OF_PROJECTS = ("projects.csv", "newsroom.csv")
TRAPS = 0.01
Row = dict[str, str]


def judged(name: str) -> list[Row]:
    """The rows of a file of judged queries."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def finders() -> dict[str, Finder]:
    """A finder over the invented texts and one over the projects."""
    tables = read_tables(PUBLISHED)
    languages = languages_from(tables, ("fi", "sv", "en"))
    meanings = meanings_from(tables, languages)

    def over(documents: list[Document]) -> Finder:
        return Finder(build_index(documents, languages), languages, meanings)

    return {
        "invented.csv": over(corpus_documents(HERE / "corpus.csv")),
        **dict.fromkeys(OF_PROJECTS, over(project_documents(tables))),
    } | {
        name: over(corpus_documents(HERE / name.replace(".csv", "_corpus.csv")))
        for name in RECALL
        if name not in ("invented.csv", *OF_PROJECTS)
    }


def answered(finder: Finder, row: Row) -> list[str]:
    """The ids found for a query, best first."""
    found = finder.find(row["query"], row["lang"])
    return [finder.index.idents[one.document] for one in found]


@pytest.mark.parametrize("name", RECALL)
def test_what_is_wanted_is_found(finders: dict[str, Finder], name: str) -> None:
    missed: list[str] = []
    wanted = 0
    for row in judged(name):
        relevant = list(filter(None, row["relevant"].split(";")))
        top = answered(finders[name], row)[:TOP]
        wanted += min(len(relevant), TOP)
        short = min(len(relevant), TOP) - len(set(relevant) & set(top))
        missed += [f"{row['query']} ({row['lang']}): {relevant} but {top}"] * short
    assert wanted > 50
    assert 1 - len(missed) / wanted >= RECALL[name], "\n".join(missed)


@pytest.mark.parametrize("name", RECALL)
def test_traps_are_left_alone(finders: dict[str, Finder], name: str) -> None:
    hit: list[str] = []
    traps = 0
    for row in judged(name):
        unwanted = set(filter(None, row["traps"].split(";")))
        found = unwanted & set(answered(finders[name], row))
        traps += len(unwanted)
        hit += [f"{row['query']} ({row['lang']}) hit {one}" for one in sorted(found)]
    assert traps > 0
    assert len(hit) / traps <= TRAPS, "\n".join(hit)
