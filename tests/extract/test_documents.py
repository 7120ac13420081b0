"""The drafts of whole documents against their truth: our own set, and the originals if here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.extract import OWN, SHARED, Score, dossier_set, own_set
from pipeline.extract import Tools, extract
from pipeline.schema import schema
from tests.extract.make_documents import documents_in

FOLDERS = (OWN, OWN / "blind", OWN / "unseen")
RECALL, PRECISION = 0.95, 0.98
EXACT = {"eur", "count", "date", "moment", "percent"}


def _total(scores: list[tuple[str, Score]]) -> Score:
    total = Score()
    for _, score in scores:
        total.add(score)
    return total


def _check(total: Score) -> None:
    assert total.recall >= RECALL, "\n".join(total.misses)
    assert total.precision >= PRECISION, "\n".join(total.misses)
    for name, told in total.told.items():
        if schema().fields[name].type in EXACT:
            assert (total.found[name], total.wrong[name]) == (told, 0), "\n".join(total.misses)


@pytest.mark.parametrize("folder", FOLDERS, ids=["tuned", "held back", "unseen"])
def test_own_documents_reach_the_floors(tools: Tools, folder: Path) -> None:
    scores = list(own_set(tools, folder))
    assert scores
    _check(_total(scores))


def test_the_own_set_has_enough_documents() -> None:
    documents = [path for path in OWN.rglob("*") if path.suffix in {".txt", ".html"}]
    tables = list(OWN.rglob("*.xlsx.csv"))
    assert len(documents) + len(tables) >= 8
    assert any(path.name.endswith(".pdf.txt") for path in documents)
    assert tables


def test_original_documents_reach_the_floors(tools: Tools) -> None:
    if not (SHARED / "sources").is_dir():
        pytest.skip("the original documents are not beside this repository")
    _check(_total(list(dossier_set(tools))))


def test_every_token_stands_at_its_locator(tools: Tools, tmp_path: Path) -> None:
    pattern = re.compile(r"line (\d+), characters? (\d+)(?:-(\d+)| to line (\d+), character (\d+))")
    seen = 0
    for folder in FOLDERS:
        for path, _ in documents_in(folder, tmp_path):
            extraction = extract(path, tools)
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


def test_no_person_reaches_a_draft(tools: Tools, tmp_path: Path) -> None:
    persons = re.compile(r"Keksitty|Exempel|Esimerkki|Påhittad|0295|example\.fi")
    told = 0
    for folder in FOLDERS:
        for path, _ in documents_in(folder, tmp_path):
            extraction = extract(path, tools)
            told += len(persons.findall(extraction.document.text))
            for row in extraction.rows:
                assert not persons.search(" ".join(row.cells().values())), row
    assert told > 10
