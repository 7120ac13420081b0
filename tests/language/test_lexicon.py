"""The tool for maintainers: which words are new, and how endings are learned."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lexicon import tables
from lexicon.corpus import new_words
from lexicon.guesses import guess_rows, guesses
from pipeline.language import FORM, LISTED, languages_from
from tests.places import PUBLISHED

Rows = list[dict[str, str]]
LANGUAGE = ("words", "word_patterns", "word_tails", "word_guesses", "name_words_inflected")


@pytest.fixture(scope="module")
def published() -> dict[str, Rows]:
    """The published tables."""
    return tables.published()


def test_a_word_ends_as_the_base_form_of_its_patterns_does() -> None:
    firsts = {
        (row["language"], row["pattern"]): row["endings"].split()[0].removeprefix("0")
        for row in tables.read(tables.VOCABULARY / "word_patterns.csv")
    }
    words = tables.read(tables.VOCABULARY / "words.csv")
    assert [
        row["word"]
        for row in words
        for pattern in row["patterns"].split(";")
        if not row["word"].endswith(firsts[row["language"], pattern])
    ] == []


def listed(reviewed: str) -> dict[str, str]:
    """A row of the table lexicon."""
    row = {"language": "fi", "form": "trevakaa", "lemmas": "trevaka", "parts": ""}
    return {**row, "reviewed": reviewed}


def test_only_words_that_would_be_guessed_are_new(published: dict[str, Rows]) -> None:
    project = {**published["projects"][0], "title_fi": "Kirjaston Trevakaa KELA 2019 trevakaa-3"}
    world = {**published, "projects": [project], "lexicon": []}
    assert "trevakaa" in new_words(world)["fi"]
    assert not {"kirjaston", "kela", "2019", "trevakaa-3"} & set(new_words(world)["fi"])
    known = {**world, "lexicon": [listed("editor")]}
    assert "trevakaa" not in new_words(known)["fi"]


def test_a_row_read_by_program_does_not_pass_for_a_reviewed_one(
    published: dict[str, Rows],
) -> None:
    own = {name: published[name] for name in LANGUAGE}
    for reviewed, how in (("editor", LISTED), ("", FORM)):
        finnish = languages_from({**own, "lexicon": [listed(reviewed)]}, ["fi"])["fi"]
        analysis = finnish.analyse("Trevakaa")
        assert (analysis.lemmas, analysis.how) == (("trevaka",), how)


def test_a_longer_ending_is_kept_only_where_it_decides_otherwise() -> None:
    pairs = [(f"{stem}s", stem) for stem in ("cat", "dog", "map")]
    pairs += [(f"{stem}ies", f"{stem}y") for stem in ("librar", "cit", "part", "bod")]
    assert ("s", 1, "") not in guesses(pairs, least=4)
    learned = guesses(pairs, least=3)
    assert ("s", 3, "y") not in learned
    assert ("es", 3, "y") not in learned
    assert ("ies", 3, "y") in learned


def test_the_rules_of_guessing_follow_from_the_base_words() -> None:
    own: dict[str, Rows] = {}
    for name in ("words", "word_patterns", "word_guesses"):
        with (PUBLISHED / f"language/{name}.csv").open(encoding="utf-8", newline="") as file:
            own[name] = [row for row in csv.DictReader(file) if row["language"] == "en"]
    made = list(guess_rows(own["words"], own["word_patterns"]))
    assert made == own["word_guesses"]


def test_rows_are_written_sorted_and_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "VOCABULARY", tmp_path)
    path = tables.VOCABULARY / "lexicon.csv"
    path.write_text("language,form\nfi,a\n", encoding="utf-8")
    rows = [{"language": "sv", "form": "å"}, {"language": "fi", "form": "ä"}]
    assert tables.write("lexicon", rows, ("language", "form"))
    assert path.read_text(encoding="utf-8") == "language,form\nfi,ä\nsv,å\n"
    assert not tables.write("lexicon", rows[::-1], ("language", "form"))
