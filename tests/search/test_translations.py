"""Words of other languages are found by their translations, whole or part by part."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from lexicon.nearness import Nearness
from lexicon.tables import VOCABULARY, read
from pipeline.cli.search_verb import read_tables
from pipeline.language import Language, languages_from
from pipeline.search import Document, Finder, Meanings, build_index, meanings_from
from pipeline.search.documents import TEXT, Field
from tests.places import PUBLISHED


@cache
def known() -> tuple[dict[str, Language], Meanings]:
    """The words and the meanings of the published tables."""
    tables = read_tables(PUBLISHED)
    languages = languages_from(tables, ("fi", "sv", "en"))
    return languages, meanings_from(tables, languages)


def found(query: str, language: str, *texts: tuple[str, str]) -> list[tuple[int, str, str]]:
    """(number, said, means) of the texts, each with its language, that a query finds."""
    languages, meanings = known()
    documents = [
        Document(str(number), (Field(TEXT, own, text),)) for number, (own, text) in enumerate(texts)
    ]
    finder = Finder(build_index(documents, languages), languages, meanings)
    answers = finder.find(query, language)
    return [(one.document, one.hits[0].said, one.hits[0].means) for one in answers]


def test_a_word_is_found_by_its_translation() -> None:
    assert found("latu", "fi", ("sv", "Skidspåren visas."), ("sv", "Vägarna visas.")) == [
        (0, "latu", "skidspår")
    ]


def test_a_compound_is_found_part_by_part() -> None:
    swedish = ("sv", "Kvalitetsrapporterna samlas.")
    assert [number for number, *_ in found("laaturaportti", "fi", swedish)] == [0]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("jätehuolto", "fi", ("en", "Food waste is weighed in the canteen.")),
        ("kartta", "fi", ("sv", "Projektet kartlägger blanketterna.")),
        ("vattenmätare", "sv", ("en", "The customers of the water utility.")),
    ],
)
def test_what_belongs_to_a_subject_does_not_mean_it(
    query: str, language: str, text: tuple[str, str]
) -> None:
    assert not found(query, language, text)


def test_a_misspelt_word_is_found_in_other_languages_too() -> None:
    assert [number for number, *_ in found("uimahali", "fi", ("sv", "Simhallens biljetter."))] == [
        0
    ]


def test_a_misspelt_name_is_found_in_the_other_language() -> None:
    assert [number for number, *_ in found("Raasebori", "fi", ("sv", "Raseborgs stad."))] == [0]


def test_a_region_is_found_in_any_case_and_language() -> None:
    texts = (("fi", "Palvelut Uudellamaalla."), ("sv", "Tjänster i Nyland."))
    assert sorted(number for number, *_ in found("Uusimaa", "fi", *texts)) == [0, 1]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("Varsinais-Suomi", "fi", ("en", "Schools in Southwest Finland.")),
        ("Norra Österbotten", "sv", ("fi", "Koulut Pohjois-Pohjanmaalla.")),
        ("Nyland", "sv", ("fi", "Keski-Uudenmaan koulut.")),
        ("Ahvenanmaa", "fi", ("sv", "De åländska skolorna.")),
        ("S:t Michel", "sv", ("en", "Mikkeli's schools.")),
        ("Vantaa", "fi", ("fi", "Kaksi koulua Vantaata varten.")),
    ],
)
def test_a_place_is_found_by_any_of_its_names(
    query: str, language: str, text: tuple[str, str]
) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("Turku", "fi", ("fi", "Turkulaisten talot.")),
        ("kuopiolainen", "fi", ("fi", "Koulut Kuopiossa.")),
        ("Helsinki", "fi", ("sv", "Helsingforsarna röstar.")),
        ("närpesbor", "sv", ("fi", "Närpiössä kokeillaan.")),
        ("Rovaniemi", "fi", ("fi", "Rovaniemeläiset äänestävät.")),
    ],
)
def test_people_are_found_by_their_municipality(
    query: str, language: str, text: tuple[str, str]
) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("elintarviketarkastus", "fi", ("fi", "Elintarviketarkastajat kulkevat.")),
        ("lantbruk", "sv", ("sv", "Lantbrukarna ansöker.")),
        ("inspection", "en", ("en", "Inspectors write.")),
        ("tulva", "fi", ("fi", "Kadut tulvivat.")),
        ("yksinäisyys", "fi", ("en", "Older people who feel lonely.")),
        ("loneliness", "en", ("en", "Older people who feel lonely.")),
        ("digitization of archives", "en", ("en", "Archives are digitised.")),
        ("modernisation", "en", ("en", "Modernizing the register.")),
        ("absence", "en", ("en", "Absent pupils.")),
    ],
)
def test_a_deed_is_found_by_who_does_it(query: str, language: str, text: tuple[str, str]) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


def test_an_everyday_verb_does_not_stand_for_a_noun_of_another_compound() -> None:
    assert found("tilinpäätös", "fi", ("fi", "Asiakirjojen salassa pidettävät tiedot.")) == []
    assert found("tilinpäätös", "fi", ("fi", "Tilinpäätöksen laadinta."))


def test_parts_inside_two_other_words_are_no_compound() -> None:
    assert not found("kaukolämpö", "fi", ("fi", "Lämpölaitosten kaukovalvonta."))
    assert found("koulukuljetus", "fi", ("fi", "Koulujen kuljetukset."))


def test_a_verb_is_found_by_the_noun_of_another_language() -> None:
    assert [n for n, *_ in found("laskutus", "fi", ("sv", "Avgifterna faktureras."))] == [0]


def test_a_name_has_no_parts() -> None:
    assert not found("kylä", "fi", ("fi", "Palvelu Jyväskylässä."))


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("hund", "sv", ("en", "Dogs run.")),
        ("lock", "en", ("sv", "Låsen byts.")),
        ("swimming", "en", ("fi", "Uiminen on ilmaista.")),
    ],
)
def test_common_words_meet_in_every_pair_of_languages(
    query: str, language: str, text: tuple[str, str]
) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


@pytest.mark.parametrize("query", ["kokuospöytäkirja", "kokouspöyttäkirja", "kokouspöytäkrija"])
def test_a_slip_is_mended_in_any_part_of_a_compound(query: str) -> None:
    assert [number for number, *_ in found(query, "fi", ("fi", "Kokouspöytäkirjoissa."))] == [0]


def test_a_word_is_no_other_one_that_has_marks() -> None:
    assert not found("ratt", "sv", ("sv", "Det är rätt."))
    assert found("bat", "sv", ("sv", "En båt kommer."))


@pytest.mark.parametrize(
    ("query", "language", "other"),
    [("barn", "sv", ("en", "An old barn.")), ("gift", "en", ("sv", "De är gifta, en är gift."))],
)
def test_a_word_is_no_word_of_another_language_that_looks_alike(
    query: str, language: str, other: tuple[str, str]
) -> None:
    own = (language, f"{query} 2020")
    assert [number for number, *_ in found(query, language, own, other)] == [0]


def test_a_word_that_two_languages_share_is_found_in_both() -> None:
    texts = (("sv", "En robot hjälper."), ("en", "A robot helps."))
    assert [number for number, *_ in found("robot", "sv", *texts)] == [0, 1]


def test_the_order_of_two_english_words_tells_what_is_meant() -> None:
    texts = (("en", "A care home."), ("en", "Home care."), ("en", "Care in the home."))
    assert sorted(number for number, *_ in found("kotihoito", "fi", *texts)) == [1, 2]


def test_a_compound_without_its_marks_is_found_in_other_languages_too() -> None:
    texts = (("sv", "Småbarnspedagogik."), ("en", "Early childhood education."))
    assert [number for number, *_ in found("smabarnspedagogik", "sv", *texts)] == [0, 1]


def test_a_part_of_a_compound_comes_before_other_words() -> None:
    texts = (("sv", "Kartor."), ("fi", "Karttapalvelu."))
    assert [number for number, *_ in found("kartta", "fi", *texts)] == [1, 0]


def test_the_order_of_two_words_is_seen_where_the_second_stands_before_too() -> None:
    text = ("en", "A part of the budget. Participatory budgeting drew voters.")
    assert [number for number, *_ in found("osallistuva budjetointi", "fi", text)] == [0]


@pytest.mark.parametrize(
    "text",
    [
        ("sv", "Upphandling av programvara."),
        ("en", "Procurement of software."),
        ("en", "Software."),
    ],
)
def test_a_compound_is_found_where_another_language_says_a_word_between_its_halves(
    text: tuple[str, str],
) -> None:
    assert len(found("ohjelmistohankinta", "fi", text)) == (text != ("en", "Software."))


def test_a_stop_word_in_capitals_is_a_word_of_a_term() -> None:
    texts = (("en", "The helpdesk."), ("fi", "IT-tuki."), ("en", "A support group."))
    assert [number for number, *_ in found("it support", "en", *texts)] == [0, 1]
    assert 0 not in [number for number, *_ in found("support", "en", *texts)]


def test_another_thing_beside_the_first_half_of_a_synonym_is_not_meant() -> None:
    texts = (("sv", "En plats på nätet."), ("sv", "Båtplatser på nätet."), ("sv", "Nätplatsen."))
    assert sorted(number for number, *_ in found("webbplats", "sv", *texts)) == [0, 2]


def test_no_meaning_says_only_what_another_says_too() -> None:
    terms: dict[str, set[tuple[str, str]]] = defaultdict(set)
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read(VOCABULARY / "synonyms.csv"):
        terms[row["meaning"]].add((row["language"], row["term"]))
        meanings[row["language"], row["term"]].add(row["meaning"])
    said = {one: set.intersection(*(meanings[term] for term in own)) for one, own in terms.items()}
    assert {one: others - {one} for one, others in said.items() if others != {one}} == {}


@pytest.mark.parametrize(
    ("query", "language"),
    [("Statskontoret", "sv"), ("Valtiokonttori", "fi"), ("State Treasury", "en")],
)
def test_an_agency_is_found_by_its_name_in_each_language(query: str, language: str) -> None:
    texts = (
        ("fi", "Tiedot toimitetaan Valtiokonttorille."),
        ("sv", "Uppgifterna skickas till Statskontoret."),
        ("en", "Data are sent to the State Treasury."),
    )
    assert sorted(number for number, *_ in found(query, language, *texts)) == [0, 1, 2]


LEXICON = VOCABULARY.parents[2] / "lexicon"
Pair = tuple[str, str, str, str]


def pairs_of(table: Path) -> set[Pair]:
    """Each pair of a table that has the translations of a word in one cell."""
    return {
        (row["language"], row["word"], row["other_language"], word)
        for row in read(table)
        for word in row["words"].split(";")
    }


def reviewed() -> dict[Pair, str]:
    """What a person said of pairs."""
    return {
        (row["language"], row["word"], row["other_language"], row["translation"]): row["holds"]
        for row in read(LEXICON / "reviewed_pairs.csv")
    }


def test_what_a_person_said_of_a_pair_of_words_holds() -> None:
    pairs, said = pairs_of(VOCABULARY / "translations.csv"), reviewed()
    assert {one: one in pairs for one in said} == {one: said[one] == "yes" for one in said}


def test_the_pairs_that_dictionaries_lack_are_translations_unless_taken_out() -> None:
    out = {pair for pair, holds in reviewed().items() if holds == "no"}
    assert pairs_of(LEXICON / "own_pairs.csv") - out <= pairs_of(VOCABULARY / "translations.csv")


@pytest.mark.parametrize(("minus", "left"), [("lasku", [1, 2]), ("koulutus", [0, 2])])
def test_a_minus_takes_out_the_word_and_what_is_made_of_it(minus: str, left: list[int]) -> None:
    texts = (
        ("fi", "Tekoäly lukee ostolaskut."),
        ("fi", "Tekoäly kouluttaa."),
        ("fi", "Tekoäly valmentaa ja fakturoi."),
    )
    assert [number for number, *_ in found(f"tekoäly -{minus}", "fi", *texts)] == left


def test_a_slip_in_a_term_is_mended_in_other_languages_too() -> None:
    text = ("fi", "Tekoälyn käyttö.")
    assert [number for number, *_ in found("artificial inteligence", "en", text)] == [0]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("enkät", "sv", ("en", "A questionnaire is sent.")),
        ("hållbarhet", "sv", ("en", "Sustainability is measured.")),
        ("läsnäolo", "fi", ("sv", "Närvaron antecknas.")),
    ],
)
def test_common_words_without_a_pair_in_the_dictionaries_have_one(
    query: str, language: str, text: tuple[str, str]
) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


def test_what_only_belongs_to_one_field_is_kept_apart() -> None:
    assert not found("kunta", "fi", ("sv", "Staden växer."))
    assert not found("jätehuolto", "fi", ("en", "Food waste is weighed."))


def test_a_slip_in_a_noun_leads_to_its_verb() -> None:
    texts = ("sv", "Tre kommuner upphandlar ett nytt system."), ("sv", "Tre kommuner får ett.")
    assert [number for number, *_ in found("upphandlling", "sv", *texts)] == [0]


def test_a_slip_is_mended_to_no_word_with_a_particle() -> None:
    texts = ("fi", "Kirjasto avataan."), ("fi", "Kirjanpainaja tuhoaa metsää.")
    assert [number for number, *_ in found("kirjatso", "fi", *texts)] == [0]


def test_where_no_text_has_all_words_those_with_the_rarest_are_found() -> None:
    texts = (
        ("en", "Residents of Oulu check online when their street was cleared."),
        ("en", "Residents of Turku vote online."),
        ("en", "Espoo renews its archive."),
    )
    assert [number for number, *_ in found("Esbo residents", "en", *texts)] == [2]
    assert [number for number, *_ in found("Turku residents", "en", *texts)] == [1]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("tekstari", "fi", ("fi", "Muistutus tulee tekstiviestillä.")),
        ("cabs", "en", ("fi", "Taksit tilataan verkossa.")),
        ("tuuraaja", "fi", ("sv", "Vikarien får passet direkt.")),
        ("dagvårdsavgift", "sv", ("en", "Families get their day care fee decision online.")),
        ("EU", "fi", ("sv", "Nätet byggs med EU-finansiering.")),
        ("daycare", "en", ("en", "Parents apply for a day-care place.")),
    ],
)
def test_everyday_names_of_one_thing_meet(query: str, language: str, text: tuple[str, str]) -> None:
    assert [number for number, *_ in found(query, language, text)] == [0]


WORDS = {
    "fi": ["koulu", "oppilaitos", "kirjasto", "vesi", "talvi"],
    "sv": ["skola", "bibliotek", "vatten", "vinter"],
}


def nearness() -> Nearness:
    """The nearness of a few words."""
    tables = {name: read(VOCABULARY / f"{name}.csv") for name in ("vector_codes", "word_vectors")}
    kept = [row for row in tables["word_vectors"] if row["word"] in WORDS.get(row["language"], ())]
    return Nearness(tables | {"word_vectors": kept})


def test_words_are_paired_where_each_is_the_nearest_to_the_other() -> None:
    near = nearness()
    pairs = {("koulu", "skola"), ("kirjasto", "bibliotek"), ("vesi", "vatten"), ("talvi", "vinter")}
    assert set(near.mutual("fi", "sv", 0.0)) == pairs
    assert near.of(("fi", "oppilaitos"), ("sv", "skola")) > 0
    assert near.of(("fi", "vesi"), ("sv", "vinterväg")) == -1


def test_words_that_are_not_near_enough_are_not_paired() -> None:
    near = nearness()
    least = max(near.of(("fi", one), ("sv", two)) for one, two in near.mutual("fi", "sv", 0.0))
    assert len(list(near.mutual("fi", "sv", least - 1e-9))) == 1
    assert not list(near.mutual("fi", "sv", least + 1e-9))
