"""What stands around the pages: addresses, sitemap, icons, manifests, error pages, compression."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import brotli
import pytest
from lxml import etree, html
from PIL import Image

from pipeline.model import BadInputError
from pipeline.site import render_site
from pipeline.site.address import Address
from pipeline.site.compress import compressed
from pipeline.site.signposts import PAPER
from tests.places import ROOT

BASE = "https://example.org/digiavustukset/"
LANGUAGES = ("fi", "sv", "en")
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def hosted(golden_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world made for a public address, compressed."""
    folder = tmp_path_factory.mktemp("hosted") / "site"
    render_site(golden_packages, folder, lambda _: None, BASE, compress=True)
    return folder


def tree(page: Path) -> html.HtmlElement:
    return html.fromstring(page.read_bytes())


def address_of(page: Path, hosted: Path) -> str:
    return BASE + re.sub(r"(^|/)index\.html$", r"\1", page.relative_to(hosted).as_posix())


def listed_pages(hosted: Path) -> list[Path]:
    pages = [
        page
        for page in sorted(hosted.rglob("*.html"))
        if not tree(page).xpath("//meta[@name='robots'][@content='noindex']")
        and "embed" not in page.parts
    ]
    assert len(pages) > 50
    return pages


def test_each_page_names_its_one_address_and_its_languages(hosted: Path) -> None:
    for page in listed_pages(hosted):
        own = address_of(page, hosted)
        assert tree(page).xpath("//link[@rel='canonical']/@href") == [own]
        links = tree(page).xpath("//link[@rel='alternate'][@hreflang]")
        others = {link.get("hreflang"): link.get("href") for link in links}
        assert set(others) == {*LANGUAGES, "x-default"}
        assert others[tree(page).get("lang")] == own
        assert others["x-default"] == others["en"]


def test_an_embedded_chart_stands_for_the_page_of_the_chart(hosted: Path) -> None:
    embedded = [page for page in sorted(hosted.rglob("*.html")) if "embed" in page.parts]
    assert len(embedded) >= 2 * len(LANGUAGES)
    every = {address_of(page, hosted): page for page in listed_pages(hosted)}
    for page in embedded:
        (stands_for,) = tree(page).xpath("//link[@rel='canonical']/@href")
        chart = every[stands_for]
        assert tree(chart).get("lang") == tree(page).get("lang")
        assert tree(chart).findtext(".//h1") == tree(page).findtext(".//h1")


def test_the_sitemap_lists_every_page_once_with_its_languages(hosted: Path) -> None:
    listed = etree.parse(str(hosted / "sitemap.xml")).getroot()
    found = [str(entry.findtext("s:loc", namespaces=NAMES)) for entry in listed]
    assert sorted(found) == sorted(address_of(page, hosted) for page in listed_pages(hosted))
    assert len(found) == len(set(found)) < 50_000
    for entry in listed:
        links = entry.findall("x:link[@rel='alternate']", namespaces=NAMES)
        others = {link.get("hreflang"): link.get("href") for link in links}
        assert set(others) == {*LANGUAGES, "x-default"}
        assert entry.findtext("s:loc", namespaces=NAMES) in others.values()
        assert set(others.values()) <= set(found)


