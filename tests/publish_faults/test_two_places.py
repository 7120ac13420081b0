"""Where two rows or two files disagree, both are named: either may be the one that is wrong."""

from __future__ import annotations

import re

from tests.world import Script, World

SUBJECTS = "subjects.csv"


def refused(world: World, script: Script) -> str:
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    return run.err


def test_a_row_that_stands_twice_names_the_first(world: World, script: Script) -> None:
    lines = world.read(SUBJECTS).splitlines()
    row = world.append(SUBJECTS, lines[2])
    told = refused(world, script)
    assert f"{SUBJECTS}, row {row}, field subject_id" in told
    assert f"stands twice, first in {SUBJECTS}, row 3;" in told


def test_a_wording_with_a_letter_lost_names_its_row(world: World, script: Script) -> None:
    file = "vocabulary/wordings.csv"
    row = world.replace(file, "\nall biscuits eaten,", "\nal biscuits eaten,") + 1
    told = refused(world, script)
    assert "'all biscuits eaten' has no Finnish and Swedish wording" in told
    assert f"compare 'al biscuits eaten' in {file}, row {row}." in told


def test_a_subject_renamed_is_told_at_its_row_too(world: World, script: Script) -> None:
    row = world.replace(SUBJECTS, "2018-satula,", "x,")
    told = refused(world, script)
    assert "'2018-satula' is unknown" in told
    assert f"{SUBJECTS}, row {row}, field subject_id: no statement is about it" in told


def test_a_key_that_nothing_names_is_told_beside_the_lost_one(world: World, script: Script) -> None:
    file = "vocabulary/regions.csv"
    row = world.replace(file, "\n92,", "\n99,") + 1
    told = refused(world, script)
    assert "'92' is not in vocabulary/regions.csv" in told
    assert f"'99' in {file}, row {row}" in told


def test_rows_out_of_order_are_both_named(world: World, script: Script) -> None:
    file = "vocabulary/regions.csv"
    world.replace(file, "\n91,", "\n95,")
    told = refused(world, script)
    (line,) = [line for line in told.splitlines() if "is out of order" in line]
    assert set(re.findall(rf"{file}, row (\d)", line)) == {"2", "3"}


def test_an_envelope_names_the_files_that_may_lack_rows(world: World, script: Script) -> None:
    world.replace("envelopes.csv", "projects,,haku-2018,2,2", "projects,,haku-2018,3,3")
    told = refused(world, script).splitlines()
    assert all("[envelope-low]" in line for line in told)
    places = [line.split(":")[0].split(",")[0] for line in told]
    assert places[0] == "envelopes.csv"
    assert {"statements/vm-2018-fi.csv", SUBJECTS} <= set(places)
    assert "statements/keksila-2020-fi.csv" not in places


def test_a_name_without_a_letter_is_told_where_it_stands(world: World, script: Script) -> None:
    file = "vocabulary/regions.csv"
    row = world.replace(file, "Sepite", "?!")
    assert f"{file}, row {row}, field name_fi: '?!' is no name" in refused(world, script)


def test_a_reuse_of_an_unknown_project_is_told_where_it_stands(
    world: World, script: Script
) -> None:
    row = world.replace("reuse_links.csv", "2020-keksi,", "2200-keksi,")
    told = refused(world, script)
    assert f"reuse_links.csv, row {row}, field project_id: '2200-keksi' is not in" in told
    assert "compare '2020-keksi' in subjects.csv, row" in told


def test_a_body_that_nothing_names_is_told_beside_the_lost_one(
    world: World, script: Script
) -> None:
    file = "vocabulary/organisations.csv"
    row = world.replace(file, "Kuvitelman kuntayhtymä", "Xyz")
    told = refused(world, script)
    assert "'Kuvitelman kuntayhtymä' is not a municipality or organisation" in told
    assert f"nothing names 'Xyz' in {file}, row {row}" in told


def test_a_day_past_its_limit_tells_where_the_limit_comes_from(
    world: World, script: Script
) -> None:
    world.replace("edition.csv", "2020-12-31", "2014-12-31")
    told = refused(world, script)
    assert "statements/keksila-2020-fi.csv, row 5, field decided_on: [date-implausible]" in told
    assert "(edition.csv, row 2) is 2014-12-31" in told


