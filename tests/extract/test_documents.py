"""The drafts of whole documents against their truth: our own set, and the originals if here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.extract import OWN, SHARED, Score, dossier_set, facts_of, score
from pipeline.extract import Extraction, Tools, extract
from pipeline.schema import schema
from tests.extract.make_documents import documents_in

FOLDERS = (OWN, OWN / "blind", OWN / "unseen")
RECALL, PRECISION = 0.95, 0.98
EXACT = {"eur", "count", "date", "moment", "percent"}


Drafts = dict[Path, list[tuple[Path, Extraction]]]
"""Folder -> (truth, draft) of each document in it"""


@pytest.fixture(scope="module")
def drafts(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    """Every document of our own, read once."""
    place = tmp_path_factory.mktemp("documents")
    return {
        folder: [(truth, extract(path, tools)) for path, truth in documents_in(folder, place)]
        for folder in FOLDERS
    }


def _total(scores: Iterable[Score]) -> Score:
    total = Score()
    for one in scores:
        total.add(one)
    return total


def _check(total: Score) -> None:
    assert total.recall >= RECALL, "\n".join(total.misses)
    assert total.precision >= PRECISION, "\n".join(total.misses)
    for name, told in total.told.items():
        if schema().fields[name].type in EXACT:
            assert (total.found[name], total.wrong[name]) == (told, 0), "\n".join(total.misses)


@pytest.mark.parametrize("folder", FOLDERS, ids=["tuned", "held back", "unseen"])
def test_own_documents_reach_the_floors(drafts: Drafts, folder: Path) -> None:
    assert drafts[folder]
    _check(
        _total(
            score(extraction, facts_of(truth), extraction.document.name)
            for truth, extraction in drafts[folder]
        )
    )


def test_the_own_set_has_enough_documents() -> None:
    documents = [path for path in OWN.rglob("*") if path.suffix in {".txt", ".html"}]
    tables = list(OWN.rglob("*.xlsx.csv"))
    assert len(documents) + len(tables) >= 8
    assert any(path.name.endswith(".pdf.txt") for path in documents)
    assert tables


def test_original_documents_reach_the_floors(tools: Tools) -> None:
    if not (SHARED / "sources").is_dir():
        pytest.skip("the original documents are not beside this repository")
    _check(_total(one for _, one in dossier_set(tools)))


def test_every_token_stands_at_its_locator(drafts: Drafts) -> None:
    pattern = re.compile(r"line (\d+), characters? (\d+)(?:-(\d+)| to line (\d+), character (\d+))")
    seen = 0
    for extraction in _every(drafts):
        lines = extraction.document.text.split("\n")
        for row in extraction.rows:
            place = pattern.fullmatch(row.locator)
            assert place is not None, row
            line, first, last, end_line, end = place.groups()
            if end_line is None:
                found = lines[int(line) - 1][int(first) - 1 : int(last)]
            else:
                parts = [lines[int(line) - 1][int(first) - 1 :]]
                parts += lines[int(line) : int(end_line) - 1]
                parts.append(lines[int(end_line) - 1][: int(end)])
                found = " ".join(parts)
            assert found == row.as_written
            seen += 1
    assert seen > 300


def test_no_person_reaches_a_draft(drafts: Drafts) -> None:
    persons = re.compile(r"Keksitty|Exempel|Esimerkki|Påhittad|0295|example\.fi")
    told = 0
    for extraction in _every(drafts):
        told += len(persons.findall(extraction.document.text))
        for row in extraction.rows:
            assert not persons.search(" ".join(row.cells().values())), row
    assert told > 10


def _every(drafts: Drafts) -> Iterator[Extraction]:
    return (extraction for folder in drafts.values() for _, extraction in folder)
