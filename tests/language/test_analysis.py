"""Words in any form lead to their base word and, where compound, to their parts."""

from __future__ import annotations

import pytest

from pipeline.language import Language, tokenise

Languages = dict[str, Language]


@pytest.mark.parametrize(
    ("language", "token", "lemma"),
    [
        ("fi", "varhaiskasvatuksen", "varhaiskasvatus"),
        ("fi", "asioinnin", "asiointi"),
        ("fi", "kirjastojen", "kirjasto"),
        ("fi", "kunnassaan", "kunta"),
        ("fi", "kuljetuksensa", "kuljetus"),
        ("fi", "luvat", "lupa"),
        ("fi", "RPA:n", "rpa"),
        ("sv", "tjänsterna", "tjänst"),
        ("sv", "tjänsternas", "tjänst"),
        ("sv", "digitaliseringen", "digitalisering"),
        ("sv", "städerna", "stad"),
        ("sv", "beskrev", "beskriva"),
        ("sv", "registret", "register"),
        ("sv", "handböckernas", "handbok"),
        ("en", "libraries", "library"),
        ("fi", "keinoin", "keino"),
        ("fi", "mittarein", "mittari"),
        ("fi", "edistämisestä", "edistäminen"),
        ("fi", "merkitsemistä", "merkitseminen"),
        ("fi", "toimenpiteitä", "toimenpide"),
        ("fi", "lakisääteisiä", "lakisääteinen"),
        ("fi", "opintojen", "opinnot"),
        ("fi", "vanhassakaupungissa", "vanhakaupunki"),
        ("fi", "yhteystietoja", "yhteystiedot"),
        ("fi", "edullisimmat", "edullinen"),
        ("fi", "luvitta", "lupa"),
        ("fi", "turvallisuutensa", "turvallisuus"),
        ("sv", "länderna", "land"),
        ("sv", "byskolorna", "byskola"),
        ("sv", "yngre", "ung"),
        ("en", "taught", "teach"),
        ("en", "women", "woman"),
        ("en", "criteria", "criterion"),
        ("fi", "euroopassa", "Eurooppa"),
        ("fi", "Rantasen", "Rantanen"),
        ("fi", "nopeammin", "nopea"),
        ("fi", "katsoin", "katsoa"),
        ("fi", "toivoisin", "toivoa"),
        ("fi", "asuvien", "asua"),
        ("sv", "arbetsskiften", "arbetsskift"),
        ("sv", "fortbildas", "fortbilda"),
        ("en", "grabbed", "grab"),
        ("en", "hottest", "hot"),
    ],
)
def test_a_form_leads_to_its_base_word(
    languages: Languages, language: str, token: str, lemma: str
) -> None:
    assert lemma in languages[language].analyse(token).lemmas


@pytest.mark.parametrize(
    ("language", "token", "parts"),
    [
        ("fi", "koulukuljetuksia", {"koulu", "kuljetus"}),
        ("fi", "tiedonhallintaan", {"tieto", "hallinta"}),
        ("fi", "etätyökäytännöistä", {"etä", "työ", "käytäntö"}),
        ("fi", "kuntalaislähtöistä", {"kuntalainen", "lähtöinen"}),
        ("sv", "digitaliseringsprojekten", {"digitalisering", "projekt"}),
        ("fi", "lastensuojeluilmoitusten", {"lapsi", "lastensuojelu", "suojeluilmoitus"}),
        ("sv", "skolskjutsar", {"skola", "skjuts"}),
        ("sv", "avtalsregistret", {"avtal", "register"}),
        ("sv", "idrottsanläggningar", {"idrott", "anläggning"}),
        ("sv", "snöplogningen", {"snö", "plogning"}),
        ("fi", "kaukolaina", {"laina"}),
    ],
)
def test_a_compound_leads_to_its_parts(
    languages: Languages, language: str, token: str, parts: set[str]
) -> None:
    assert parts <= set(languages[language].analyse(token).parts)


def test_a_name_is_told_from_a_word(languages: Languages) -> None:
    lemmas = languages["fi"].analyse("Lahdessa").lemmas
    assert {"Lahti", "lahti"} <= set(lemmas)
    assert languages["sv"].analyse("Åbos").lemmas[0] == "Turku"


