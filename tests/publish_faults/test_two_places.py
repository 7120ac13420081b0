"""Where two rows or two files disagree, both are named: either may be the one that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.world import Script, World

SUBJECTS = "subjects.csv"


@dataclass(frozen=True)
class Spoilt:
    """One change of one raw file, and what a build then tells: {row} is the row of the change."""

    file: str
    old: str
    new: str
    told: tuple[str, ...]


SPOILT = {
    "a wording with a letter lost": Spoilt(
        "vocabulary/wordings.csv",
        "\nall biscuits eaten,",
        "\nal biscuits eaten,",
        (
            "'all biscuits eaten' has no Finnish and Swedish wording",
            "compare 'al biscuits eaten' in vocabulary/wordings.csv, row {row}.",
        ),
    ),
    "a wording in the wrong language": Spoilt(
        "vocabulary/wordings.csv",
        "link checked by nobody,linkkiä ei ole tarkistettu,",
        "linkkiä ei ole tarkistettu,link checked by nobody,",
        (
            "'link checked by nobody' has no Finnish and Swedish wording",
            "compare 'link checked by nobody' in vocabulary/wordings.csv, row {row}.",
        ),
    ),
    "a subject renamed": Spoilt(
        SUBJECTS,
        "2018-satula,",
        "x,",
        (
            "'2018-satula' is unknown",
            "subjects.csv, row {row}, field subject_id: no statement is about it",
        ),
    ),
    "a kind of subject that its statements do not fit": Spoilt(
        SUBJECTS,
        "2018-olematon,project",
        "2018-olematon,call",
        (
            "statements/vm-2018-fi.csv, row 3, field field: recipient is not said of a call",
            "its kind in subjects.csv, row {row}.",
        ),
    ),
    "a key that nothing names": Spoilt(
        "vocabulary/regions.csv",
        "\n92,",
        "\n99,",
        (
            "'92' is not in vocabulary/regions.csv",
            "'99' in vocabulary/regions.csv, row {row}",
        ),
    ),
    "a name without a letter": Spoilt(
        "vocabulary/regions.csv",
        "Sepite",
        "?!",
        ("vocabulary/regions.csv, row {row}, field name_fi: '?!' is no name",),
    ),
    "a form without a letter": Spoilt(
        "vocabulary/name_forms.csv",
        "Satulalla,",
        "?,",
        ("vocabulary/name_forms.csv, row {row}, field form: '?' is no name",),
    ),
    "a form of its own that lacks": Spoilt(
        "vocabulary/name_inflections.csv",
        "Olematon,Olemattoma,Olemattoman,Olemattomaan",
        "Olematon,Olemattoma,,Olemattomaan",
        ("vocabulary/name_inflections.csv, row {row}, field genitive: Olematon has other forms",),
    ),
    "a reuse of an unknown project": Spoilt(
        "reuse_links.csv",
        "2020-keksi,",
        "2200-keksi,",
        (
            "reuse_links.csv, row {row}, field project_id: '2200-keksi' is not in",
            "compare '2020-keksi' in subjects.csv, row",
        ),
    ),
    "a body that nothing names": Spoilt(
        "vocabulary/organisations.csv",
        "Kuvitelman kuntayhtymä",
        "Xyz",
        (
            "'Kuvitelman kuntayhtymä' is not a municipality or organisation",
            "nothing names 'Xyz' in vocabulary/organisations.csv, row {row}",
        ),
    ),
    "a day past its limit": Spoilt(
        "edition.csv",
        "2020-12-31",
        "2014-12-31",
        (
            "statements/keksila-2020-fi.csv, row 5, field decided_on: [date-implausible]",
            "(edition.csv, row {row}) is 2014-12-31",
        ),
    ),
    "a word of a value that is no number": Spoilt(
        "vocabulary/value_words.csv",
        "unit,€,,1\n",
        "unit,€,,\n",
        ("vocabulary/value_words.csv, row {row}, field value: '' is no value of 'unit'",),
    ),
    "an unknown role of a word": Spoilt(
        "vocabulary/value_words.csv",
        "unit,€,,1\n",
        "units,€,,1\n",
        (
            "vocabulary/value_words.csv, row {row}, field role: "
            "'units' is unknown; write and, arrived, ",
        ),
    ),
    "a merger before the decision": Spoilt(
        "vocabulary/mergers.csv",
        "904,2020-01-01",
        "904,2002-01-01",
        (
            "vocabulary/mergers.csv, row {row}, field merged_on: [municipality-not-valid]",
            "statements/vm-2018-fi.csv, row 3, field recipient: [municipality-not-valid]",
        ),
    ),
    "a name of two municipalities": Spoilt(
        "vocabulary/municipality_names.csv",
        "901,sv,Påhitby,misspelling in a source,",
        "901,fi,Tyhjälä,historical,",
        (
            "would mean both Tyhjälä and Tyhjälä",
            "(vocabulary/municipality_names.csv, row {row}; "
            "vocabulary/municipality_names.csv, row 3)",
        ),
    ),
}

LOST = {
    "a project without a recipient": (
        "statements/lehti-2020-fi.csv",
        "2020-arvaus,recipient",
        (
            "recipient is missing; what else is known stands in "
            "statements/editor.csv, statements/lehti-2020-fi.csv",
        ),
    ),
    "a call without its year": (
        "statements/vm-2018-fi.csv",
        "haku-2018,opened_on",
        (
            "calls, field year: haku-2018 has no value",
            "what else is known stands in "
            "subjects.csv, statements/editor.csv, statements/vm-2018-fi.csv.",
        ),
    ),
    "a choice of a lost statement": (
        "statements/satula-2021-fi.csv",
        "2020-keksi,starts_on",
        ("or give the statement that statements/satula-2021-fi.csv lacks.",),
    ),
    "a note on a lost statement": (
        "statements/vm-2018-fi.csv",
        "funding_share_max_pct",
        (
            "conflict_notes.csv, row 4, field field: no statement speaks of",
            "(what else is known stands in "
            "statements/editor.csv, statements/vm-2018-fi.csv); remove the note",
        ),
    ),
}
"""The file, what the one line that is taken away holds, and what a build then tells."""


def refused(world: World, script: Script) -> str:
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    return run.err


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_what_is_spoilt_is_told_with_its_row(world: World, script: Script, spoilt: Spoilt) -> None:
    row = world.replace(spoilt.file, spoilt.old, spoilt.new) + spoilt.old.startswith("\n")
    told = refused(world, script)
    for part in spoilt.told:
        assert part.format(row=row) in told


@pytest.mark.parametrize(("file", "held", "parts"), LOST.values(), ids=LOST)
def test_what_is_lost_is_told_with_the_files_that_know_more(
    world: World, script: Script, file: str, held: str, parts: tuple[str, ...]
) -> None:
    (line,) = [line for line in world.read(file).splitlines() if held in line]
    world.replace(file, f"{line}\n", "")
    told = refused(world, script)
    for part in parts:
        assert part in told


def test_a_row_that_stands_twice_names_the_first(world: World, script: Script) -> None:
    lines = world.read(SUBJECTS).splitlines()
    row = world.append(SUBJECTS, lines[2])
    told = refused(world, script)
    assert f"{SUBJECTS}, row {row}, field subject_id" in told
    assert f"stands twice, first in {SUBJECTS}, row 3;" in told


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
