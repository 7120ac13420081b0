"""Projects are found by the names of their call and programme, after all else and said so."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.cli.search_verb import answers, read_tables
from tests.places import PUBLISHED


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    """The published tables."""
    return read_tables(PUBLISHED)


def asked(query: str, language: str, tables: dict[str, list[dict[str, str]]]) -> list[Any]:
    """The answers among the projects."""
    return answers(query, language, PUBLISHED, tables)


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("digikannustin", "fi"),
        ("kannustinjärjestelmä", "fi"),
        ("incitamentssystemet", "sv"),
        ("incentive scheme", "en"),
    ],
)
def test_a_programme_finds_the_projects_of_its_calls(
    query: str, language: str, tables: dict[str, list[dict[str, str]]]
) -> None:
    calls = {row["call_id"] for row in tables["calls"] if row["programme_id"] == "kannustin"}
    own = {row["project_id"] for row in tables["projects"] if row["call_id"] in calls}
    found = asked(query, language, tables)
    assert own <= {one["id"] for one in found}
    assert {one["why"][0]["kind"] for one in found if one["id"] in own} == {"call"}


def test_part_of_the_name_of_a_programme_is_no_hit(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    kinds = {why["kind"] for one in asked("järjestelmä", "fi", tables) for why in one["why"]}
    assert kinds
    assert "call" not in kinds


def test_calls_come_last(tables: dict[str, list[dict[str, str]]]) -> None:
    by_call = [one["why"][0]["kind"] == "call" for one in asked("digitalisaatio", "fi", tables)]
    assert True in by_call
    assert False in by_call
    assert by_call == sorted(by_call)


@pytest.mark.parametrize(
    ("query", "language", "ident", "title"),
    [
        ("eVaka", "sv", "2019-2-evaka", "Kommunernas eVaka"),
        ("Tampere", "en", "2017-tampereen-kaupunkiseutu", "Tampere city region: name not known"),
        (
            "Tammerfors",
            "sv",
            "2020-asiakaspalvelu",
            "Tammerfors, Lahtis, Borgå: namnet är inte känt",
        ),
    ],
)
def test_names_are_those_of_the_pages_in_the_language(
    tables: dict[str, list[dict[str, str]]], query: str, language: str, ident: str, title: str
) -> None:
    assert (ident, title) in [(one["id"], one["title"]) for one in asked(query, language, tables)]
