"""What a reader has to download: sizes as compressed on a host, and requests."""

from __future__ import annotations

from pathlib import Path

import brotli
from lxml import html

from tests.pages import KINDS

KB = 1000


def compressed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))


def loaded(page: Path) -> list[Path]:
    """The page and every file of the site that it loads at once."""
    tree: html.HtmlElement = html.fromstring(page.read_bytes())
    addresses = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")
    return [page, *((page.parent / str(address)).resolve() for address in addresses)]


def weight(page: Path) -> int:
    return sum(map(compressed, loaded(page)))


def projects(site: Path) -> list[Path]:
    found = [path for path in (site / "hankkeet").glob("*.html") if path.name != "index.html"]
    assert len(found) > 50
    return found


def test_a_project_with_its_style_is_light(site: Path) -> None:
    heavy = {page.name: weight(page) for page in projects(site) if weight(page) > 25 * KB}
    assert heavy == {}


def test_a_project_asks_for_few_files(site: Path) -> None:
    icon_and_manifest = 2
    for page in projects(site):
        assert len(set(loaded(page))) - 1 + icon_and_manifest <= 6, page


def test_the_front_page_is_light(site: Path) -> None:
    for path in KINDS["front"]:
        assert weight(site / path) <= 60 * KB


def test_all_scripts_together_are_light(site: Path) -> None:
    data = "-data."
    scripts = [path for path in (site / "assets").glob("*.js") if data not in path.name]
    assert len(scripts) >= 3
    sizes = {path.name: compressed(path) for path in scripts}
    assert sum(sizes.values()) <= 30 * KB, sizes
