"""Documents on one round lead to the same subjects."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pipeline.cli.extract_verb import extract_command
from pipeline.extract import extract, load_tools

SWEDISH = """Finansministeriet beslutade den 3 maj 2021 att bevilja understöd till sju projekt.

Ministeriet fick 31 ansökningar.

1. Salo stad och de övriga kommuner som nämns i ansökan beviljas högst 55 000 euro för projektet \
Bibliotek i fickan.
2. Sibbo kommun och de övriga kommuner som nämns i ansökan beviljas högst 12 000 euro för \
projektet Nya stigar.
"""


def test_a_known_round_and_project_keep_their_ids(raw: Path, tmp_path: Path) -> None:
    path = tmp_path / "translation-sv.txt"
    path.write_text(SWEDISH, encoding="utf-8")
    rows = extract(path, load_tools(raw)).rows
    assert {row.subject_id for row in rows} == {
        "kannustin-2021",
        "2021-kirjasto",
        "2021-nya-stigar",
    }
    assert {row.value for row in rows if row.field == "call"} == {"kannustin-2021"}


def test_another_decision_of_the_year_is_another_round(raw: Path, tmp_path: Path) -> None:
    path = tmp_path / "second-sv.txt"
    text = SWEDISH.replace("den 3 maj 2021", "den 9 december 2022").replace("31", "44")
    path.write_text(text.replace("sju", "tolv"), encoding="utf-8")
    rows = extract(path, load_tools(raw)).rows
    assert "kannustin-2022" in {row.subject_id for row in rows}


def test_finnish_and_swedish_drafts_name_the_same_projects(raw: Path, tmp_path: Path) -> None:
    texts = {
        "a-fi.txt": "Ministeriö myönsi 2.2.2022 avustusta kolmelle hankkeelle.\n\n"
        "Avustusta saivat Raaseporin kaupunki sekä Kemiönsaaren ja Sipoon kunnat.",
        "a-sv.txt": "Ministeriet beviljade den 2 februari 2022 understöd till tre projekt.\n\n"
        "Understöd beviljades Raseborgs stad samt Kimitoöns och Sibbo kommuner.",
    }
    subjects = []
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        rows = extract(path, load_tools(raw)).rows
        subjects.append({row.subject_id for row in rows})
    assert subjects[0] == subjects[1]
    assert len(subjects[0]) == 4


def test_a_translation_takes_the_ids_of_the_draft_beside_it(raw: Path, tmp_path: Path) -> None:
    unseen = Path(__file__).parent / "documents" / "unseen"
    finnish, draft = unseen / "fi-paatos.txt", tmp_path / "draft.csv"
    arguments = [str(finnish), "--raw", str(raw), "-o", str(draft)]
    assert CliRunner().invoke(extract_command, arguments).exit_code == 0
    swedish = unseen / "sv-beslut.txt"
    alone = extract(swedish, load_tools(raw)).rows
    paired = extract(swedish, load_tools(raw), drafts=[draft]).rows
    ids = {row.subject_id for row in extract(finnish, load_tools(raw)).rows}
    assert len({row.subject_id for row in alone} & ids) == 1
    assert {row.subject_id for row in paired} == ids
    told = CliRunner().invoke(
        extract_command, [str(swedish), "--raw", str(raw), "--with", str(draft)]
    )
    assert "10 of 10 subjects are also in draft.csv." in told.stderr
