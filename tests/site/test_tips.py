"""Every column of figures and every key figure says what it is: by a button, and in print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.pages import KINDS

PLAIN = {"data", "quality", "checks"}
"""Their figures are rows, points of a rule and findings, named in full by their headings."""


def tree_of(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in PLAIN])
def test_every_column_of_figures_has_its_meaning(site: Path, kind: str) -> None:
    for path in KINDS[kind]:
        tree = tree_of(site / path)
        meanings = set(tree.xpath("//*[@popover]/@id"))
        buttons = set(tree.xpath("//button/@popovertarget"))
        assert buttons <= meanings, path
        for head in tree.xpath("//th[@scope='col'][contains(@class, 'figure')]"):
            term = head.get("data-term")
            assert term, f"{path}: {head.text_content()}"
            assert f"tip-{term}" in buttons, path


@pytest.mark.parametrize("kind", ["front", "projects", "coverage", "calls", "regions", "themes"])
def test_lists_have_figures_that_are_explained(site: Path, kind: str) -> None:
    for path in KINDS[kind]:
        assert len(tree_of(site / path).xpath("//button[@popovertarget]")) >= 1, path


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in PLAIN])
def test_every_key_figure_has_its_meaning(site: Path, kind: str) -> None:
    for path in KINDS[kind]:
        for figure in tree_of(site / path).xpath("//dl[contains(@class, 'key-figures')]/div"):
            told = figure.xpath("dt/button[@popovertarget]") or figure.xpath(
                "dd[@class='meaning'][string-length(normalize-space()) > 20]"
            )
            assert told, f"{path}: {figure.text_content()}"
