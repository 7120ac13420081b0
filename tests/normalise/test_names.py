from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.names import NameMatch, Names

# 60 names with every form that usage has; handed to the project as reference data
# (inflections_sample.csv), independent of the rules that generate our forms.
SAMPLE = Path(__file__).with_name("inflections.csv")


def _sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_form_of_the_sample_resolves_to_its_municipality(names: Names) -> None:
    rows = _sample()
    assert len({row["name_fi"] for row in rows}) == 60
    wrong = [
        (row["form"], match.name_fi, match.how)
        for row in rows
        if (match := names.resolve(row["form"])).code != row["code"]
        or match.flagged
        or match.how not in ("inflected form", "official name")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Turku", "853", "official name"),
        ("Turun kaupunki", "853", "inflected form"),
        ("Tuusulan kunnalle", "858", "inflected form"),
        ("Lahden kaupunki", "398", "inflected form"),
        ("Luodon kunta", "440", "inflected form"),
        ("Kosken kunta", "284", "inflected form"),
        ("Kauniaisten kaupunki", "235", "inflected form"),
        ("Huittisissa", "102", "inflected form"),
        ("Rautalammin kunta", "686", "inflected form"),
        ("Kangasalla", "211", "inflected form"),
        ("Uudessakaupungissa", "895", "inflected form"),
        ("Virtain kaupunki", "936", "inflected form"),
        ("Juuan kunta", "176", "inflected form"),
        ("Iihin", "139", "inflected form"),
        ("Mänttä-Vilppulan kaupunki", "508", "inflected form"),
        ("Vanda stad", "092", "Swedish name"),
        ("Vandas stad", "092", "Swedish genitive"),
        ("Kristinestads stad", "287", "Swedish genitive"),
        ("Helsingfors stad", "091", "Swedish name"),
        ("S:t Michels stad", "491", "Swedish genitive"),
        ("St. Michel", "491", "other name"),
        ("Ackas", "020", "Swedish name"),
        ("Vederlax kommun", "935", "Swedish name"),
        ("Väståboland", "445", "other name"),
        ("Länsi-Turunmaan kaupunki", "445", "other name, inflected"),
        ("Koski Tl", "284", "register form"),
        ("Koski TL", "284", "other name"),
        ("Koski Tl:n kunta", "284", "inflected form"),
        ("Pedersören kunta", "599", "register form"),
        ("Maarianhamina - Mariehamn", "478", "register form"),
        ("VANTAAN KAUPUNKI", "092", "inflected form"),
        ("City of Vantaa", "092", "official name"),
        ("staden Lahtis", "398", "Swedish name"),
        (" Turun\u00a0kaupunki, ", "853", "inflected form"),
    ],
)
def test_resolves(names: Names, text: str, code: str, how: str) -> None:
    match = names.resolve(text)
    assert (match.code, match.how, match.kind) == (code, how, "municipality")
    assert not match.flagged


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nykarbely stad", "893"),
        ("Jyväskylan kaupunki", "179"),
        ("Tampreen kaupunki", "837"),
        ("Pirkala kunta", "604"),
        ("Lempälän kunnalle", "418"),
    ],
)
def test_typos_beside_a_head_are_accepted_and_flagged(names: Names, text: str, code: str) -> None:
    match = names.resolve(text)
    assert (match.code, match.how, match.flagged) == (code, "typo", True)


def test_a_typo_without_a_head_is_only_a_rival(names: Names) -> None:
    match = names.resolve("Jyväskylan")
    assert (match.code, match.how, match.rivals) == (None, "none", ("Jyväskylä",))


def test_two_edits_need_eight_letters(names: Names) -> None:
    assert names.resolve("Hollala kunta").code == "098"
    assert names.resolve("Hallala kunta").code is None
    assert names.resolve("Rovanimeen kunta").code == "698"


