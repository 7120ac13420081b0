"""The journey "Before you apply", in three languages, and its ranks against the console verb's."""

from __future__ import annotations

import csv
import gzip
import io
import json
from itertools import takewhile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, Page, expect

from pipeline.match import features, knowledge_of, project_corpus, rank
from pipeline.site.packages import read_packages
from tests.places import PUBLISHED, ROOT

pytestmark = pytest.mark.browser

PAGES = {
    "fi": "ennen-hakua/index.html",
    "sv": "sv/innan-du-ansoker/index.html",
    "en": "en/before-you-apply/index.html",
}
IDEAS = {
    "fi": "ostolaskujen käsittely robotilla",
    "sv": "hantering av inköpsfakturor med robot",
    "en": "robots for purchase invoices",
}
BYTES = 400_000
"""The most that the whole page may read, compressed, for an idea of any length."""
NOTHING = "hevosten ratsastuskoulu"


def _ask(page: Page, site: str, language: str, idea: str) -> None:
    page.goto(site + PAGES[language])
    page.locator("#idea").fill(idea)
    page.locator("#idea-form button").click()
    expect(page.locator("#found")).to_be_visible()


@pytest.mark.parametrize("language", PAGES)
def test_an_idea_finds_decides_and_takes_along_a_record(
    reader: Page, address: str, language: str
) -> None:
    _ask(reader, address, language, IDEAS[language])
    first = reader.locator("#hits > li").first
    expect(first).to_have_attribute("data-id", "2019-2-kurob")
    expect(first.locator(".match-why li").first).to_be_visible()
    first.locator('[value="adapt"]').check()
    first.locator(".because").fill("Säästää aikaa & <vaivaa>")
    expect(reader.locator("#record")).to_contain_text("Säästää aikaa & <vaivaa>")
    saved = {kind: _saved(reader, kind) for kind in ("md", "json", "docx")}
    record = json.loads(saved["json"])
    assert record["hits"][0] | {"id": "2019-2-kurob", "decision": "adapt"} == record["hits"][0]
    assert record["idea"] == IDEAS[language]
    assert len(record["dataset"]["sha256"]) == 64
    assert any("Tilisanomat" in source for source in record["hits"][0]["sources"])
    text = "\n".join(one.text for one in Document(io.BytesIO(saved["docx"])).paragraphs)
    for told in ("Säästää aikaa & <vaivaa>", IDEAS[language], record["coverage"]):
        assert told in text
        assert told in saved["md"].decode()
    assert Axe().run(reader).response["violations"] == []


def _saved(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f'[data-save="{kind}"]').click()
    return Path(waiting.value.path()).read_bytes()


def test_nothing_similar_is_said_with_the_coverage(reader: Page, address: str) -> None:
    _ask(reader, address, "fi", NOTHING)
    expect(reader.locator("#hits > li")).to_have_count(0)
    expect(reader.locator("#nothing")).to_be_visible()


def test_the_words_of_a_language_are_read_while_the_visitor_writes(
    reader: Page, address: str
) -> None:
    reader.goto(address + PAGES["fi"])
    expect(reader.locator('script[src$="match/fi.js"]')).to_have_count(0)
    reader.locator("#idea").press_sequentially("la")
    expect(reader.locator('script[src$="match/fi.js"]')).to_have_count(1)
    reader.locator("#idea-language").select_option("sv")
    expect(reader.locator('script[src$="match/sv.js"]')).to_have_count(1)
    expect(reader.locator("#found")).to_be_hidden()


