"""What is proposed for a target that nobody has reviewed."""

from __future__ import annotations

import pytest

from pipeline.extract import Tools
from pipeline.extract.known import load_known
from pipeline.extract.near_themes import near_themes
from tests.extract.conftest import RAW, Reader


@pytest.mark.parametrize(
    ("term", "theme"),
    [
        ("ikäihmisten digiopastukseen", "T14"),
        ("paikkatiedon avaamiseen rajapinnoilla", "T08"),
        ("elektronisk bygglovshantering", "T02"),
        ("skolskjutsar", "T13"),
        ("strengthen digital skills of older people", "T14"),
    ],
)
def test_the_nearest_theme_of_a_term(tools: Tools, term: str, theme: str) -> None:
    near = near_themes(tools.vocabulary, {}).nearest(term)
    assert near is not None
    assert near.theme == theme
    assert 0.5 < near.confidence <= 1


def test_no_theme_is_proposed_where_none_is_near(tools: Tools) -> None:
    assert near_themes(tools.vocabulary, {}).nearest("jalkapallon pelaaminen") is None


def test_left_out_targets_find_their_theme_again(tools: Tools) -> None:
    known = load_known(RAW, "")
    texts = {text: english for text, english in known.wordings.items() if english in known.themes}
    right, proposed = 0, 0
    for text, english in texts.items():
        others = {t: known.themes[e] for t, e in texts.items() if e != english}
        near = near_themes(tools.vocabulary, others).nearest(text)
        proposed += near is not None
        right += near is not None and near.theme in known.themes[english]
    assert proposed >= 0.8 * len(texts)
    assert right >= 0.7 * proposed


def test_a_proposal_is_told_in_the_note_and_left_to_a_person(read: Reader) -> None:
    text = "Avustusta voi hakea\n\n - ikäihmisten digiopastukseen\n - laitteiden poistoon\n"
    rows = [row for row in read(text, "call-2022.txt").rows if row.field == "target"]
    assert [row.status for row in rows] == ["unresolved", "unresolved"]
    assert "T14" in rows[0].note