def test_a_typo_as_near_to_two_is_left_open_with_both_as_rivals(names: Names) -> None:
    tie = names.resolve("Vaada kunta")
    assert (tie.code, set(tie.rivals)) == (None, {"Vaala", "Vaasa"})


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "—", "lahti", "salo", "Nokia Oyj", "Nokian Renkaat", "Turku 2020"),
        *("Suomen kunta", "Pohjois-Satakunta", "Turku ja Salo", "Helsinki-Vantaa", "Itä-Helsinki"),
    ],
)
def test_resolves_to_nothing(names: Names, text: str) -> None:
    assert names.resolve(text).code is None


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Tampereen kaupunkiseudulle", "tampereen-kaupunkiseutu", "sub-region"),
        ("Tammerfors stadsregion", "tampereen-kaupunkiseutu", "sub-region"),
        (
            "Varsinais-Suomen sairaanhoitopiirille",
            "varsinais-suomen-sairaanhoitopiiri",
            "hospital district",
        ),
        ("Lapin liiton", "lapin-liitto", "regional council"),
        ("Pirkanmaan liitto", None, "regional council"),
        ("Pohjois-Savon sairaanhoitopiiri", None, "hospital district"),
        ("Turun yliopisto", None, "other"),
        ("Vasa sjukvårdsdistrikt", None, "hospital district"),
        ("Satakunta", None, "region"),
        ("Lapin", None, "region"),
    ],
)
def test_other_bodies_are_no_municipality(
    names: Names, text: str, code: str | None, kind: str
) -> None:
    match = names.resolve(text)
    assert (match.code, match.kind) == (code, kind)


@pytest.mark.parametrize(
    ("at", "code", "name", "how"),
    [
        (None, "099", "Honkajoki", "inflected form"),
        (date(2019, 11, 21), "099", "Honkajoki", "inflected form"),
        (date(2020, 12, 31), "099", "Honkajoki", "inflected form"),
        (date(2021, 1, 1), "214", "Kankaanpää", "inflected form → successor"),
    ],
)
def test_mergers_lead_to_the_successor_from_their_day_on(
    names: Names, at: date | None, code: str, name: str, how: str
) -> None:
    match = names.resolve("Honkajoen kunta", at)
    assert (match.code, match.name_fi, match.how) == (code, name, how)


def _inputs(found: list[NameMatch]) -> list[str]:
    return [match.input for match in found]


