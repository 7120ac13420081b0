"""What the first answer of the search weighs: bytes as compressed on a host, not time."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served
from tests.browser.listed import LISTS

pytestmark = pytest.mark.browser
KB = 1000
FIRST, FURTHER, SLIP = 25 * KB, 16 * KB, 30 * KB
QUERIES = [("kirjastojen", "fi"), ("biblioteken", "sv"), ("robotics", "en"), ("turku", "fi")]
SLIPS = [("kirjatso", "fi"), ("verkkomaksamien", "fi"), ("digtal", "sv"), ("sahkoinen", "fi")]
ASK = "([query, lang]) => digi.search(query, {lang}).then((all) => all.length)"
Loaded = list[tuple[str, int]]


def reading(page: Page, site: Path) -> Loaded:
    """Path and size of each script and file of the search that the page will have asked for."""
    found: Loaded = []

    def note(address: str) -> None:
        path = address.split("/", 3)[3].partition("?")[0]
        if path.endswith((".js", ".json")):
            found.append((path, len(brotli.compress((site / path).read_bytes()))))

    page.on("request", lambda request: note(request.url))
    return found


def weight(loaded: Loaded) -> int:
    assert len(dict(loaded)) == len(loaded), "a file was asked for twice"
    return sum(size for _, size in loaded)


def asked(browser: Browser, site: Path, *queries: tuple[str, str]) -> list[int]:
    """Bytes read until each query is answered, the scripts and facets counted in the first."""
    sizes: list[int] = []
    with served(site, "/") as root, browser.new_context() as context:
        page = context.new_page()
        loaded = reading(page, site)
        page.goto(root + LISTS[queries[0][1]])
        for query in queries:
            assert page.evaluate(ASK, list(query)) > 0, query
            sizes.append(weight(loaded) - sum(sizes))
    return sizes


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_answer_is_light(browser: Browser, site: Path, query: tuple[str, str]) -> None:
    assert asked(browser, site, query)[0] <= FIRST


@pytest.mark.parametrize("query", SLIPS)
def test_a_slip_does_not_cost_much_more(
    browser: Browser, site: Path, query: tuple[str, str]
) -> None:
    assert asked(browser, site, query)[0] <= SLIP


def test_further_answers_read_only_what_is_new(browser: Browser, site: Path) -> None:
    _, *further = asked(browser, site, *QUERIES, *SLIPS)
    assert max(further) <= FURTHER
    assert asked(browser, site, QUERIES[0], QUERIES[0])[1] == 0