def test_words_that_cannot_be_read_are_told_of_and_asked_again(
    browser: Browser, address: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/match/sv.js", lambda route: route.abort())
        page.goto(address + PAGES["sv"])
        page.locator("#idea").fill(IDEAS["sv"])
        page.locator("#idea-form button").click()
        expect(page.locator("#asking")).to_contain_text("kunde inte laddas")
        page.unroute("**/match/sv.js")
        page.locator("#idea-form button").click()
        expect(page.locator("#hits > li").first).to_be_visible()
        expect(page.locator("#asking")).to_be_empty()


def test_the_address_restores_a_search_and_stays_in_the_browser(reader: Page, address: str) -> None:
    sent: list[str] = []
    reader.on("request", lambda request: sent.append(request.url))
    _ask(reader, address, "sv", IDEAS["sv"])
    assert not any("robot" in url for url in sent)
    link = reader.url
    reader.goto("about:blank")
    reader.goto(link)
    expect(reader.locator("#hits > li").first).to_have_attribute("data-id", "2019-2-kurob")


def test_only_what_is_asked_is_kept_and_it_can_be_erased(reader: Page, address: str) -> None:
    _ask(reader, address, "fi", IDEAS["fi"])
    assert reader.evaluate("localStorage.length") == 0
    reader.locator("#keep").check()
    reader.goto(address + PAGES["fi"])
    expect(reader.locator("#hits > li").first).to_be_visible()
    reader.locator("#erase").click()
    assert reader.evaluate("localStorage.length") == 0


def test_the_page_ranks_as_the_console_does(reader: Page, address: str) -> None:
    tables = read_packages(PUBLISHED).tables
    known = knowledge_of(tables)
    among = project_corpus(tables["projects"], known)
    file = (ROOT / "benchmarks/match/ideas.csv").read_text(encoding="utf-8")
    texts = [
        (row[f"text_{language}"], language)
        for row in csv.DictReader(file.splitlines())
        for language in PAGES
    ]
    here = [
        [[hit.ident, hit.score, hit.strength] for hit in rank(features(*text, known), among, known)]
        for text in texts
    ]
    reader.goto(address + PAGES["en"])
    ask = """async texts => {
        const found = [];
        for (const [text, lang] of texts) found.push(await digi.match(text, lang, "en"));
        return found.map(hits => hits.map(({ id, score, strength }) => [id, score, strength]));
    }"""
    assert reader.evaluate(ask, [list(text) for text in texts]) == here


@pytest.mark.parametrize("language", PAGES)
def test_the_page_reads_the_longest_endings_as_the_console_does(
    reader: Page, address: str, language: str
) -> None:
    meanings = knowledge_of(read_packages(PUBLISHED).tables).meanings
    words = meanings.languages[language].words
    base = {one.text: words.inflected(one.text) for one in words.all()}
    forms = sorted({one for own in base.values() for one in own}, key=lambda one: (-len(one), one))
    changed = [
        max(own, key=lambda one: (len(one) - _shared(one, text), one))
        for text, own in base.items()
        if own
    ]
    asked = [*forms[:300], *sorted(changed, key=lambda one: (-len(one), one))[:300]]
    here = [list(meanings.analyses(one, language)[0].lemmas) for one in asked]
    reader.goto(address + PAGES[language])
    ask = """async ([texts, lang]) => {
        await digi.matchPrepare(lang);
        return texts.map(text => digi.matchLexicon.analyses(text, lang)[0].lemmas);
    }"""
    there = reader.evaluate(ask, [asked, language])
    assert dict(zip(asked, there, strict=True)) == dict(zip(asked, here, strict=True))


def test_a_page_of_finnish_reads_no_more_than_it_may(browser: Browser, address: str) -> None:
    words = read_packages(PUBLISHED).tables["words"]
    told = [row["word"] for row in words if row["language"] == "fi" and row["tier"] != "0"]
    read: list[int] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: read.append(len(gzip.compress(answer.body()))))
        page.goto(address + PAGES["fi"])
        page.locator("#idea").fill(" ".join(told[:: len(told) // 400]))
        page.locator("#idea-form button").click()
        expect(page.locator("#found")).to_be_visible()
        page.wait_for_load_state("networkidle")
    assert sum(read) <= BYTES


def test_without_scripts_the_page_leads_to_the_list(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGES["fi"])
        expect(page.locator("#idea-form")).to_be_hidden()
        expect(page.locator("main noscript a")).to_be_visible()


def test_shared_words_are_marked_and_own_wishes_come_first(reader: Page, address: str) -> None:
    _ask(reader, address, "en", "software robots in routine work")
    hits = reader.locator("#hits > li")
    assert any("obot" in word for word in hits.locator(".match-summary mark").all_text_contents())
    plain = [one.get_attribute("data-id") or "" for one in hits.all()]
    assert plain.index("2019-2-kurob") < plain.index("2020-paatosvalmistelu")
    reader.locator("#own-theme").select_option("T10")
    reader.locator("#idea-form button").click()
    expect(hits.first).to_have_attribute("data-id", "2020-paatosvalmistelu")
    assert sorted(one.get_attribute("data-id") or "" for one in hits.all()) == sorted(plain)


def _shared(one: str, other: str) -> int:
    """How many first letters two words share."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
