"""The picture of a project's path tells each link of the table once, in every language."""

from __future__ import annotations

import pytest

from pipeline.site.library import Library
from pipeline.site.packages import read_packages
from pipeline.site.reuse import reuse_branches, told
from pipeline.site.routes import Routes
from pipeline.site.speech import Speech
from pipeline.site.words import load_words
from tests.places import PUBLISHED, ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    names = ("projects", "municipalities", "themes", "calls")
    routes = Routes({name: {"fi": name, "sv": name, "en": name} for name in names})
    return Library(read_packages(PUBLISHED), routes)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_link_is_a_leaf(library: Library, language: str) -> None:
    speech = Speech(library, load_words(ROOT / "site/locale", language))
    links = library.published.tables["reuse_links"]
    for ident in {row["project_id"] for row in links}:
        notes = [speech.pick(row, "reuse_note") for row in links if row["project_id"] == ident]
        branches = reuse_branches(speech, ident)
        leaves = [leaf for branch in branches for leaf in branch.leaves]
        assert len(leaves) == len(notes)
        said = [text for leaf in leaves for text in (leaf.name, leaf.below)]
        assert all(any(note in text for text in said) for note in notes)
        assert all(leaf.name in told(branches) for leaf in leaves)


def test_the_path_goes_from_the_code_to_who_goes_on(library: Library) -> None:
    speech = Speech(library, load_words(ROOT / "site/locale", "en"))
    branches = reuse_branches(speech, "2019-2-evaka")
    assert [branch.name for branch in branches] == [
        "Open-sourced as",
        "Builds on this",
        "Taken into use by",
        "Continued by",
    ]
    tampere = branches[2].leaves[1]
    assert tampere.name == "Tampere"
    assert tampere.below.endswith("since 1 April 2022")
    assert tampere.target.startswith("en/municipalities/")
