"""What changed between two editions: complete, in three forms and three languages."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import BadInputError
from pipeline.model.archive import sums, unzip, zip_bytes
from pipeline.publish import changes_json, changes_prose, differences, read_edition
from pipeline.schema import LANGUAGES, schema
from tests.world import Script

PROJECTS = "grants/projects.csv"


@pytest.fixture
def pair(tmp_path: Path, golden_packages: Path) -> tuple[Path, Path]:
    """Two folders of the same packages."""
    for name in ("old", "new"):
        shutil.copytree(golden_packages, tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def edit(folder: Path, old: str, new: str, file: str = PROJECTS) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_edition_has_not_changed(pair: tuple[Path, Path]) -> None:
    old, new = map(read_edition, pair)
    assert differences(old, new).empty
    assert "The data have not changed." in changes_prose(differences(old, new), old, new, "en")


def test_a_changed_cell_is_told_with_both_values(pair: tuple[Path, Path], script: Script) -> None:
    edit(pair[1], ",120000,", ",210000,")
    run = script("diff", *pair, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert rows == [
        {
            "change": "changed",
            "table": "projects",
            "key": "2020-keksi",
            "column": "amount_eur",
            "old": "120000",
            "new": "210000",
        }
    ]
    told = script("diff", *pair).out
    assert re.search(
        r"^- .+ \(`2020-keksi`\): Amount \(EUR\): 120000 → 210000$", told, re.MULTILINE
    )
    assert "## Projects – rows changed: 1" in told
    assert "amounts, calls or recipients have changed" in told
    assert "Summa (EUR)" in script("diff", *pair, "--language", "fi").out
    document = json.loads(script("diff", *pair, "--format", "json").out)
    assert document["tables"] == {"projects": {"added": 0, "changed": 1, "removed": 0}}


def test_a_reader_is_told_first_whether_figures_hold(pair: tuple[Path, Path]) -> None:
    edit(pair[1], "keksitty yhteishanke", "nokkela yhteishanke")
    old, new = map(read_edition, pair)
    told = changes_prose(differences(old, new), old, new, "en").splitlines()
    assert told[2].startswith("No amount, call or recipient of a project has changed")
    edit(pair[1], "2020-keksi,", "2020-keksitty,")
    old, new = map(read_edition, pair)
    told = changes_prose(differences(old, new), old, new, "en").splitlines()
    assert told[2].startswith("Projects, amounts, calls or recipients have changed")


def test_prose_tells_a_cell_in_the_language_of_the_reader_only(pair: tuple[Path, Path]) -> None:
    edit(pair[1], "keksitty yhteishanke", "nokkela yhteishanke")
    edit(pair[1], "påhittat samprojekt", "fyndigt samprojekt")
    old, new = map(read_edition, pair)
    finnish, swedish = (
        changes_prose(differences(old, new), old, new, language) for language in ("fi", "sv")
    )
    assert "→ Keksilän ja Satulan nokkela" in finnish
    assert "fyndigt" not in finnish
    assert "→ Ett fyndigt" in swedish
    assert "nokkela" not in swedish


def test_added_and_removed_rows_are_told_cell_by_cell(pair: tuple[Path, Path]) -> None:
    text = (pair[1] / PROJECTS).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("2018-satula,"))
    edit(pair[1], line + "\n", "")
    old, new = map(read_edition, pair)
    gone = differences(old, new)
    assert set(gone["change"]) == {"removed"}
    filled = sum(1 for cell in next(csv.reader([line])) if cell)
    assert len(gone) == filled
    back = differences(new, old)
    assert set(back["change"]) == {"added"}
    assert sorted(back["new"]) == sorted(gone["old"])


def test_a_table_that_is_new_or_gone_is_told(pair: tuple[Path, Path]) -> None:
    path = pair[1] / "grants/datapackage.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["resources"] = [r for r in document["resources"] if r["name"] != "coverage"]
    path.write_text(json.dumps(document), encoding="utf-8")
    old, new = map(read_edition, pair)
    assert set(differences(old, new)["table"]) == {"coverage"}
    (gone,) = differences(old, new).to_dict("records")
    rows = str(len(old.tables["coverage"]))
    assert (gone["change"], gone["old"], gone["new"]) == ("table removed", rows, "")
    for language in LANGUAGES:
        assert changes_prose(differences(old, new), old, new, language)


def test_a_zip_and_a_folder_are_the_same_edition(pair: tuple[Path, Path], tmp_path: Path) -> None:
    for package in schema().packages:
        files = {p.name: p.read_bytes() for p in sorted((pair[0] / package).iterdir())}
        (tmp_path / "zips").mkdir(exist_ok=True)
        (tmp_path / f"zips/{package}.zip").write_bytes(zip_bytes(package, files))
    assert differences(read_edition(tmp_path / "zips"), read_edition(pair[0])).empty
    alone = read_edition(tmp_path / "zips/themes.zip").tables
    assert set(alone) == {table.name for table in schema().packages["themes"].tables}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"{}"])
def test_what_is_no_edition_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(content)
    for place in (path, tmp_path, tmp_path / "nothing"):
        with pytest.raises(BadInputError) as caught:
            read_edition(place)
        assert caught.value.problems[0].move


def test_a_cut_table_is_told_in_a_sentence(pair: tuple[Path, Path]) -> None:
    (pair[0] / PROJECTS).unlink()
    with pytest.raises(BadInputError, match="cannot be read as data packages"):
        read_edition(pair[0])


def test_the_json_is_the_same_every_time(pair: tuple[Path, Path]) -> None:
    edit(pair[1], ",120000,", ",210000,")
    old, new = map(read_edition, pair)
    made = [changes_json(differences(old, new), "1", "2") for _ in range(2)]
    assert made[0] == made[1]


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), st.binary(), max_size=5))
def test_a_zip_gives_back_what_went_in(files: dict[str, bytes]) -> None:
    packed = zip_bytes("p", files)
    assert packed == zip_bytes("p", files)
    assert unzip(packed) == {f"p/{name}": content for name, content in files.items()}
    assert len(sums(files).splitlines()) == len(files)
