"""Two thousand invented projects on a page that holds no row of its own."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.search.corpus import Project
from benchmarks.search.queries import heaviest
from benchmarks.search.site import FACETS, invented, make
from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from, words
from pipeline.schema import LANGUAGES
from pipeline.search import beside, entries, spots
from tests.browser.conftest import served
from tests.places import PUBLISHED

pytestmark = pytest.mark.browser
Made = tuple[str, list[Project], list[str]]
COUNT = 2000
LIST = """([query, lang, chosen, facets]) => digi.columns.list(query, {lang, chosen, facets})
  .then(({documents, counts}) => [documents.length, facets.map((name) => [...counts[name]])])"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page and its files are put."""
    return tmp_path_factory.mktemp("many")


@pytest.fixture(scope="module")
def made(folder: Path) -> Iterator[Made]:
    """Address of the page, its projects and what reads most; files are parted as of many more."""
    tables = read_tables(PUBLISHED)
    projects = list(invented(tables, COUNT))
    with pytest.MonkeyPatch.context() as patch:
        for room in (entries, spots):
            patch.setattr(room, "LONG", 300)
        patch.setattr(beside, "ROWS", 20)
        index = make(folder, projects, tables)
    heavy = heaviest(index, languages_from(tables, LANGUAGES))
    with served(folder, "/") as url:
        yield url, projects, heavy


@pytest.fixture
def page(browser: object, made: Made) -> Iterator[Page]:
    opened: Page = browser.new_page()  # type: ignore[attr-defined]
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.goto(made[0])
    yield opened
    opened.close()
    assert trouble == []


def counted(projects: list[Project], facet: str) -> dict[str, int]:
    return dict(Counter(word for one in projects for word in one.facets[facet]))


def commonest(projects: list[Project]) -> str:
    """The word, no name, that stands in most Finnish projects."""
    finnish = [one for one in projects if one.facets["language"] == ["fi"]]
    words = Counter(lemma for one in finnish for lemma in one.lemmas if lemma.islower())
    return words.most_common(1)[0][0]


def finnish(project: Project) -> list[str]:
    """The Finnish texts of a project."""
    return [one.text for one in project.document.fields if one.language == "fi"]


def commonest_phrase(said: list[str], size: int) -> str:
    """The words that stand together most often, of those whose first goes before others too."""
    ngrams = [words(text)[at : at + size] for text in said for at in range(len(words(text)))]
    runs = Counter(tuple(run) for run in ngrams if len(run) == size)
    behind = Counter(first for first, _ in {run[:2] for run in runs})
    return " ".join(next(run for run, _ in runs.most_common() if behind[run[0]] > 2))


@pytest.mark.parametrize("chosen", [{}, {"theme": ["asiointi"], "call": ["2020", "2017"]}])
def test_counts_of_facets_are_exact(page: Page, made: Made, chosen: dict[str, list[str]]) -> None:
    number, counts = page.evaluate(LIST, ["", "fi", chosen, FACETS])

    def fits(one: Project, but: str) -> bool:
        return all(
            name == but or set(words) & set(one.facets[name]) for name, words in chosen.items()
        )

    assert number == sum(fits(one, "") for one in made[1])
    for facet, pairs in zip(FACETS, counts, strict=True):
        expected = counted([one for one in made[1] if fits(one, facet)], facet)
        assert {word: count for word, count in pairs if count} == expected


def test_a_common_word_is_found_wherever_it_was_put(page: Page, made: Made) -> None:
    word = commonest(made[1])
    wanted = {one.document.ident for one in made[1] if word in one.lemmas | one.parts}
    found = page.evaluate(
        "(query) => digi.search(query).then((all) => all.map(({id}) => id))", word
    )
    assert len(wanted) > 20
    assert len(wanted.intersection(found)) >= 0.98 * len(wanted)