def test_a_project_without_a_recipient_tells_where_else_it_stands(
    world: World, script: Script
) -> None:
    file = "statements/lehti-2020-fi.csv"
    (line,) = [line for line in world.read(file).splitlines() if "2020-arvaus,recipient" in line]
    world.replace(file, f"{line}\n", "")
    told = refused(world, script)
    assert (
        f"recipient is missing; what else is known stands in statements/editor.csv, {file}" in told
    )


def test_a_call_without_its_year_tells_where_else_it_stands(world: World, script: Script) -> None:
    file = "statements/vm-2018-fi.csv"
    (line,) = [line for line in world.read(file).splitlines() if "haku-2018,opened_on" in line]
    world.replace(file, f"{line}\n", "")
    told = refused(world, script)
    assert "calls, field year: haku-2018 has no value" in told
    assert f"what else is known stands in subjects.csv, statements/editor.csv, {file}." in told


def test_a_wording_in_the_wrong_language_names_its_row(world: World, script: Script) -> None:
    file = "vocabulary/wordings.csv"
    row = world.replace(
        file,
        "link checked by nobody,linkkiä ei ole tarkistettu,",
        "linkkiä ei ole tarkistettu,link checked by nobody,",
    )
    told = refused(world, script)
    assert "'link checked by nobody' has no Finnish and Swedish wording" in told
    assert f"compare 'link checked by nobody' in {file}, row {row}." in told


def test_a_kind_of_subject_that_its_statements_do_not_fit_is_named_beside_them(
    world: World, script: Script
) -> None:
    row = world.replace(SUBJECTS, "2018-olematon,project", "2018-olematon,call")
    told = refused(world, script)
    assert "statements/vm-2018-fi.csv, row 3, field field: recipient is not said of a call" in told
    assert f"its kind in {SUBJECTS}, row {row}." in told


def test_a_word_of_a_value_that_is_no_number_is_told_at_its_row(
    world: World, script: Script
) -> None:
    file = "vocabulary/value_words.csv"
    row = world.replace(file, "unit,€,,1\n", "unit,€,,\n")
    assert f"{file}, row {row}, field value: '' is no value of 'unit'" in refused(world, script)


def test_an_unknown_role_of_a_word_is_told_with_those_there_are(
    world: World, script: Script
) -> None:
    file = "vocabulary/value_words.csv"
    row = world.replace(file, "unit,€,,1\n", "units,€,,1\n")
    told = refused(world, script)
    assert f"{file}, row {row}, field role: 'units' is unknown; write and, arrived, " in told


def test_a_merger_before_the_decision_is_told_at_both_rows(world: World, script: Script) -> None:
    row = world.replace("vocabulary/mergers.csv", "904,2020-01-01", "904,2002-01-01")
    told = refused(world, script)
    assert f"vocabulary/mergers.csv, row {row}, field merged_on: [municipality-not-valid]" in told
    assert "statements/vm-2018-fi.csv, row 3, field recipient: [municipality-not-valid]" in told


def test_a_name_of_two_municipalities_is_told_with_its_rows(world: World, script: Script) -> None:
    file = "vocabulary/municipality_names.csv"
    row = world.replace(
        file, "901,sv,Påhitby,misspelling in a source,", "901,fi,Tyhjälä,historical,"
    )
    told = refused(world, script)
    assert "would mean both Tyhjälä and Tyhjälä" in told
    assert f"({file}, row {row}; {file}, row 3)" in told


def test_a_note_on_a_lost_statement_names_what_is_left(world: World, script: Script) -> None:
    file = "statements/vm-2018-fi.csv"
    (line,) = [line for line in world.read(file).splitlines() if "funding_share_max_pct" in line]
    world.replace(file, f"{line}\n", "")
    told = refused(world, script)
    assert "conflict_notes.csv, row 4, field field: no statement speaks of" in told
    assert f"(what else is known stands in statements/editor.csv, {file}); remove the note" in told