def test_robots_are_led_to_the_sitemap(hosted: Path, site: Path) -> None:
    text = (hosted / "robots.txt").read_text(encoding="utf-8")
    assert text == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_without_a_public_address_none_is_invented(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()
    assert tree(site / "index.html").xpath("//link[@rel='canonical']") == []


@pytest.mark.parametrize(
    "wrong", ["example.org", "https://example.org", "ftp://example.org/", "https://e.fi/?a=/"]
)
def test_a_wrong_public_address_is_told(wrong: str) -> None:
    with pytest.raises(BadInputError) as told:
        Address(wrong)
    (problem,) = told.value.problems
    assert (problem.file, problem.field) == ("site/site.yml", "base_url")
    assert wrong in str(problem)
    assert "https://example.org/" in str(problem)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_error_page_works_at_any_depth(hosted: Path, language: str) -> None:
    page = hosted / ("404.html" if language == "fi" else f"{language}/404.html")
    assert tree(page).get("lang") == language
    addresses = tree(page).xpath("//link/@href | //a/@href | //script/@src")
    assert len(addresses) > 15
    for address in addresses:
        if address != "#main":
            assert address.startswith("/digiavustukset/")
            assert (hosted / address.removeprefix("/digiavustukset/")).is_file(), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_is_whole(hosted: Path, language: str) -> None:
    path = hosted / ("" if language == "fi" else language) / "manifest.webmanifest"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert manifest["lang"] == language
    assert (path.parent / manifest["start_url"]).is_file()
    for icon in manifest["icons"]:
        with Image.open(path.parent / icon["src"]) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    (linked,) = tree(path.parent / "index.html").xpath("//link[@rel='manifest']/@href")
    assert (path.parent / linked).resolve() == path


def test_icons_for_old_browsers_and_telephones(hosted: Path) -> None:
    with Image.open(hosted / "favicon.ico") as icon:
        assert {(16, 16), (32, 32)} <= set(icon.info["sizes"])
    with Image.open(hosted / "apple-touch-icon.png") as icon:
        assert icon.size == (180, 180)


def test_the_frame_of_the_browser_has_the_colour_of_the_paper(hosted: Path) -> None:
    css = (ROOT / "site/assets/css/10-base.css").read_text(encoding="utf-8")
    assert re.findall(r"--paper: (#\w+)", css) == [PAPER["light"], PAPER["dark"]]
    found = tree(hosted / "index.html").xpath("//meta[@name='theme-color']/@content")
    assert found == [PAPER["light"], PAPER["dark"]]


def test_a_grant_tells_machines_its_sum_as_a_ceiling(hosted: Path) -> None:
    (text,) = tree(hosted / "en/projects/2020-keksi.html").xpath(
        "//script[@type='application/ld+json']/text()"
    )
    grant = json.loads(text)
    assert grant["@type"] == "MonetaryGrant"
    assert grant["identifier"] == "2020-keksi"
    assert set(grant["amount"]) == {"@type", "currency", "maxValue"}


def test_a_sum_that_is_not_exact_is_not_told_as_one(hosted: Path) -> None:
    for page in (hosted / "en/projects").glob("*.html"):
        for text in tree(page).xpath("//script[@type='application/ld+json']/text()"):
            amount = json.loads(text).get("amount", {})
            assert ("maxValue" in amount) == bool(
                tree(page).xpath("//p[@class='sum'][contains(., 'at most')]")
            )
            assert not (
                "value" in amount and "about" in tree(page).xpath("string(//p[@class='sum'])")
            )


def test_the_dataset_leads_to_its_files(hosted: Path) -> None:
    page = hosted / "sv/data/index.html"
    (text,) = tree(page).xpath("//script[@type='application/ld+json']/text()")
    dataset = json.loads(text)
    assert dataset["@type"] == "Dataset"
    assert (page.parent / dataset["includedInDataCatalog"]["url"]).is_file()
    for package in dataset["hasPart"]:
        assert package["license"].startswith("https://creativecommons.org/licenses/")
        for file in package["distribution"]:
            assert (page.parent / file["contentUrl"]).is_file()
    files = [len(package["distribution"]) for package in dataset["hasPart"]]
    assert len(files) >= 4
    assert min(files) > 3


def test_text_files_stand_compressed_beside_the_plain_ones(hosted: Path) -> None:
    plain = [
        path
        for path in hosted.rglob("*")
        if path.suffix in {".html", ".css", ".js", ".xml", ".csv", ".json"}
        and path.stat().st_size > 1000
    ]
    assert len(plain) > 80
    for path in plain:
        body = path.read_bytes()
        packed = {suffix: Path(f"{path}{suffix}").read_bytes() for suffix in (".gz", ".br")}
        assert gzip.decompress(packed[".gz"]) == body
        assert brotli.decompress(packed[".br"]) == body
        assert len(packed[".br"]) <= len(packed[".gz"]) < len(body)
    assert list(hosted.rglob("*.parquet.gz")) == list(hosted.rglob("*.zip.gz")) == []


def test_compression_is_the_same_every_time_and_only_where_it_helps() -> None:
    files = {"a.html": b"<p>kunta</p>" * 50, "b.html": b"x", "c.zip": b"y" * 500}
    once = compressed(files)
    assert set(once) == {"a.html.gz", "a.html.br"}
    assert compressed(files) == once
    with gzip.open(io.BytesIO(once["a.html.gz"])) as packed:
        packed.read()
        assert packed.mtime == 0