def test_rows_are_drawn_with_their_words_marked(page: Page, made: Made) -> None:
    expect(page.get_by_role("status")).to_have_text(str(COUNT))
    page.get_by_role("searchbox").fill(commonest(made[1]))
    expect(page.get_by_role("status")).not_to_have_text(str(COUNT))
    expect(page.locator("ol li")).to_have_count(10)
    expect(page.locator("ol li mark").first).to_be_visible()
    before = int(page.get_by_role("status").inner_text())
    box = page.locator("[data-facet=theme] label").first
    number = int(box.locator("span").inner_text())
    box.click()
    expect(page.get_by_role("status")).to_have_text(str(number))
    assert number < before


def test_records_and_ids_stand_in_one_order(page: Page, made: Made) -> None:
    word = commonest(made[1])
    drawn = page.evaluate(
        """(query) => digi.columns.list(query, {lang: "fi", facets: ["call"]})
          .then(({rows}) => rows.map(({record}) => record[0]))""",
        word,
    )
    found = page.evaluate(
        "(query) => digi.search(query).then((all) => all.map(({id}) => id))", word
    )
    assert drawn == found[:10] != []


def test_a_reader_of_many_reads_little(page: Page) -> None:
    """Bytes of JSON read for one more word: a few shards, whatever the number of projects."""
    sizes: list[int] = []
    page.get_by_role("status").wait_for()
    page.on("response", lambda reply: sizes.append(len(reply.body())))
    page.evaluate("() => digi.search('kirjastossa')")
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3
    assert sum(sizes) < 60_000


@pytest.mark.parametrize("size", [2, 3])
def test_a_phrase_of_common_words_reads_them_only_where_they_stand_together(
    page: Page, folder: Path, made: Made, size: int
) -> None:
    """The places of a common word stand by the words beside it: those of one pair are read."""
    said = [text.lower() for one in made[1] for text in finnish(one)]
    phrase = commonest_phrase(said, size)
    read: list[str] = []
    page.on("request", lambda request: read.append(Path(request.url).stem))
    found = page.evaluate(
        "(query) => digi.search(query).then((all) => all.map(({id}) => id))", f'"{phrase}"'
    )
    wanted = {
        one.document.ident
        for one in made[1]
        if any(phrase in " ".join(words(text.lower())) for text in finnish(one))
    }
    assert len(wanted) > 5
    assert wanted <= set(found)
    pairs = [name.rstrip("0123456789") for name in read if re.fullmatch(r"h\d+[ab]\d+", name)]
    assert 0 < len(pairs) == len(set(pairs)) <= size
    assert any(len(list(folder.rglob(f"{name}[0-9]*.json"))) > 1 for name in pairs)
    assert not [name for name in read if re.fullmatch(r"h\d+[dw]", name)]


def test_a_minus_before_a_common_word_reads_no_places_nor_reasons(page: Page, made: Made) -> None:
    word = commonest(made[1])
    having = [one for one in made[1] if word in one.lemmas]
    town = counted(having, "municipality").popitem()[0]
    read: list[str] = []
    page.on("request", lambda request: read.append(Path(request.url).stem))
    ask = "(query) => digi.search(query).then((all) => all.map(({id}) => id))"
    everywhere, left = page.evaluate(ask, town), page.evaluate(ask, f"{town} -{word}")
    assert set(left) < set(everywhere)
    assert not {one.document.ident for one in having}.intersection(left)
    assert not any(re.fullmatch(r"[hv]\d.*|s\d+", name) for name in read)


def test_the_heaviest_queries_read_little(page: Page, folder: Path, made: Made) -> None:
    """Common words, forms of several, begun, in phrases, without others: bytes as compressed."""
    assert len(made[2]) > 60
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.removeprefix(made[0])))
    for query in made[2]:
        page.goto(made[0])
        expect(page.get_by_role("status")).to_have_text(str(COUNT))
        read.clear()
        page.evaluate(LIST, [query, "fi", {}, FACETS])
        bodies = [(folder / path).read_bytes() for path in read]
        assert 0 < sum(len(gzip.compress(body, 6)) for body in bodies) <= 40_000, query
