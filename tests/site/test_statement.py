"""The accessibility statement tells what the tests of accessibility do, neither more nor less."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.pages import KINDS
from tests.places import ROOT

PLAN = yaml.safe_load((ROOT / "site/accessibility.yml").read_text(encoding="utf-8"))
TESTS = ROOT / "tests/browser/test_accessible.py"
OF_THE_TESTS_THEMSELVES = {"test_a_bad_page_is_told"}
PAGES = {
    "fi": "saavutettavuus/index.html",
    "sv": "sv/tillganglighet/index.html",
    "en": "en/accessibility/index.html",
}


def test_the_statement_claims_no_kind_of_page_that_is_not_looked_at() -> None:
    assert set(PLAN["kinds"]) <= set(KINDS)
    for names in PLAN["kinds"].values():
        assert set(names) == set(PLAN["languages"])


def test_every_test_is_a_check_of_the_statement() -> None:
    tree = ast.parse(TESTS.read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    told = {check["test"] for check in PLAN["checks"]}
    assert {name for name in tests if name.startswith("test_")} == told | OF_THE_TESTS_THEMSELVES


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_statement_shows_the_checks_and_their_figures(site: Path, language: str) -> None:
    page: html.HtmlElement = html.fromstring((site / PAGES[language]).read_bytes())
    text = " ".join(page.text_content().split())
    pages = len(PLAN["kinds"]) * 3
    assert str(pages) in text
    assert str(pages * len(PLAN["schemes"]) * len(PLAN["widths"])) in text
    for check in PLAN["checks"]:
        assert check[language].split("{")[0] in text
    for names in PLAN["kinds"].values():
        assert names[language] in text
    assert "{" not in text
