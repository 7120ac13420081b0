"""What a build keeps for the next: it holds while the words stand as they stood, and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.search_verb import read_tables
from pipeline.language import Language, languages_from
from pipeline.search import (
    TEXT,
    TITLE,
    Document,
    Field,
    Finder,
    Index,
    Kept,
    build_index,
    meanings_from,
    shards,
)
from tests.places import PUBLISHED

BEFORE = (
    ("fi", "Kirjaston tilat."),
    ("fi", "Koulun pihan valot."),
    ("sv", "Biblioteken öppnas."),
    ("sv", "Vägen mäts."),
)
AFTER = (*BEFORE[:1], ("fi", "Koulun uuden pihan valo."), *BEFORE[2:], ("fi", "Kirjaston koulu."))


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    """The published tables with the commonest words and few meanings: each word is asked for."""
    read = read_tables(PUBLISHED)
    common = [row for row in read["words"] if int(row["tier"]) < 4]
    few = {"words": common, "translations": read["translations"][:500]}
    return {**read, **few, "concepts": [], "synonyms": []}


def documents(texts: tuple[tuple[str, str], ...], kind: str = TEXT) -> list[Document]:
    return [
        Document(str(number), (Field(kind, language, text),))
        for number, (language, text) in enumerate(texts)
    ]


def index_of(languages: dict[str, Language], *texts: str, kind: str = TEXT) -> Index:
    return build_index(documents(tuple(("fi", text) for text in texts), kind), languages)


def made(
    texts: tuple[tuple[str, str], ...], tables: dict[str, list[dict[str, str]]], kept: Kept
) -> tuple[dict[str, bytes], dict[str, Language]]:
    """The files of the search, and the languages that they were made with."""
    languages = languages_from(tables, ("fi", "sv", "en"))
    kept.remind(languages)
    index = build_index(documents(texts), languages)
    finder = Finder(index, languages, meanings_from(tables, languages), forgiving=False)
    return shards(finder, languages, kept=kept), languages


def test_a_second_build_is_the_same_as_a_first(
    tables: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    place = tmp_path / "kept.sqlite"
    kept = Kept(place, "one")
    _, languages = made(BEFORE, tables, kept)
    kept.close(languages)
    reminded = languages_from(tables, ("fi", "sv", "en"))
    Kept(place, "one").remind(reminded)
    assert reminded["fi"].learned() == languages["fi"].learned() != ([], {})
    assert made(AFTER, tables, Kept(place, "one"))[0] == made(AFTER, tables, Kept())[0]


@pytest.fixture(scope="module")
def languages(tables: dict[str, list[dict[str, str]]]) -> dict[str, Language]:
    return languages_from(tables, ("fi", "sv", "en"))


def ask(kept: Kept, index: Index, told: int) -> int:
    """What is kept of an entry made from one key, `told` if it is made anew."""

    def make() -> tuple[int, str, None]:
        index.places("fi:koulu")
        return told, "", None

    return kept.answers("fi:koulu", index, make)[0]


@pytest.mark.parametrize(
    ("texts", "kind", "known"),
    [
        (("Uusi koulu.", "Kirjasto."), TEXT, True),
        (("Uusi koulu.", "Kirjaston piha.", "Valo."), TEXT, True),
        (("Uusi koulu.", "Kirjasto."), TITLE, False),
        (("Uusi koulun.", "Kirjasto."), TEXT, False),
        (("Aivan uusi koulu.", "Kirjasto."), TEXT, False),
        (("Kirjasto.", "Uusi koulu."), TEXT, False),
        (("Uusi koulu.", "Kirjasto.", "Koulu."), TEXT, False),
        (("Uusi.", "Kirjasto."), TEXT, False),
    ],
)
def test_an_entry_holds_while_its_words_stand_as_they_stood(
    texts: tuple[str, ...],
    kind: str,
    known: bool,
    languages: dict[str, Language],
    tmp_path: Path,
) -> None:
    kept = Kept(tmp_path / "kept.sqlite")
    assert ask(kept, index_of(languages, "Uusi koulu.", "Kirjasto."), 1) == 1
    assert ask(kept, index_of(languages, *texts, kind=kind), 2) == (1 if known else 2)


def test_entries_are_known_in_whatever_order_they_are_asked(
    languages: dict[str, Language], tmp_path: Path
) -> None:
    kept, index = Kept(tmp_path / "kept.sqlite"), index_of(languages, "Uusi koulu.")

    def asked(name: str, told: int) -> int:
        return kept.answers(
            name, index, lambda: (len(index.places("fi:koulu")[0]) + told, "", None)
        )[0]

    first = {name: asked(name, number) for number, name in enumerate("cab")}
    assert [asked(name, 9) for name in "abcdbac"] == [
        *map(first.get, "abc"),
        10,
        *map(first.get, "bac"),
    ]


def test_another_recipe_knows_nothing(languages: dict[str, Language], tmp_path: Path) -> None:
    index = index_of(languages, "Uusi koulu.")
    for recipe, told, expected in (("one", 1, 1), ("one", 2, 1), ("two", 3, 3)):
        kept = Kept(tmp_path / "kept.sqlite", recipe)
        assert ask(kept, index, told) == expected
        kept.close({})


def test_a_file_that_is_no_base_is_no_error(languages: dict[str, Language], tmp_path: Path) -> None:
    place = tmp_path / "kept.sqlite"
    place.write_text("no base at all, but long enough to be taken for one" * 20, encoding="utf-8")
    assert ask(Kept(place), index_of(languages, "Uusi koulu."), 7) == 7


def test_a_base_that_breaks_on_the_way_is_used_no_more(
    tables: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    place = tmp_path / "kept.sqlite"
    kept = Kept(place, "one")
    files, languages = made(BEFORE, tables, kept)
    kept.close(languages)
    whole = place.read_bytes()
    half = len(whole) // 2  # the recipe stands in the first pages, what was found out after them
    place.write_bytes(whole[:half] + b"\xff" * half)
    broken = Kept(place, "one")
    assert made(BEFORE, tables, broken)[0] == files
    broken.close(languages)
