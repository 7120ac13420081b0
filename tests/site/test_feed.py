"""The feeds: valid Atom whose addresses lead somewhere, with every edition and every project."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from pipeline.site.feed import Issue, feed, feed_path
from pipeline.site.frame import SOURCE
from pipeline.site.history import Event, History
from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.routes import Routes
from pipeline.site.speech import Speech
from pipeline.site.words import load_words
from tests.places import PUBLISHED, ROOT, STANDARDS

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGES = ("fi", "sv", "en")
RELEASES = ROOT / "data/releases"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tree(site: Path, language: str) -> etree._Element:
    return etree.parse(site / feed_path(language)).getroot()


def texts(parent: etree._Element, name: str) -> list[str]:
    return [node.text or "" for node in parent.iter(f"{ATOM}{name}")]


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(STANDARDS / "atom.rng"))


def test_the_feed_is_valid_atom(tree: etree._Element, grammar: etree.RelaxNG) -> None:
    grammar.assertValid(tree)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<updated>", "<updated>on "),
        ("<title>", "<title type='markdown'>"),
        ("<name>Digiavustukset</name>", ""),
        ("<entry>", "<entry><price>1</price>"),
        ("<link ", "<link to='x' "),
    ],
)
def test_the_grammar_refuses_a_feed_that_is_not(
    site: Path, grammar: etree.RelaxNG, good: str, bad: str
) -> None:
    text = (site / "feed.xml").read_text(encoding="utf-8")
    assert good in text
    assert not grammar.validate(etree.fromstring(text.replace(good, bad, 1).encode()))


def test_each_part_that_atom_asks_for_is_there_once(tree: etree._Element, language: str) -> None:
    assert tree.tag == f"{ATOM}feed"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for part in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
            assert (part.findtext(f"{ATOM}{name}") or "").strip()
    assert texts(tree, "name") == ["Digiavustukset"]
    assert all(datetime.fromisoformat(moment) for moment in texts(tree, "updated"))
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in tree.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert tree.findtext(f"{ATOM}updated") == max(days)


def test_identifiers_are_tag_addresses_and_each_stands_once(site: Path) -> None:
    found = [
        ident
        for language in LANGUAGES
        for ident in texts(etree.parse(site / feed_path(language)).getroot(), "id")
    ]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[\w./-]+", ident) for ident in found)


def test_every_edition_and_every_project_has_an_entry(tree: etree._Element, language: str) -> None:
    text = (PUBLISHED / "grants/projects.csv").read_text(encoding="utf-8")
    projects = csv.DictReader(io.StringIO(text))
    wanted = {f"project/{row['project_id']}" for row in projects}
    wanted |= {f"edition/{path.name}" for path in RELEASES.iterdir() if path.is_dir()}
    idents = [entry.findtext(f"{ATOM}id") or "" for entry in tree.findall(f"{ATOM}entry")]
    assert {ident.split(":")[2].removesuffix(f"/{language}") for ident in idents} == wanted


def test_every_link_leads_to_a_page_of_the_site(
    tree: etree._Element, site: Path, language: str
) -> None:
    links = [node.get("href") or "" for node in tree.iter(f"{ATOM}link")]
    base = f"https://x.example/{feed_path(language)}"
    paths = [urljoin(base, address).removeprefix("https://x.example/") for address in links]
    assert [path for path in paths if not (site / path).is_file()] == []
    assert len(links) == len(tree.findall(f"{ATOM}entry")) + 1


def test_pages_name_the_feed_of_their_language(site: Path, language: str) -> None:
    front = site / ("" if language == "fi" else language) / "index.html"
    page = html.parse(front).getroot()
    (head,) = page.xpath("//head/link[@type='application/atom+xml']/@href")
    (foot,) = page.xpath("//footer//a[@type='application/atom+xml']/@href")
    assert head == foot
    assert (front.parent / head).resolve() == (site / feed_path(language)).resolve()


def test_a_changed_project_says_which_column_changed_and_when() -> None:
    published = read_packages(PUBLISHED)
    sections = {name: dict.fromkeys(LANGUAGES, name) for name in ("projects", "data")}
    library = Library(published, Routes(sections))
    ident = next(iter(library.projects))
    events = {name: [Event("1.0.0")] for name in library.projects}
    events[ident] = [Event("1.0.0"), Event("2.0.0", "amount_eur", "1", "2")]
    speech = Speech(library, load_words(SOURCE / "locale", "en"))
    days = {"1.0.0": "2020-01-01", "2.0.0": "2021-01-01"}
    issues = [Issue(version, day, {"en": []}) for version, day in days.items()]
    made = etree.fromstring(feed(library, speech, issues, History(events), "https://a.example/"))
    mine = f"tag:digiavustukset,2026:project/{ident}/en"
    (entry,) = (e for e in made.findall(f"{ATOM}entry") if e.findtext(f"{ATOM}id") == mine)
    assert entry.findtext(f"{ATOM}updated") == "2021-01-01T00:00:00Z"
    content = html.fromstring(entry.findtext(f"{ATOM}content") or "").xpath("string()")
    column = published.column_title("projects", "amount_eur", "en")
    assert content == f"Version 2.0.0: {column} changedFirst published in version 1.0.0"
    links = [node.get("href") or "" for node in made.iter(f"{ATOM}link")]
    assert all(address.startswith("https://a.example/") for address in links)
    assert "https://a.example/en/feed.xml" in links
