"""Bad raw files stop the build, tell file, row, field and next move, and leave the packages be.

Each case spoils a copy of the invented world the way a maintainer might, and runs the build on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.trees import read_tree
from tests.world import Script, World, run_script

Spoil = Callable[[World], int]
"""Spoils the world; tells the row where the fault is to be seen, 0 for a whole file."""
LINE = re.compile(r"(?P<file>[^ ,:]+)(, row (?P<row>\d+))?(, field (?P<field>\w+))?: .+; .+\.")
RELEASE = "statements/vm-2018-fi.csv"
SWEDISH = "statements/vm-2020-sv.csv"
TOWN = "statements/keksila-2020-fi.csv"
PAGE = "statements/satula-2021-fi.csv"
TOWNS = "vocabulary/municipalities.csv"


def replaced(file: str, old: str, new: str) -> Spoil:
    """Write something else into one place of a file."""
    return lambda world: world.replace(file, old, new)


def appended(file: str, line: str) -> Spoil:
    """Add a line to a file."""
    return lambda world: world.append(file, line)


def repeated(file: str, start: str) -> Spoil:
    """Repeat the line of a file that starts so."""

    def spoil(world: World) -> int:
        (line,) = [line for line in world.read(file).splitlines() if line.startswith(start)]
        return world.append(file, line)

    return spoil


def removed(file: str) -> Spoil:
    """Take a file away."""

    def spoil(world: World) -> int:
        (world.raw / file).unlink()
        return 0

    return spoil


def dropped(file: str, start: str) -> Spoil:
    """Take the line of a file away that starts so."""

    def spoil(world: World) -> int:
        lines = world.read(file).splitlines()
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1
        world.write(file, "\n".join([*kept, ""]))
        return 0

    return spoil


def told_at(row: int, spoil: Spoil) -> Spoil:
    """Spoil one place so that the fault is to be seen at another; 0 for the whole file."""

    def spoil_elsewhere(world: World) -> int:
        spoil(world)
        return row

    return spoil_elsewhere


def encoded(file: str, encoding: str, newline: str = "\n") -> Spoil:
    """Save a file as some programs do."""

    def spoil(world: World) -> int:
        text = world.read(file).replace("\n", newline)
        (world.raw / file).write_bytes(text.encode(encoding))
        return 1

    return spoil


CASES: dict[str, tuple[Spoil, str, str, str, str]] = {
    # what is spoilt: how, the file told, the field told, part of what is wrong, part of the move
    "unknown municipality": (
        replaced(RELEASE, "Satulan,Satula", "Satulan,Sattula"),
        RELEASE, "value", "'Sattula' is not a municipality", "vocabulary/organisations.csv",
    ),
    "Swedish name of a municipality": (
        replaced(SWEDISH, "Gissnäs,Luulola", "Gissnäs,Gissnäs"),
        SWEDISH, "value", "'Gissnäs' is not a municipality", "write the official name",
    ),
    "unknown field": (
        replaced(RELEASE, "haku-2018,decided_on", "haku-2018,decided"),
        RELEASE, "field", "'decided' is unknown", "pipeline/schema.yml",
    ),
    "unknown subject": (
        replaced(RELEASE, "2018-satula,recipient", "2018-satulla,recipient"),
        RELEASE, "subject_id", "'2018-satulla' is unknown", "add it to subjects.csv",
    ),
    "sum with a space": (
        replaced(SWEDISH, "högst 120 000 euro,120000", "högst 120 000 euro,120 000"),
        SWEDISH, "value", "'120 000' is not a sum in whole euros", "digits only",
    ),
    "sum with cents": (
        replaced(SWEDISH, "högst 30 000 euro,30000", "högst 30 000 euro,30000.50"),
        SWEDISH, "value", "'30000.50' is not a sum in whole euros", "digits only",
    ),
    "count in words": (
        replaced(RELEASE, "seitsemän,7", "seitsemän,seven"),
        RELEASE, "value", "'seven' is not a count", "digits only",
    ),
    "share over a hundred": (
        replaced(RELEASE, "70 %,70", "70 %,700"),
        RELEASE, "value", "'700' is not a percentage", "from 0 to 100",
    ),
    "day as people write it": (
        replaced(RELEASE, "1.3.2018,2018-03-01", "1.3.2018,1.3.2018"),
        RELEASE, "value", "'1.3.2018' is not a day", "2020-12-31",
    ),
    "day that does not exist": (
        replaced(RELEASE, "1.3.2018,2018-03-01", "1.3.2018,2018-02-29"),
        RELEASE, "value", "'2018-02-29' is not a day", "2020-12-31",
    ),
    "hour that does not exist": (
        replaced(RELEASE, "2018-02-01T16:15", "2018-02-01T26:15"),
        RELEASE, "value", "is not a day with an hour", "2020-12-31T16:15",
    ),
    "unknown call": (
        replaced(RELEASE, "2018-satula,call,,kahdelle,haku-2018", "2018-satula,call,,kahdelle,h"),
        RELEASE, "value", "'h' is not a call", "subjects.csv",
    ),
    "unknown theme": (
        replaced(SWEDISH, "kartor,T92", "kartor,T29"),
        SWEDISH, "value", "'T29' is not a theme", "vocabulary/themes.csv",
    ),
    "check flag as a theme": (
        replaced(SWEDISH, "kartor,T92", "kartor,XE"),
        SWEDISH, "value", "'XE' is not a theme", "vocabulary/themes.csv",
    ),
    "unknown certainty": (
        replaced(SWEDISH, "kartor,T92,,sv,inferred", "kartor,T92,,sv,guessed"),
        SWEDISH, "certainty", "'guessed' is unknown", "stated, inferred or editorial",
    ),
    "unknown qualifier": (
        replaced(TOWN, "noin 150 000,150000,about", "noin 150 000,150000,noin"),
        TOWN, "qualifier", "'noin' is unknown", "max, over, under, about or rounded",
    ),
    "statement without a value": (
        replaced(RELEASE, "1.3.2018,2018-03-01", "1.3.2018,"),
        RELEASE, "value", "is empty", "give the normalised value",
    ),
    "wording without translations": (
        dropped("vocabulary/wordings.csv", "boldness,"),
        RELEASE, "value", "'boldness' has no Finnish and Swedish wording", "wordings.csv",
    ),
    "note without translations": (
        dropped("vocabulary/wordings.csv", "Keksilä only,"),
        TOWN, "note", "'Keksilä only' has no Finnish and Swedish wording", "wordings.csv",
    ),
    "note of a source without translations": (
        dropped("vocabulary/wordings.csv", "seen as a headline,"),
        "sources.csv", "note", "'seen as a headline' has no Finnish", "wordings.csv",
    ),
    "document that is not registered": (
        dropped("sources.csv", "vm-2018-fi,"),
        RELEASE, "source_id", "'vm-2018-fi' is not registered", "add it to sources.csv",
    ),
    "source id that stands twice": (
        repeated("sources.csv", "vm-2020-sv,"),
        "sources.csv", "source_id", "'vm-2020-sv' stands twice", "keep one",
    ),
    "subject id that stands twice": (
        repeated("subjects.csv", "2020-keksi,"),
        "subjects.csv", "subject_id", "'2020-keksi' stands twice", "keep one",
    ),
    "statement that stands twice": (
        repeated(RELEASE, "2018-satula,recipient"),
        RELEASE, "subject_id", "stands twice", "keep one",
    ),
    "municipality code that stands twice": (
        repeated(TOWNS, "904,"),
        TOWNS, "code", "'904' stands twice", "keep one",
    ),
    "theme that stands twice": (
        repeated("vocabulary/themes.csv", "XE,"),
        "vocabulary/themes.csv", "theme_id", "'XE' stands twice", "keep one",
    ),
    "vocabulary out of order": (
        appended("vocabulary/regions.csv", "01,Alku,Början,Start"),
        "vocabulary/regions.csv", "region_code", "is out of order", "digiavustukset tidy",
    ),
    "correction no longer needed": (
        told_at(2, replaced(SWEDISH, "Påhitby stad", "Påhittby stad")),
        "corrections.csv", "was", "no statement of vm-2020-sv says 'Påhitby stad'", "remove the",
    ),
    "choice that changes nothing": (
        replaced("choices.csv", "satula-2021-fi", "vm-2020-sv"),
        "choices.csv", "source_id", "the choice of vm-2020-sv changes nothing", "remove the line",
    ),
    "disagreement without a note": (
        dropped("conflict_notes.csv", "haku-2020-2,"),
        "statements/lehti-2020-fi.csv", "value", "disagree on grants_awarded", "conflict_notes.csv",
    ),
    "note on no disagreement": (
        replaced("conflict_notes.csv", "haku-2018,funding", "haku-2020-2,funding"),
        "conflict_notes.csv", "field", "no statement speaks of", "remove the note",
    ),
    "missing file": (
        removed("subjects.csv"), "subjects.csv", "", "the file is missing", "restore it from git",
    ),
    "missing vocabulary": (
        removed("vocabulary/themes.csv"),
        "vocabulary/themes.csv", "", "the file is missing", "restore it from git",
    ),
    "file of a spreadsheet program": (
        encoded(PAGE, "utf-8-sig"), PAGE, "", "U+FEFF", "without BOM",
    ),
    "line ends of another system": (
        encoded(PAGE, "utf-8", "\r\n"), PAGE, "", "U+000D", "LF line ends",
    ),
    "column that is missing": (
        replaced(PAGE, "subject_id,field,item,", "subject_id,field,"),
        PAGE, "", "the header is", "give the columns these names",
    ),
    "comma that is not quoted": (
        replaced(PAGE, "all biscuits eaten", "all, biscuits eaten"),
        PAGE, "", "12 cells where the header has 11", "quote cells",
    ),
    "quote that does not end": (
        replaced(PAGE, "KEX,KEX,,", 'KEX,"KEX,,'), PAGE, "", "is not CSV", "mend the quotes",
    ),
    "unknown authority": (
        replaced("sources.csv", "fi,ministry,excerpt", "fi,minstry,excerpt"),
        "sources.csv", "authority", "'minstry' is unknown", "write ministry, national",
    ),
    "unknown kind of source": (
        replaced("sources.csv", "newspaper", "newspapper"),
        "sources.csv", "source_kind", "'newspapper' is unknown", "write press release",
    ),
    "unknown kind of subject": (
        replaced("subjects.csv", "2020-keksi,project", "2020-keksi,projekt"),
        "subjects.csv", "subject_kind", "'projekt' is unknown", "write programme, call, project",
    ),
    "sum below nought": (
        replaced(SWEDISH, "högst 30 000 euro,30000", "högst 30 000 euro,-30000"),
        SWEDISH, "amount_eur", "-30000", "empty means that the sum is not stated",
    ),
    "sum in other digits": (
        replaced(SWEDISH, "högst 30 000 euro,30000", "högst 30 000 euro,٣٠٠٠٠"),
        SWEDISH, "value", "is not a sum in whole euros", "digits only",
    ),
    "edition without a version": (
        replaced("edition.csv", "2020.12.0,", '"",'),
        "edition.csv", "version", "is empty", "fill it in",
    ),
    "edition with a word for a version": (
        replaced("edition.csv", "2020.12.0,", "newest,"),
        "edition.csv", "version", "'newest' is not a version", "write it as",
    ),
    "edition without a day": (
        replaced("edition.csv", "2020-12-31", "yesterday"),
        "edition.csv", "issued_on", "'yesterday' is not a day", "write it as",
    ),
    "source published on a day that is none": (
        replaced("sources.csv", "2018-03-02", "2018-13-45"),
        "sources.csv", "published_on", "'2018-13-45' is not a day", "2020-12-31",
    ),
    "merger on a day that is none": (
        replaced("vocabulary/mergers.csv", "2020-01-01", "2020-02-30"),
        "vocabulary/mergers.csv", "merged_on", "'2020-02-30' is not a day", "2020-12-31",
    ),
    "merger into another successor": (
        replaced("vocabulary/mergers.csv", "2020-01-01,901", "2020-01-01,902"),
        "vocabulary/mergers.csv", "successor_code", "has the successor '901'", "mend one",
    ),
    "merger of an unknown municipality": (
        replaced("vocabulary/mergers.csv", "904,2020", "905,2020"),
        "vocabulary/mergers.csv", "code", "'905' is not in vocabulary/municip", "add it there",
    ),
    "municipality that ends on a day that is none": (
        replaced(TOWNS, "2019-12-31", "2019-12-32"),
        TOWNS, "valid_to", "'2019-12-32' is not a day", "2020-12-31",
    ),
    "municipality at no place": (
        replaced(TOWNS, "60.5,25.25,invented,FI999,FI999,FI_901",
                 "60:5,25.25,invented,FI999,FI999,FI_901"),
        TOWNS, "lat", "'60:5' is not a number", "with a decimal point",
    ),
    "municipality of an unknown type": (
        replaced(TOWNS, "901,Keksilä,Keksilä,Påhittby,Påhittby,kaupunki",
                 "901,Keksilä,Keksilä,Påhittby,Påhittby,kaupinki"),
        TOWNS, "type_2016", "'kaupinki' is unknown", "write kaupunki, kunta",
    ),
    "municipality without a name": (
        replaced(TOWNS, "904,Olematon,Olematon,", "904,Olematon,,"),
        TOWNS, "name_fi_register", "is empty", "fill it in",
    ),
    "wording without Swedish": (
        replaced("vocabulary/wordings.csv", "boldness,rohkeus,djärvhet", "boldness,rohkeus,"),
        "vocabulary/wordings.csv", "text_sv", "is empty", "fill it in",
    ),
    "conflict note without Swedish": (
        replaced("conflict_notes.csv", "Talets enhet måste slutas.", ""),
        "conflict_notes.csv", "note_sv", "is empty", "fill it in",
    ),
    "correction in an unknown source": (
        replaced("corrections.csv", "vm-2020-sv,", "vm-2020-se,"),
        "corrections.csv", "source_id", "'vm-2020-se' is not in sources.csv", "mend it here",
    ),
    "envelope without a limit": (
        replaced("envelopes.csv", "projects,amount_eur,,50,", "projects,amount_eur,,half,"),
        "envelopes.csv", "at_least", "is not a count", "digits only",
    ),
    "output without an item": (
        appended(PAGE, "2020-keksi,output,,,stories,,fi,stated,,,"),
        PAGE, "item", "is empty", "name the output in one word",
    ),
    "output of which only the address is told": (
        appended(PAGE, "2020-keksi,output_url,lehti,,https://x.example/a,,fi,stated,,,"),
        PAGE, "item", "'lehti' of 2020-keksi has no output", "add a statement of the field",
    ),
    "item where none belongs": (
        appended(TOWN, "2020-keksi,decision_ref,x,,KM/1,,fi,stated,,,"),
        TOWN, "item", "'x' stands at decision_ref, which takes none", "take it away",
    ),
    "two documents that disagree on an output": (
        told_at(4, appended(TOWN, "2020-keksi,output_kind,kalenteri,,guide,,fi,stated,,,")),
        PAGE, "value", "disagree on output_kind of 2020-keksi", "conflict_notes.csv",
    ),
    "two editions": (
        told_at(0, appended("edition.csv", "2021.01.0,2021-01-31")),
        "edition.csv", "version", "must hold one row", "leave one version",
    ),
}  # fmt: skip


def build(world: World, script: Script) -> list[str]:
    """The lines that the build tells of the world; the packages must stay as they were."""
    before = read_tree(world.data)
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert (run.code, run.out) == (1, "")
    assert "Traceback" not in run.err
    assert read_tree(world.data) == before
    assert {path.name for path in world.folder.iterdir()} == {"raw", "published"}
    return run.err.splitlines()


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told_in_one_line(world: World, script: Script, case: str) -> None:
    spoil, file, field, what, move = CASES[case]
    row = spoil(world)
    lines = build(world, script)
    matches = [LINE.fullmatch(line) for line in lines]
    assert all(matches), lines
    told = [match for match in matches if match and match["file"] == file and what in match[0]]
    assert len(told) == len(lines) == 1, lines
    assert (told[0]["field"] or "") == field
    assert move in told[0][0]
    if row:
        assert told[0]["row"] == str(row)


def test_the_row_told_is_the_row_to_mend(world: World, script: Script) -> None:
    world.write("choices.csv", "\n" * 3 + world.read("choices.csv"))
    row = world.replace("choices.csv", "satula-2021-fi", "lehti-2020-fi")
    (line,) = build(world, script)
    assert line.startswith(f"choices.csv, row {row}, field source_id: ")


def test_all_problems_of_a_stage_are_told_at_once(world: World, script: Script) -> None:
    rows = [
        world.replace(RELEASE, "Satulan,Satula", "Satulan,Sattula"),
        world.replace(RELEASE, "Olemattoman,Olematon", "Olemattoman,Olemmaton"),
        world.replace(RELEASE, "70 %,70", "70 %,700"),
    ]
    world.replace("vocabulary/wordings.csv", "boldness,", "bravery,")
    lines = build(world, script)
    assert len(lines) >= 3
    told = [int(match["row"]) for line in lines if (match := LINE.fullmatch(line))]
    assert set(rows) <= set(told)
    assert told == sorted(told)


def test_files_and_vocabulary_are_told_together(world: World, script: Script) -> None:
    removed("subjects.csv")(world)
    removed("vocabulary/themes.csv")(world)
    assert [line.split(":")[0] for line in build(world, script)] == [
        "subjects.csv",
        "vocabulary/themes.csv",
    ]


def test_what_only_the_finished_tables_show_is_told(world: World, script: Script) -> None:
    """Findings on tables tell the table, the column, the row's key and the next move."""
    world.replace(RELEASE, "kahdelle,2,", "kahdelle,1,")
    lines = build(world, script)
    assert any("haku-2018 has 2, more than the 1 stated" in line for line in lines)


