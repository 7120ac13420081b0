"""Whatever the text, a function from text to a value gives one; what it cuts is in the text."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.personal import is_personal
from pipeline.cli.search_verb import read_tables
from pipeline.extract.document import document_of
from pipeline.extract.formats import lines_of
from pipeline.extract.heal import heal
from pipeline.extract.tokens import Readers, find_tokens, readers_from
from pipeline.language import Language, folded, languages_from, plain, tokenise, words
from pipeline.match import features, knowledge_of
from pipeline.match.meaning import lettered, unlettered
from pipeline.match.vectors import SCALE, packed, unpacked
from pipeline.normalise.forms import key_of, words_of
from pipeline.normalise.fuzzy import edits_allowed
from pipeline.normalise.words import tokens
from pipeline.search import Finder, build_index, meanings_from, project_documents
from pipeline.search.keys import surface
from pipeline.search.query import parse
from pipeline.site.library import collation_key
from pipeline.site.packages import read_packages
from pipeline.site.routes import slug
from pipeline.vocabulary import load_vocabulary
from tests.places import GOLDEN, PIPELINE

LANGUAGES = ("fi", "sv", "en")
NEAR = st.text(st.sampled_from("aeiäöåsktnAKÄ019 .,:-–'’%€\u00a0\u00ad\n\"¼½²"))
"""Text like that of documents, where rules meet: letters of names, figures, marks, blanks."""
TEXTS = st.one_of(st.text(), NEAR)
ALONE: dict[str, Callable[[str], object]] = {
    "check.personal.is_personal": is_personal,
    "extract.formats.lines_of": lambda text: list(lines_of(text)),
    "language.tokens.folded": folded,
    "language.tokens.plain": plain,
    "language.tokens.tokenise": tokenise,
    "language.tokens.words": words,
    "normalise.forms.key_of": key_of,
    "normalise.forms.words_of": words_of,
    "normalise.fuzzy.edits_allowed": edits_allowed,
    "normalise.words.tokens": tokens,
    "search.keys.surface": surface,
    "search.query.parse": parse,
    "site.library.collation_key": collation_key,
    "site.routes.slug": slug,
}
"""Functions of one text, by module and name."""
ELSEWHERE = {"match.meaning.unlettered", "match.vectors.unpacked", "search.keys.name"}
"""Functions of a text that others made: their round trips are below; a name is taken as it is."""


class Span(Protocol):
    """Something cut out of a text."""

    text: str
    start: int
    end: int


@pytest.fixture(scope="module")
def readers() -> Readers:
    return readers_from(load_vocabulary(GOLDEN / "raw"))


@pytest.fixture(scope="module")
def tables(golden_packages: Path) -> dict[str, Any]:
    return read_tables(golden_packages)


@pytest.fixture(scope="module")
def languages(tables: dict[str, Any]) -> dict[str, Language]:
    return languages_from(tables, LANGUAGES)


def test_every_function_of_one_text_is_tried() -> None:
    assert set(_functions()) == {*ALONE, *ELSEWHERE}


def _functions() -> Iterator[str]:
    for path in sorted(PIPELINE.rglob("*.py")):
        room = path.relative_to(PIPELINE).with_suffix("").as_posix().replace("/", ".")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                args = [*node.args.posonlyargs, *node.args.args]
                of_text = len(args) == 1 and ast.unparse(args[0].annotation or node) == "str"
                if of_text and args[0].arg in ("text", "token", "word", "name", "lemma"):
                    yield f"{room}.{node.name}"


@pytest.mark.parametrize("name", ALONE)
def test_any_text_gives_the_same_value_twice(name: str) -> None:
    @given(TEXTS)
    def tried(text: str) -> None:
        assert ALONE[name](text) == ALONE[name](text)

    tried()


@pytest.mark.parametrize("cut", [tokenise, tokens, words_of])
def test_what_is_cut_stands_in_the_text_in_order(cut: Callable[[str], list[Span]]) -> None:
    @given(TEXTS)
    def tried(text: str) -> None:
        spans = cut(text)
        assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]
        places = [place for span in spans for place in (span.start, span.end)]
        assert places == sorted(places)

    tried()


@pytest.mark.parametrize("tidy", [key_of, slug])
def test_what_is_tidy_stays_as_it_is(tidy: Callable[[str], str]) -> None:
    @given(TEXTS)
    def tried(text: str) -> None:
        assert tidy(tidy(text)) == tidy(text)

    tried()


@given(st.binary())
def test_bytes_as_letters_come_back(content: bytes) -> None:
    text = lettered(content)
    assert unlettered(text) == content
    assert re.fullmatch(r"([a-p]{2})*", text)


@given(st.lists(st.floats(-127 / SCALE, 127 / SCALE)))
def test_a_packed_vector_comes_back_as_whole_numbers(vector: list[float]) -> None:
    back = unpacked(packed(vector))
    assert all(
        math.isclose(n / SCALE, x, abs_tol=0.5 / SCALE) for n, x in zip(back, vector, strict=True)
    )


@given(TEXTS, st.sampled_from(["etu.suku@kunta.fi", "+358 40 123 4567", "010190-123A"]))
def test_a_person_is_seen_beside_any_text(text: str, private: str) -> None:
    assert is_personal(f"{text} | {private} | {text}")


@given(TEXTS)
def test_healing_keeps_the_lines(text: str) -> None:
    never = re.compile(r"(?!)")
    healed = heal(text, never)
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    assert healed.count("\n") >= ends.count("\n")
    assert not re.search("[\u00ad\u200b\ufeff]", healed)


@given(TEXTS)
def test_any_text_is_a_document(text: str) -> None:
    assert document_of("x.txt", text).name == "x.txt"


@given(text=TEXTS, year=st.one_of(st.none(), st.integers(1990, 2030)))
def test_what_a_document_says_stands_in_it(readers: Readers, text: str, year: int | None) -> None:
    found = find_tokens(text, readers, year)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)


@given(text=TEXTS)
def test_any_token_has_a_base_form(languages: dict[str, Language], text: str) -> None:
    for language in languages.values():
        assert language.analyse(text).lemmas
        assert text.lower() in language.forms(text)
        for token, analysis in language.analyse_text(text):
            assert analysis.token == token.text


def test_any_query_is_answered(tables: dict[str, Any], languages: dict[str, Language]) -> None:
    documents = project_documents(tables)
    index = build_index(documents, languages)
    finder = Finder(index, languages, meanings_from(tables, languages))

    @given(TEXTS, st.sampled_from(LANGUAGES))
    def tried(text: str, language: str) -> None:
        found = finder.find(text, language)
        numbers = [one.document for one in found]
        assert len(set(numbers)) == len(numbers)
        assert {*numbers} <= {*range(len(documents))}

    tried()


def test_any_idea_has_features(golden_packages: Path) -> None:
    known = knowledge_of(read_packages(golden_packages).tables)

    @given(TEXTS, st.sampled_from(LANGUAGES))
    def tried(text: str, language: str) -> None:
        found = features(text, language, known)
        assert {*found.concepts} <= {*range(len(known.concepts))}

    tried()