LISTS = [
    (
        "Hollolan, Janakkalan ja Pirkkalan kunnille",
        ["Hollola", "Janakkala", "Pirkkala"],
    ),
    ("Nokian kaupungin ja Lempäälän kunnan yhteishankkeille", ["Nokia", "Lempäälä"]),
    (
        "Lempäälän kunnan sekä Nokian ja Ylöjärven kaupunkien",
        ["Lempäälä", "Nokia", "Ylöjärvi"],
    ),
    ("Malax, Korsholm och Sibbo", ["Maalahti", "Mustasaari", "Sipoo"]),
    ("kommunerna Sund och Lahtis", ["Sund", "Lahti"]),
    ("kunnat: Salo, Aura", ["Salo", "Aura"]),
    ("Turun, Salon\nja Someron kaupungit", ["Turku", "Salo", "Somero"]),
    ("• Hollola\n• Salo\n• Kotka", ["Hollola", "Salo", "Kotka"]),
    ("Nykarleby och Karleby", ["Uusikaarlepyy", "Kokkola"]),
    ("Koski Tl:n kunta ja Pedersören kunta", ["Koski", "Pedersöre"]),
    ("TURUN KAUPUNKI", ["Turku"]),
    ("Nokian kaupunki", ["Nokia"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_distribute_their_head(names: Names, text: str, expected: list[str]) -> None:
    found = names.find(text)
    assert [match.name_fi for match in found] == expected
    assert not any(match.flagged for match in found)
    assert all(text[match.start : match.end] == match.input for match in found)


def test_each_member_has_its_own_span_with_its_own_head(names: Names) -> None:
    found = names.find("Avustusta saivat Hollolan, Salon ja Pirkkalan kunnat.")
    assert _inputs(found) == ["Hollolan", "Salon", "Pirkkalan kunnat"]


@pytest.mark.parametrize(
    "text",
    [
        "Kotka lensi. Salo on vihreä. Varkaus tapahtui. Lahdessa ui kaloja.",
        "Nokia Oyj ja Nokian Renkaat. Raisio Oyj. Vantaan Energia Oy.",
        "Soini sanoi. Matti Salon mukaan. Salla Virtanen.",
        "salossa, kotkat, lahti ja turku",
        "info@turku.fi www.turku.fi Kokkola.fi",
        "Helsinki-Vantaan lentoasema, Vantaa-hanke",
        "Hanke Aura. projektet Sund",
        "Suomen kunnille, Muiden kuntien ja Kaikkien kaupunkien",
        "Pohjois-Satakunta, Etelä-Savo ja Lappi",
        "Jyväskylan",
        "",
    ],
)
def test_words_that_are_no_municipality_do_not_fool_it(names: Names, text: str) -> None:
    assert names.find(text) == []


def test_a_trap_in_a_case_form_inside_a_sentence_is_found_and_flagged(names: Names) -> None:
    found = names.find("Avustusta sai Turun hanke.")
    assert [(match.name_fi, match.flagged) for match in found] == [("Turku", True)]


def test_a_typo_in_a_list_is_found_and_flagged(names: Names) -> None:
    found = names.find("Hollolan, Janakalan ja Pirkkalan kunnille")
    assert [(match.name_fi, match.flagged) for match in found] == [
        ("Hollola", False),
        ("Janakkala", True),
        ("Pirkkala", False),
    ]


def test_an_unknown_name_amid_known_ones_is_kept_as_a_question(names: Names) -> None:
    found = names.find("Hollolan, Hölöpölön ja Pirkkalan kunnille")
    assert [(match.code, match.flagged) for match in found] == [
        ("098", False),
        (None, True),
        ("604", False),
    ]


def test_bodies_in_text_are_found_as_what_they_are(names: Names) -> None:
    text = "Tampereen kaupunkiseudulle, Pirkanmaan liitolle ja Turun yliopistolle"
    kinds = [(match.input, match.kind, match.code) for match in names.find(text)]
    assert kinds == [
        ("Tampereen kaupunkiseudulle", "sub-region", "tampereen-kaupunkiseutu"),
        ("Pirkanmaan liitolle", "regional council", None),
        ("Turun yliopistolle", "other", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("understöd till samkommunen Optima och Malax", ["samkommunen Optima", "Malax"]),
        ("Kuntayhtymä Siun sote sai avustusta", ["Kuntayhtymä Siun sote"]),
        ("Kainuun sote -kuntayhtymälle", ["Kainuun sote -kuntayhtymälle"]),
        (
            "Porin kaupunki ja Kainuun sosiaali- ja terveydenhuollon kuntayhtymä",
            ["Porin kaupunki", "Kainuun sosiaali- ja terveydenhuollon kuntayhtymä"],
        ),
        (
            "yliopistolle, Helsingin ja Uudenmaan sairaanhoitopiirille",
            ["Helsingin ja Uudenmaan sairaanhoitopiirille"],
        ),
        (
            "Malax, Korsholm och Vasa sjukvårdsdistrikt",
            ["Malax", "Korsholm", "Vasa sjukvårdsdistrikt"],
        ),
        ("Vantaa, Espoo ja kuntayhtymä", ["Vantaa", "Espoo"]),
        (
            "Hollola, Orimattila ja Keski-Suomen liitto",
            ["Hollola", "Orimattila", "Keski-Suomen liitto"],
        ),
        ("Sydkustens landskapsförbund", ["Sydkustens landskapsförbund"]),
        ("kunnat ja kuntayhtymät Suomessa, kommuner och samkommuner i Finland", []),
        ("Avustusta kuntayhtymälle. Samkommunen ansöker.", []),
        ("Kouvola/Kotka/Hamina, vm.fi/Kotka", ["Kouvola", "Kotka", "Hamina"]),
        ("Siun sotelle, Kymsotelle ja Imatralle", ["Siun sotelle", "Kymsotelle", "Imatralle"]),
        ("Essoten ja HUS:n hanke, Soites projekt", ["Essoten", "HUS:n", "Soites"]),
        ("Kårkulla samkommun och Optima samkommun", ["Kårkulla samkommun", "Optima samkommun"]),
        ("En samkommun söker. Osoite muuttuu, sote uudistuu.", []),
    ],
)
def test_bodies_are_found_by_the_word_for_them(
    names: Names, text: str, expected: list[str]
) -> None:
    assert _inputs(names.find(text)) == expected


def test_a_body_told_by_its_word_resolves_to_no_municipality(names: Names) -> None:
    for text in ("samkommunen Optima", "Eksote"):
        match = names.resolve(text)
        assert (match.code, match.kind, match.flagged) == (None, "joint municipal authority", True)


@given(st.text())
def test_no_text_makes_it_fail(names: Names, text: str) -> None:
    assert names.resolve(text).input == text
    assert all(text[match.start : match.end] == match.input for match in names.find(text))


@given(
    st.lists(
        st.sampled_from(["Turun", "kaupunki", ",", "ja", " ", "\n", "Salo", "Nykarbely", "stad"])
    )
)
def test_no_mix_of_names_and_heads_makes_it_fail(names: Names, parts: list[str]) -> None:
    text = " ".join(parts)
    spans = [(match.start, match.end) for match in names.find(text)]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("text", ["Asukkaan kunta", "Julkinen kunta", "Sjunde kommun"])
def test_an_ordinary_word_before_a_head_is_no_typo(names: Names, text: str) -> None:
    assert names.find(text) == []
    assert names.resolve(text).code is None
