"""The README is true: its numbers, commands, folders and links."""

from __future__ import annotations

import re

from pipeline.cli.numbers import numbers_lines
from tests.places import PUBLISHED, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_numbers_are_those_of_the_edition() -> None:
    block = re.search(
        r"<!-- numbers: begin[^>]*-->\n(.*)\n<!-- numbers: end -->", README, re.DOTALL
    )
    assert block
    assert block[1].split("\n") == numbers_lines(PUBLISHED)


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"make ([a-z-]+)", README))
    assert {"site", "test", "serve", "help"} <= named
    assert [name for name in named if f"\n{name}: " not in MAKEFILE] == []


def test_folders_and_linked_files_exist() -> None:
    folders = re.findall(r"^\| `([a-z/]+)/` \|", README, re.MULTILINE)
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(folders) >= 5
    assert [path for path in [*folders, *links] if not (ROOT / path).exists()] == []


def test_the_raw_readme_names_every_raw_file() -> None:
    text = (ROOT / "data/raw/README.md").read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / "data/raw").glob("*.csv")]
    assert len(files) >= 6
    assert [name for name in files if f"`{name}`" not in text] == []


def test_versions_agree() -> None:
    version = (
        (ROOT / "data/raw/edition.csv").read_text(encoding="utf-8").split("\n")[1].split(",")[0]
    )
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
