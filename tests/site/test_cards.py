"""Cards for social media: whole, light, honest, and found by those who share a page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from pipeline.draw import Card, draw_card
from pipeline.site import render_site
from tests.places import PUBLISHED

BASE = "https://example.org/grants/"
PAGES = {
    "project": "hankkeet/2020-lampio.html",
    "municipality": "sv/kommuner/helsingfors.html",
    "call": "en/calls/kannustin-2020.html",
    "theme": "teemat/asiointi.html",
    "front": "index.html",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site made for a public address."""
    folder = tmp_path_factory.mktemp("cards") / "site"
    render_site(PUBLISHED, folder, lambda _: None, BASE)
    return folder


def told(folder: Path, page: str) -> dict[str, str]:
    tree: Any = html.fromstring((folder / page).read_bytes())
    found = tree.xpath("//meta[@property or starts-with(@name, 'twitter:')]")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in found}


def test_each_kind_of_page_has_a_card_of_its_own(published: Path) -> None:
    images = {kind: told(published, page)["og:image"] for kind, page in PAGES.items()}
    assert len(set(images.values())) == len(PAGES)
    for address in images.values():
        assert address.startswith(BASE)
        content = (published / address.removeprefix(BASE)).read_bytes()
        image = Image.open(io.BytesIO(content))
        assert image.size == (1200, 630)


def test_no_card_is_heavy(published: Path) -> None:
    sizes = [path.stat().st_size for path in (published / "assets").glob("card.*.png")]
    assert len(sizes) > 300
    assert max(sizes) <= 40_000


def test_a_card_says_no_more_than_the_page(published: Path) -> None:
    words = told(published, PAGES["project"])
    assert words["og:title"] == "Lämpiö"
    assert "enintään 850\u00a0000\u00a0€" in words["og:image:alt"]
    assert "Vetäjä: Helsinki" in words["og:image:alt"]
    assert words["og:url"] == BASE + PAGES["project"]
    assert words["twitter:card"] == "summary_large_image"
    bare = told(published, "hankkeet/2018-hollola.html")["og:image:alt"]
    assert "summaa ei kerrota" in bare
    assert "€" not in bare


def test_without_an_address_nothing_is_claimed(site: Path) -> None:
    assert told(site, PAGES["project"]) == {}


def test_a_long_name_is_cut_and_a_point_is_drawn() -> None:
    plain, long = Card("k", "Name"), Card("k", "Verylongword" * 20)
    here = Card("k", "Name", points=((61.0, 25.0, True),))
    drawn = [draw_card(card) for card in (plain, long, here)]
    images = [Image.open(io.BytesIO(png)).convert("RGB") for png in drawn]
    assert drawn[0] != drawn[1]
    right_edge = [image.crop((830, 100, 868, 400)).getcolors() for image in images]
    assert all(colours is not None and len(colours) == 1 for colours in right_edge)
    assert _blue(images[2]) > _blue(images[0]) + 200


def _blue(image: Image.Image) -> int:
    data = image.crop((872, 0, 1200, 630)).tobytes()
    pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
    return sum(1 for red, green, blue in pixels if blue > red + 80 and green < 140)
