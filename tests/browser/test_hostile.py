"""A site of hostile texts, opened file by file: nothing runs, nothing leaves, nothing breaks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError
from rdflib import DCTERMS, Graph

from pipeline.site import render_site
from tests.browser.conftest import served
from tests.hostile import EVIL, MARK, hostile_packages
from tests.places import STANDARDS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]
SHOWN = {".html", ".xml", ".svg", ".json", ".jsonld", ".txt", ".webmanifest"}
"""Kinds of files that a browser shows; it saves the others."""
SAVED = {".csv", ".ttl", ".bib", ".ris", ".md"}


@pytest.fixture(scope="module")
def folder(golden_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    render_site(
        hostile_packages(golden_packages, home / "published"), home / "site", lambda _: None
    )
    return home / "site"


@pytest.fixture(scope="module")
def site_url(folder: Path) -> Iterator[str]:
    with served(folder, "/") as url:
        yield url


@pytest.fixture
def victim(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that fails the test if a script of the texts ran or tried to, or asked elsewhere."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(f"{page.url}: {said.text}"))
    page.on("request", lambda request: trouble.append(request.url))
    yield page
    context.close()
    assert [told for told in trouble if not _is_fair(told, site_url)] == []


def _is_fair(told: str, own: str) -> bool:
    """Whether it is a request of the site itself, or a style that the server forbids.

    Such styles are the dark colours of a picture and the browser's own way to show XML.
    """
    of_browser = re.match(r"\S+\.(svg|xml): Applying inline style", told) is not None
    return of_browser or re.fullmatch(rf"(blob:)?{re.escape(own)}\S*", told) is not None


def hostile_files(folder: Path, kinds: set[str]) -> list[str]:
    """Paths of the files of these kinds that hold the hostile text, one of each kind and folder."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in kinds and b"alert(3)" in path.read_bytes():
            name = path.relative_to(folder).as_posix()
            found.setdefault((path.suffix, name.rpartition("/")[0]), name)
    return list(found.values())


def test_hostile_texts_came_to_every_kind_of_file(folder: Path) -> None:
    files = hostile_files(folder, SHOWN | SAVED)
    kinds = {Path(name).suffix for name in files}
    assert kinds >= {".html", ".xml", ".svg", ".json", ".jsonld", ".csv", ".ttl", ".bib", ".ris"}
    assert {"feed.xml", "sv/feed.xml", "en/feed.xml", "data/catalog.jsonld"} <= {*files}


def test_nothing_runs_in_any_file_that_a_browser_shows(
    victim: Page, folder: Path, site_url: str
) -> None:
    for name in hostile_files(folder, SHOWN):
        victim.goto(site_url + quote(name))
        assert victim.title() != "broken"
        assert victim.locator("img[src=x], [onmouseover], [onload], [onerror]").count() == 0, name
        if name.endswith(".html"):
            assert EVIL.strip()[:8] not in victim.locator("body").inner_html(), name
            assert MARK in (victim.locator("body").text_content() or ""), name


def test_files_to_save_run_nothing_either(victim: Page, folder: Path, site_url: str) -> None:
    for name in hostile_files(folder, SAVED):
        try:
            victim.goto(site_url + quote(name))
        except BrowserError as error:
            # A file that is saved is no page: the page before it stays.
            if "Download is starting" not in str(error):
                raise
        assert victim.locator("script, img, svg").count() == 0, name


def test_a_search_for_hostile_words_shows_them_as_text(victim: Page, site_url: str) -> None:
    for path in ("hankkeet/index.html", "sv/projekt/index.html"):
        victim.goto(f"{site_url}{path}?q={quote(EVIL)}")
        victim.wait_for_load_state("networkidle")
        assert victim.locator("img[src=x], [onmouseover], [onerror]").count() == 0


def test_what_machines_read_stays_well_formed(folder: Path) -> None:
    grammar = etree.RelaxNG(etree.parse(STANDARDS / "atom.rng"))
    for feed in folder.rglob("feed.xml"):
        grammar.assertValid(etree.parse(feed))
    for picture in folder.rglob("*.svg"):
        assert not etree.parse(picture).getroot().xpath("//*[local-name()='script']")
    for path in [
        *folder.rglob("*.json"),
        *folder.rglob("*.jsonld"),
        *folder.rglob("*.webmanifest"),
    ]:
        json.loads(path.read_bytes())
    graph = Graph().parse(folder / "data/catalog.ttl", format="turtle")
    assert any(str(text).endswith(EVIL) for text in graph.objects(None, DCTERMS.title))
    text = (folder / "data/grants/projects.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[-1]["summary_fi"].endswith(EVIL)