@pytest.mark.parametrize(
    ("language", "token", "lemmas"),
    [
        ("fi", "vuosi", ("vuosi",)),
        ("fi", "arvo", ("arvo",)),
        ("sv", "Ingå", ("Inkoo",)),
        ("fi", "tuli", ("tulla", "tuli")),
    ],
)
def test_a_word_is_what_it_is_as_it_stands_and_what_is_commoner(
    languages: Languages, language: str, token: str, lemmas: tuple[str, ...]
) -> None:
    assert set(languages[language].analyse(token).lemmas) == set(lemmas)


def test_unlike_words_stay_apart(languages: Languages) -> None:
    finnish = languages["fi"]
    assert "lupa" not in finnish.analyse("lupauksen").lemmas
    assert "lupa" not in finnish.analyse("lupauksen").parts
    assert languages["sv"].analyse("Tomt").lemmas == ("tomt",)


@pytest.mark.parametrize(
    ("language", "token", "other"),
    [
        ("fi", "vuorokauden", "vuoro"),
        ("fi", "rautatielle", "tie"),
        ("fi", "lautakunnalle", "kunta"),
        ("fi", "kartoitus", "kartta"),
        ("sv", "järnvägen", "väg"),
        ("sv", "kartlägger", "karta"),
        ("sv", "förklarar", "klara"),
        ("sv", "beskrivningen", "rivning"),
        ("en", "parking", "park"),
        ("en", "meetings", "meet"),
    ],
)
def test_what_a_word_looks_made_of_may_not_be_in_it(
    languages: Languages, language: str, token: str, other: str
) -> None:
    read = languages[language].analyse(token)
    assert read.known
    assert other not in (*read.lemmas, *read.parts, *read.related)


@pytest.mark.parametrize(
    ("language", "token", "base"),
    [
        ("fi", "kartoitukset", "kartoittaa"),
        ("fi", "kilpailutuksen", "kilpailuttaa"),
        ("sv", "omröstningen", "rösta"),
        ("sv", "utlåningen", "låna"),
        ("sv", "felanmälningarna", "anmälan"),
        ("en", "approval", "approve"),
        ("en", "removal", "remove"),
    ],
)
def test_a_deed_leads_to_its_verb(
    languages: Languages, language: str, token: str, base: str
) -> None:
    read = languages[language].analyse(token)
    assert base in (*read.parts, *read.related)


def test_a_compound_ends_in_a_noun_where_a_verb_has_the_same_form(languages: Languages) -> None:
    assert languages["fi"].analyse("rakennuslupaa").lemmas == ("rakennuslupa",)


@pytest.mark.parametrize("form", ["vuokra-asunnot", "vuokra-asuntoja"])
def test_a_compound_with_a_hyphen_has_the_forms_of_its_head(
    languages: Languages, form: str
) -> None:
    (lemma,) = languages["fi"].analyse(form).lemmas
    assert form in languages["fi"].forms(lemma)
    assert any(form.startswith(stem) for _, stem in languages["fi"].stems(lemma))


def test_a_habit_leads_to_its_time(languages: Languages) -> None:
    assert languages["fi"].analyse("viikonloppuisin").related == ("viikonloppu",)


def test_a_word_that_no_list_knows_is_marked_as_a_guess(languages: Languages) -> None:
    guessed = languages["fi"].analyse("blarfoksessa")
    assert not guessed.known
    assert guessed.lemmas == languages["fi"].analyse("blarfoksesta").lemmas


def test_the_forms_of_one_word_have_one_base(languages: Languages) -> None:
    forms = "hanke hankkeen hanketta hankkeessa hankkeeseen hankkeiden hankkeita hankkeilla"
    lemmas = [set(languages["fi"].analyse(form).lemmas) for form in forms.split()]
    assert "hanke" in set.intersection(*lemmas)


def test_words_are_cut_from_a_text_with_their_places() -> None:
    text = "EU:n talous- ja e-lomake (2019)."
    assert [token.text for token in tokenise(text)] == ["EU:n", "talous-", "ja", "e-lomake", "2019"]
    assert all(text[t.start : t.end] == t.text for t in tokenise(text))
