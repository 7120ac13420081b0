"""Each check finds what it is for in a spoilt world, and nothing of it in the world as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.check import at_or_above, find, stop_on_errors
from pipeline.check.catalogue import LAST, catalogue
from pipeline.check.evidence import Evidence
from pipeline.check.receipts import has_figures
from pipeline.cli.flow import Built
from pipeline.model import BadInputError
from pipeline.schema import LANGUAGES, schema
from pipeline.vocabulary import LEXICON, load_vocabulary
from tests.check.small_evidence import (
    findings_of,
    golden_evidence,
    offenders_of,
    with_cell,
    with_raw,
)
from tests.places import RAW
from tests.world import Script, World

SPOILT_TABLES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("call-dates-order", "calls", "haku-2018", {"closes_at": "2018-01-01"}),
    ("call-dates-order", "calls", "haku-2018", {"announced_on": "2018-02-28"}),
    ("project-dates-order", "projects", "2020-keksi", {"ends_on": "2020-08"}),
    ("project-dates-order", "projects", "2020-keksi", {"ends_on": "2019"}),
    ("project-past-limit", "calls", "haku-2020-1", {"project_end_latest": "2021-06-30"}),
    ("project-before-decision", "calls", "haku-2020-1", {"decided_on": "2020-11-01"}),
    ("date-implausible", "calls", "haku-2018", {"opened_on": "1918-01-10"}),
    ("date-implausible", "calls", "haku-2018", {"decided_on": "2021-03-01"}),
    ("date-implausible", "projects", "2020-keksi", {"ends_on": "2201-11-30"}),
    ("amount-outside-range", "calls", "haku-2020-1", {"grant_max_eur": 100_000}),
    ("amount-outside-range", "calls", "haku-2020-1", {"grant_min_eur": 50_000}),
    ("share-over-limit", "projects", "2018-satula", {"funding_share_pct": 71}),
    ("amount-zero", "projects", "2020-keksi", {"amount_eur": 0}),
    ("amount-zero", "projects", "2020-keksi", {"amount_eur": -5}),
    ("amount-without-kind", "projects", "2020-keksi", {"amount_kind": None}),
    ("amount-over-total", "projects", "2020-keksi", {"amount_eur": 500_001}),
    ("amount-over-total", "projects", "2018-satula", {"amount_eur": 100_000_001}),
    ("euros-with-inferred-over-stated", "coverage", "haku-2020-1", {"inferred_eur": 500_000}),
    ("grants-missing", "coverage", "haku-2018", {"project_rows": 1}),
    ("euros-missing", "coverage", "haku-2018", {"stated_total_eur": 1}),
    ("total-not-stated", "coverage", "haku-2020-1", {"stated_total_eur": None}),
    ("participant-count-differs", "projects", "2018-satula", {"participant_count": 2}),
    ("joint-without-partner", "calls", "haku-2018", {"joint_only": True}),
    ("participants-unknown", "projects", "2018-satula", {"participants_complete": False}),
    ("title-too-long", "projects", "2020-keksi", {"title_fi": "a" * 141}),
    (
        "title-missing",
        "projects",
        "2020-keksi",
        dict.fromkeys(("title_fi", "title_sv", "title_en")),
    ),
    ("amount-missing", "projects", "2020-keksi", {"amount_eur": None}),
    ("duration-missing", "projects", "2020-keksi", {"ends_on": None}),
    ("award-date-missing", "calls", "haku-2018", {"decided_on": None}),
    ("call-inferred", "projects", "2020-keksi", {"call_certainty": "inferred"}),
    ("place-missing", "municipalities", "901", {"lat": None}),
    ("business-id-missing", "municipalities", "901", {"business_id": None}),
    ("near-duplicate", "projects", "2020-arvio", {"title_en": "Belief and knowledges"}),
    (
        "language-doubtful",
        "projects",
        "2020-keksi",
        {"title_fi": "Digitala tjänster för invånare och företag i kommunerna"},
    ),
]


def _subjects(check_id: str, evidence: Evidence) -> set[tuple[str, str, str]]:
    return {
        (found["subject_id"], found["field"], str(found.get("other")))
        for found in offenders_of(check_id, evidence)
    }


@pytest.mark.parametrize(("check_id", "table", "ident", "cells"), SPOILT_TABLES)
def test_a_spoilt_cell_is_found(
    check_id: str, table: str, ident: str, cells: dict[str, Any]
) -> None:
    before = _subjects(check_id, golden_evidence())
    after = _subjects(check_id, with_cell(golden_evidence(), table, ident, **cells))
    assert after - before


@pytest.mark.parametrize(
    ("check_id", "file", "cells"),
    [
        ("unsafe-address", "sources", {"url": "javascript:alert(1)//a.b"}),
        ("unsafe-address", "sources", {"url": "https://a.b/<script>"}),
        ("unsafe-address", "sources", {"url": "data:text/html,x.y"}),
        ("formula-cell", "sources", {"title": "=HYPERLINK(1)"}),
        ("formula-cell", "sources", {"title": "@SUM(A1)"}),
        ("formula-cell", "sources", {"publisher": "-cmd|'/c calc'!A1"}),
        ("markup-in-text", "sources", {"title": "<img src=x onerror=alert(1)>"}),
        ("markup-in-text", "sources", {"note": "javascript:alert(1)"}),
        ("private-note", "corrections", {"reason": "ask etu.suku@kunta.fi"}),
        ("private-note", "choices", {"reason": "call 050 123 4567"}),
        ("private-note", "conflict_notes", {"note_en": "010190-123A says so"}),
        ("id-shape", "subjects", {"subject_id": "../../etc/passwd"}),
        ("entry-unused", "subjects", {"subject_id": "2020-nobody"}),
        ("entry-unused", "sources", {"source_id": "never-read-fi"}),
        ("id-shape", "subjects", {"subject_id": "2020/keksi"}),
        ("text-untidy", "sources", {"title": "kaksi  väliä"}),
        ("text-untidy", "sources", {"title": "Jyva\u0308skyla"}),
        ("source-without-archive", "sources", {"url": "", "note": ""}),
        ("source-partly-read", "sources", {"text_seen": "listing"}),
    ],
)
def test_a_spoilt_raw_cell_is_found_with_its_file_and_row(
    check_id: str, file: str, cells: dict[str, str]
) -> None:
    spoilt = with_raw(golden_evidence(), file, 2, **cells)
    found = [(x["file"], x["row"]) for x in offenders_of(check_id, spoilt)]
    assert (f"{file}.csv", 2) in found


def test_a_merged_municipality_is_found_at_a_later_decision() -> None:
    evidence = golden_evidence()
    merged = evidence.tables["mergers"]["code"].iloc[0]
    people = evidence.tables["participations"].copy()
    people.loc[people.index[-1], "organisation_id"] = merged
    mergers = evidence.tables["mergers"].assign(merged_on="2001-01-01")
    spoilt = replace(
        evidence, tables={**evidence.tables, "participations": people, "mergers": mergers}
    )
    assert _subjects("municipality-not-valid", spoilt)
    assert not _subjects("municipality-not-valid", evidence)


def test_a_project_without_a_participant_is_found() -> None:
    evidence = golden_evidence()
    people = evidence.tables["participations"].iloc[1:]
    spoilt = replace(evidence, tables={**evidence.tables, "participations": people})
    assert _subjects("recipient-missing", spoilt)


def test_more_rows_than_a_source_counts_for_a_recipient_are_found() -> None:
    evidence = golden_evidence()
    said = evidence.statements.copy()
    said.loc[said.index[0], ["field", "as_written", "subject_id"]] = [
        "award_count",
        "kahteen hankkeeseen",
        "2018-satula",
    ]
    (found,) = offenders_of("award-count-differs", replace(evidence, statements=said))
    assert (found["value"], found["other"]) == (1, 2)


def test_a_ceiling_told_as_a_grant_is_found_at_the_other_document() -> None:
    (found,) = findings_of("ceiling-told-as-grant", golden_evidence()).to_dict("records")
    assert found["file"] == "statements/keksila-2020-fi.csv"


def test_an_excluded_subject_is_found_by_the_labels_of_its_concept() -> None:
    evidence = golden_evidence()
    themes = evidence.tables["themes"]
    flagged = evidence.tables["theme_concepts"].assign(theme_id="XE")
    assert len(themes)
    label = evidence.tables["concepts"]["label_en"].iloc[0]
    targets = evidence.tables["call_targets"].copy()
    targets.loc[targets["target_kind"] == "exclusion", "text_en"] = f"all {label} work"
    tables = {**evidence.tables, "theme_concepts": flagged, "call_targets": targets}
    spoilt = with_cell(
        replace(evidence, tables=tables), "projects", "2018-satula", title_en=f"New {label}"
    )
    assert ("2018-satula", "title_en", label) in _subjects("excluded-subject", spoilt)


@pytest.mark.parametrize(
    ("rule", "token", "value", "agrees"),
    [
        ("eur", "högst 850 000 euro", "850000", True),
        ("eur", "9,69 miljoonaa euroa", "9690000", True),
        ("eur", "127.500 euroa", "127500", True),
        ("eur", "högst 850 000 euro", "805000", False),
        ("sum", "-5,47 €/asukas", "-5.47", True),
        ("date", "23.3.2018", "2018-03-23", True),
        ("date", "23.3.2018", "2018-03-24", False),
        ("date", "23.3.2018", "2018-04-23", False),
        ("partial_date", "11/2021", "2021-11", True),
        ("partial_date", "vuosina 2020-2021", "2019", False),
        ("moment", "19.12.2019 kl. 16.15", "2019-12-19T16:15", True),
        ("count", "41:lle hankkeelle", "41", True),
        ("count", "41:lle hankkeelle", "14", False),
        ("count", "kahdenkymmenen vuonna 2020", "20", True),
        ("percent", "85%", "58", False),
    ],
)
def test_the_figures_of_a_token_are_read_again(
    rule: str, token: str, value: str, agrees: bool
) -> None:
    said = golden_evidence().statements.iloc[:1].copy()
    said[["rule", "as_written", "corrected", "value"]] = [rule, token, "", value]
    assert len(has_figures(said)) == 1
    found = offenders_of("as-written-differs", replace(golden_evidence(), statements=said))
    assert (found == []) == agrees


@pytest.mark.parametrize(
    ("rule", "token", "value", "agrees"),
    [
        ("eur", "viisi miljoonaa euroa", "5000000", True),
        ("eur", "viisi miljoonaa euroa", "500000", False),
        ("count", "kaksitoista", "12", True),
        ("count", "tolv", "20", False),
        ("count", "useita", "3", True),
        ("partial_date", "kesäkuussa", "2020-06", True),
    ],
)
def test_a_token_in_words_says_its_value(rule: str, token: str, value: str, agrees: bool) -> None:
    said = golden_evidence().statements.iloc[:1].copy()
    said[["rule", "field", "as_written", "corrected", "value"]] = [rule, "x", token, "", value]
    words = load_vocabulary(RAW, without=LEXICON)
    spoilt = replace(golden_evidence(), statements=said, vocabulary=words)
    assert (offenders_of("as-written-differs", spoilt) == []) == agrees


def test_a_vocabulary_that_repeats_itself_is_found() -> None:
    evidence = golden_evidence()
    names = evidence.vocabulary.municipality_names
    town = evidence.vocabulary.municipalities.iloc[0]
    same = names.iloc[:1].assign(code=town["code"], language="fi", name=town["name_fi"])
    twice = names.iloc[:1].assign(code="999")
    spoilt = replace(
        evidence,
        vocabulary=replace(evidence.vocabulary, municipality_names=pd.concat([names, same, twice])),
    )
    assert _subjects("alias-equals-name", spoilt)
    assert len(offenders_of("alias-twice", spoilt)) == 2


def test_a_redirect_to_nowhere_is_found() -> None:
    evidence = golden_evidence()
    row = {"old_id": "2020-vanha", "since_version": "1", "reason": "x", "_file": "r", "_row": 2}
    for target, count in (("2020-keksi", 0), ("2020-ei-ole", 1)):
        redirects = pd.DataFrame([{**row, "new_id": target}])
        spoilt = replace(evidence, raw=replace(evidence.raw, redirects=redirects))
        assert len(offenders_of("redirect-broken", spoilt)) == count


def test_lost_rows_stop_the_build_and_name_the_envelope(world: World, script: Script) -> None:
    row = world.replace("envelopes.csv", "statements,,,80,400", "statements,,,200,400")
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    assert run.err.startswith(f"envelopes.csv, row {row}, field statements: [envelope-low]")


def test_many_rows_are_a_warning(world: World, script: Script) -> None:
    world.replace("envelopes.csv", "statements,,,80,400", "statements,,,80,90")
    assert script("check", "--raw", world.raw).code == 0
    assert script("check", "--raw", world.raw, "--fail-on", "warning").code == 1


def test_findings_for_a_machine(world: World, script: Script) -> None:
    run = script("check", "--raw", world.raw, "--json")
    document = json.loads(run.out)
    assert document["problems"] == []
    assert len(document["findings"]) == sum(document["counts"].values())
    world.write("choices.csv", "a,b\n")
    run = script("check", "--raw", world.raw, "--json")
    assert run.code == 1
    assert json.loads(run.out)["problems"][0]["file"] == "choices.csv"


def test_findings_for_a_reader(world: World, script: Script) -> None:
    out = script("check", "--raw", world.raw).out
    assert "means: " in out
    assert "mend:  " in out
    assert out.splitlines()[-1].startswith("0 errors, ")


def test_findings_are_stable_and_point_into_the_raw_data(built: Built) -> None:
    findings = built.tables["findings"]
    again = find(golden_evidence())
    pd.testing.assert_frame_equal(again, find(golden_evidence()))
    assert findings["finding_id"].is_unique
    for row in findings.to_dict("records"):
        lines = (RAW / row["file"]).read_text(encoding="utf-8").splitlines()
        assert 0 < row["row"] <= len(lines)
        assert set(row["text_fi"]) - set("{}") == set(row["text_fi"])


def test_the_table_of_checks_counts_the_findings(built: Built) -> None:
    checks = built.tables["checks"]
    assert len(checks) == len(catalogue().checks)
    assert checks["finding_count"].sum() == len(built.tables["findings"])
    assert (checks[checks["check_stage"] != LAST]["finding_count"] == 0).all()
    assert list(checks.columns) == schema().tables["checks"].column_names


def test_levels_are_a_ladder(built: Built) -> None:
    findings = built.tables["findings"]
    assert len(at_or_above(findings, "note")) == len(findings)
    assert len(at_or_above(findings, "error")) == 0
    stop_on_errors(findings)
    with pytest.raises(BadInputError) as caught:
        stop_on_errors(findings.assign(check_level="error"))
    assert all(problem.move and problem.file for problem in caught.value.problems)


def test_a_finding_has_a_sentence_in_each_language(built: Built) -> None:
    findings = built.tables["findings"]
    for language in LANGUAGES:
        assert findings[f"text_{language}"].str.endswith((".", "”.", "“.")).all()
        assert not findings[f"text_{language}"].str.contains("nan|None|<NA>", regex=True).any()


@pytest.mark.parametrize("file", ["wordings", "target_themes"])
def test_words_that_no_statement_says_are_found(file: str) -> None:
    evidence = golden_evidence()
    frame = getattr(evidence.vocabulary, file).copy()
    frame.loc[0, "text_en"] = "never said"
    vocabulary = replace(evidence.vocabulary, **{file: frame})
    (found,) = offenders_of("entry-unused", replace(evidence, vocabulary=vocabulary))
    assert (found["file"], found["row"], found["value"]) == (
        f"vocabulary/{file}.csv",
        2,
        "never said",
    )
