"""Statements become typed; what the schema or the vocabulary does not know stops them."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.model import BadInputError, Problem
from pipeline.model.types import ADVICE
from pipeline.normalise import organisation_ids
from pipeline.normalise.statements import translate_notes
from tests.small import Row, golden_vocabulary, say, small_raw, typed_statements, with_wordings


def typed_row(statement: Row, *wordings: str) -> pd.Series:
    """The one statement, typed."""
    frame = typed_statements(small_raw(statement), *wordings)
    assert len(frame) == 1
    return frame.iloc[0]


def titled(field: str, value: str) -> list[Row]:
    """A statement of the field, with the title of its output where it tells of one."""
    if not field.startswith("output_"):
        return [say(field, value)]
    return [say(field, value, item="x"), say("output", "stories", item="x")]


def problems(*statements: Row, corrections: list[Row] | None = None) -> list[Problem]:
    """What is wrong with the statements."""
    with pytest.raises(BadInputError) as caught:
        typed_statements(small_raw(*statements, corrections=corrections or []))
    return caught.value.problems


@pytest.mark.parametrize(
    ("field", "value", "number"),
    [
        ("amount_max_eur", "850000", 850000),
        ("budget_change_eur", "-30000000", -30000000),
        ("other_sum_eur", "-5.47", -5.47),
        ("grants_awarded", "14", 14),
        ("funding_share_max_pct", "70", 70),
    ],
)
def test_numbers_are_read(field: str, value: str, number: float) -> None:
    row = typed_row(say(field, value))
    assert row["number"] == number
    assert row["code"] == ""


def test_a_value_that_is_no_number_has_none() -> None:
    assert pd.isna(typed_row(say("decided_on", "2018-03-23"))["number"])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("lead", "Keksilä", "901"),
        ("lead", "Olematon", "904"),
        ("recipient", "Kuvitelman kuntayhtymä", "kuvitelman-kuntayhtyma"),
        ("call", "c", "c"),
        ("programme", "g", "g"),
        ("theme_stated", "T91", "T91"),
        ("output_kind", "source code", "source code"),
    ],
)
def test_names_are_looked_up(field: str, value: str, code: str) -> None:
    row = typed_statements(small_raw(*titled(field, value))).iloc[0]
    assert row["code"] == code
    assert pd.isna(row["number"])


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("amount_max_eur", "850 000", "eur"),
        ("amount_max_eur", "850000.50", "eur"),
        ("other_sum_eur", "5,47", "sum"),
        ("grants_awarded", "fourteen", "count"),
        ("funding_share_max_pct", "170", "percent"),
        ("decided_on", "2018-03", "date"),
        ("starts_on", "2018-13", "partial_date"),
        ("closes_at", "2018-03-23 16.15", "moment"),
        ("joint_only", "true", "boolean"),
        ("project_url", "somewhere", "url"),
        ("lead", "Påhittby", "organisation"),
        ("lead", "Keksila", "organisation"),
        ("call", "p", "call"),
        ("programme", "c", "programme"),
        ("theme_stated", "T90", "theme"),
        ("theme_editorial", "XE", "theme"),
        ("funder", "somebody", "funder"),
        ("programme_kind", "party", "programme_kind"),
        ("output_kind", "smoke", "output_kind"),
    ],
)
def test_a_value_that_is_not_of_its_type_is_told(field: str, value: str, kind: str) -> None:
    what, move = ADVICE[kind]
    (problem,) = problems(*titled(field, value))
    told = Problem("statements.csv", 2, "value", f"{value!r} {what}", problem.move)
    assert problem == told
    assert problem.move.startswith(move)


@pytest.mark.parametrize(
    ("statement", "near"),
    [
        (say("lead", "Keksila"), "; compare 'Keksilä' in vocabulary/municipalities.csv, row 2"),
        (
            say("lead", "Kuvitelman kuntayhtyma"),
            "; compare 'Kuvitelman kuntayhtymä' in vocabulary/organisations.csv, row 2",
        ),
        (say("theme_stated", "T93"), "; compare 'T91' in vocabulary/themes.csv, row 2"),
        (say("call", "c2x"), "; compare 'c2' in subjects.csv, row 4"),
        (say("title_fi", "x", subject_id="c2x"), "; compare 'c2' in subjects.csv, row 4"),
        (say("lead", "Zzz"), "add the body to vocabulary/organisations.csv"),
    ],
)
def test_the_word_most_like_an_unknown_one_is_told(statement: Row, near: str) -> None:
    told = [problem for problem in problems(statement) if problem.file == "statements.csv"]
    assert [problem.move.endswith(near) for problem in told] == [True]


def test_every_type_that_has_advice_is_tried_above() -> None:
    marks = test_a_value_that_is_not_of_its_type_is_told.pytestmark  # type: ignore[attr-defined]
    assert {kind for _, _, kind in marks[0].args[1]} == ADVICE.keys()


@pytest.mark.parametrize(
    ("change", "column", "move"),
    [
        ({"subject_id": "q"}, "subject_id", "subjects.csv"),
        ({"field": "salary"}, "field", "schema.yml"),
        ({"language": "se"}, "language", "fi, sv or en"),
        ({"certainty": "sure"}, "certainty", "stated, inferred or editorial"),
        ({"certainty": ""}, "certainty", "stated, inferred or editorial"),
        ({"qualifier": "at most"}, "qualifier", "max, over, under, about or rounded"),
        ({"basis": "memory"}, "basis", "full text, quote or note"),
    ],
)
def test_a_word_that_the_schema_does_not_know_is_told(change: Row, column: str, move: str) -> None:
    (problem, *_) = problems({**say("amount_max_eur", "1"), **change})
    assert (problem.file, problem.row, problem.field) == ("statements.csv", 2, column)
    assert problem.what == f"{change[column]!r} is unknown"
    assert move in problem.move


@pytest.mark.parametrize(
    ("change", "column", "what"),
    [
        ({"value": ""}, "value", "is empty"),
        ({"value": " 1"}, "value", "space at its start or end"),
        ({"as_written": "1 euro "}, "as_written", "space at its start or end"),
        ({"note": " so"}, "note", "space at its start or end"),
    ],
)
def test_an_untidy_cell_is_told(change: Row, column: str, what: str) -> None:
    (problem,) = problems({**say("amount_max_eur", "1"), **change})
    assert problem.field == column
    assert what in problem.what


@pytest.mark.parametrize(
    ("field", "value", "subject", "row"),
    [("lead", "Keksilä", "c", 3), ("grants_awarded", "3", "p", 2), ("programme_kind", "x", "c", 3)],
)
def test_what_is_said_of_another_kind_of_subject_is_told(
    field: str, value: str, subject: str, row: int
) -> None:
    told = problems(say(field, value, subject_id=subject))[0]
    kind = {"c": "call", "p": "project"}[subject]
    assert told.what == f"{field} is not said of a {kind}, which {subject} is"
    assert told.move.endswith(f"in subjects.csv, row {row}")


def test_every_problem_is_told_with_its_own_row() -> None:
    told = problems(say("lead", "X"), say("lead", "Keksilä"), say("partner", "Y"))
    assert [(problem.row, problem.what[:3]) for problem in told] == [(2, "'X'"), (4, "'Y'")]


def test_a_wording_needs_all_three_languages() -> None:
    told = problems(say("target", "flying trams", subject_id="c", note="said twice"))
    assert [(problem.field, problem.what) for problem in told] == [
        ("note", "'said twice' has no Finnish and Swedish wording"),
        ("value", "'flying trams' has no Finnish and Swedish wording"),
    ]
    assert {problem.move for problem in told} == {"add it to vocabulary/wordings.csv"}


def test_a_wording_is_shown_in_three_languages() -> None:
    row = typed_row(say("target", "flying trams", note="said twice"), "flying trams", "said twice")
    assert [row[f"value_{lang}"] for lang in ("fi", "sv", "en")] == [
        "flying trams fi",
        "flying trams sv",
        "flying trams",
    ]
    assert [row[f"note_{lang}"] for lang in ("fi", "sv", "en")] == [
        "said twice fi",
        "said twice sv",
        "said twice",
    ]


@pytest.mark.parametrize("value", ["https://example.org/full", "893/2019", "2018"])
def test_what_no_language_words_needs_no_wording(value: str) -> None:
    row = typed_row(say("full_list_at", value))
    assert {row["value_fi"], row["value_sv"], row["value_en"]} == {value}


def test_names_and_labels_are_shown_in_three_languages() -> None:
    town = typed_row(say("lead", "Luulola"))
    assert (town["value_fi"], town["value_sv"]) == ("Luulola", "Gissnäs")
    body = typed_row(say("lead", "Kuvitelman kuntayhtymä"))
    assert body["value_en"] == "Joint Authority of Imaginaria"
    theme = typed_row(say("theme_stated", "T92"))
    assert (theme["value_fi"], theme["value_sv"], theme["value_en"]) == ("Kartat", "Kartor", "Maps")
    kind = typed_statements(small_raw(*titled("output_kind", "guide"))).iloc[0]
    assert kind["value_fi"] == "opas tai malli"


def test_a_correction_is_kept_beside_the_token() -> None:
    fix = {
        "source_id": "m",
        "subject_id": "p",
        "field": "lead",
        "was": "Keksla",
        "becomes": "Keksilä",
    }
    raw = small_raw(
        say("lead", "Keksilä", as_written="Keksla"),
        say("lead", "Keksilä", as_written="Keksla", source_id="k"),
        corrections=[fix],
    )
    frame = typed_statements(raw)
    assert frame["as_written"].tolist() == ["Keksla", "Keksla"]
    assert frame["corrected"].tolist() == ["Keksilä", ""]


@pytest.mark.parametrize("change", ["source_id", "subject_id", "field", "was"])
def test_a_correction_of_nothing_is_told(change: str) -> None:
    fix = {
        "source_id": "m",
        "subject_id": "p",
        "field": "lead",
        "was": "Keksla",
        "becomes": "Keksilä",
    }
    statement = say("lead", "Keksilä", as_written="Keksla")
    (problem,) = problems(statement, corrections=[{**fix, change: "other"}])
    assert (problem.file, problem.row, problem.field) == ("corrections.csv", 2, "was")
    assert "any more" in problem.what
    assert problem.move == "remove the correction"


def test_a_statement_keeps_its_id_while_it_says_the_same() -> None:
    first = say("lead", "Keksilä", as_written="Keksilä")
    ids = typed_statements(
        small_raw(
            first,
            {**first, "note": "2018", "qualifier": "about", "certainty": "inferred"},
            {**first, "as_written": "Keksilän"},
            {**first, "value": "Satula"},
            {**first, "source_id": "k"},
            {**first, "subject_id": "p2"},
            {**first, "field": "partner"},
            say("output", "stories", item="x"),
            say("output", "stories", item="y"),
            subjects={"p": "project", "p2": "project"},
        )
    )["statement_id"].tolist()
    assert ids[0] == ids[1]
    assert len(set(ids)) == 8
    assert ids[0] == "s0ca95d90e5"


def test_notes_of_other_tables_are_translated_too() -> None:
    frame = pd.DataFrame({"note": ["said twice", ""], "_file": "sources.csv", "_row": [2, 3]})
    out = translate_notes(frame, "note", with_wordings("said twice"))
    assert out["note_sv"].tolist() == ["said twice sv", ""]
    assert list(frame.columns) == ["note", "_file", "_row"]
    with pytest.raises(BadInputError) as caught:
        translate_notes(frame, "note", golden_vocabulary())
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.field) == ("sources.csv", 2, "note")


def test_organisations_are_known_by_their_official_finnish_name() -> None:
    assert organisation_ids(golden_vocabulary()) == {
        "Keksilä": "901",
        "Satula": "902",
        "Luulola": "903",
        "Olematon": "904",
        "Kuvitelman kuntayhtymä": "kuvitelman-kuntayhtyma",
    }


def test_a_town_of_a_swedish_majority_has_its_swedish_name_in_english() -> None:
    told = typed_row(say("lead", "Luulola"))
    assert [told[f"value_{language}"] for language in ("fi", "sv", "en")] == [
        "Luulola",
        "Gissnäs",
        "Gissnäs",
    ]


def test_an_output_is_named_in_each_of_its_statements() -> None:
    told = problems(
        say("output", "boldness", item="a"),
        say("output_url", "a.example", item="b"),
        say("output_kind", "guide"),
        say("title_fi", "x", item="a"),
        say("reuse", "boldness", item="c"),
    )
    assert [(problem.row, problem.field) for problem in told] == [
        (3, "item"),
        (4, "item"),
        (5, "item"),
        (6, "item"),
    ]
