"""The invented world as pages: a change of any page shows as a diff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.site import render_site
from tests.places import GOLDEN
from tests.trees import compare_tree, renew_tree

PAGES = GOLDEN / "pages"
WRITTEN = ("menetelma", "metod", "method", "tietoa", "om", "about", "sanasto", "ordlista")
WRITTEN_TOO = ("glossary", "saavutettavuus", "tillganglighet", "accessibility")
SKIP = ["data/*/*", "data/*/*/*", "data/versions.json", "data/*.zip", "assets/*", "*.png", "*.ico"]
SKIP += [f"{name}/index.html" for name in (*WRITTEN, *WRITTEN_TOO)]
HASH = re.compile(rb"(assets/\w+)\.[0-9a-f]{10}\.")


def test_pages_are_as_expected(
    golden_packages: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made = tmp_path / "site"
    render_site(golden_packages, made, lambda _: None)
    for page in made.rglob("*.html"):
        page.write_bytes(HASH.sub(rb"\1.", page.read_bytes()))
    if request.config.getoption("--renew-golden"):
        renew_tree(PAGES, made, SKIP)
    assert len(list(PAGES.rglob("*.html"))) > 50
    assert compare_tree(PAGES, made, SKIP) == []
