"""Single sentences and what becomes of them."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.extract import Tools, extract
from tests.extract.conftest import Reader

HEAD_FI = "Valtiovarainministeriö\n4.3.2022 9.05\nTiedote\n\nMinisteriö myönsi avustusta.\n\n"
HEAD_SV = "finansministeriet\nUtgivningsdatum 4.3.2022 9.05\nPressmeddelande\n\n"
HEAD_SV += "Ministeriet beviljade understöd.\n\n"

SENTENCES = Path(__file__).with_name("sentences.csv")
HEADS = {
    "fi decision": "Ministeriö on myöntänyt avustusta kuntien digihankkeille.",
    "fi call": "Kunnat voivat nyt hakea avustusta. Hakuaika päättyy pian.",
    "sv decision": "Finansministeriet har beviljat understöd till kommunerna.",
    "sv call": "Kommunerna kan nu söka understöd. Ansökningstiden går ut snart.",
}


def test_sentences_give_their_facts(tools: Tools, tmp_path: Path) -> None:
    """One row a fact: its values (`;` between several), or `#3` for how many terms it has."""
    wrong = []
    path = tmp_path / "doc-2022.txt"
    bare = replace(tools, raw=tmp_path)
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        for told in csv.DictReader(lines):
            text = f"4.3.2022 9.05\n\n{HEADS[told['document']]}\n\n{told['sentence']}"
            path.write_text(text, encoding="utf-8")
            rows = [row for row in extract(path, bare).rows if row.field == told["field"]]
            found = ";".join(sorted(row.value for row in rows))
            wanted = ";".join(sorted(told["values"].split(";")))
            if wanted not in {found, f"#{len(rows)}"}:
                wrong.append((told["sentence"], told["field"], found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (HEAD_FI + "Hakemuksia tuli 52.", "applications_received", "52"),
        (HEAD_FI + "Avustusta saa yhdeksän hanketta.", "grants_awarded", "9"),
        (HEAD_FI + "Avustukset ovat yhteensä 1,2 milj. €.", "total_awarded_eur", "1200000"),
        (
            HEAD_FI + "Myönsimme 2,9 miljoonaa euroa. Avustukset ovat yhteensä 2 912 000 euroa.",
            "total_awarded_eur",
            "2912000",
        ),
        (HEAD_FI + "Päätökset tehtiin 2.3.2022.", "decided_on", "2022-03-02"),
        (HEAD_FI + "Suuruus vaihtelee 7 000–37 860 euron välillä.", "grant_min_eur", "7000"),
        (HEAD_FI + "Suuruus vaihtelee 7 000–37 860 euron välillä.", "grant_max_eur", "37860"),
        (HEAD_FI + "Hakuaika päättyi 4.2.2022 klo 16.15.", "closes_at", "2022-02-04T16:15"),
        (
            HEAD_FI + "Hankkeiden on päätyttävä marraskuun loppuun 2023 mennessä.",
            "project_end_latest",
            "2023-11-30",
        ),
        (HEAD_FI + "Hankkeiden viimeinen päivä\n\n30.11.2023", "project_end_latest", "2023-11-30"),
        (
            HEAD_FI + "Hakemuksia tuli 52, joista kolme hylättiin.",
            "applications_received",
            "52",
        ),
        (HEAD_FI + "Vantaan kaupunki jäi ilman avustusta.", "refused_applicant", "Vantaa"),
        (HEAD_FI + "Hankkeelle voidaan myöntää 10 000–150 000 euroa.", "grant_min_eur", "10000"),
        (HEAD_SV + "Ministeriet fick in 20 ansökningar.", "applications_received", "20"),
        (HEAD_SV + "Understöd gavs åt elva projekt.", "grants_awarded", "11"),
        (
            HEAD_SV + "Understödet är högst 85 % av kostnaderna.",
            "funding_share_max_pct",
            "85",
        ),
        (
            HEAD_SV + "Projekten ska genomföras före utgången av mars 2024.",
            "project_end_latest",
            "2024-03-31",
        ),
        (
            HEAD_SV + "Understöd beviljades enbart till projekt som flera kommuner har.",
            "joint_only",
            "yes",
        ),
    ],
)
def test_fact(read: Reader, text: str, field: str, value: str) -> None:
    rows = [row for row in read(text, "doc-2022.txt").rows if row.field == field]
    assert [(row.value, row.status) for row in rows] == [(value, "")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD_FI + "Kaarina ja Lieto saivat avustusta yhteiseen hankkeeseen.",
        HEAD_SV + "S:t Karins och Lundo får understöd för ett gemensamt projekt.",
    ],
)
def test_names_with_one_joint_project_receive_it_together(read: Reader, text: str) -> None:
    rows = [row for row in read(text, "doc-2022.txt").rows if row.field == "recipient"]
    assert {row.value for row in rows} == {"Kaarina", "Lieto"}
    assert len({row.subject_id for row in rows}) == 1


def test_a_name_of_a_project_before_a_colon_may_hold_a_municipality(read: Reader) -> None:
    item = (
        "Avustusta saavat:\n\n1. Porin seudun tietopankki: Kitee yhdessä Ulvilan kanssa, 9 100 €\n"
    )
    rows = {row.field: row.value for row in read(HEAD_FI + item, "doc-2022.txt").rows}
    assert rows["title_fi"] == "Porin seudun tietopankki"
    assert (rows["lead"], rows["partner"]) == ("Kitee", "Ulvila")


def test_awards_of_one_recipient_are_counted(read: Reader) -> None:
    text = "Avustusta myönnettiin Porin kaupungille kolmeen hankkeeseen ja Sipoon kunnalle."
    rows = read(HEAD_FI + text, "doc-2022.txt").rows
    subjects = sorted({row.subject_id for row in rows if row.field == "recipient"})
    assert subjects == ["2022-pori-1", "2022-pori-2", "2022-pori-3", "2022-sipoo"]


def test_a_region_that_only_names_a_joint_project_receives_nothing(read: Reader) -> None:
    text = "Avustuksen saavat Kuopio sekä Lahden seudun yhteishankkeessa Hollola ja Orimattila."
    rows = read(HEAD_FI + text, "doc-2022.txt").rows
    told = {row.value for row in rows if row.field == "recipient"}
    assert told == {"Kuopio", "Hollola", "Orimattila"}


@pytest.mark.parametrize(
    ("text", "awards"),
    [
        ("saivat Kuopio, Salon kaupunki ja Porin kaupunki kahteen",
         {"Kuopio": 1, "Salo": 1, "Pori": 2}),
        ("saa Sipoon kunta, Kuopion kaupunki sekä Salon ja Porin kaupungit kahteen",
         {"Sipoo": 1, "Kuopio": 1, "Salo": 2, "Pori": 2}),
        ("sai Salon kaupunki ja Porin kaupunki kahteen", {"Salo": 2, "Pori": 2}),
    ],
)  # fmt: skip
def test_a_number_counts_for_the_names_it_stands_with(
    read: Reader, text: str, awards: dict[str, int]
) -> None:
    rows = read(f"{HEAD_FI}Avustusta {text} hankkeeseen.", "doc-2022.txt").rows
    assert Counter(row.value for row in rows if row.field == "recipient") == awards


def test_a_joint_project_is_one(read: Reader) -> None:
    text = "Avustusta saivat Kemin kaupunki sekä Nokian kaupungin ja Lempäälän kunnan yhteishanke."
    rows = read(HEAD_FI + text, "doc-2022.txt").rows
    joint = [row.value for row in rows if row.subject_id == "2022-nokia-lempaala"]
    assert {"Nokia", "Lempäälä"} <= set(joint)
    assert "2022-kemi" in {row.subject_id for row in rows}


@pytest.mark.parametrize(
    ("words", "field", "qualifier"),
    [
        ("enintään 90 000 euroa", "amount_max_eur", "max"),
        ("enintän 90 000 euroa", "amount_max_eur", "max"),
        ("90 000 euroa", "amount_granted_eur", ""),
        ("noin 90 000 euroa", "amount_approx_eur", "about"),
    ],
)
def test_a_sum_has_its_kind(read: Reader, words: str, field: str, qualifier: str) -> None:
    text = f"1. Porin kaupungille myönnetään {words} hankkeeseen Rantaraitti verkossa."
    rows = read(HEAD_FI + text, "doc-2022.txt").rows
    sums = [row for row in rows if row.field.startswith("amount_")]
    assert [(row.field, row.value, row.qualifier) for row in sums] == [(field, "90000", qualifier)]


def test_what_has_no_place_is_unresolved_and_not_dropped(read: Reader) -> None:
    rows = read(HEAD_FI + "Kahvitarjoilu maksoi 430 euroa.", "doc-2022.txt").rows
    asked = [row for row in rows if row.value == "430"]
    assert [(row.field, row.status) for row in asked] == [("", "unresolved")]


def test_an_unknown_recipient_is_unresolved(read: Reader) -> None:
    text = "• Samkommunen Optima beviljas högst 9 000 euro för projektet Yrket."
    rows = read(HEAD_SV + text, "doc-2022.txt").rows
    asked = [row for row in rows if row.field == "recipient"]
    assert [(row.as_written, row.status) for row in asked] == [("Samkommunen Optima", "unresolved")]


def test_a_second_value_is_left_to_a_person(read: Reader) -> None:
    text = "Hakemuksia tuli 52. Ministeriöön saapui 51 hakemusta."
    rows = read(HEAD_FI + text, "doc-2022.txt").rows
    told = [(r.value, r.status) for r in rows if r.field == "applications_received"]
    assert sorted(told) == [("51", "unresolved"), ("52", "")]


def test_lines_broken_at_a_width_are_one_paragraph(read: Reader) -> None:
    text = (
        "Valtiovarainministeriö myönsi avustusta kuntien digitaalisille palveluille\n"
        "yhteensä 14 hankkeelle, ja avustukset ovat suuruudeltaan yhteensä 2,5 miljoonaa\n"
        "euroa. Hakemuksia tuli kaikkiaan 31, ja ne arvioitiin ministeriössä keväällä."
    )
    rows = read(text, "doc-2022.txt").rows
    total = next(row for row in rows if row.field == "total_awarded_eur")
    assert (total.value, total.as_written) == ("2500000", "2,5 miljoonaa euroa")
    assert total.locator == "line 2, character 67 to line 3, character 5"
