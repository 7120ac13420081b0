"""The tools of the reader, once for all tests of the room, and a small raw folder to file into."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.extract import Extraction, Tools, extract, load_tools
from pipeline.schema import schema

RAW = Path(__file__).parents[2] / "data" / "raw"
Reader = Callable[[str, str], Extraction]


@pytest.fixture(scope="session")
def tools() -> Tools:
    return load_tools(RAW)


@pytest.fixture
def read(tools: Tools, tmp_path: Path) -> Reader:
    """Reads a text as the document of a name."""

    def reader(text: str, name: str = "doc-2022.txt") -> Extraction:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return extract(path, tools)

    return reader


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with the vocabulary of the project and one filed round of our own."""
    folder = tmp_path / "raw"
    shutil.copytree(RAW / "vocabulary", folder / "vocabulary")
    (folder / "statements").mkdir()
    statement = ",".join(schema().raw["statements.csv"].columns)
    tail = ",fi,stated,full text,,"
    _write(
        folder / "statements" / "own-fi.csv",
        statement,
        f"2021-kirjasto,call,,7 hankkeelle,kannustin-2021,{tail}",
        f"2021-kirjasto,lead,,Salon kaupungille,Salo,{tail}",
        f"2021-kirjasto,title_fi,,Kirjasto taskussa,Kirjasto taskussa,{tail}",
        f"kannustin-2021,applications_received,,31 hakemusta,31,{tail}",
        f"kannustin-2021,decided_on,,3.5.2021,2021-05-03,{tail}",
        f"kannustin-2021,grants_awarded,,7 hankkeelle,7,{tail}",
        f"kannustin-2021,programme,,kannustinjärjestelmästä,kannustin,{tail}",
    )
    _write(
        folder / "sources.csv",
        ",".join(schema().raw["sources.csv"].columns),
        "own-fi,press release,ministry,Oma,,2021-05-04,,fi,ministry,full,",
    )
    _write(
        folder / "subjects.csv",
        "subject_id,subject_kind",
        "2021-kirjasto,project",
        "kannustin,programme",
        "kannustin-2021,call",
    )
    return folder


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
