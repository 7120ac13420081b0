"""What is proposed for a target that nobody has reviewed."""

from __future__ import annotations

import pytest

from benchmarks.extract import Proposals, left_out_targets, new_targets
from pipeline.extract import Tools
from pipeline.extract.known import Known, load_known
from pipeline.extract.near_themes import near_themes
from tests.extract.conftest import RAW, Reader

RIGHT, FOUND = 0.9, 0.4


@pytest.fixture(scope="module")
def known() -> Known:
    return load_known(RAW, "")


@pytest.mark.parametrize(
    ("term", "theme"),
    [
        ("ikäihmisten digiopastukseen", "T14"),
        ("paikkatiedon avaamiseen rajapinnoilla", "T08"),
        ("elektronisk bygglovshantering", "T02"),
        ("skolskjutsar", "T13"),
        ("spridning av redan utvecklade lösningar", "X01"),
        ("strengthen digital skills of older people", "T14"),
    ],
)
def test_the_nearest_theme_of_a_term(tools: Tools, known: Known, term: str, theme: str) -> None:
    near = near_themes(tools.vocabulary, {}, known.wordings).nearest(term)
    assert near is not None
    assert near.theme == theme
    assert 0.5 < near.confidence <= 1


@pytest.mark.parametrize("term", ["jalkapallon pelaaminen", "digitala projekt i kommunerna", ""])
def test_no_theme_is_proposed_where_none_is_near(tools: Tools, known: Known, term: str) -> None:
    assert near_themes(tools.vocabulary, {}, known.wordings).nearest(term) is None


def _check(found: Proposals) -> None:
    assert found.right >= FOUND * found.told
    assert found.right >= RIGHT * (found.right + found.wrong)


def test_left_out_targets_find_their_theme_again(tools: Tools) -> None:
    _check(left_out_targets(tools))


def test_targets_of_other_calls_find_their_theme(tools: Tools) -> None:
    _check(new_targets(tools))


def test_a_proposal_is_told_in_the_note_and_left_to_a_person(read: Reader) -> None:
    text = "Avustusta voi hakea\n\n - ikäihmisten digiopastukseen\n - laitteiden poistoon\n"
    rows = [row for row in read(text, "call-2022.txt").rows if row.field == "target"]
    assert [row.status for row in rows] == ["unresolved", "unresolved"]
    assert "T14" in rows[0].note