def test_every_row_that_refers_to_a_row_that_is_gone_is_told(world: World, script: Script) -> None:
    world.replace("vocabulary/regions.csv", "91,", "90,")
    lines = build(world, script)
    told = [line for line in lines if "'91' is not in vocabulary/regions.csv" in line]
    assert len(told) == len(lines) == 7
    assert f"{TOWNS}, row 3, field region_code_2016: " in "\n".join(told)
    assert "vocabulary/organisations.csv, row 2, field region_code: " in "\n".join(told)


def test_a_municipality_code_without_its_zero_stops_the_build(world: World, script: Script) -> None:
    row = world.replace(TOWNS, "904,Olematon", "94,Olematon")
    lines = build(world, script)
    assert any(
        line.startswith(f"{TOWNS}, row {row}, field code: '94' is not a code; write three digits")
        for line in lines
    )


def test_personal_data_stops_the_build_and_is_not_repeated(world: World, script: Script) -> None:
    world.replace("statements/editor.csv", "Kokeilun ainoa haku.", "Kysy: puh. 0295 123 456")
    lines = build(world, script)
    assert lines
    assert all("e-mail address or telephone number" in line for line in lines)
    assert not any("123 456" in line for line in lines)


def test_the_installed_script_does_the_same(world: World) -> None:
    row = world.replace(SWEDISH, "högst 120 000 euro,120000", "högst 120 000 euro,120 000")
    before = read_tree(world.data)
    run = run_script("build", "--raw", world.raw, "--data", world.data)
    assert (run.code, run.out) == (1, "")
    assert run.err == (
        f"{SWEDISH}, row {row}, field value: '120 000' is not a sum in whole euros; "
        "write digits only, such as 850000.\n"
    )
    assert read_tree(world.data) == before


@pytest.mark.parametrize(
    "field", ["opened_on", "decided_on", "joint_only", "title_sv", "call", "lead", "closes_at"]
)
def test_a_world_in_which_nobody_tells_a_field_is_built_or_told(
    world: World, script: Script, field: str
) -> None:
    for path in (world.raw / "statements").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.split(",")[1] != field]
        path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert (run.code, bool(run.out), bool(run.err)) in [(0, True, False), (1, False, True)]
