"""The receipt of one value."""

from __future__ import annotations

import pytest

from pipeline.cli.explain import explain_lines
from pipeline.cli.flow import Built
from pipeline.model import BadInputError
from tests.places import GOLDEN
from tests.world import Script


def told(built: Built, subject: str, field: str) -> str:
    """What explain says."""
    return "\n".join(explain_lines(built.tables, subject, field))


def test_a_value_is_told_with_its_receipt_and_its_rivals(golden_built: Built) -> None:
    assert told(golden_built, "haku-2020-2", "grants_awarded").splitlines() == [
        "calls.grants_awarded of haku-2020-2: 4",
        "- shown: grants_awarded = 4",
        "    source vm-2020-sv: the token was not kept",
        "    rule count, stated",
        "- differs: grants_awarded = 5",
        "    source lehti-2020-fi: 'viisi'",
        "    rule count, stated",
        "    not shown, decided by authority of the source",
        "How to take it: The number of the ministry is shown.",
    ]


def test_a_column_made_of_several_fields_tells_all_of_them(golden_built: Built) -> None:
    text = told(golden_built, "2020-keksi", "amount_eur")
    assert text.startswith("projects.amount_eur of 2020-keksi: 120000\n")
    assert "- shown: amount_max_eur = 120000 (max)" in text
    assert "source vm-2020-sv, line 3, characters 60-77: 'högst 120 000 euro'" in text
    assert "- differs: amount_approx_eur = 100000 (about)" in text


def test_a_correction_and_a_note_are_told(golden_built: Built) -> None:
    text = told(golden_built, "2020-keksi", "lead")
    assert "'Påhitby stad'" in text
    assert "read as 'Påhittby stad'" in text
    assert "note: told on its own page" in told(golden_built, "2020-arvio", "lead")


def test_what_no_source_says_is_told(golden_built: Built) -> None:
    assert told(golden_built, "2018-satula", "amount_eur").splitlines() == [
        "projects.amount_eur of 2018-satula: not stated",
        "No source held says anything of this.",
    ]


def test_a_candidate_can_be_explained(golden_built: Built) -> None:
    assert "- context: title_fi = Haave" in told(golden_built, "cand-haave", "title_fi")


@pytest.mark.parametrize(
    ("subject", "field", "problem"),
    [
        ("2020-none", "amount_eur", "'2020-none': is not a subject; use an id of"),
        ("2020-keksi", "salary", "'salary': is neither a column"),
        ("cand-haave", "amount_eur", "'amount_eur': is neither a column"),
    ],
)
def test_what_is_not_known_is_told(
    golden_built: Built, subject: str, field: str, problem: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        told(golden_built, subject, field)
    assert str(caught.value).startswith(problem)


def test_the_verb_prints_it(script: Script) -> None:
    run = script("explain", "2020-keksi", "short_name", "--raw", GOLDEN / "raw")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("projects.short_name of 2020-keksi: KEX\n- shown: short_name = KEX\n")


@pytest.mark.parametrize("column", ["status", "project_id", "conflict_fields"])
def test_a_computed_column_can_be_explained(golden_built: Built, column: str) -> None:
    first, last = told(golden_built, "2020-keksi", column).splitlines()
    assert first.startswith(f"projects.{column} of 2020-keksi: ")
    assert last.startswith("Computed: ")
